"""AssemblyAI's transcripts: milliseconds, speakers, channels, and those that failed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, read


def word(text: str, start: int, **fields: Any) -> dict[str, Any]:
    return {"text": text, "start": start, "end": start + 200, "confidence": 0.5, **fields}


def assemblyai(*words: dict[str, Any], **fields: Any) -> bytes:
    content = {"id": "a", "status": "completed", "text": "", "words": words, "utterances": None}
    return json.dumps({**content, "audio_url": "a.wav", **fields}).encode()


def test_words_have_milliseconds_and_speakers() -> None:
    content = assemblyai(
        word("Om,", 170, speaker="A"),
        word("yes.", 718, speaker="B"),
        language_code="en",
        audio_duration=25,
        speech_model="best",
    )
    transcript = read(content)
    assert [tuple(found[1:6]) for found in transcript.words] == [
        ("Om", 170, 370, 0.5, "A"),
        (",", 370, 370, 0.5, "A"),
        ("yes", 718, 918, 0.5, "B"),
        (".", 918, 918, 0.5, "B"),
    ]
    assert (transcript.format, transcript.language) == ("assemblyai", "en")
    assert (transcript.duration_ms, transcript.recogniser) == (25_000, "best")
    assert [each.speaker for each in transcript.segments] == ["A", "B"]


def test_the_length_is_in_whole_seconds_so_words_may_end_a_little_later() -> None:
    assert read(assemblyai(word("om", 25_100), audio_duration=25)).duration_ms == 25_300


def test_channels_come_from_the_turns_where_the_words_do_not_say() -> None:
    words = [word("a", 0), word("b", 1000)]
    turns = [
        {"speaker": "A", "channel": "1", "words": words[:1]},
        {"speaker": "B", "channel": "2", "words": words[1:]},
    ]
    transcript = read(assemblyai(*words, utterances=turns))
    assert [(found.speaker, found.channel) for found in transcript.words] == [("A", 1), ("B", 2)]


def test_a_transcript_that_failed_is_refused_with_what_it_says() -> None:
    content = {"id": "a", "status": "error", "audio_url": "x", "error": "Audio was too short"}
    with pytest.raises(FormatError) as refused:
        read(json.dumps(content).encode())
    assert refused.value.code == "recogniser_failed"
    assert "Audio was too short" in refused.value.reason


def test_a_transcript_that_is_not_ready_is_refused() -> None:
    content = {"id": "a", "status": "processing", "audio_url": "x", "words": None}
    with pytest.raises(FormatError, match="processing"):
        read(json.dumps(content).encode())


def test_times_are_whole_milliseconds_not_text() -> None:
    with pytest.raises(FormatError) as refused:
        read(assemblyai({**word("a", 0), "start": {}}))
    assert refused.value.location == "$.words[0].start"
