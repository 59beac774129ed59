"""Gladia: pre-recorded and live."""

from __future__ import annotations

from typing import Any

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, lines, rows

GLADIA: dict[str, Any] = {
    "id": "x", "status": "done", "result": {
        "metadata": {"audio_duration": 3.5, "number_of_distinct_channels": 1},
        "transcription": {"full_transcript": "Split infinity.", "utterances": [{
            "text": "Split infinity.", "language": "en", "start": 0.2, "end": 1.6,
            "confidence": 0.9, "channel": 0, "speaker": 1, "words": [
                {"word": "Split", "start": 0.21, "end": 0.69, "confidence": 1},
                {"word": " infinity.", "start": 0.91, "end": 1.55, "confidence": 0.95},
            ]}]},
    },
}  # fmt: skip


def test_gladia() -> None:
    transcript = checked(lines(GLADIA), "gladia")
    assert rows(transcript) == [
        ("Split", 210, 690, "1"), ("infinity", 910, 1_550, "1"), (".", 1_550, 1_550, "1"),
    ]  # fmt: skip
    assert (transcript.language, transcript.duration_ms) == ("en", 3_500)
    with pytest.raises(FormatError, match="not done: 'queued'"):
        read(lines({"status": "queued", "result": None}), format="gladia")


def test_gladia_live() -> None:
    utterance = GLADIA["result"]["transcription"]["utterances"][0]
    final = {"type": "transcript", "data": {"id": "x", "is_final": True, "utterance": utterance}}
    partial = {"type": "transcript", "data": {"is_final": False, "utterance": utterance}}
    assert len(checked(lines(partial, final), "gladia").words) == 3


def test_gladia_s_first_version() -> None:
    def utterance(begin: float, channel: str, speaker: Any) -> dict[str, Any]:
        words = [{"word": " Split", "time_begin": begin, "time_end": begin + 0.5, "confidence": 1},
                 {"word": " it.", "time_begin": begin + 0.5, "time_end": begin + 1,
                  "confidence": 0.5}]  # fmt: skip
        return {"words": words, "language": "en", "transcription": "Split it.", "confidence": 0.9,
                "time_begin": begin, "time_end": begin + 1, "speaker": speaker,
                "channel": channel}  # fmt: skip

    content = {
        "prediction": [
            utterance(0.25, "channel_0", "not_activated"),
            utterance(2, "channel_1", 1),
        ],
        "prediction_raw": {"metadata": {"audio_duration": 4.0}},
    }
    transcript = checked(lines(content), "gladia")
    assert rows(transcript) == [
        ("Split", 250, 750, None), ("it", 750, 1_250, None), (".", 1_250, 1_250, None),
        ("Split", 2_000, 2_500, "1"), ("it", 2_500, 3_000, "1"), (".", 3_000, 3_000, "1"),
    ]  # fmt: skip
    assert [word.channel for word in transcript.words] == [0, 0, 0, 1, 1, 1]
    assert transcript.duration_ms == 4_000
