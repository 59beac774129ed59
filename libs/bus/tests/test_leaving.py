"""Leaving a cluster takes a limited time, whatever the library waits for."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

import pytest

from emend_bus import Fenced, KafkaSettings, Output, close_producer, create_producer, leave
from emend_bus._transaction import publish_together
from emend_events import Topic

SECONDS = 0.02


@dataclass(slots=True)
class Stubborn:
    """A consumer whose ``stop`` waits for a task that loses so many cancellations."""

    losses: int
    released: asyncio.Event = field(default_factory=asyncio.Event)
    left: bool = False

    async def start(self) -> None:
        """Connect to nothing."""

    async def stop(self) -> None:
        """Wait until released, or cancelled once more than the losses."""
        while not self.released.is_set():
            with suppress(asyncio.CancelledError):
                await self.released.wait()
                break
            if self.losses == 0:
                break
            self.losses -= 1
        self.left = True


@pytest.mark.parametrize("losses", [0, 1])
async def test_a_stop_that_lost_its_cancellation_is_cancelled_again(losses: int) -> None:
    consumer = Stubborn(losses)
    async with asyncio.timeout(30):
        await leave(consumer.stop(), SECONDS)
    assert consumer.left


async def test_a_stop_that_never_ends_is_left_behind() -> None:
    consumer = Stubborn(losses=1_000)
    async with asyncio.timeout(30):
        await leave(consumer.stop(), SECONDS)
    assert not consumer.left
    consumer.released.set()
    others = asyncio.all_tasks() - {cast("asyncio.Task[None]", asyncio.current_task())}
    await asyncio.wait(others, timeout=30)
    assert consumer.left


async def test_a_stop_that_fails_says_why() -> None:
    async def fail() -> None:
        await asyncio.sleep(0)
        text = "gone"
        raise ConnectionError(text)

    with pytest.raises(ConnectionError, match="gone"):
        await leave(fail(), SECONDS)


@pytest.mark.kafka
async def test_being_fenced_is_told_once_and_not_again_by_the_loop(kafka: KafkaSettings) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    older, newer = (create_producer(kafka, transactional_id="owner") for _ in range(2))
    await older.start()
    await newer.start()
    outputs = [Output(Topic.RECEIVED, b"key", b"value")]
    with pytest.raises(Fenced, match="owner"):
        await publish_together(older, kafka, outputs, "owner")
    await close_producer(older)
    await close_producer(newer)
    del older
    gc.collect()
    assert told == []
