"""What a stage remembers survives crashes, rebalances and aborted transactions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from emend_bus import Author, KafkaSettings, Limits, Memory, Output, Record, Reject, Stage
from emend_events import Codec, Topic
from tests.support.bus import Results, Running, Submit

pytestmark = pytest.mark.kafka


def counting(
    kafka: KafkaSettings,
    failures: dict[bytes, list[Exception]] | None = None,
    group: str = "count",
) -> Stage:
    """Return a stage that writes the sum so far of each key's numbers, and forgets it at 0."""
    memory = Memory(Topic.HELD, group)

    async def add(record: Record) -> Sequence[Output]:
        planned = (failures or {}).get(record.value)
        if planned:
            raise planned.pop(0)
        key = record.key or b""
        total = int(memory.get(record.partition, key) or 0) + int(record.value)
        kept = (
            memory.forget(record.partition, key)
            if record.value == b"0"
            else memory.keep(record.partition, key, b"%d" % total)
        )
        return [Output(Topic.RECEIVED, key, b"%d" % total), kept]

    return Stage(
        settings=kafka,
        group=group,
        source=Topic.SUBMITTED,
        transform=add,
        author=Author("counter", "1", Codec()),
        memory=memory,
        limits=Limits(batch_records=50),
    )


async def test_the_next_process_goes_on_where_the_last_one_stopped(
    kafka: KafkaSettings, running: Running, submit: Submit, results: Results
) -> None:
    await submit([b"a", b"b", b"c"], [b"1"] * 300)
    async with running(counting(kafka)):
        await results(100)
        async with running(counting(kafka)):
            await submit([b"a", b"b", b"c"], [b"1"] * 300)
            await results(400)
    async with running(counting(kafka)):
        await submit([b"a", b"b", b"c"], [b"1"] * 300)
        found = await results(900)
    for key in (b"a", b"b", b"c"):
        assert [record.value for record in found if record.key == key] == [
            b"%d" % total for total in range(1, 301)
        ]


async def test_a_record_that_fails_or_is_parked_leaves_nothing_to_remember(
    kafka: KafkaSettings, running: Running, submit: Submit, results: Results
) -> None:
    failures: dict[bytes, list[Exception]] = {b"5": [ValueError("once")], b"7": [Reject("no")]}
    await submit([b"a"], [b"1", b"5", b"7", b"2"])
    async with running(counting(kafka, failures)):
        found = await results(3)
    assert [record.value for record in found] == [b"1", b"6", b"8"]


async def test_what_is_forgotten_stays_so(
    kafka: KafkaSettings, running: Running, submit: Submit, results: Results
) -> None:
    await submit([b"a"], [b"1", b"2", b"0"])
    async with running(counting(kafka)):
        await results(3)
    await submit([b"a"], [b"4"])
    async with running(counting(kafka)):
        found = await results(4)
    assert [record.value for record in found] == [b"1", b"3", b"3", b"4"]


async def test_two_groups_remember_apart(
    kafka: KafkaSettings, running: Running, submit: Submit, results: Results
) -> None:
    await submit([b"a"], [b"1", b"2"])
    async with running(counting(kafka), counting(kafka, group="other")):
        found = await results(4)
    assert sorted(record.value for record in found) == [b"1", b"1", b"3", b"3"]


def test_a_stage_that_remembers_works_on_one_record_after_the_other() -> None:
    with pytest.raises(ValueError, match="one record"):
        Stage(
            settings=KafkaSettings(),
            group="g",
            source=Topic.SUBMITTED,
            transform=counting(KafkaSettings()).transform,
            author=Author("counter", "1", Codec()),
            concurrency=2,
            memory=Memory(Topic.HELD, "g"),
        )
