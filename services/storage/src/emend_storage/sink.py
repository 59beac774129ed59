"""Kafka to PostgreSQL: one batch, one transaction, in which the outgoing events stand too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from emend_bus import Delivery, Reject, Unavailable, output
from emend_bus import Output as Message
from emend_database import Connection, Outbox, Pool, claim, is_unavailable, transaction
from emend_events import (
    Codec,
    DecodeError,
    Origin,
    Topic,
    TranscriptProcessed,
    TranscriptRejected,
)
from emend_storage.domain.check import Unstorable, check_storable
from emend_storage.domain.decide import Decision, Part, Rejection, decide
from emend_storage.domain.hashes import Hashes
from emend_storage.domain.outgoing import outgoing
from emend_storage.store import lock_states, present_parts, save, transcript_hashes
from emend_telemetry import SpanName, TranscriptOutcome, batch_span, metrics

CONSUMER = "emend.storage"


@dataclass(slots=True)
class Incoming:
    """A batch, decoded."""

    parts: list[Part] = field(default_factory=list[Part])
    rejections: list[Rejection] = field(default_factory=list[Rejection])


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes batches; ``now`` is the clock."""

    pool: Pool
    outbox: Outbox
    codec: Codec
    version: str
    now: Callable[[], datetime]

    async def write(self, deliveries: Sequence[Delivery]) -> None:
        """Write a batch; the same batch again changes nothing.

        Raises:
            Reject: a message is no event, or its values are beyond what the columns hold.
            Unavailable: PostgreSQL is away.
        """
        incoming = decode(deliveries, self.codec)
        try:
            with batch_span(SpanName.STORAGE_WRITE, (each.trace_headers for each in deliveries)):
                async with transaction(self.pool) as connection:
                    decision = await self._write(connection, incoming, self.now())
        except (asyncpg.DataError, OverflowError) as error:
            message = f"the database cannot hold it: {error}"
            raise Reject(message) from error
        except Exception as error:
            if is_unavailable(error):
                raise Unavailable(str(error) or repr(error)) from error
            raise
        _count(decision, self.now())

    async def _write(self, connection: Connection, incoming: Incoming, now: datetime) -> Decision:
        new = await claim(connection, CONSUMER, _event_ids(incoming))
        parts, rejections = _only(new, incoming)
        ids = {item.event.transcript_id for item in (*parts, *rejections)}
        known = await lock_states(connection, ids) if ids else {}
        stored = await present_parts(connection, known, parts, self.codec)
        decision = decide(known, stored, parts, rejections, now)
        await save(connection, decision, now)
        whole = [state.transcript_id for state, _ in decision.completed]
        hashes = await transcript_hashes(connection, whole, self.codec)
        await self.outbox.add(connection, self._messages(decision, hashes, now))
        return decision

    def _messages(
        self, decision: Decision, hashes: Mapping[str, Hashes], now: datetime
    ) -> list[Message]:
        return [
            _traced(output(self.codec, topic, event, key), headers)
            for topic, event, key, headers in outgoing(decision, hashes, now, self.version)
        ]


def decode(deliveries: Iterable[Delivery], codec: Codec) -> Incoming:
    """Return the events that a batch carries.

    Raises:
        Reject: a message is no event of its topic, or cannot be stored.
    """
    incoming = Incoming()
    for delivery in deliveries:
        record = delivery.record
        try:
            if record.topic == Topic.PROCESSED:
                event = codec.decode(record.value, TranscriptProcessed)
                check_storable(event)
                origin = Origin(
                    topic=record.topic, partition=record.partition, offset=record.offset
                )
                incoming.parts.append(Part(event, record.value, origin, delivery.trace_headers))
            else:
                rejected = codec.decode(record.value, TranscriptRejected)
                at = datetime.fromtimestamp(record.timestamp_ms / 1000, UTC)
                if rejected.transcript_id:
                    incoming.rejections.append(Rejection(rejected, at, delivery.trace_headers))
        except (DecodeError, Unstorable) as error:
            raise Reject(str(error)) from error
    return incoming


def _event_ids(incoming: Incoming) -> list[UUID]:
    parts = [part.event.event_id for part in incoming.parts]
    return parts + [rejection.event.event_id for rejection in incoming.rejections]


def _only(new: set[UUID], incoming: Incoming) -> tuple[list[Part], list[Rejection]]:
    """Return what was claimed, once each: a batch may hold an event twice."""
    parts = {part.event.event_id: part for part in incoming.parts}
    rejections = {rejection.event.event_id: rejection for rejection in incoming.rejections}
    return (
        [part for event_id, part in parts.items() if event_id in new],
        [rejection for event_id, rejection in rejections.items() if event_id in new],
    )


def _traced(message: Message, headers: tuple[tuple[str, bytes], ...]) -> Message:
    return Message(message.topic, message.key, message.value, (*message.headers, *headers))


def _count(decision: Decision, now: datetime) -> None:
    metrics.parts().inc(len(decision.accepted))
    for part in decision.accepted:
        waited = (now - part.event.submitted_at).total_seconds()
        metrics.part_seconds().observe(max(waited, 0.0))
    metrics.words().inc(sum(len(part.event.words.text) for part in decision.accepted))
    metrics.transcripts(TranscriptOutcome.REJECTED).inc(len(decision.rejections))
    metrics.transcripts(TranscriptOutcome.LATE).inc(len(decision.refused))
    for state, _ in decision.completed:
        metrics.transcripts(TranscriptOutcome.COMPLETED).inc()
        if state.completed_at is not None:
            waited = (state.completed_at - state.submitted_at).total_seconds()
            metrics.transcript_seconds().observe(max(waited, 0.0))
