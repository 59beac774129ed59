"""Batches into PostgreSQL: what is stored, what goes out, and that repeating changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emend_bus import Delivery, Reject
from emend_database import Pool
from emend_events import (
    AuditEventRecorded,
    Codec,
    Event,
    Topic,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptRejected,
)
from emend_storage.domain.hashes import part_hashes, whole_hashes
from emend_storage.sink import Writer

BuildPart = Callable[..., TranscriptProcessed]
Deliver = Callable[..., Delivery]
Store = Callable[..., Awaitable[None]]
Outgoing = Callable[[Topic, type[Event]], Awaitable[list[Event]]]

pytestmark = pytest.mark.postgres

_TABLES = {
    "transcripts": "to_jsonb(row) - 'key' - 'stored_at' - 'completed_at'",
    "parts": "to_jsonb(row) - 'transcript'",
    "segments": "to_jsonb(row) - 'transcript'",
    "changes": "to_jsonb(row) - 'transcript'",
}


async def contents(pool: Pool) -> dict[str, list[str]]:
    """Return every row, without the numbers and times that differ from run to run."""
    return {
        table: [
            row[0]
            for row in await pool.fetch(
                f"SELECT ({facts})::text FROM {table} AS row ORDER BY 1"  # noqa: S608 - constants
            )
        ]
        for table, facts in _TABLES.items()
    }


async def test_a_part_is_stored_with_its_segments_and_changes(
    pool: Pool, store: Store, build_part: BuildPart, codec: Codec
) -> None:
    part = build_part("um the gita")
    await store(part)
    assert codec.decode(await pool.fetchval("SELECT body FROM parts"), TranscriptProcessed) == part
    assert await pool.fetchval("SELECT text FROM segments") == "the gita"
    change = await pool.fetchrow("SELECT rule, before, after, start_ms, end_ms FROM changes")
    assert change is not None
    assert tuple(change) == ("fillers.hesitation", "um", "", 0, 400)


async def test_a_redelivered_batch_changes_nothing(
    pool: Pool, store: Store, build_part: BuildPart
) -> None:
    batch = [build_part(sequence=place, last=place == 2) for place in (2, 0, 1)]
    await store(*batch)
    before = await contents(pool)
    await store(*batch)
    await store(*batch, *batch)
    assert await contents(pool) == before
    assert await pool.fetchval("SELECT count(*) FROM outbox") == 2


async def test_parts_of_a_forgotten_event_are_known_by_their_place(
    pool: Pool, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    before = await contents(pool)
    await pool.execute("DELETE FROM inbox")
    await store(build_part(), build_part(submission="again"))
    assert await contents(pool) == before


async def test_completion_goes_out_once_with_the_trace_of_its_cause(
    pool: Pool, writer: Writer, deliver: Deliver, build_part: BuildPart, outgoing: Outgoing
) -> None:
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    headers = (("traceparent", parent.encode()),)
    await writer.write([deliver(build_part(), trace_headers=headers)])
    (event,) = await outgoing(Topic.COMPLETED, TranscriptCompleted)
    (act,) = await outgoing(Topic.AUDIT, AuditEventRecorded)
    assert isinstance(event, TranscriptCompleted)
    assert (event.transcript_id, event.parts, event.words) == ("talk-1", 1, 2)
    assert isinstance(act, AuditEventRecorded)
    assert act.traceparent == parent
    packed = await pool.fetch("SELECT headers FROM outbox")
    assert all(parent.encode() in row["headers"] for row in packed)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
async def test_the_completion_names_the_hashes_of_the_whole(
    pool: Pool, store: Store, build_part: BuildPart, outgoing: Outgoing, order: Sequence[int]
) -> None:
    parts = [build_part(f"part {at}", sequence=at, last=at == 2) for at in range(3)]
    await store(parts[order[0]])
    # As an earlier version stored it.
    await pool.execute("UPDATE parts SET input_hash = NULL, output_hash = NULL")
    for at in order[1:]:
        await store(parts[at])
    expected = whole_hashes(map(part_hashes, parts))
    (event,) = await outgoing(Topic.COMPLETED, TranscriptCompleted)
    (act,) = await outgoing(Topic.AUDIT, AuditEventRecorded)
    assert isinstance(event, TranscriptCompleted)
    assert isinstance(act, AuditEventRecorded)
    assert (event.input_hash, event.output_hash) == expected
    assert act.data.unmapped == {
        "parts": "3",
        "input_hash": expected.input,
        "output_hash": expected.output,
    }


async def test_late_and_conflicting_parts_are_refused_with_an_event_each(
    store: Store, build_part: BuildPart, outgoing: Outgoing, pool: Pool
) -> None:
    await store(build_part())
    before = await contents(pool)
    late, conflicting = build_part(sequence=1), build_part("something else")
    await store(late, conflicting)
    await store(late, conflicting)
    events = await outgoing(Topic.REJECTED, TranscriptRejected)
    codes = [event.code for event in events if isinstance(event, TranscriptRejected)]
    assert codes == ["late_part", "conflicting_part"]
    assert await contents(pool) == before


async def test_a_rejection_is_kept_with_its_reason(
    pool: Pool, writer: Writer, deliver: Deliver
) -> None:
    event = TranscriptRejected(
        event_id=UUID(int=3),
        transcript_id="talk-9",
        rejected_by="emend-ingest",
        code="unknown_format",
        reason="No recogniser's\0 output is like this",
    )
    for _ in range(2):
        await writer.write([deliver(event, topic=Topic.REJECTED)])
    row = await pool.fetchrow("SELECT state, code, reason FROM transcripts, rejections")
    assert row is not None
    assert tuple(row) == ("rejected", "unknown_format", "No recogniser's\ufffd output is like this")


@pytest.mark.parametrize(
    "value",
    [b"", b"garbage", b"\0\xff\xff\xff\xff123", b"\0\0\0\0\3"],
    ids=["empty", "garbage", "unknown-schema", "truncated"],
)
async def test_what_is_no_event_is_rejected(writer: Writer, deliver: Deliver, value: bytes) -> None:
    with pytest.raises(Reject):
        await writer.write([deliver(value)])


@pytest.mark.parametrize(
    "update",
    [{"sequence": 2**40}, {"duration_ms": 2**62}, {"transcript_id": "a\0b"}],
    ids=["sequence", "duration", "nul"],
)
async def test_what_the_columns_cannot_hold_is_rejected_or_stored_whole(
    writer: Writer,
    deliver: Deliver,
    build_part: BuildPart,
    pool: Pool,
    update: dict[str, object],
) -> None:
    part = build_part().model_copy(update=update)
    try:
        await writer.write([deliver(part)])
    except Reject:
        assert await pool.fetchval("SELECT count(*) FROM transcripts") == 0
    else:
        assert await pool.fetchval("SELECT duration_ms FROM transcripts") == part.duration_ms


@pytest.mark.parametrize(
    "wrong",
    [{"first": 1}, {"last": 7}, {"last": -1}],
    ids=["gap", "beyond the words", "empty"],
)
async def test_a_part_that_could_never_be_rendered_is_rejected(
    store: Store, build_part: BuildPart, wrong: dict[str, int]
) -> None:
    part = build_part()
    segment = part.segments[0].model_copy(update=wrong)
    with pytest.raises(Reject, match="segment"):
        await store(part.model_copy(update={"segments": [segment]}))
    tokens = part.tokens.model_copy(update={"last": [0, 99]})
    with pytest.raises(Reject, match="tokens"):
        await store(part.model_copy(update={"tokens": tokens}))


async def test_a_batch_with_one_impossible_part_leaves_nothing_behind(
    pool: Pool, store: Store, build_part: BuildPart
) -> None:
    good = build_part(transcript_id="good")
    change = build_part("um").changes[0].model_copy(update={"version": 2**40})
    bad = build_part("um", transcript_id="bad").model_copy(update={"changes": [change]})
    with pytest.raises(Reject):
        await store(good, bad)
    assert await pool.fetchval("SELECT count(*) FROM transcripts") == 0
    assert await pool.fetchval("SELECT count(*) FROM inbox") == 0


async def test_a_part_without_words_counts(pool: Pool, store: Store, build_part: BuildPart) -> None:
    await store(build_part("", sequence=1), build_part("said", sequence=0, last=False))
    assert await pool.fetchval("SELECT state FROM transcripts") == "completed"


async def test_the_part_with_the_lowest_sequence_describes_the_transcript(
    pool: Pool, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(sequence=1, title="Second"))
    await store(build_part(sequence=0, last=False, title="First"))
    await store(build_part(sequence=2, title="Third"))
    assert await pool.fetchval("SELECT title FROM transcripts") == "First"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
async def test_any_order_repetition_and_batching_gives_the_same_rows(
    pool: Pool, store: Store, build_part: BuildPart, data: st.DataObject
) -> None:
    parts = [
        build_part(f"part {place} um", sequence=place, last=place == 4, speaker=f"S{place}")
        for place in range(5)
    ]
    order = data.draw(st.permutations(parts)) + data.draw(st.lists(st.sampled_from(parts)))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(order)))))
    await pool.execute("TRUNCATE transcripts, parts, segments, changes, inbox, outbox")
    await store(*parts)
    expected = await contents(pool)
    await pool.execute("TRUNCATE transcripts, parts, segments, changes, inbox, outbox")
    for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
        await store(*order[start:end])
    assert await contents(pool) == expected
    assert await pool.fetchval("SELECT count(*) FROM outbox") == 2


async def test_two_writers_of_one_transcript_wait_for_each_other(
    pool: Pool, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(sequence=0, last=False))
    batches = [[build_part(sequence=place, last=place == 8)] for place in range(1, 9)]
    await asyncio.gather(*(store(*batch) for batch in batches + batches))
    row = await pool.fetchrow("SELECT state, parts FROM transcripts")
    assert row is not None
    assert tuple(row) == ("completed", 9)
    assert await pool.fetchval("SELECT count(*) FROM outbox") == 2
