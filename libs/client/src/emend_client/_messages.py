"""A message as a subscriber sees it: the decoded event, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, Literal, TypeAlias, TypeVar
from uuid import UUID

from aiokafka import ConsumerRecord

from emend_client._errors import Undecodable
from emend_events import (
    Codec,
    DecodeError,
    Topic,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptRejected,
)

ResultTopic: TypeAlias = Literal["processed", "completed", "rejected"]
Result: TypeAlias = TranscriptProcessed | TranscriptCompleted | TranscriptRejected
E_co = TypeVar("E_co", bound=Result, covariant=True)

TOPICS_BY_NAME: Mapping[ResultTopic, Topic] = MappingProxyType(
    {
        "processed": Topic.PROCESSED,
        "completed": Topic.COMPLETED,
        "rejected": Topic.REJECTED,
    }
)

_MODELS: Mapping[str, type[Result]] = MappingProxyType(
    {
        Topic.PROCESSED: TranscriptProcessed,
        Topic.COMPLETED: TranscriptCompleted,
        Topic.REJECTED: TranscriptRejected,
    }
)


@dataclass(frozen=True, slots=True)
class Message(Generic[E_co]):
    """One event from a topic.

    Attributes:
        event: what the message says.
        topic: the topic's logical name, without the cluster's prefix.
        partition: in the topic.
        offset: in the partition.
        timestamp_ms: when it was written, in milliseconds since 1970.
        headers: as they stand on the message; ``traceparent`` among them.
    """

    event: E_co
    topic: Topic
    partition: int
    offset: int
    timestamp_ms: int
    headers: tuple[tuple[str, bytes], ...] = ()

    @property
    def event_id(self) -> UUID:
        """The event's id: the same for every duplicate, so remember it to drop those."""
        return self.event.event_id

    @property
    def transcript_id(self) -> str:
        """The transcript that the event speaks of."""
        return self.event.transcript_id

    @property
    def traceparent(self) -> str | None:
        """The W3C trace context that continues the submitter's trace."""
        found = dict(self.headers).get("traceparent")
        return None if found is None else found.decode("ascii", "replace")


def decode_message(
    record: ConsumerRecord[bytes, bytes], topic: Topic, codec: Codec
) -> Message[Result]:
    """Return a record as a message.

    Raises:
        Undecodable: it is not the event that the topic carries.
    """
    try:
        event = codec.decode(record.value or b"", _MODELS[topic])
    except DecodeError as error:
        raise Undecodable(topic, record.partition, record.offset, str(error)) from error
    return Message(
        event, topic, record.partition, record.offset, record.timestamp, tuple(record.headers)
    )
