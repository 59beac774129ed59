"""A sink: consume, write to a database, then commit the offsets.

The write is one database transaction that also claims the event ids in an inbox, so that a
redelivered batch changes nothing; offsets follow it. Where one record spoils a batch, the
batch is halved until that record stands alone.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TypeAlias

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import CommitFailedError

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import check_kafka, create_producer
from emend_bus._dead_letters import Author, ParkLimit, park
from emend_bus._errors import Reject, Unavailable
from emend_bus._leaving import close_producer
from emend_bus._records import Delivery, Record, process_span, record_from
from emend_bus._settings import KafkaSettings
from emend_bus._subscription import Limits, RawRecord, Subscription, wait_or_stop
from emend_bus._transaction import send_all
from emend_bus._transform import MAX_ATTEMPTS
from emend_events import Topic
from emend_telemetry import Outcome, metrics

log = structlog.get_logger()

Write: TypeAlias = Callable[[Sequence[Delivery]], Awaitable[None]]
"""Writes a batch in one database transaction; redelivery must change nothing."""


@dataclass(slots=True)
class Sink:
    """Reads topics and hands batches to ``write``."""

    settings: KafkaSettings
    group: str
    sources: Sequence[Topic]
    write: Write
    author: Author
    limits: Limits = field(default_factory=Limits)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _producer: AIOKafkaProducer | None = None
    _owned: set[TopicPartition] = field(default_factory=set[TopicPartition])
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: str = "no partitions assigned yet"
    _park_limit: ParkLimit = field(init=False)

    def __post_init__(self) -> None:
        self._park_limit = ParkLimit("+".join(self.sources))

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the batch in flight is finished, the group is left.

        Raises:
            TooManyParked: too many messages could not be handled.
        """
        self._stop = stop
        subscription = Subscription(
            self.settings,
            self.group,
            list(self.sources),
            self._handle,
            self._assigned,
            self._revoked,
            self.limits,
        )
        try:
            await subscription.run(stop)
        finally:
            if self._producer is not None:
                await close_producer(self._producer)

    async def check(self) -> None:
        """Answer for readiness.

        Raises:
            Unavailable: Kafka does not answer, or what ``write`` needs is away.
        """
        await check_kafka(self.settings)
        if self._waiting:
            raise Unavailable(self._waiting)

    async def _assigned(self, _consumer: AIOKafkaConsumer, given: set[TopicPartition]) -> None:
        self._owned = set(given)
        self._waiting = ""

    async def _revoked(self, _taken: set[TopicPartition]) -> None:
        async with self._lock:
            self._owned = set()

    async def _handle(self, consumer: AIOKafkaConsumer, raw: Sequence[RawRecord]) -> None:
        async with self._lock:
            records = [record_from(record, self.settings.topic_prefix) for record in raw]
            with metrics.batch_seconds(self.sources[0]).time():
                await self._write_all(records)
            metrics.batch_events(self.sources[0]).observe(len(records))
            await self._commit(consumer, raw)

    async def _write_all(self, records: Sequence[Record]) -> None:
        """Write everything, however long a dependency is away, before anything is committed."""
        failures = 0
        while True:
            try:
                await self._write_halving(records)
            except Unavailable as error:
                failures += 1
                self._waiting = str(error)
                wait = backoff_seconds(failures, random.random())  # noqa: S311 - jitter
                log.warning("dependency away", error=str(error), retry_in=wait)
                await wait_or_stop(self._stop, wait)
                if self._stop.is_set():
                    raise
            else:
                self._waiting = ""
                return

    async def _write_halving(self, records: Sequence[Record]) -> None:
        try:
            await self._write_traced(records)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - a record that cannot be written is parked
            if len(records) == 1:
                await self._write_alone(records[0], error)
                return
            middle = len(records) // 2
            await self._write_halving(records[:middle])
            await self._write_halving(records[middle:])
        else:
            self._count(records, Outcome.HANDLED)

    async def _write_alone(self, record: Record, error: Exception) -> None:
        """Try one record again with backoff, then park it."""
        failures = 1
        while not isinstance(error, Reject) and failures < MAX_ATTEMPTS:
            await wait_or_stop(self._stop, backoff_seconds(failures))
            if self._stop.is_set():
                message = "stopping; the record will be delivered again"
                raise Unavailable(message)
            try:
                await self._write_traced([record])
            except Unavailable:
                raise
            except Exception as again:  # noqa: BLE001 - counted, then parked
                error = again
                failures += 1
            else:
                self._count([record], Outcome.HANDLED)
                return
        await self._park(record, error, failures)

    async def _write_traced(self, records: Sequence[Record]) -> None:
        with ExitStack() as spans:
            opened = [process_span(each, self.group, make_current=False) for each in records]
            deliveries = list(map(Delivery, records, map(spans.enter_context, opened)))
            await self.write(deliveries)

    async def _park(self, record: Record, error: Exception, failures: int) -> None:
        """Park one record; a crash before the commit parks it twice, under the same origin."""
        if self._producer is None:
            producer = create_producer(self.settings)
            await producer.start()
            self._producer = producer
        messages = park(record, error, self.author, attempts=failures)
        await send_all(self._producer, self.settings, messages)
        log.error("parked", topic=record.topic, offset=record.offset, error=repr(error))
        self._count([record], Outcome.PARKED)

    def _count(self, records: Sequence[Record], outcome: Outcome) -> None:
        for record in records:
            metrics.events_handled(record.topic, outcome).inc()
            self._park_limit.count(parked=outcome is Outcome.PARKED)
            if outcome is Outcome.PARKED:
                metrics.events_parked(record.topic).inc()

    async def _commit(self, consumer: AIOKafkaConsumer, raw: Sequence[RawRecord]) -> None:
        offsets = {
            TopicPartition(record.topic, record.partition): record.offset + 1 for record in raw
        }
        ours = {place: offset for place, offset in offsets.items() if place in self._owned}
        try:
            if ours:
                await consumer.commit(ours)
        except CommitFailedError:
            log.warning("commit refused: the partitions have moved; they will be redelivered")
