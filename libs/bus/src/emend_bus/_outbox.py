"""The outbox relay: publishes what a service wrote beside its own state, in order per key.

Messages are deleted only after the brokers have them. A crash in between publishes some again
under the same event ids, which every consumer recognises. One relay works per outbox; the
others stand by. A message that Kafka refuses for good is set aside with the reason, and a topic
that takes none is held, so that neither holds up the rest.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Generic

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import check_kafka, create_producer
from emend_bus._errors import Unavailable
from emend_bus._leaving import close_producer
from emend_bus._outbox_source import M, OutboxMessage, OutboxSession, OutboxSource
from emend_bus._records import Output
from emend_bus._refusals import MESSAGE_REFUSED, TOPIC_REFUSED, HeldTopics
from emend_bus._settings import KafkaSettings
from emend_bus._subscription import wait_or_stop
from emend_bus._transaction import send_all
from emend_telemetry import TRACEPARENT, TRACESTATE, message_span, metrics

log = structlog.get_logger()

BATCH_MESSAGES = 500
IDLE_SECONDS = 0.5
"""How long to wait for news before looking again, and before noticing that it shall stop."""
STANDBY_SECONDS = 1.0
COUNT_SECONDS = 2.0
"""How old the figures of what waits and what was refused may be."""


@dataclass(slots=True)
class OutboxRelay(Generic[M]):
    """Publishes an outbox; ``is_unavailable`` tells a database that is away from a fault."""

    settings: KafkaSettings
    outbox: OutboxSource[M]
    is_unavailable: Callable[[BaseException], bool]

    _held: HeldTopics = field(default_factory=HeldTopics)
    _failures: int = 0
    _waiting: str = ""
    _is_careful: bool = False
    """Something in the latest batch was refused: one message at a time shows which."""
    _has_retried: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until ``stop`` is set, waiting for Kafka and the database where they are away."""
        counting = asyncio.create_task(self._keep_counting())
        try:
            await self._keep_relaying(stop)
        finally:
            counting.cancel()
            await asyncio.wait((counting,))

    async def _keep_relaying(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._connect_and_relay(stop)
            except Exception as error:
                if not (isinstance(error, KafkaError) or self.is_unavailable(error)):
                    raise
                self._failures += 1
                self._waiting = f"messages wait in the outbox: {error!r}"
                wait = backoff_seconds(self._failures, random.random())  # noqa: S311 - jitter
                log.warning("outbox relay interrupted", error=repr(error), retry_in=wait)
                await wait_or_stop(stop, wait)

    async def check(self) -> str | None:
        """Answer for readiness; says how many messages were refused, if any were.

        Raises:
            Unavailable: Kafka does not answer or takes no messages, or the outbox cannot be read.
        """
        await check_kafka(self.settings)
        try:
            refused = await self._count()
        except Exception as error:
            message = f"the outbox cannot be read: {error!r}"
            raise Unavailable(message) from error
        if self._waiting or self._held.reasons:
            raise Unavailable("; ".join(filter(None, (self._waiting, *self._held.reasons))))
        return f"Kafka refused {refused} messages of the outbox" if refused else None

    async def _keep_counting(self) -> None:
        """Show what lies in the outbox, also while Kafka is away and nobody asks."""
        while True:
            try:
                await self._count()
            except Exception as error:  # noqa: BLE001 - the relay meets it too, and decides
                log.warning("outbox not counted", error=repr(error))
            await asyncio.sleep(COUNT_SECONDS)

    async def _count(self) -> int:
        """Show how many messages wait and were refused; return the latter."""
        refused = await self.outbox.refused()
        metrics.outbox_pending().set(await self.outbox.pending())
        metrics.outbox_refused().set(refused)
        return refused

    async def _connect_and_relay(self, stop: asyncio.Event) -> None:
        producer = create_producer(self.settings)
        try:
            await producer.start()
            await self._relay(producer, stop)
        finally:
            await close_producer(producer)

    async def _relay(self, producer: AIOKafkaProducer, stop: asyncio.Event) -> None:
        while not stop.is_set():
            async with self.outbox.relay() as session:
                if session is not None:
                    if not self._has_retried:
                        await session.retry_refused()
                        self._has_retried = True
                    await self._publish_all(producer, session, stop)
                    return
            self._settle()
            await wait_or_stop(stop, STANDBY_SECONDS)

    async def _publish_all(
        self, producer: AIOKafkaProducer, session: OutboxSession[M], stop: asyncio.Event
    ) -> None:
        """Publish until ``stop`` is set, or until something was refused.

        The producer is of no more use then: the brokers miss a sequence number of its partition.
        """
        while not stop.is_set():
            messages = await session.batch(BATCH_MESSAGES, self._held.at(_clock()))
            if not messages:
                self._settle()
                await session.wait(IDLE_SECONDS)
                continue
            messages = await self._admitted(producer, messages)
            size = 1 if self._is_careful else BATCH_MESSAGES
            for start in range(0, len(messages), size):
                part = messages[start : start + size]
                try:
                    await self._publish(producer, part)
                except (*MESSAGE_REFUSED, *TOPIC_REFUSED) as error:
                    await self._refused(session, part, error)
                    return
                await session.delete(part)
            self._settle()

    async def _admitted(self, producer: AIOKafkaProducer, messages: Sequence[M]) -> Sequence[M]:
        """Leave out the messages of topics that the cluster does not have, and hold these.

        Asked beforehand, since a producer waits half a minute for each to appear.
        """
        known = producer.client.cluster
        if any(not known.partitions_for_topic(self._name(message)) for message in messages):
            known = await producer.client.fetch_all_metadata()
        missing = {
            message.topic
            for message in messages
            if not known.partitions_for_topic(self._name(message))
        }
        for topic in missing:
            self._hold(topic, "is not there, or we may not see it")
        return [message for message in messages if message.topic not in missing]

    async def _refused(
        self, session: OutboxSession[M], messages: Sequence[M], error: KafkaError
    ) -> None:
        """Set the message aside or hold its topic; of several, find out which it is."""
        if len(messages) > 1:
            self._is_careful = True
            return
        (message,) = messages
        if isinstance(error, TOPIC_REFUSED):
            self._hold(message.topic, f"takes no messages: {error!r}")
        else:
            log.error("refused", topic=message.topic, key=message.key, error=repr(error))
            await session.refuse(message, repr(error))

    def _hold(self, topic: str, reason: str) -> None:
        log.warning("outbox messages held", topic=topic, reason=reason)
        self._held.hold(topic, f"{topic} {reason}; its messages wait in the outbox", _clock())

    def _settle(self) -> None:
        """All that could be published is."""
        self._failures = 0
        self._waiting = ""
        self._is_careful = False

    def _name(self, message: M) -> str:
        return self.settings.topic(message.topic)

    async def _publish(self, producer: AIOKafkaProducer, messages: Sequence[M]) -> None:
        with ExitStack() as spans:
            outputs = [_traced(message, spans) for message in messages]
            await send_all(producer, self.settings, outputs)
        counts = Counter(message.topic for message in messages)
        self._held.release(counts)
        for topic, count in counts.items():
            metrics.outbox_published(topic).inc(count)


def _clock() -> float:
    return asyncio.get_running_loop().time()


def _traced(message: OutboxMessage, spans: ExitStack) -> Output:
    trace = spans.enter_context(
        message_span("publish", message.topic, None, None, message.headers, make_current=False)
    )
    plain = tuple(
        header for header in message.headers if header[0] not in (TRACEPARENT, TRACESTATE)
    )
    return Output(message.topic, message.key, message.value, (*plain, *trace))
