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
