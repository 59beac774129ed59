"""A received part becomes a corrected one, the same one every time, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_bus import Memory, Output, Record, Reject
from emend_engine import BUILT_IN, find_profile
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
from emend_postprocess.audit import audit_record
from emend_postprocess.domain import Outcome, Prepared, correct, prepare
from emend_postprocess.reaction import Reaction
from emend_transcript import output_hash, replay
from tests.support.definitions import BuiltIn

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
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


def corrected(event: TranscriptReceived) -> Outcome:
    """Correct a part as a built-in profile says, with the built-in terms."""
    prepared = prepare(event, ORIGIN, find_profile(event.profile), BUILT_IN, "g/t-1")
    return correct([prepared])[0].outcome if isinstance(prepared, Prepared) else prepared.outcome


def reacting() -> Reaction:
    """Return a service that remembers nothing yet."""
    return Reaction(Codec(), BuiltIn(), Memory(Topic.HELD, "g"), "1")


async def reaction(event: TranscriptReceived) -> Sequence[Output]:
    """Return what a part on the topic leads to."""
    return await reacting().one(record(event))


def record(event: TranscriptReceived) -> Record:
    """Return the message that carries a part."""
    value = Codec().encode(event)
    return Record(Topic.RECEIVED, 0, 7, event.transcript_id.encode(), value, (), 0)


def test_the_text_is_corrected_and_every_change_replays() -> None:
    outcome = corrected(part("um the the gita in two thousand five"))
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "The Gītā in 2005."
    words = words_from_columns(outcome.words, outcome.segments)
    changes = changes_from_records(outcome.changes)
    assert replay(changes, words) == tokens_from_columns(outcome.tokens)


async def test_a_redelivered_part_leads_to_the_same_messages_byte_for_byte() -> None:
    assert await reaction(part("um hello")) == await reaction(part("um hello"))


def test_the_verbatim_profile_changes_nothing() -> None:
    outcome = corrected(part("um the the gita", profile="verbatim"))
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "um the the gita"
    assert outcome.changes == []


def test_what_a_profile_redacts_is_nowhere_in_what_is_published() -> None:
    outcome = corrected(part("um my card is 4111 1111 1111 1111", profile="call"))
    assert isinstance(outcome, TranscriptProcessed)
    assert outcome.segments[0].text == "My card is [CARD]."
    assert "1111" not in outcome.model_dump_json()
    words = words_from_columns(outcome.words, outcome.segments)
    changes = changes_from_records(outcome.changes)
    assert replay(changes, words) == tokens_from_columns(outcome.tokens)


@given(
    st.sampled_from(["4111111111111111", "5500005555555559", "378282246310005"]),
    st.sampled_from(["", " ", "-", None]),
    st.lists(st.sampled_from(["um", "so", "the", "the", "card", "is", "is", "my"]), max_size=6),
)
def test_no_card_is_in_an_event_however_it_is_said(
    digits: str, separator: str | None, prose: list[str]
) -> None:
    read_out = " ".join(NAMES[int(digit)] for digit in digits)
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    said = read_out if separator is None else separator.join(groups)
    text = " ".join([*prose, "my card is", said, *prose])
    outcome = corrected(part(text, profile="call"))
    assert isinstance(outcome, TranscriptProcessed)
    assert "[CARD]" in outcome.segments[0].text
    event = outcome.model_dump_json()
    assert digits not in "".join(filter(str.isalnum, event))
    assert not set(NAMES) & set(event.replace('"', " ").split())


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"profile": "opera"}, "unknown_profile"),
        ({"profile": "lecture@99"}, "unknown_profile"),
        ({"vocabulary": "cardiology@1"}, "unknown_vocabulary"),
    ],
)
async def test_what_was_never_published_is_refused(named: dict[str, str], code: str) -> None:
    rejected, _ = await reaction(part("hello", **named))
    outcome = Codec().decode(rejected.value, TranscriptRejected)
    assert outcome.code == code
    assert next(iter(named.values())) in outcome.reason
    assert outcome.origin == ORIGIN


@pytest.mark.parametrize(("first", "last"), [(1, 1), (0, 0), (0, 5), (-1, 1), (1, 0)])
def test_segments_that_do_not_cover_the_words_are_refused(first: int, last: int) -> None:
    segment = SegmentRecord(start_ms=0, end_ms=600, first=first, last=last)
    outcome = corrected(part("hello there", segments=[segment]))
    assert isinstance(outcome, TranscriptRejected)
    assert outcome.code == "inconsistent_part"


async def test_bytes_that_are_no_part_are_rejected() -> None:
    with pytest.raises(Reject, match="schema id"):
        await reacting().one(Record(Topic.RECEIVED, 0, 0, b"k", b"\0\0\0\0\x63body", (), 0))


async def test_the_last_part_leaves_an_audit_record_that_names_what_decided() -> None:
    outputs = await reaction(part("hello"))
    assert [output.topic for output in outputs] == [Topic.PROCESSED, Topic.AUDIT]
    published = Codec().decode(outputs[0].value, TranscriptProcessed)
    audit = Codec().decode(outputs[1].value, AuditEventRecorded)
    assert [(each.type, each.uid) for each in audit.data.resources] == [("transcript", "t-1")]
    assert audit.data.unmapped == {
        "pipeline_version": published.engine.pipeline_version,
        "profile": find_profile("lecture").label,
        "profile_hash": find_profile("lecture").digest,
        "vocabulary": "built-in",
        "lexicon_hash": BUILT_IN.digest,
        "part": "0",
        "input_hash": published.engine.input_hash,
        "output_hash": output_hash(tokens_from_columns(published.tokens)),
    }


def test_the_audit_record_names_a_vocabulary_of_ones_own_with_its_version() -> None:
    event = part("hello", vocabulary="cardiology@3")
    record = audit_record(corrected(event), event.submitted_at, "1")
    assert record is not None
    assert record.data.unmapped["vocabulary"] == "cardiology@3"


async def test_a_refusal_leaves_an_audit_record_with_its_reason() -> None:
    outputs = await reaction(part("hello", profile="opera", last=False))
    assert [output.topic for output in outputs] == [Topic.REJECTED, Topic.AUDIT]
    audit = Codec().decode(outputs[1].value, AuditEventRecorded)
    assert "opera" in audit.data.status_detail


async def test_earlier_parts_leave_the_audit_to_the_last_one() -> None:
    outputs = await reaction(part("hello everybody", last=False))
    assert [output.topic for output in outputs] == [Topic.PROCESSED]
