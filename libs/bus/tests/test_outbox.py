"""The relay on a real broker: everything in order, again after a crash, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, OutboxRelay, Output
from emend_events import Topic
from tests.support.bus import Results, Running

pytestmark = pytest.mark.kafka


class AwayError(Exception):
    """The database of this test is away."""


class Box:
    """An outbox in memory, which fails where it is told to."""

    def __init__(self, messages: Sequence[Output], *, failing_deletes: int = 0) -> None:
        self.messages = list(messages)
        self._failing_deletes = failing_deletes

    @asynccontextmanager
    async def relay(self) -> AsyncGenerator[Box]:
        """Be the relay."""
        yield self

    async def batch(self, limit: int = 500) -> Sequence[Output]:
        """Return the oldest."""
        return self.messages[: min(limit, 3)]

    async def delete(self, messages: Sequence[Output]) -> None:
        """Forget, or crash just before."""
        if self._failing_deletes:
            self._failing_deletes -= 1
            raise AwayError
        self.messages = self.messages[len(messages) :]

    async def wait(self, timeout_s: float) -> bool:
        """Nothing is ever added here."""
        await asyncio.sleep(min(timeout_s, 0.01))
        return False

    async def pending(self) -> int:
        """Count."""
        return len(self.messages)


def messages(count: int) -> list[Output]:
    """Return numbered messages for one key."""
    return [
        Output(Topic.COMPLETED, b"k", str(number).encode(), (("event-id", b"%d" % number),))
        for number in range(count)
    ]


def relay(kafka: KafkaSettings, box: Box) -> OutboxRelay[Output]:
    """Return a relay of the box."""
    return OutboxRelay(kafka, box, lambda error: isinstance(error, AwayError))


async def test_everything_is_published_in_order_with_its_headers(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    box = Box(messages(10))
    async with running(relay(kafka, box)):
        found = await results(10, Topic.COMPLETED)
    assert [record.value for record in found] == [str(number).encode() for number in range(10)]
    assert [record.header("event-id") for record in found] == [str(n) for n in range(10)]


async def test_a_crash_before_the_delete_repeats_but_loses_nothing(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    box = Box(messages(6), failing_deletes=2)
    async with running(relay(kafka, box)):
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.05)):
            with attempt:
                assert await box.pending() == 0
    found = await results(12, Topic.COMPLETED)
    first = list(dict.fromkeys(record.value for record in found))
    assert first == [str(number).encode() for number in range(6)]
