"""The table on a real broker: all of a compacted topic, soon, and changed by one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest
from tenacity import AsyncRetrying, retry_if_exception_message, stop_after_delay, wait_fixed

from emend_bus import (
    KafkaSettings,
    Output,
    Table,
    Unavailable,
    create_producer,
    create_topics,
    output,
    send_all,
)
from emend_events import Codec, ProfileChanged, Topic, derive_id
from tests.support.bus import WAIT_SECONDS, Running

pytestmark = pytest.mark.kafka

START = datetime(2026, 1, 2, tzinfo=UTC)
CODEC = Codec()


def version(number: int, document: str = "{}") -> Output:
    """Return the message that publishes a version of ``mine``."""
    label = f"mine@{number}"
    event = ProfileChanged(
        event_id=derive_id(uuid5(NAMESPACE_URL, label), Topic.PROFILES),
        label=label,
        name="mine",
        version=number,
        document=document,
        digest="d",
        changed_at=START,
    )
    return output(CODEC, Topic.PROFILES, event, label)


def table(kafka: KafkaSettings) -> Table[ProfileChanged, str]:
    """Return a table of profiles that keeps their documents."""
    return Table(kafka, Topic.PROFILES, CODEC, ProfileChanged, lambda event: event.document)


async def test_everything_on_the_topic_is_read_and_followed(
    kafka: KafkaSettings, running: Running
) -> None:
    async with create_producer(kafka) as producer:
        await send_all(producer, kafka, [version(1, "a"), version(2, "b"), version(1, "c")])
        subject = table(kafka)
        with pytest.raises(Unavailable, match="not read yet"):
            await subject.check()
        async with running(subject):
            await asyncio.wait_for(subject.loaded(), WAIT_SECONDS)
            assert subject.rows == {"mine@1": "c", "mine@2": "b"}
            await subject.check()
            await send_all(producer, kafka, [version(3, "d"), Output(Topic.PROFILES, b"x", b"?")])
            await subject.refresh()
            assert subject.rows == {"mine@1": "c", "mine@2": "b", "mine@3": "d"}


async def test_a_change_is_seen_by_its_writer_at_once(
    kafka: KafkaSettings, running: Running
) -> None:
    one, other = table(kafka), table(kafka)
    async with running(one, other):
        await one.change(lambda rows: [version(len(rows) + 1)])
        assert set(one.rows) == {"mine@1"}
        await other.change(lambda rows: [version(len(rows) + 1)])
        assert set(other.rows) == {"mine@1", "mine@2"}


async def test_writers_that_race_never_write_the_same_version(
    kafka: KafkaSettings, running: Running
) -> None:
    tables = [table(kafka) for _ in range(3)]
    seen: list[int] = []

    def next_version(rows: Mapping[str, str]) -> Sequence[Output]:
        seen.append(len(rows) + 1)
        return [version(len(rows) + 1, f"{len(seen)}")]

    async with running(*tables):
        results = await asyncio.gather(
            *(subject.change(next_version) for subject in tables for _ in range(3)),
            return_exceptions=True,
        )
        await tables[0].refresh()
        done = sum(result is None for result in results)
        assert all(result is None or isinstance(result, Unavailable) for result in results)
        assert sorted(tables[0].rows) == sorted(f"mine@{n + 1}" for n in range(done))
    fresh = table(kafka)
    async with running(fresh):
        await asyncio.wait_for(fresh.loaded(), WAIT_SECONDS)
        assert fresh.rows == tables[0].rows


async def test_what_decides_may_refuse_and_nothing_is_written(
    kafka: KafkaSettings, running: Running
) -> None:
    subject = table(kafka)

    def refuse(_: Mapping[str, str]) -> Sequence[Output]:
        message = "no"
        raise ValueError(message)

    async with running(subject):
        with pytest.raises(ValueError, match="no"):
            await subject.change(refuse)
        await subject.change(lambda _: [])
        await subject.refresh()
        assert subject.rows == {}


async def test_a_topic_that_is_not_there_is_waited_for(
    kafka_bootstrap_servers: str, topic_prefix: str, running: Running
) -> None:
    settings = KafkaSettings(
        bootstrap_servers=kafka_bootstrap_servers,
        topic_prefix=topic_prefix,
        request_timeout_ms=2_000,  # so long the client itself waits for the topic before it says so
    )
    subject = table(settings)
    async with running(subject):
        with pytest.raises(Unavailable, match="Unknown"):
            await _until_told(subject)
    await create_topics(settings)
    async with running(subject):
        await asyncio.wait_for(subject.loaded(), WAIT_SECONDS)
        await subject.check()


async def _until_told(subject: Table[ProfileChanged, str]) -> None:
    async for attempt in AsyncRetrying(
        stop=stop_after_delay(WAIT_SECONDS),
        wait=wait_fixed(0.05),
        retry=retry_if_exception_message(match=".*not read yet"),
    ):
        with attempt:
            await subject.check()
