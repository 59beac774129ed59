"""A stage: consume, transform, produce, exactly once and in order per partition.

One transactional producer per *input* partition, whose id names group, topic and partition:
whoever is given the partition initialises that id, which fences every earlier owner and
aborts what it left open. Only then is the committed offset read, and records below it are
dropped, since a batch fetched before may still arrive. ``libs/bus/README.md`` tells why each
step is where it is.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

import structlog
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import check_kafka, create_producer
from emend_bus._dead_letters import Author, ParkLimit
from emend_bus._errors import Unavailable
from emend_bus._leaving import close_producer
from emend_bus._memory import Memory
from emend_bus._records import Output, Record, chunks, record_from
from emend_bus._settings import KafkaSettings
from emend_bus._subscription import Limits, RawRecord, Subscription
from emend_bus._transaction import commit_batch
from emend_bus._transform import Plan, Transform, TransformSeveral, plan_batch
from emend_events import Topic
from emend_telemetry import Outcome, metrics

log = structlog.get_logger()

TRANSACTION_BYTES = 2**20
"""Input bytes that go into one transaction at most."""


@dataclass(slots=True)
class _Owned:
    """A partition that is ours: its producer, and the offset that comes next."""

    producer: AIOKafkaProducer
    expected: int
    failures: int = 0
    waiting: str = ""
    """Which dependency the record at ``expected`` waits for."""


@dataclass(slots=True)
class Stage:
    """Reads one topic and writes what ``transform`` makes of it.

    ``concurrency`` is for a transform that waits for something outside; one that only
    computes leaves it at 1. ``several`` does the same for records together.
    """

    settings: KafkaSettings
    group: str
    source: Topic
    transform: Transform
    author: Author
    concurrency: int = 1
    several: TransformSeveral | None = None
    memory: Memory | None = None
    """What it remembers from record to record; the concurrency is then 1."""
    limits: Limits = field(default_factory=Limits)
    _owned: dict[TopicPartition, _Owned] = field(default_factory=dict[TopicPartition, _Owned])
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: str = "no partitions assigned yet"
    _missing: str = ""
    """Which topic of the outputs is not there."""
    _park_limit: ParkLimit = field(init=False)

    def __post_init__(self) -> None:
        if self.memory is not None and self.concurrency != 1:
            message = "a stage that remembers works on one record of a partition after the other"
            raise ValueError(message)
        self._park_limit = ParkLimit(self.source)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the batch in flight is finished, the group is left.

        Raises:
            TooManyParked: too many messages could not be handled.
        """
        subscription = Subscription(
            self.settings,
            self.group,
            [self.source],
            self._handle,
            self._assigned,
            self._revoked,
            self.limits,
        )
        try:
            await subscription.run(stop)
        finally:
            await self._release(list(self._owned))

    async def check(self) -> None:
        """Answer for readiness.

        Raises:
            Unavailable: Kafka does not answer, or a dependency of the transform is away.
        """
        await check_kafka(self.settings)
        waiting = (self._waiting, self._missing, *(owned.waiting for owned in self._owned.values()))
        reasons = dict.fromkeys(filter(None, waiting))
        if reasons:
            raise Unavailable("; ".join(reasons))

    async def _assigned(self, consumer: AIOKafkaConsumer, given: set[TopicPartition]) -> None:
        async with self._lock:
            await self._release(list(self._owned))
            await asyncio.gather(*(self._take(consumer, partition) for partition in given))
            self._waiting = ""
        metrics.partitions_assigned(self.source).set(len(self._owned))

    async def _take(self, consumer: AIOKafkaConsumer, partition: TopicPartition) -> None:
        name = f"{self.settings.group(self.group)}.{partition.topic}.{partition.partition}"
        producer = create_producer(self.settings, transactional_id=name)
        try:
            await producer.start()
            if self.memory is not None:
                await self.memory.load(self.settings, partition.partition, producer)
            expected = await consumer.committed(partition)
            if expected is None:
                expected = (await consumer.beginning_offsets([partition]))[partition]
        except BaseException:
            await close_producer(producer)
            raise
        consumer.seek(partition, expected)
        self._owned[partition] = _Owned(producer, expected)
        log.info("partition taken", partition=partition.partition, offset=expected)

    async def _revoked(self, _taken: set[TopicPartition]) -> None:
        async with self._lock:
            await self._release(list(self._owned))

    async def _release(self, partitions: Sequence[TopicPartition]) -> None:
        released = [self._owned.pop(partition) for partition in partitions]
        await asyncio.gather(
            *(close_producer(owned.producer) for owned in released), return_exceptions=True
        )

    async def _handle(self, consumer: AIOKafkaConsumer, raw: Sequence[RawRecord]) -> None:
        async with self._lock:
            batches = [
                self._handle_partition(consumer, TopicPartition(*place), list(records))
                for place, records in groupby(raw, key=attrgetter("topic", "partition"))
            ]
            outcomes = await asyncio.gather(*batches, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Unavailable):
                self._missing = str(outcome)
            if outcome is not None:
                raise outcome

    async def _handle_partition(
        self, consumer: AIOKafkaConsumer, partition: TopicPartition, raw: Sequence[RawRecord]
    ) -> None:
        owned = self._owned.get(partition)
        if owned is None:
            return
        prefix = self.settings.topic_prefix
        fresh = [record_from(record, prefix) for record in raw if record.offset >= owned.expected]
        for chunk in chunks(fresh, TRANSACTION_BYTES):
            with metrics.batch_seconds(self.source).time():
                plan = await self._plan(owned, chunk)
                await self._commit(owned, partition, chunk, plan)
            if plan.error is not None:
                self._back_off(consumer, partition, owned, plan.error)
                return

    async def _plan(self, owned: _Owned, chunk: Sequence[Record]) -> Plan:
        return await plan_batch(
            chunk,
            self.transform,
            author=self.author,
            group=self.group,
            attempts=owned.failures,
            concurrency=self.concurrency,
            several=self.several,
            accepted=self._remember,
        )

    def _remember(self, outputs: Sequence[Output]) -> None:
        if self.memory is not None:
            self.memory.take(outputs)

    async def _commit(
        self, owned: _Owned, partition: TopicPartition, chunk: Sequence[Record], plan: Plan
    ) -> None:
        if plan.handled == 0:
            return
        last = chunk[plan.handled - 1]
        await commit_batch(
            owned.producer,
            self.settings,
            plan.outputs,
            source=partition,
            next_offset=last.offset + 1,
            group=self.settings.group(self.group),
        )
        self._missing = ""
        owned.expected = last.offset + 1
        owned.failures = 0
        owned.waiting = ""
        self._count(plan)

    def _count(self, plan: Plan) -> None:
        metrics.batch_events(self.source).observe(plan.handled)
        for topic, count in Counter(output.topic for output in plan.outputs).items():
            metrics.events_produced(topic).inc(count)
        metrics.events_handled(self.source, Outcome.HANDLED).inc(plan.handled - len(plan.parked))
        if plan.parked:
            metrics.events_handled(self.source, Outcome.PARKED).inc(len(plan.parked))
            metrics.events_parked(self.source).inc(len(plan.parked))
        for number in range(plan.handled):
            self._park_limit.count(parked=number < len(plan.parked))

    def _back_off(
        self,
        consumer: AIOKafkaConsumer,
        partition: TopicPartition,
        owned: _Owned,
        error: Exception,
    ) -> None:
        """Let the partition rest; the others go on."""
        owned.failures += 1
        wait = backoff_seconds(owned.failures, random.random())  # noqa: S311 - jitter, not a secret
        owned.waiting = str(error) if isinstance(error, Unavailable) else ""
        metrics.events_handled(self.source, Outcome.RETRIED).inc()
        log.warning(
            "will try again",
            partition=partition.partition,
            offset=owned.expected,
            failures=owned.failures,
            retry_in=wait,
            error=repr(error),
        )
        consumer.pause(partition)
        consumer.seek(partition, owned.expected)
        asyncio.get_running_loop().call_later(wait, self._resume, consumer, partition, owned)

    def _resume(self, consumer: AIOKafkaConsumer, partition: TopicPartition, owned: _Owned) -> None:
        if self._owned.get(partition) is owned:
            consumer.resume(partition)
