"""Planning a batch: what can be committed, what is parked, what must be tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from emend_bus import Author, Delivery, Output, Record, Reject, Retry, Unavailable
from emend_bus._backoff import backoff_seconds
from emend_bus._records import chunks
from emend_bus._transform import MAX_ATTEMPTS, Plan, plan_batch
from emend_events import TOPICS, Topic
from emend_telemetry import configure_tracing

PARENT = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def records(*values: bytes) -> list[Record]:
    """Return records with these values at rising offsets."""
    return [
        Record(Topic.SUBMITTED, 0, offset, b"k", value, (("traceparent", PARENT),), 0)
        for offset, value in enumerate(values)
    ]


async def echo(record: Record) -> Sequence[Output]:
    """Send the value on; fail in the way that it names."""
    failures = {b"reject": Reject("no"), b"retry": Retry("later"), b"away": Unavailable("gone")}
    if record.value in failures:
        raise failures[record.value]
    await asyncio.sleep(0)
    return [Output(Topic.RECEIVED, b"k", record.value)]


async def plan(*values: bytes, attempts: int = 0, concurrency: int = 1) -> Plan:
    """Plan a batch of these values."""
    return await plan_batch(
        records(*values),
        echo,
        author=Author("s"),
        group="g",
        attempts=attempts,
        concurrency=concurrency,
    )


async def echo_together(deliveries: Sequence[Delivery]) -> Sequence[Sequence[Output] | Exception]:
    """Do as ``echo`` does, but fail as a whole where a record says so and has company."""
    if any(delivery.record.value == b"break" for delivery in deliveries):
        message = "nobody knows which"
        raise ValueError(message)
    outcomes: list[Sequence[Output] | Exception] = []
    for delivery in deliveries:
        try:
            outcomes.append(await echo(delivery.record))
        except (Reject, Retry, Unavailable) as error:
            outcomes.append(error)
    return outcomes


@given(
    st.lists(st.sampled_from([b"a", b"b", b"reject", b"retry", b"away", b"break"]), max_size=60),
    st.integers(0, MAX_ATTEMPTS),
)
@example([b"a"] * 30 + [b"break", b"reject", b"b", b"away", b"a"], 0)
async def test_records_together_lead_to_what_they_lead_to_one_by_one(
    values: list[bytes], attempts: int
) -> None:
    accepted: list[Sequence[Output]] = []
    together = await plan_batch(
        records(*values),
        echo,
        author=Author("s"),
        group="g",
        attempts=attempts,
        concurrency=1,
        several=echo_together,
        accepted=accepted.append,
    )
    alone = await plan(*values, attempts=attempts)
    assert together.outputs == alone.outputs
    assert (together.handled, together.parked) == (alone.handled, alone.parked)
    assert repr(together.error) == repr(alone.error)
    assert len(accepted) == together.handled - len(together.parked)


async def test_the_spans_of_records_that_failed_together_are_marked_and_their_own_are_not() -> None:
    exporter = InMemorySpanExporter()
    shut_down = configure_tracing("emend-test", "1", exporter=exporter)
    try:
        await plan_batch(
            records(b"a", b"break", b"b"),
            echo,
            author=Author("s"),
            group="g",
            attempts=0,
            concurrency=1,
            several=echo_together,
        )
    finally:
        shut_down()
    failed = [span.status.status_code is StatusCode.ERROR for span in exporter.get_finished_spans()]
    assert sorted(failed) == [False] * 3 + [True] * 3


async def test_outputs_come_in_the_order_of_their_inputs() -> None:
    values = [str(number).encode() for number in range(20)]
    result = await plan(*values, concurrency=8)
    assert [output.value for output in result.outputs] == values
    assert result.handled == len(values)


async def test_a_rejected_record_is_parked_and_the_next_ones_pass() -> None:
    result = await plan(b"a", b"reject", b"b")
    assert [output.topic for output in result.outputs] == [
        Topic.RECEIVED,
        "asr.transcript.submitted.v1.dlq",
        Topic.AUDIT,
        Topic.RECEIVED,
    ]
    assert (result.handled, result.error) == (3, None)


@pytest.mark.parametrize("failing", [b"retry", b"away"])
async def test_nothing_overtakes_a_record_that_is_to_be_tried_again(failing: bytes) -> None:
    result = await plan(b"a", failing, b"b", concurrency=3)
    assert [output.value for output in result.outputs] == [b"a"]
    assert result.handled == 1
    assert result.error is not None


async def test_after_the_last_attempt_the_record_is_parked() -> None:
    result = await plan(b"retry", b"b", attempts=MAX_ATTEMPTS - 1)
    assert result.handled == 2
    assert dict(result.outputs[0].headers)["dead-letter-attempts"] == str(MAX_ATTEMPTS).encode()


async def test_a_dependency_that_is_away_parks_nothing_however_long_it_takes() -> None:
    result = await plan(b"away", attempts=1_000)
    assert result.handled == 0
    assert isinstance(result.error, Unavailable)


async def test_outputs_carry_the_trace_of_the_record_that_caused_them() -> None:
    result = await plan(b"a")
    assert result.outputs[0].headers == (("traceparent", PARENT),)


async def test_an_output_over_its_topics_limit_parks_its_record() -> None:
    async def swell(_record: Record) -> Sequence[Output]:
        return [Output(Topic.RECEIVED, b"k", bytes(TOPICS[Topic.RECEIVED].max_message_bytes + 1))]

    result = await plan_batch(
        records(b"a"), swell, author=Author("s"), group="g", attempts=0, concurrency=1
    )
    assert result.outputs[0].topic == "asr.transcript.submitted.v1.dlq"
    assert b"more than its limit" in dict(result.outputs[0].headers)["dead-letter-reason"]


@given(st.lists(st.binary(max_size=40), max_size=60), st.integers(1, 100))
def test_chunks_keep_every_record_in_order_and_within_the_limit(
    values: list[bytes], limit: int
) -> None:
    cut = chunks(records(*values), limit)
    assert [record.value for chunk in cut for record in chunk] == values
    assert all(len(c) == 1 or sum(len(r.value) for r in c) <= limit for c in cut)


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_waits_grow_and_stay_within_ten_seconds(attempt: int, jitter: float) -> None:
    assert 0.05 <= backoff_seconds(attempt, jitter) <= 10.0
    assert backoff_seconds(attempt + 1, jitter) >= backoff_seconds(attempt, jitter)
