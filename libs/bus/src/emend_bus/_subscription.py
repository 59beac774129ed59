"""Membership in a consumer group, renewed after every loss.

A subscription polls batches and hands them on; it commits nothing itself. When Kafka goes
away, or another process takes a partition over, it leaves the group, waits and joins again:
whoever handles the batches starts from the committed offsets every time.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker, KafkaMessage

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import create_broker
from emend_bus._errors import Fenced, Unavailable
from emend_bus._lag import show_lag
from emend_bus._leaving import leave
from emend_bus._pacing import pace_consumer
from emend_bus._settings import KafkaSettings

if TYPE_CHECKING:
    from faststream.kafka.subscriber.usecase import BatchSubscriber

log = structlog.get_logger()

RawRecord: TypeAlias = ConsumerRecord[bytes, bytes]
Handle: TypeAlias = Callable[[AIOKafkaConsumer, Sequence[RawRecord]], Awaitable[None]]
Assigned: TypeAlias = Callable[[AIOKafkaConsumer, set[TopicPartition]], Awaitable[None]]
Revoked: TypeAlias = Callable[[set[TopicPartition]], Awaitable[None]]

POLL_TIMEOUT_MS = 10
"""The framework sleeps this long again when a poll was empty: the latency floor."""

STOP_SECONDS = 40.0
"""Longer than the framework waits for a batch under way."""

FETCH_WAIT_MS = 20
"""How long the broker holds an empty fetch. While it holds one, a partition that was just read
is not asked for again, so the default of 500 ms would be a latency; 50 fetches a second when
idle cost about a hundredth of a core."""

LOST = (KafkaError, Fenced, Unavailable, ConnectionError, TimeoutError)
"""What ends a membership but not the process."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process holds in memory at most, whatever the lag."""

    batch_records: int = 500
    partition_fetch_bytes: int = 2**20
    fetch_bytes: int = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Subscription:
    """What to consume, and whom to tell."""

    settings: KafkaSettings
    group: str
    topics: Sequence[str]
    handle: Handle
    assigned: Assigned
    revoked: Revoked
    limits: Limits = Limits()

    async def run(self, stop: asyncio.Event) -> None:
        """Consume until ``stop`` is set; a batch in flight is finished first.

        Raises:
            Exception: what the handler raised, unless it only ends the membership.
        """
        attempt = 0
        while not stop.is_set():
            started = asyncio.get_running_loop().time()
            try:
                await self._membership(stop)
            except LOST as error:
                settled = asyncio.get_running_loop().time() - started > 60.0  # noqa: PLR2004 - seconds
                attempt = 0 if settled else attempt + 1
                wait = backoff_seconds(attempt, random.random())  # noqa: S311 - jitter, not a secret
                log.warning("membership lost", group=self.group, error=repr(error), retry_in=wait)
                await wait_or_stop(stop, wait)

    async def _membership(self, stop: asyncio.Event) -> None:
        failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        broker = create_broker(self.settings)
        listener = _Listener(self, failure)
        subscriber = self._subscriber(broker, listener)
        listener.consumer = lambda: subscriber.consumer

        async def on_batch(records: Sequence[RawRecord]) -> None:
            consumer = subscriber.consumer
            if failure.done() or consumer is None:
                return
            try:
                await self.handle(consumer, records)
            except Exception as error:  # noqa: BLE001 - carried to run(), which decides
                fail(failure, error)

        subscriber(on_batch)
        try:
            await broker.start()
            if subscriber.consumer is not None:
                pace_consumer(subscriber.consumer)
            async with self._lag_shown(subscriber.consumer):
                await first_of(stop, failure)
        finally:
            await leave(broker.stop(), STOP_SECONDS)

    def _subscriber(
        self, broker: KafkaBroker, listener: ConsumerRebalanceListener
    ) -> BatchSubscriber:
        return broker.subscriber(
            *(self.settings.topic(topic) for topic in self.topics),
            batch=True,
            group_id=self.settings.group(self.group),
            batch_timeout_ms=POLL_TIMEOUT_MS,
            max_records=self.limits.batch_records,
            listener=listener,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            fetch_max_wait_ms=FETCH_WAIT_MS,
            fetch_max_bytes=self.limits.fetch_bytes,
            max_partition_fetch_bytes=self.limits.partition_fetch_bytes,
            session_timeout_ms=self.settings.session_timeout_ms,
            heartbeat_interval_ms=self.settings.session_timeout_ms // 5,
            max_poll_interval_ms=300_000,
            parser=_parse,
            decoder=_decode,
        )

    @asynccontextmanager
    async def _lag_shown(self, consumer: AIOKafkaConsumer | None) -> AsyncGenerator[None]:
        if consumer is None:
            yield
            return
        showing = asyncio.create_task(show_lag(consumer, self.settings.topic_prefix))
        try:
            yield
        finally:
            showing.cancel()


class _Listener(ConsumerRebalanceListener):
    """Passes rebalances on. The client only logs a listener's error, so it is carried too."""

    def __init__(self, subscription: Subscription, failure: asyncio.Future[None]) -> None:
        self._subscription = subscription
        self._failure = failure
        self.consumer: Callable[[], AIOKafkaConsumer | None] = lambda: None

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        try:
            await self._subscription.revoked(revoked)
        except Exception as error:  # noqa: BLE001 - carried to run(), which decides
            fail(self._failure, error)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        consumer = self.consumer()
        if consumer is None:
            return
        try:
            await self._subscription.assigned(consumer, assigned)
        except Exception as error:  # noqa: BLE001 - carried to run(), which decides
            fail(self._failure, error)


async def wait_or_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until ``stop`` is set."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def first_of(stop: asyncio.Event, failure: asyncio.Future[None]) -> None:
    """Wait until ``stop`` is set; raise the failure if it comes first."""
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({stopped, failure}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
    if failure.done():
        failure.result()


def fail(failure: asyncio.Future[None], error: Exception) -> None:
    """Record the first failure; later ones follow from it."""
    if not failure.done():
        failure.set_exception(error)
        failure.exception()  # seen: whoever is told to stop at once does not ask for it any more


async def _parse(raw: Sequence[RawRecord], _original: object = None) -> Any:
    return KafkaMessage(raw_message=tuple(raw), body=b"", headers={}, consumer=None)  # type: ignore[arg-type]


async def _decode(message: KafkaMessage, _original: object = None) -> Any:
    return message.raw_message
