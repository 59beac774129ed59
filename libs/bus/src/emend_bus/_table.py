"""A compacted topic in memory: read from its beginning, followed, and changed without races.

A change is a comparison and a write that nobody can come between, by the rules of a stage: the
one who would write initialises the topic's transactional id, which fences every other writer
and aborts what it left open; only then reads the topic to its end; then decides, and writes in
a transaction. Whoever was fenced in between has written nothing and begins again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import create_consumer, create_producer
from emend_bus._errors import Fenced, Unavailable
from emend_bus._leaving import close_producer, leave
from emend_bus._records import Output
from emend_bus._settings import KafkaSettings
from emend_bus._subscription import RawRecord, wait_or_stop
from emend_bus._transaction import publish_together
from emend_events import Codec, DecodeError, Event, RegistryUnavailable, Topic

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
V = TypeVar("V")
Work: TypeAlias = Callable[[asyncio.Event], Awaitable[None]]

POLL_MS = 200
FETCH_BYTES = 16 * 2**20
REFRESH_SECONDS = 10.0
CHANGE_ATTEMPTS = 6
"""So often a writer begins again after another came between; then it says so."""


@dataclass(slots=True)
class Table(Generic[E, V]):
    """The newest record of every key, as ``keep`` makes it of the event."""

    settings: KafkaSettings
    topic: Topic
    codec: Codec
    model: type[E]
    keep: Callable[[E], V]
    _rows: dict[str, V] = field(default_factory=dict[str, V])
    _consumer: AIOKafkaConsumer | None = None
    _reached: dict[TopicPartition, int] = field(default_factory=dict[TopicPartition, int])
    _moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    _loaded: asyncio.Event = field(default_factory=asyncio.Event)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: str = "not read yet"

    @property
    def rows(self) -> Mapping[str, V]:
        """What is known now, by key."""
        return self._rows

    async def run(self, stop: asyncio.Event) -> None:
        """Read and follow the topic until ``stop`` is set, waiting for Kafka where it is away."""
        attempt = 0
        while not stop.is_set():
            try:
                await self._follow(stop)
            except (KafkaError, Unavailable, OSError) as error:
                attempt += 1
                self._waiting = f"{self.topic} cannot be read: {error!r}"
                wait = backoff_seconds(attempt, random.random())  # noqa: S311 - jitter
                log.warning("table interrupted", topic=self.topic, error=repr(error), retry_in=wait)
                await wait_or_stop(stop, wait)

    async def loaded(self) -> None:
        """Wait until the topic was read to its end once."""
        await self._loaded.wait()

    async def check(self) -> None:
        """Answer for readiness.

        Raises:
            Unavailable: the topic is not read yet, or cannot be read.
        """
        if self._waiting:
            raise Unavailable(self._waiting)

    async def refresh(self) -> None:
        """Wait until everything that stands on the topic now is in the rows.

        What is not there afterwards was not published before this call.

        Raises:
            Unavailable: Kafka does not answer.
        """
        try:
            async with asyncio.timeout(REFRESH_SECONDS), self._moved:
                await self._moved.wait_for(lambda: self._consumer is not None and self._reached)
                ends = await self._ends()
                await self._moved.wait_for(lambda: self._has(ends))
        except (KafkaError, OSError, TimeoutError) as error:
            message = f"{self.topic} cannot be read to its end: {error!r}"
            raise Unavailable(message) from error

    async def change(self, decide: Callable[[Mapping[str, V]], Sequence[Output]]) -> None:
        """Publish what ``decide`` makes of all that was ever published; it may be nothing.

        ``decide`` may raise, and is called again after another writer came between.

        Raises:
            Unavailable: Kafka does not answer, or others come between all the time.
        """
        async with self._writing:
            for attempt in range(CHANGE_ATTEMPTS):
                try:
                    await self._change(decide)
                except Fenced:
                    await asyncio.sleep(backoff_seconds(attempt, random.random()))  # noqa: S311 - jitter
                except (KafkaError, OSError) as error:
                    message = f"{self.topic} cannot be written: {error!r}"
                    raise Unavailable(message) from error
                else:
                    return
        message = f"others write {self.topic} all the time; try again"
        raise Unavailable(message)

    async def _change(self, decide: Callable[[Mapping[str, V]], Sequence[Output]]) -> None:
        writer = f"{self.settings.topic(self.topic)}.writer"
        producer = create_producer(self.settings, transactional_id=writer)
        try:
            await producer.start()
            await self.refresh()
            outputs = decide(self._rows)
            if outputs:
                await publish_together(producer, self.settings, outputs, writer)
        finally:
            await close_producer(producer)
        if outputs:
            await self.refresh()

    async def _follow(self, stop: asyncio.Event) -> None:
        topic = self.settings.topic(self.topic)
        consumer = create_consumer(self.settings, topic, max_partition_fetch_bytes=FETCH_BYTES)
        try:
            await consumer.start()
            self._reached = {}
            self._consumer = consumer
            ends = await self._ends()
            while not stop.is_set():
                await self._poll(consumer)
                if self._has(ends):
                    self._loaded.set()
                    self._waiting = ""
        finally:
            self._consumer = None
            await leave(consumer.stop())

    async def _poll(self, consumer: AIOKafkaConsumer) -> None:
        polled = await consumer.getmany(timeout_ms=POLL_MS)
        for records in polled.values():
            for record in records:
                self._take(record)
        reached = {place: await consumer.position(place) for place in consumer.assignment()}
        async with self._moved:
            self._reached = reached
            self._moved.notify_all()

    def _take(self, record: RawRecord) -> None:
        key = (record.key or b"").decode(errors="replace")
        if record.value is None:
            self._rows.pop(key, None)
            return
        try:
            self._rows[key] = self.keep(self.codec.decode(record.value, self.model))
        except (DecodeError, ValueError) as error:
            # Nobody else can mend it either; what it would have defined stays unknown.
            log.error(  # noqa: TRY400 - the reason is all there is to know
                "record left out", topic=self.topic, key=key, error=repr(error)
            )
        except RegistryUnavailable as error:
            raise Unavailable(str(error)) from error

    async def _ends(self) -> Mapping[TopicPartition, int]:
        if self._consumer is None:
            message = "the topic is not being read"
            raise Unavailable(message)
        return await self._consumer.end_offsets(list(self._consumer.assignment()))

    def _has(self, ends: Mapping[TopicPartition, int]) -> bool:
        return all(self._reached.get(place, -1) >= end for place, end in ends.items())


def after_loading(tables: Sequence[Table[Any, Any]], work: Work) -> Work:
    """Return the work as it begins when all tables are read once, unless told to stop before."""

    async def run(stop: asyncio.Event) -> None:
        stopped = asyncio.create_task(stop.wait())
        loaded = asyncio.gather(*(table.loaded() for table in tables))
        await asyncio.wait((stopped, loaded), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        loaded.cancel()
        if not stop.is_set():
            await work(stop)

    return run
