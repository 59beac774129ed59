"""What Kafka refuses: a message for good, or a topic until somebody mends it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from aiokafka.errors import (
    InvalidTimestampError,
    InvalidTopicError,
    MessageSizeTooLargeError,
    PolicyViolationError,
    RecordListTooLargeError,
    RecordTooLargeError,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
    UnsupportedForMessageFormatError,
)

from emend_bus._backoff import backoff_seconds

MESSAGE_REFUSED = (
    InvalidTimestampError,
    MessageSizeTooLargeError,
    PolicyViolationError,
    RecordListTooLargeError,
    RecordTooLargeError,
    UnsupportedForMessageFormatError,
)
"""The same message is refused again however often it is sent."""

TOPIC_REFUSED = (InvalidTopicError, TopicAuthorizationFailedError, UnknownTopicOrPartitionError)
"""No message for the topic is taken before somebody creates it or allows it."""


@dataclass(slots=True)
class _Held:
    reason: str
    attempts: int
    until: float


@dataclass(slots=True)
class HeldTopics:
    """The topics that take no messages now, each tried again with a backoff of its own."""

    _held: dict[str, _Held] = field(default_factory=dict[str, _Held])

    @property
    def reasons(self) -> list[str]:
        """Why each topic is held."""
        return [held.reason for held in self._held.values()]

    def hold(self, topic: str, reason: str, now: float) -> None:
        """Hold a topic a little longer than the last time; ``now`` in seconds of any clock."""
        before = self._held.get(topic)
        attempts = before.attempts + 1 if before else 1
        self._held[topic] = _Held(reason, attempts, now + backoff_seconds(attempts))

    def release(self, topics: Iterable[str]) -> None:
        """Hold topics no longer; they have taken messages."""
        for topic in topics:
            self._held.pop(topic, None)

    def at(self, now: float) -> Collection[str]:
        """Return the topics that must not be tried yet."""
        return [topic for topic, held in self._held.items() if held.until > now]
