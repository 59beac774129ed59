"""Real recognisers' files, where the shared samples are at hand."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from emend_ingest.domain.receive import Limits, Original, receive
from emend_ingest.domain.submission import Submission

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "asr"
FILES = sorted(SAMPLES.glob("*.json"))


@pytest.mark.skipif(not FILES, reason=f"no samples in {SAMPLES}")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recognisers_file_becomes_parts(file: Path) -> None:
    content = file.read_bytes()
    submission = Submission(UUID(int=1), "talk-1", datetime(2026, 11, 24, tzinfo=UTC))
    original = Original("ab" * 32, len(content), "file:///files/x")
    parts = receive(submission, content, original, Limits(part_bytes=8_000))
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    for part in parts:
        assert len(part.words.text) == part.segments[-1].last + 1
        assert all(before.last + 1 == after.first for before, after in pairwise(part.segments))
        assert max(part.words.end_ms) <= max(segment.end_ms for segment in part.segments)
