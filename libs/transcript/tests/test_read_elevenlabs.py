"""ElevenLabs Scribe: words, events, channels."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.support.transcripts import checked, lines, rows


def scribe(text: str, start: float, end: float, kind: str = "word") -> dict[str, Any]:
    return {"text": text, "start": start, "end": end, "type": kind, "speaker_id": "speaker_0",
            "logprob": math.log(0.5), "characters": None}  # fmt: skip


SCRIBE = {
    "language_code": "eng", "language_probability": 0.98, "text": "Hello, (laughs) friend",
    "words": [
        scribe("Hello,", 0.1, 0.4), scribe(" ", 0.4, 0.5, "spacing"),
        scribe("(laughs)", 0.5, 1.0, "audio_event"), scribe(" ", 1.0, 1.1, "spacing"),
        scribe("friend", 1.1, 1.5),
    ],
}  # fmt: skip


def test_elevenlabs() -> None:
    transcript = checked(lines(SCRIBE), "elevenlabs")
    assert rows(transcript) == [
        ("Hello", 100, 400, "speaker_0"), (",", 400, 400, "speaker_0"),
        ("friend", 1_100, 1_500, "speaker_0"),
    ]  # fmt: skip
    assert transcript.words[0].confidence == pytest.approx(0.5)
    assert transcript.language == "en"
    assert transcript.warnings == ("$.words[2]: an audio event is left out, from here on",)


def test_elevenlabs_channels_and_words_without_spaces() -> None:
    words = [scribe("今日", 0.0, 0.5), scribe("は", 0.5, 0.7)]
    one = {**SCRIBE, "channel_index": 0, "words": words}
    content = lines({"transcripts": [one, {**SCRIBE, "channel_index": 1}]})
    transcript = checked(content, "elevenlabs")
    assert {word.channel for word in transcript.words} == {0, 1}
    assert [word.is_glued for word in transcript.words if word.channel == 0] == [False, True]
