"""Leaving a cluster: a client of it is put away within a limit, however it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from itertools import chain
from typing import Any

from aiokafka import AIOKafkaProducer

LEAVE_SECONDS = 3.0
LEAVE_ATTEMPTS = 3
"""How long a client may take to stop before it is cancelled, and how often that is tried."""

CLOSE_SECONDS = 5.0
"""How long a producer that is put away may still send what it was given."""


async def leave(
    stopping: Coroutine[Any, Any, None] | asyncio.Task[None], seconds: float = LEAVE_SECONDS
) -> None:
    """Await a client's stop for a limited time; after that, what it holds ends with the process.

    The library cancels its own tasks and awaits them without a limit, and a task may lose a
    cancellation that comes just as what it waits for is done.
    """
    task = asyncio.ensure_future(stopping)
    for _ in range(LEAVE_ATTEMPTS):
        await asyncio.wait({task}, timeout=seconds)
        if task.done():
            break
        task.cancel()
    if task.done() and not task.cancelled():
        task.result()


async def close_producer(producer: AIOKafkaProducer) -> None:
    """Put a producer away, however it stands; what the brokers do not take by then is dropped.

    The library's ``stop`` waits for ever for messages to a topic that was deleted.
    """
    stopping = asyncio.create_task(producer.stop())
    done, _ = await asyncio.wait({stopping}, timeout=CLOSE_SECONDS)
    if not done:
        _drop_batches(producer)
    await leave(stopping)
    _look_at_failures(producer)


def _drop_batches(producer: AIOKafkaProducer) -> None:
    """Cancel what is not sent; rather than fail it, since nobody awaits it any more."""
    for batch in _unsent(producer):
        batch.future.cancel()


def _look_at_failures(producer: AIOKafkaProducer) -> None:
    """Read why nothing more was sent, or asyncio logs later that nobody did.

    Whoever was fenced while sending has the error from there, and awaits nothing else.
    """
    transactions = vars(producer)["_txn_manager"]
    ended = transactions and transactions.wait_for_transaction_end()
    drained = [batch._drain_waiter for batch in _unsent(producer)]  # noqa: SLF001
    for future in (*drained, *((ended,) if ended else ())):
        if future.done() and not future.cancelled():
            future.exception()


def _unsent(producer: AIOKafkaProducer) -> Sequence[Any]:
    """Return the batches that the library holds; there is no public way."""
    accumulator = vars(producer)["_message_accumulator"]
    return [*chain(*accumulator._batches.values(), accumulator._pending_batches)]  # noqa: SLF001
