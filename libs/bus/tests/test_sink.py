"""The sink on a real broker: written once whatever happens, bad records parked one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import Author, Delivery, KafkaSettings, Reject, Sink, Unavailable, dead_letters
from emend_events import Topic
from tests.support.bus import Running, Submit

pytestmark = pytest.mark.kafka


class Table:
    """A store with an inbox: all of a batch or nothing, each record once."""

    def __init__(self, failures: dict[bytes, list[Exception]] | None = None) -> None:
        self.rows: list[bytes] = []
        self.batches: list[int] = []
        self._seen: set[tuple[int, int]] = set()
        self._failures = failures or {}

    async def write(self, deliveries: Sequence[Delivery]) -> None:
        """Write a batch, failing as planned for the values named."""
        for delivery in deliveries:
            planned = self._failures.get(delivery.record.value)
            if planned:
                raise planned.pop(0)
        self.batches.append(len(deliveries))
        for delivery in deliveries:
            place = (delivery.record.partition, delivery.record.offset)
            if place not in self._seen:
                self._seen.add(place)
                self.rows.append(delivery.record.value)


def sink(kafka: KafkaSettings, table: Table) -> Sink:
    """Return a sink of the submitted topic."""
    return Sink(kafka, "keep", [Topic.SUBMITTED], table.write, Author("keeper"))


async def until(condition: object, table: Table, count: int) -> None:
    """Wait until the table has as many rows."""
    async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.05)):
        with attempt:
            assert len(table.rows) >= count, condition


async def test_everything_is_written_once_and_in_batches(
    kafka: KafkaSettings, running: Running, submit: Submit
) -> None:
    values = [f"{number:04}".encode() for number in range(1_000)]
    table = Table()
    await submit([b"a", b"b"], values)
    async with running(sink(kafka, table)):
        await until("all rows", table, len(values))
    assert sorted(table.rows) == values
    assert max(table.batches) > 100


async def test_one_bad_record_is_parked_and_its_neighbours_are_written(
    kafka: KafkaSettings, running: Running, submit: Submit
) -> None:
    values = [f"{number:03}".encode() for number in range(200)]
    failures: dict[bytes, list[Exception]] = {b"077": [Reject("a bad record")] * 50}
    table = Table(failures)
    await submit([b"k"], values)
    async with running(sink(kafka, table)):
        await until("all but one", table, len(values) - 1)
    letters = await dead_letters(kafka, Topic.SUBMITTED)
    assert [letter.value for letter in letters] == [b"077"]
    assert letters[0].header("dead-letter-reason") == "a bad record"
    assert table.rows == [value for value in values if value != b"077"]


async def test_a_database_that_is_away_delays_and_parks_nothing(
    kafka: KafkaSettings, running: Running, submit: Submit
) -> None:
    table = Table({b"2": [Unavailable("PostgreSQL is away")] * 5})
    await submit([b"k"], [b"1", b"2", b"3"])
    async with running(sink(kafka, table)):
        await until("all rows", table, 3)
    assert table.rows == [b"1", b"2", b"3"]
    assert await dead_letters(kafka, Topic.SUBMITTED) == []


async def test_a_bug_is_tried_again_and_then_parked(
    kafka: KafkaSettings, running: Running, submit: Submit
) -> None:
    table = Table({b"2": [ValueError("a bug")] * 50})
    await submit([b"k"], [b"1", b"2", b"3"])
    async with running(sink(kafka, table)):
        await until("the others", table, 2)
    letters = await dead_letters(kafka, Topic.SUBMITTED)
    assert letters[0].header("dead-letter-attempts") == "5"
    assert letters[0].header("dead-letter-error") == "ValueError"


async def test_offsets_are_committed_after_the_write_only(
    kafka: KafkaSettings, running: Running, submit: Submit
) -> None:
    failures: dict[bytes, list[Exception]] = {b"2": [Unavailable("away")] * 10_000}
    table = Table(failures)
    await submit([b"k"], [b"1", b"2"])
    subject = sink(kafka, table)
    async with running(subject):
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.05)):
            with attempt:
                assert len(failures[b"2"]) < 9_998
    assert await _committed(kafka) == 0
    failures[b"2"].clear()
    async with running(sink(kafka, table)):
        await until("all rows", table, 2)
    assert await _committed(kafka) == 2


async def _committed(kafka: KafkaSettings) -> int:
    consumer = AIOKafkaConsumer(**kafka.connection(), group_id=kafka.group("keep"))
    async with consumer:
        places = [TopicPartition(kafka.topic(Topic.SUBMITTED), number) for number in range(2)]
        return sum([await consumer.committed(place) or 0 for place in places])
