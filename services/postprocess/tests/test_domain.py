"""A received part becomes a corrected one, the same one every time, or a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from emend_bus import Record, Reject
from emend_events import (
    AuditEventRecorded,
    Codec,
    Origin,
    SegmentRecord,
    Source,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
    TranscriptRejected,
    WordColumns,
    changes_from_records,
    tokens_from_columns,
    words_from_columns,
)
from emend_postprocess.app import react
from emend_postprocess.domain import correct
from emend_transcript import replay

ORIGIN = Origin(topic=Topic.RECEIVED, partition=0, offset=7)


def part(text: str, **changes: object) -> TranscriptReceived:
    """Return a part whose words last 300 ms each."""
    said = text.split()
    fields = {
        "event_id": UUID(int=1),
        "transcript_id": "t-1",
        "submitted_at": datetime(2026, 1, 2, tzinfo=UTC),
        "sequence": 0,
        "last": True,
        "profile": "lecture",
        "language": "en",
        "source": Source(format="vosk", content_sha256="0" * 64, content_bytes=9, content_uri="x"),
        "words": WordColumns(
            text=said,
            start_ms=[300 * n for n in range(len(said))],
            end_ms=[300 * n + 280 for n in range(len(said))],
        ),
        "segments": [
            SegmentRecord(start_ms=0, end_ms=300 * len(said), first=0, last=len(said) - 1)
        ],
    }
    return TranscriptReceived.model_validate(fields | changes)


def record(event: TranscriptReceived) -> Record:
    """Return the message that carries a part."""
    value = Codec().encode(event)
    return Record(Topic.RECEIVED, 0, 7, event.transcript_id.encode(), value, (), 0)


def test_the_text_is_corrected_and_every_change_replays() -> None:
    outcome = correct(part("um the the gita in two thousand five"), ORIGIN)
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "the Gita in 2005"
    words = words_from_columns(outcome.words, outcome.segments)
    changes = changes_from_records(outcome.changes)
    assert replay(changes, words) == tokens_from_columns(outcome.tokens)


def test_a_redelivered_part_leads_to_the_same_messages_byte_for_byte() -> None:
    message = record(part("um hello"))
    assert react(message, Codec()) == react(message, Codec())


def test_the_verbatim_profile_changes_nothing() -> None:
    outcome = correct(part("um the the gita", profile="verbatim"), ORIGIN)
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "um the the gita"
    assert outcome.changes == []


def test_what_a_profile_redacts_is_nowhere_in_what_is_published() -> None:
    outcome = correct(part("um my card is 4111 1111 1111 1111", profile="call"), ORIGIN)
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "my card is [CARD]"
    assert "1111" not in outcome.model_dump_json()
    words = words_from_columns(outcome.words, outcome.segments)
    changes = changes_from_records(outcome.changes)
    assert replay(changes, words) == tokens_from_columns(outcome.tokens)


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    outcome = correct(part("hello", profile="opera"), ORIGIN)
    assert isinstance(outcome, TranscriptRejected)
    assert outcome.code == "unknown_profile"
    assert "lecture@1" in outcome.reason
    assert outcome.origin == ORIGIN


@pytest.mark.parametrize(("first", "last"), [(1, 1), (0, 0), (0, 5), (-1, 1), (1, 0)])
def test_segments_that_do_not_cover_the_words_are_refused(first: int, last: int) -> None:
    segment = SegmentRecord(start_ms=0, end_ms=600, first=first, last=last)
    outcome = correct(part("hello there", segments=[segment]), ORIGIN)
    assert isinstance(outcome, TranscriptRejected)
    assert outcome.code == "inconsistent_part"


def test_bytes_that_are_no_part_are_rejected() -> None:
    with pytest.raises(Reject, match="schema id"):
        react(Record(Topic.RECEIVED, 0, 0, b"k", b"\0\0\0\0\x63body", (), 0), Codec())


def test_the_last_part_leaves_an_audit_record_that_names_what_decided() -> None:
    outputs = react(record(part("hello")), Codec())
    assert [output.topic for output in outputs] == [Topic.PROCESSED, Topic.AUDIT]
    audit = Codec().decode(outputs[1].value, AuditEventRecorded)
    kinds = {resource.type for resource in audit.data.resources}
    assert {"transcript", "pipeline", "profile", "lexicon", "input"} == kinds


def test_a_refusal_leaves_an_audit_record_with_its_reason() -> None:
    outputs = react(record(part("hello", profile="opera", last=False)), Codec())
    assert [output.topic for output in outputs] == [Topic.REJECTED, Topic.AUDIT]
    audit = Codec().decode(outputs[1].value, AuditEventRecorded)
    assert "opera" in audit.data.status_detail


def test_earlier_parts_leave_the_audit_to_the_last_one() -> None:
    outputs = react(record(part("hello", last=False)), Codec())
    assert [output.topic for output in outputs] == [Topic.PROCESSED]
