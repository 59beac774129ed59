"""The stage on a real broker: exactly once, in order, through failures of every kind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import (
    Author,
    KafkaSettings,
    Output,
    Record,
    Reject,
    Replayer,
    Retry,
    Stage,
    Unavailable,
    create_producer,
    create_topics,
    dead_letters,
    partition_for,
    replay,
    replay_one,
)
from emend_events import AuditEventRecorded, Codec, Topic
from emend_telemetry import metrics
from tests.support.bus import WAIT_SECONDS, Results, Running, Submit
from tests.support.topics import delete_topic

pytestmark = pytest.mark.kafka

CODEC = Codec()
OPERATOR = Replayer(Author("emend-client", "1"), "anna", lambda: datetime(2026, 11, 25, tzinfo=UTC))

LAG = "emend_consumer_lag_records"
PRODUCED = f'emend_events_produced_total{{topic="{Topic.RECEIVED}"}}'
BATCHED = f'emend_batch_events_sum{{topic="{Topic.SUBMITTED}"}}'

Failures = dict[bytes, list[Exception]]


def _samples() -> dict[str, float]:
    lines = metrics.exposition().decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def copying(failures: Failures | None = None) -> Callable[[Record], Awaitable[Sequence[Output]]]:
    """Return a transform that copies, after failing as often as ``failures`` says."""

    async def copy(record: Record) -> Sequence[Output]:
        planned = (failures or {}).get(record.value)
        if planned:
            raise planned.pop(0)
        return [Output(Topic.RECEIVED, record.key or b"", record.value)]

    return copy


def stage(kafka: KafkaSettings, failures: Failures | None = None) -> Stage:
    """Return a stage from the submitted topic to the received one."""
    return Stage(
        settings=kafka,
        group="copy",
        source=Topic.SUBMITTED,
        transform=copying(failures),
        author=Author("copier"),
    )


async def committed(kafka: KafkaSettings) -> int:
    """Return how far the stage's group has come, summed over the partitions."""
    consumer = AIOKafkaConsumer(**kafka.connection(), group_id=kafka.group("copy"))
    async with consumer:
        places = [TopicPartition(kafka.topic(Topic.SUBMITTED), number) for number in range(2)]
        return sum([await consumer.committed(place) or 0 for place in places])


