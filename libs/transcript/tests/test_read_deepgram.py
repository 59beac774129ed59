"""Deepgram's answers: punctuation, speakers, channels, languages, utterances."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, read


def word(text: str, start: float, **fields: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": start + 0.25, "confidence": 0.5, **fields}


def channel(*words: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"alternatives": [{"transcript": "", "words": words}], **fields}


def deepgram(*channels: dict[str, Any], **results: Any) -> bytes:
    info = {"abc": {"name": "2-general-nova", "version": "2024-01-18", "arch": "nova-2"}}
    metadata = {"duration": 25.933313, "channels": len(channels), "model_info": info}
    return json.dumps({"metadata": metadata, "results": {"channels": channels, **results}}).encode()


def test_the_punctuated_word_is_read_and_the_file_s_facts_are_kept() -> None:
    words = [word("hello", 0.08, punctuated_word="Hello,"), word("you", 0.5)]
    transcript = read(deepgram(channel(*words, detected_language="en")))
    assert [found[1:5] for found in transcript.words] == [
        ("Hello", 80, 330, 0.5),
        (",", 330, 330, 0.5),
        ("you", 500, 750, 0.5),
    ]
    assert (transcript.format, transcript.language) == ("deepgram", "en")
    assert transcript.recogniser == "2-general-nova 2024-01-18"
    assert transcript.duration_ms == 25_933
    assert {found.channel for found in transcript.words} == {None}


def test_speakers_are_names_also_when_they_are_numbers() -> None:
    words = [word("a", 0, speaker=0), word("b", 1, speaker=1)]
    assert [found.speaker for found in read(deepgram(channel(*words))).words] == ["0", "1"]


def test_channels_count_from_zero_and_keep_their_own_language() -> None:
    one, two = (
        channel(word("a", 0), detected_language="en"),
        channel(word("b", 1), detected_language="de"),
    )
    transcript = read(deepgram(one, two))
    assert [(found.text, found.channel, found.language) for found in transcript.words] == [
        ("a", 0, "en"),
        ("b", 1, "de"),
    ]


def test_a_multilingual_model_names_the_language_of_each_word() -> None:
    words = [word("yes", 0, language="en"), word("ja", 0.3, language="de")]
    transcript = read(deepgram(channel(*words)))
    assert [each.language for each in transcript.segments] == ["en", "de"]


def test_utterances_keep_turns_apart() -> None:
    words = [word("a", 0), word("b", 0.3), word("c", 0.6)]
    utterances = [
        {"channel": 0, "speaker": 0, "words": words[:2]},
        {"channel": 0, "speaker": 1, "words": words[2:]},
    ]
    transcript = read(deepgram(channel(*words), utterances=utterances))
    assert [(each.first, each.last, each.speaker) for each in transcript.segments] == [
        (0, 1, "0"),
        (2, 2, "1"),
    ]


def test_utterances_that_miss_words_are_not_read() -> None:
    words = [word("a", 0), word("b", 0.3)]
    transcript = read(deepgram(channel(*words), utterances=[{"words": words[:1]}]))
    assert [found.text for found in transcript.words] == ["a", "b"]


def test_a_word_without_an_end_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError) as refused:
        read(deepgram(channel({"word": "a", "start": 0})))
    assert refused.value.location == "$.results.channels[0].alternatives[0].words[0].end"


def test_silence_is_refused() -> None:
    with pytest.raises(FormatError) as refused:
        read(deepgram(channel()))
    assert refused.value.code == "no_words"
