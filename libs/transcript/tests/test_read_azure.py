"""Azure's batch and fast transcription: ticks, ISO durations, displayed words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, WordFlag, read

TICKS = 10_000


def timed(start: int, length: int) -> dict[str, Any]:
    return {"offsetInTicks": float(start * TICKS), "durationInTicks": length * TICKS}


def phrase(
    best: dict[str, Any], start: int = 0, length: int = 2000, **fields: Any
) -> dict[str, Any]:
    found = {"recognitionStatus": "Success", "channel": 0, **timed(start, length)}
    return {**found, "nBest": [best, {"display": "worse"}], **fields}


def azure(*phrases: dict[str, Any]) -> bytes:
    length = {"durationInTicks": 100_000_000, "duration": "PT10S"}
    return json.dumps({"source": "a", **length, "recognizedPhrases": phrases}).encode()


def test_displayed_words_take_the_confidence_of_what_they_were_made_of() -> None:
    best = {
        "words": [
            {"word": "twenty", "confidence": 0.5, **timed(0, 400)},
            {"word": "five", "confidence": 0.75, **timed(400, 400)},
            {"word": "yes", "confidence": 0.25, **timed(900, 100)},
        ],
        "displayWords": [
            {"displayText": "25,", **timed(0, 800)},
            {"displayText": "yes.", **timed(900, 100)},
        ],
    }
    transcript = read(azure(phrase(best, speaker=2, locale="en-US")))
    assert [tuple(found[1:8]) for found in transcript.words] == [
        ("25", 0, 800, 0.625, "2", 0, "en-US"),
        (",", 800, 800, 0.625, "2", 0, "en-US"),
        ("yes", 900, 1000, 0.25, "2", 0, "en-US"),
        (".", 1000, 1000, 0.25, "2", 0, "en-US"),
    ]
    assert (transcript.format, transcript.language) == ("azure", "en-US")
    assert transcript.duration_ms == 10_000


def test_lexical_words_are_read_where_no_others_are() -> None:
    words = [{"word": "om", "offset": "PT0.76S", "duration": "PT1S", "confidence": 0.5}]
    assert read(azure(phrase({"words": words}))).words[0][1:5] == ("om", 760, 1760, 0.5)


def test_a_phrase_without_words_has_its_time_divided() -> None:
    words = read(azure(phrase({"display": "ab cd"}, 1000, 1000))).words
    assert [tuple(found[1:4]) for found in words] == [("ab", 1000, 1500), ("cd", 1500, 2000)]
    assert all(found.flags == WordFlag.INTERPOLATED for found in words)


def test_phrases_of_several_channels_are_merged_and_failed_ones_passed_over() -> None:
    phrases = [
        phrase({"display": "a"}, 0, 500),
        phrase({"display": "c"}, 4000, 500),
        phrase({"display": "x"}, 5000, 500, recognitionStatus="Failure"),
        phrase({"display": "b"}, 2000, 500, channel=1),
    ]
    assert [(found.text, found.channel) for found in read(azure(*phrases)).words] == [
        ("a", 0), ("b", 1), ("c", 0),
    ]  # fmt: skip


def test_fast_transcription_writes_milliseconds() -> None:
    found = {
        "speaker": 1,
        "offsetMilliseconds": 80,
        "durationMilliseconds": 700,
        "text": "Om.",
        "words": [{"text": "Om.", "offsetMilliseconds": 80, "durationMilliseconds": 400}],
        "locale": "en-US",
    }
    content = {"durationMilliseconds": 900, "combinedPhrases": [], "phrases": [found]}
    transcript = read(json.dumps(content).encode())
    assert (transcript.format, transcript.duration_ms) == ("azure", 900)
    assert transcript.words[0][1:6] == ("Om", 80, 480, None, "1")


def test_a_phrase_without_a_time_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError) as refused:
        read(azure({"nBest": [{"display": "a"}]}))
    assert refused.value.location == "$.recognizedPhrases[0].offset"