async def test_every_message_comes_out_once_and_in_order_per_key(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    values = [f"{number:05}".encode() for number in range(2_000)]
    keys = [b"a", b"b", b"c", b"d", b"e"]
    await submit(keys, values)
    async with running(stage(kafka)):
        found = await results(len(values))
    assert sorted(record.value for record in found) == values
    for key in keys:
        mine = [record.value for record in found if record.key == key]
        assert mine == sorted(mine)
    assert await committed(kafka) == len(values)


async def test_a_second_process_takes_over_without_a_repeat(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    values = [f"{number:05}".encode() for number in range(3_000)]
    await submit([b"a", b"b", b"c"], values[:1_000])
    async with running(stage(kafka)):
        await results(500)
        async with running(stage(kafka)):
            await submit([b"a", b"b", b"c"], values[1_000:2_000])
            await results(1_500)
        await submit([b"a", b"b", b"c"], values[2_000:])
        found = await results(3_000)
    assert sorted(record.value for record in found) == values


async def test_rejected_messages_are_parked_and_can_be_replayed(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    failures: Failures = {b"bad": [Reject("not today")], b"worse": [Reject("nor this")]}
    await submit([b"k"], [b"1", b"bad", b"2", b"worse", b"3"])
    async with running(stage(kafka, failures)):
        first = await results(3)
        assert [record.value for record in first] == [b"1", b"2", b"3"]
        letters = await dead_letters(kafka, Topic.SUBMITTED)
        assert [letter.value for letter in letters] == [b"bad", b"worse"]
        assert letters[0].header("dead-letter-reason") == "not today"
        replayed = [count async for count in replay(kafka, Topic.SUBMITTED, OPERATOR)]
        again = await results(5)
        entries = await results(4, Topic.AUDIT)
    assert sum(replayed) == 2
    records = [CODEC.decode(entry.value, AuditEventRecorded) for entry in entries]
    parked, sent_back = records[:2], records[2:]
    assert {record.type for record in sent_back} == {"message.replayed"}
    assert {record.data.actor.user.uid for record in sent_back} == {"anna"}
    assert [record.data.metadata.correlation_uid for record in sent_back] == [
        record.data.metadata.correlation_uid for record in parked
    ]
    assert [record.value for record in again[3:]] == [b"bad", b"worse"]
    assert await dead_letters(kafka, Topic.SUBMITTED) == []
    assert len(await dead_letters(kafka, Topic.SUBMITTED, waiting_only=False)) == 2


async def test_one_letter_can_be_replayed_alone(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    failures: Failures = {b"x": [Reject("no")], b"y": [Reject("no")]}
    await submit([b"k"], [b"x", b"y", b"z"])
    async with running(stage(kafka, failures)):
        await results(1)
        letters = await dead_letters(kafka, Topic.SUBMITTED)
        await replay_one(kafka, Topic.SUBMITTED, letters[1].offset, OPERATOR)
        found = await results(2)
    assert [record.value for record in found] == [b"z", b"y"]


async def test_a_failure_that_passes_loses_and_reorders_nothing(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    failures: Failures = {b"2": [Retry("later"), ValueError("a bug"), Unavailable("away")]}
    await submit([b"k"], [b"1", b"2", b"3"])
    async with running(stage(kafka, failures)):
        found = await results(3)
    assert [record.value for record in found] == [b"1", b"2", b"3"]


async def test_a_message_that_always_fails_is_parked_after_its_attempts(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    failures: Failures = {b"2": [ValueError(f"bug {number}") for number in range(20)]}
    await submit([b"k"], [b"1", b"2", b"3"])
    async with running(stage(kafka, failures)):
        found = await results(2)
        letters = await dead_letters(kafka, Topic.SUBMITTED)
    assert [record.value for record in found] == [b"1", b"3"]
    assert letters[0].header("dead-letter-reason") == "bug 4"
    assert letters[0].header("dead-letter-attempts") == "5"


async def test_readiness_names_the_dependency_that_is_away(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    failures: Failures = {b"1": [Unavailable("file storage is away")] * 4}
    await submit([b"k"], [b"1"])
    subject = stage(kafka, failures)
    async with running(subject):
        await _until(subject, "file storage is away")
        await results(1)
        await _until(subject, "")


async def test_a_partition_that_waits_is_told_of_while_another_goes_on(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    waiting = next(key for key in (b"a", b"b", b"c", b"d") if partition_for(key, 2) == 0)
    other = next(key for key in (b"a", b"b", b"c", b"d") if partition_for(key, 2) == 1)
    failures: Failures = {b"away": [Unavailable("file storage is away")] * 1_000}
    subject = stage(kafka, failures)
    async with running(subject):
        await submit([waiting], [b"away"])
        await _until(subject, "file storage is away")
        await submit([other], [b"1"])
        await results(1)
        assert await _state(subject) == "file storage is away"
        failures.clear()
        await results(2)
        await _until(subject, "")


async def test_a_zombie_can_not_commit_once_its_partition_is_taken(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    await submit([b"k"], [b"1"])
    reached, release = asyncio.Event(), asyncio.Event()

    async def slow(record: Record) -> Sequence[Output]:
        reached.set()
        await release.wait()
        return [Output(Topic.RECEIVED, b"k", record.value)]

    zombie = Stage(kafka, "copy", Topic.SUBMITTED, slow, Author("copier"))
    async with running(zombie):
        await asyncio.wait_for(reached.wait(), WAIT_SECONDS)
        name = f"{kafka.group('copy')}.{kafka.topic(Topic.SUBMITTED)}"
        for partition in range(2):
            async with create_producer(kafka, transactional_id=f"{name}.{partition}"):
                pass
        release.set()
        found = await results(1)
    assert [record.value for record in found] == [b"1"]


async def _until(subject: Stage, state: str) -> None:
    async for attempt in AsyncRetrying(stop=stop_after_delay(WAIT_SECONDS), wait=wait_fixed(0.05)):
        with attempt:
            assert await _state(subject) == state


async def _state(subject: Stage) -> str:
    try:
        await subject.check()
    except Unavailable as error:
        return str(error)
    return ""


async def test_the_metrics_say_what_went_through_and_how_far_it_is_behind(
    kafka: KafkaSettings,
    running: Running,
    submit: Submit,
    results: Results,
) -> None:
    before = _samples()
    await submit([b"k"], [b"1", b"2", b"3"])
    async with running(stage(kafka)):
        await results(3)
        async for attempt in AsyncRetrying(
            stop=stop_after_delay(WAIT_SECONDS), wait=wait_fixed(0.1), reraise=True
        ):
            with attempt:
                lags = [value for name, value in _samples().items() if name.startswith(LAG)]
                assert lags
                assert set(lags) == {0.0}
    after = _samples()
    assert not [name for name in after if name.startswith(LAG)]
    for name in (PRODUCED, BATCHED):
        assert after[name] - before.get(name, 0.0) == 3.0


@pytest.mark.timeout(180)
async def test_a_topic_that_is_deleted_in_mid_work_is_named_and_waited_for(
    kafka: KafkaSettings, running: Running, submit: Submit, results: Results
) -> None:
    subject = stage(kafka.model_copy(update={"request_timeout_ms": 5_000}))
    await submit([b"a", b"b"], [b"0", b"1"])
    async with running(subject):
        await results(2)
        await delete_topic(kafka, Topic.RECEIVED)
        await submit([b"a", b"b"], [b"2", b"3", b"4", b"5"])
        await _until_named(subject, f"{kafka.topic(Topic.RECEIVED)} is not there")
        await create_topics(kafka, partitions=2)
        found = await results(4)
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.1)):
            with attempt:
                await subject.check()
    assert sorted(record.value for record in found) == [b"2", b"3", b"4", b"5"]


async def _until_named(subject: Stage, reason: str) -> None:
    async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.1)):
        with attempt:
            assert reason in await _state(subject)
