"""Messages as handlers see them: what came in, and what goes out because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from aiokafka import ConsumerRecord

from emend_bus._errors import Reject
from emend_events import TOPICS, Act, Codec, Event, Topic, audit_event
from emend_telemetry import message_span

Headers: TypeAlias = tuple[tuple[str, bytes], ...]

CONTENT_TYPE = b"application/vnd.confluent.avro"


@dataclass(frozen=True, slots=True)
class Record:
    """A message as it stands on a topic; ``topic`` is the logical name, without prefix."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: Headers
    timestamp_ms: int

    def header(self, name: str) -> str | None:
        """Return a header's first value as text, or None where it is missing or not UTF-8."""
        for key, value in self.headers:
            if key == name and value is not None:  # pyright: ignore[reportUnnecessaryComparison] - Kafka allows null
                try:
                    return value.decode()
                except UnicodeDecodeError:
                    return None
        return None


@dataclass(frozen=True, slots=True)
class Output:
    """A message to send; ``topic`` is the logical name."""

    topic: str
    key: bytes
    value: bytes
    headers: Headers = ()
    partition: int | None = None
    """Where it must go; none leaves that to the key."""
    is_tombstone: bool = False
    """It has no value: what the key said is forgotten when the topic is compacted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A record on its way into a sink, or with others into a stage.

    With it go the trace headers for whatever it causes.
    """

    record: Record
    trace_headers: Headers = ()


def process_span(record: Record, group: str, *, make_current: bool = True) -> message_span:
    """Return the span, not opened, of a consumer group's work on a record."""
    return message_span(
        "process",
        record.topic,
        record.partition,
        record.offset,
        record.headers,
        group=group,
        make_current=make_current,
    )


def output(codec: Codec, topic: str, event: Event, key: str) -> Output:
    """Return the message that carries an event, with the headers that every message has."""
    headers = (
        ("content-type", CONTENT_TYPE),
        ("event-id", str(event.event_id).encode()),
        ("event-type", type(event).__name__.encode()),
    )
    return Output(topic, key.encode(), codec.encode(event), headers)


def check_size(output: Output) -> None:
    """Check that a message is one that its topic takes.

    Raises:
        Reject: key and value have more bytes together than the topic's limit.
    """
    limit = TOPICS[Topic(output.topic)].max_message_bytes
    size = len(output.value) + len(output.key)
    if size > limit:
        message = f"the message for {output.topic} has {size} bytes, more than its limit of {limit}"
        raise Reject(message)


def act_output(codec: Codec, act: Act, cause: UUID) -> Output:
    """Return the message that carries an act to the audit log."""
    return output(codec, Topic.AUDIT, audit_event(act, cause), act.subject)


def record_from(raw: ConsumerRecord[bytes, bytes], prefix: str) -> Record:
    """Return aiokafka's record as ours, the cluster's topic prefix removed."""
    return Record(
        topic=raw.topic.removeprefix(prefix),
        partition=raw.partition,
        offset=raw.offset,
        key=raw.key,
        value=raw.value or b"",
        headers=tuple(raw.headers),
        timestamp_ms=raw.timestamp,
    )


def chunks(records: Sequence[Record], limit_bytes: int) -> list[list[Record]]:
    """Cut records into runs of at most ``limit_bytes`` of values, each of one at least."""
    result: list[list[Record]] = []
    size = limit_bytes + 1
    for record in records:
        size += len(record.value)
        if size > limit_bytes:
            result.append([])
            size = len(record.value)
        result[-1].append(record)
    return result
