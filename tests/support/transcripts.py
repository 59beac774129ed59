"""Helpers of the readers' tests: content as bytes, and what was read as rows."""

from __future__ import annotations

import json
from typing import Any

from emend_transcript import Transcript, read


def lines(*values: Any) -> bytes:
    """Return JSON values, one a line."""
    return "\n".join(map(json.dumps, values)).encode()


def checked(content: bytes, name: str) -> Transcript:
    """Read content whose shape must tell the format of this name."""
    transcript = read(content)
    if transcript.format != name:
        message = f"read as {transcript.format}, not {name}"
        raise AssertionError(message)
    return transcript


def rows(transcript: Transcript) -> list[tuple[str, int, int, str | None]]:
    """Return each word's text, start, end and speaker."""
    return [(word.text, word.start_ms, word.end_ms, word.speaker) for word in transcript.words]
