"""Messages taken together lead to the very messages that they lead to one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import REGISTRY

from emend_bus import Delivery, Memory, Output, Record, Reject
from emend_events import (
    TOPICS,
    Codec,
    SegmentRecord,
    Source,
    Topic,
    TranscriptReceived,
    WordColumns,
)
from emend_postprocess.reaction import Reaction
from tests.support.definitions import BuiltIn

CODEC = Codec()
SAID = (
    *("um", "the", "the", "gita", "has", "two", "thousand", "five", "verses", "no", "wait"),
    *("in", "chapter", "two", "you", "know", "my", "card", "is", "4111111111111111", "hare"),
)
PROFILES = ("lecture", "call", "caption", "verbatim", "opera")


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """Draw a message: a part of one of a few transcripts, in any order, or no part at all."""
    if draw(st.integers(0, 9)) == 0:
        return b"\0\0\0\0\x63body"
    transcript, sequence = draw(st.sampled_from(("t-1", "t-2"))), draw(st.integers(0, 4))
    said = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=20))
    last = len(said) - draw(st.sampled_from((1, 1, 1, 1, 0)))
    profile = draw(st.sampled_from(PROFILES))
    confidence = draw(st.sampled_from(([], [0.1] * len(said))))
    return part(transcript, sequence, said, profile, last=last, confidence=confidence)


def part(
    transcript: str,
    sequence: int,
    said: Sequence[str],
    profile: str,
    *,
    last: int | None = None,
    confidence: Sequence[float] = (),
) -> bytes:
    """Return a message: a part whose only segment has the words before ``last``."""
    event = TranscriptReceived(
        event_id=uuid5(NAMESPACE_URL, f"{transcript} {sequence} {said}"),
        transcript_id=transcript,
        submitted_at=datetime(2026, 1, 2, tzinfo=UTC),
        sequence=sequence,
        last=sequence == 4,
        profile=profile,
        source=Source(format="vosk", content_sha256="0", content_bytes=9, content_uri="x"),
        words=WordColumns(
            text=list(said),
            start_ms=[300 * at for at in range(len(said))],
            end_ms=[300 * at + 280 for at in range(len(said))],
            confidence=list(confidence),
        ),
        segments=[
            SegmentRecord(
                start_ms=0,
                end_ms=300 * len(said),
                first=0,
                last=len(said) - 1 if last is None else last,
            )
        ],
    )
    return CODEC.encode(event)


@settings(max_examples=60, deadline=None)
@given(st.lists(messages(), max_size=12))
async def test_messages_together_lead_to_what_they_lead_to_one_by_one(values: list[bytes]) -> None:
    records = _records(*values)
    together = await _reaction(Memory(Topic.HELD, "g")).several(list(map(Delivery, records)))
    assert list(map(repr, together)) == list(map(repr, await _one_by_one(records)))


async def test_parts_are_counted_once_though_one_among_them_leads_to_too_much() -> None:
    size = TOPICS[Topic.PROCESSED].max_message_bytes
    records = _records(
        part("t-1", 4, ["um", "the", "gita"], "lecture"),
        part("t-2", 4, ["x" * size], "verbatim"),
        part("t-3", 4, ["two", "thousand"], "lecture"),
    )
    before = _counted()
    with pytest.raises(Reject, match="more than its limit"):
        await _reaction(Memory(Topic.HELD, "g")).several(list(map(Delivery, records)))
    assert _counted() == before
    _, refused, _ = await _one_by_one(records)
    assert isinstance(refused, Reject)
    assert [now - then for now, then in zip(_counted(), before, strict=True)] == [2, 5, 1]


def _counted() -> list[float]:
    changes = {"rule": "fillers.hesitation"}
    return [
        REGISTRY.get_sample_value("emend_parts_total") or 0,
        REGISTRY.get_sample_value("emend_words_total") or 0,
        REGISTRY.get_sample_value("emend_changes_total", changes) or 0,
    ]


async def _one_by_one(records: Sequence[Record]) -> list[Sequence[Output] | Exception]:
    memory = Memory(Topic.HELD, "g")
    outcomes: list[Sequence[Output] | Exception] = []
    for record in records:
        try:
            outputs = await _reaction(memory).one(record)
        except Reject as error:
            outcomes.append(error)
        else:
            memory.take(outputs)
            outcomes.append(outputs)
    return outcomes


def _records(*values: bytes) -> list[Record]:
    return [
        Record(Topic.RECEIVED, 0, offset, b"t", value, (), 0) for offset, value in enumerate(values)
    ]


def _reaction(memory: Memory) -> Reaction:
    return Reaction(CODEC, BuiltIn(), memory, "1")
