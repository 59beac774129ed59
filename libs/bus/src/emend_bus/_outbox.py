"""The outbox relay: publishes what a service wrote beside its own state, in order per key.

Messages are deleted only after the brokers have them. A crash in between publishes some again
under the same event ids, which every consumer recognises. One relay works per outbox; the
others stand by.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from emend_bus._backoff import backoff_seconds
from emend_bus._broker import check_kafka, create_producer
from emend_bus._errors import Unavailable
from emend_bus._records import Headers, Output
from emend_bus._settings import KafkaSettings
from emend_bus._subscription import wait_or_stop
from emend_bus._transaction import send_all
from emend_telemetry import TRACEPARENT, TRACESTATE, message_span, metrics

log = structlog.get_logger()

BATCH_MESSAGES = 500
IDLE_SECONDS = 0.5
"""How long to wait for news before looking again, and before noticing that it shall stop."""
STANDBY_SECONDS = 1.0


class OutboxMessage(Protocol):
    """A stored message."""

    @property
    def topic(self) -> str: ...
    @property
    def key(self) -> bytes: ...
    @property
    def value(self) -> bytes: ...
    @property
    def headers(self) -> Headers: ...


M = TypeVar("M", bound=OutboxMessage)


class OutboxSession(Protocol[M]):
    """What the one relay of an outbox may do; ``emend_database`` implements it."""

    async def batch(self, limit: int = ...) -> Sequence[M]:
        """Return the oldest messages in order; they stay until ``delete``."""
        ...

    async def delete(self, messages: Sequence[M]) -> None:
        """Forget messages that are published."""
        ...

    async def wait(self, timeout_s: float) -> bool:
        """Wait for added messages, at most so long."""
        ...


class OutboxSource(Protocol[M]):
    """Where the messages lie; ``emend_database.Outbox`` is one."""

    def relay(self) -> AbstractAsyncContextManager[OutboxSession[M] | None]:
        """Become the one relay; None while another process is."""
        ...

    async def pending(self) -> int:
        """Count the messages that wait."""
        ...


@dataclass(frozen=True, slots=True)
class OutboxRelay(Generic[M]):
    """Publishes an outbox; ``is_unavailable`` tells a database that is away from a fault."""

    settings: KafkaSettings
    outbox: OutboxSource[M]
    is_unavailable: Callable[[BaseException], bool]

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until ``stop`` is set, waiting for Kafka and the database where they are away."""
        attempt = 0
        while not stop.is_set():
            try:
                async with create_producer(self.settings) as producer:
                    attempt = 0
                    await self._relay(producer, stop)
            except Exception as error:
                if not (isinstance(error, KafkaError) or self.is_unavailable(error)):
                    raise
                attempt += 1
                wait = backoff_seconds(attempt, random.random())  # noqa: S311 - jitter
                log.warning("outbox relay interrupted", error=repr(error), retry_in=wait)
                await wait_or_stop(stop, wait)

    async def check(self) -> None:
        """Answer for readiness.

        Raises:
            Unavailable: Kafka does not answer, or the outbox cannot be read.
        """
        await check_kafka(self.settings)
        try:
            metrics.outbox_pending().set(await self.outbox.pending())
        except Exception as error:
            message = f"the outbox cannot be read: {error!r}"
            raise Unavailable(message) from error

    async def _relay(self, producer: AIOKafkaProducer, stop: asyncio.Event) -> None:
        while not stop.is_set():
            async with self.outbox.relay() as session:
                if session is not None:
                    await self._publish_all(producer, session, stop)
            await wait_or_stop(stop, STANDBY_SECONDS)

    async def _publish_all(
        self, producer: AIOKafkaProducer, session: OutboxSession[M], stop: asyncio.Event
    ) -> None:
        while not stop.is_set():
            messages = await session.batch(BATCH_MESSAGES)
            if not messages:
                await session.wait(IDLE_SECONDS)
                continue
            await self._publish(producer, messages)
            await session.delete(messages)

    async def _publish(self, producer: AIOKafkaProducer, messages: Sequence[M]) -> None:
        with ExitStack() as spans:
            outputs = [_traced(message, spans) for message in messages]
            await send_all(producer, self.settings, outputs)
        for topic, count in Counter(message.topic for message in messages).items():
            metrics.outbox_published(topic).inc(count)


def _traced(message: OutboxMessage, spans: ExitStack) -> Output:
    trace = spans.enter_context(
        message_span("publish", message.topic, None, None, message.headers, make_current=False)
    )
    plain = tuple(
        header for header in message.headers if header[0] not in (TRACEPARENT, TRACESTATE)
    )
    return Output(message.topic, message.key, message.value, (*plain, *trace))
