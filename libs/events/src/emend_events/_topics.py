"""The topic table: who says what to whom, for how long, and who answers for it.

The AsyncAPI documents, the topics that the local stack creates and the schema subjects are
all made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from emend_events._audit import AuditEventRecorded
from emend_events._held import TranscriptHeld
from emend_events._models import (
    Event,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptReceived,
    TranscriptRejected,
    TranscriptSubmitted,
)
from emend_events._versions import ProfileChanged, VocabularyChanged

Party: TypeAlias = Literal[
    "recogniser", "client", "ingest", "postprocess", "storage", "audit", "subscriber"
]
"""Who writes or reads a topic. ``recogniser`` and ``subscriber`` are other people's programs."""

Cleanup: TypeAlias = Literal["delete", "compact", "compact,delete"]
"""Kafka's ``cleanup.policy``."""

Clock: TypeAlias = Literal["CreateTime", "LogAppendTime"]
"""Kafka's ``message.timestamp.type``: whose time a record bears, its writer's or the broker's."""

_DAY_MS = 24 * 60 * 60 * 1000
_MEBIBYTE = 1024 * 1024


class Topic(StrEnum):
    """Every topic by its logical name: ``<domain>.<subject>.<past-tense>.v<N>``."""

    SUBMITTED = "asr.transcript.submitted.v1"
    RECEIVED = "asr.transcript.received.v1"
    HELD = "asr.transcript.held.v1"
    PROCESSED = "asr.transcript.processed.v1"
    COMPLETED = "asr.transcript.completed.v1"
    REJECTED = "asr.transcript.rejected.v1"
    PROFILES = "asr.profile.changed.v1"
    VOCABULARIES = "asr.vocabulary.changed.v1"
    AUDIT = "audit.event.recorded.v1"


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """What a topic is for and how it is to be created."""

    topic: Topic
    model: type[Event]
    description: str
    producers: tuple[Party, ...]
    consumers: tuple[Party, ...]
    owner: Party
    """Whoever decides about its schema and answers for its dead letters."""
    key: str = "transcript_id"
    """What the record key holds, as UTF-8; equal keys stay in order."""
    partitions: int = 4
    retention_ms: int | None = 7 * _DAY_MS
    """None keeps records for ever."""
    cleanup: Cleanup = "delete"
    max_message_bytes: int = _MEBIBYTE
    clock: Clock = "CreateTime"
    is_parked: bool = True
    """Whether what cannot be handled goes to the dead-letter topic. The audit log says instead,
    in an entry, that there was such a message."""

    @property
    def subject(self) -> str:
        """The schema registry's subject of the record values."""
        return f"{self.topic}-value"


_SPECS = (
    TopicSpec(
        topic=Topic.SUBMITTED,
        model=TranscriptSubmitted,
        description=(
            "The public door. A recogniser's output, either as this event or as the vendor's own "
            "JSON body with the header content-type: application/json and, optionally, asr-format "
            "and transcript-id."
        ),
        producers=("recogniser", "client", "ingest"),
        consumers=("ingest",),
        owner="ingest",
        max_message_bytes=16 * _MEBIBYTE,
        # Strangers' clocks are not to be trusted: a record from 1970 would expire at once, and one
        # from tomorrow be refused together with all others of its batch.
        clock="LogAppendTime",
    ),
    TopicSpec(
        topic=Topic.RECEIVED,
        model=TranscriptReceived,
        description="One part of a recognised, valid transcript in the vendor-neutral model.",
        producers=("ingest",),
        consumers=("postprocess",),
        owner="ingest",
    ),
    TopicSpec(
        topic=Topic.HELD,
        model=TranscriptHeld,
        description=(
            "What post-processing remembers of unfinished transcripts: the words at a part's end "
            "that may go on in the next. Its partitions are those of the received topic, which "
            "must not have more; a stream that pauses longer than the retention loses them."
        ),
        producers=("postprocess",),
        consumers=("postprocess",),
        owner="postprocess",
        key="place",
        retention_ms=7 * _DAY_MS,
        cleanup="compact,delete",
    ),
    TopicSpec(
        topic=Topic.PROCESSED,
        model=TranscriptProcessed,
        description=(
            "One corrected part with its words, tokens and changes, exactly once per part and in "
            "order per transcript. Read it with isolation.level=read_committed."
        ),
        producers=("postprocess",),
        consumers=("storage", "client", "subscriber"),
        owner="postprocess",
        retention_ms=30 * _DAY_MS,
    ),
    TopicSpec(
        topic=Topic.COMPLETED,
        model=TranscriptCompleted,
        description="Every part of a transcript is stored; it can be read whole.",
        producers=("storage",),
        consumers=("client", "subscriber"),
        owner="storage",
        retention_ms=30 * _DAY_MS,
    ),
    TopicSpec(
        topic=Topic.REJECTED,
        model=TranscriptRejected,
        description=(
            "A submission or part that can never be processed, with the reason and what to do."
        ),
        producers=("ingest", "postprocess", "storage"),
        consumers=("client", "subscriber"),
        owner="ingest",
        retention_ms=30 * _DAY_MS,
    ),
    TopicSpec(
        topic=Topic.PROFILES,
        model=ProfileChanged,
        description=(
            "Every version of every user's profile. Read it from its beginning, then follow it; "
            "read it with isolation.level=read_committed."
        ),
        producers=("postprocess",),
        consumers=("ingest", "postprocess"),
        owner="postprocess",
        key="label",
        partitions=1,
        retention_ms=None,
        cleanup="compact",
    ),
    TopicSpec(
        topic=Topic.VOCABULARIES,
        model=VocabularyChanged,
        description=(
            "Every version of every user's vocabulary. Read it from its beginning, then follow "
            "it; read it with isolation.level=read_committed."
        ),
        producers=("postprocess",),
        consumers=("ingest", "postprocess"),
        owner="postprocess",
        key="label",
        partitions=1,
        retention_ms=None,
        cleanup="compact",
        max_message_bytes=8 * _MEBIBYTE,
    ),
    TopicSpec(
        topic=Topic.AUDIT,
        model=AuditEventRecorded,
        description=(
            "What was done, by whom, to what: CloudEvents attributes around OCSF data. Names stand "
            "here in the clear until they expire; in the audit log they are sealed for ever."
        ),
        producers=("ingest", "postprocess", "storage", "audit", "client"),
        consumers=("audit",),
        owner="audit",
        key="subject",
        is_parked=False,
    ),
)

TOPICS: Final[Mapping[Topic, TopicSpec]] = MappingProxyType({spec.topic: spec for spec in _SPECS})
"""Every topic's row."""

_TOPIC_OF = {spec.model: spec.topic for spec in _SPECS}


def topic_of(model: type[Event]) -> Topic:
    """Return the topic that carries this event class.

    Raises:
        KeyError: no topic carries it.
    """
    return _TOPIC_OF[model]


def dead_letter_topic(topic: str) -> str:
    """Return the name of the topic where messages are parked that could not be handled."""
    return f"{topic}.dlq"
