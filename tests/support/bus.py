"""A cluster with our topics for each test, and the ways in and out that the tests share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pytest
from aiokafka import AIOKafkaConsumer

from emend_bus import KafkaSettings, Output, Record, create_producer, create_topics, send_all
from emend_events import Topic

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

WAIT_SECONDS = 60.0


class Runnable(Protocol):
    """A stage, a sink or a relay."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop."""
        ...


Running: TypeAlias = Callable[..., AbstractAsyncContextManager[None]]
Submit: TypeAlias = Callable[[Sequence[bytes], Sequence[bytes]], Awaitable[None]]
Results: TypeAlias = Callable[..., Awaitable[list[Record]]]


@pytest.fixture
async def kafka(kafka_bootstrap_servers: str, topic_prefix: str) -> KafkaSettings:
    """A cluster with our topics, under a prefix of this test's own."""
    settings = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(settings, partitions=2)
    return settings


@pytest.fixture
def running() -> Running:
    """Run things until the block ends; a failure of one fails the test."""

    @asynccontextmanager
    async def run(*subjects: Runnable) -> AsyncGenerator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(subject.run(stop)) for subject in subjects]
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(asyncio.gather(*tasks), WAIT_SECONDS)

    return run


@pytest.fixture
def submit(kafka: KafkaSettings) -> Submit:
    """Put messages on the submitted topic, the keys taking turns."""

    async def put(keys: Sequence[bytes], values: Sequence[bytes]) -> None:
        outputs = [
            Output(Topic.SUBMITTED, keys[number % len(keys)], value)
            for number, value in enumerate(values)
        ]
        async with create_producer(kafka) as producer:
            await send_all(producer, kafka, outputs)

    return put


@pytest.fixture
def results(kafka: KafkaSettings) -> Results:
    """Return what ``read_committed`` readers see of a topic, once ``count`` messages are there."""

    async def read(count: int, topic: str = Topic.RECEIVED) -> list[Record]:
        consumer = AIOKafkaConsumer(
            kafka.topic(topic),
            **kafka.connection(),
            auto_offset_reset="earliest",
            isolation_level="read_committed",
        )
        found: list[Record] = []
        async with consumer, asyncio.timeout(WAIT_SECONDS):
            while len(found) < count:
                polled = await consumer.getmany(timeout_ms=200)
                found += [
                    Record(
                        r.topic, r.partition, r.offset, r.key, r.value or b"", tuple(r.headers), 0
                    )
                    for batch in polled.values()
                    for r in batch
                ]
        return found

    return read
