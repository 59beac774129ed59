"""Every span, attribute, label and outcome name, declared once, so that a typo is a type error.

Names follow the OpenTelemetry semantic conventions for messaging and HTTP
(https://opentelemetry.io/docs/specs/semconv/messaging/kafka/ and ``…/http/http-spans/``).
Spans around a message are named ``<operation> <topic>``; inner spans ``<service>.<verb>``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias

Operation: TypeAlias = Literal["process", "publish"]
"""What a service does with a Kafka message; the first word of its span's name."""

MESSAGING_SYSTEM = "kafka"


class SpanName(StrEnum):
    """The inner spans: one verb of one service."""

    INGEST_KEEP = "ingest.keep"
    """The original is written to the file storage."""
    INGEST_READ = "ingest.read"
    """The format is recognised and read into the model."""
    INGEST_SUBMIT = "ingest.submit"
    """A transcript is accepted by HTTP or from the watched folder."""
    POSTPROCESS_APPLY = "postprocess.apply"
    """The engine's stages run over one part."""
    STORAGE_WRITE = "storage.write"
    """A batch of parts is written in one transaction."""
    STORAGE_RENDER = "storage.render"
    """A rendition is made from the stored rows."""
    STORAGE_SEARCH = "storage.search"
    """A full-text query runs."""
    AUDIT_RECORD = "audit.record"
    """A batch of events becomes entries of the log."""
    AUDIT_PUBLISH = "audit.publish"
    """Tiles are written, the tree is signed."""


class Attribute(StrEnum):
    """What a span says about its work."""

    MESSAGING_SYSTEM = "messaging.system"
    MESSAGING_OPERATION_NAME = "messaging.operation.name"
    MESSAGING_OPERATION_TYPE = "messaging.operation.type"
    MESSAGING_DESTINATION_NAME = "messaging.destination.name"
    MESSAGING_DESTINATION_PARTITION_ID = "messaging.destination.partition.id"
    MESSAGING_KAFKA_OFFSET = "messaging.kafka.offset"
    MESSAGING_CONSUMER_GROUP_NAME = "messaging.consumer.group.name"
    HTTP_REQUEST_METHOD = "http.request.method"
    HTTP_ROUTE = "http.route"
    HTTP_RESPONSE_STATUS_CODE = "http.response.status_code"
    URL_PATH = "url.path"
    ERROR_TYPE = "error.type"
    TRANSCRIPT_ID = "emend.transcript.id"
    PART_WORDS = "emend.part.words"
    OUTCOME = "emend.outcome"


class Label(StrEnum):
    """The labels of the metrics: few, bounded, never ids."""

    TOPIC = "topic"
    PARTITION = "partition"
    OUTCOME = "outcome"
    RULE = "rule"
    FORMAT = "format"
    KIND = "kind"
    RESULT = "result"
    ROUTE = "route"
    METHOD = "method"
    STATUS = "status"
    DEPENDENCY = "dependency"


class Outcome(StrEnum):
    """How the handling of one message ended."""

    HANDLED = "handled"
    """Its effects are committed."""
    REJECTED = "rejected"
    """It can never be processed; a ``rejected`` event or the dead-letter topic says why."""
    RETRIED = "retried"
    """One attempt failed and another follows."""
    PARKED = "parked"
    """All attempts failed; it waits in the dead-letter topic."""


class TranscriptOutcome(StrEnum):
    """How one transcript ended in a service."""

    RECEIVED = "received"
    REPEATED = "repeated"
    """The same content or idempotency key was submitted before."""
    REJECTED = "rejected"
    COMPLETED = "completed"
    LATE = "late"
    """A part arrived after the transcript was complete."""


class CacheResult(StrEnum):
    """Whether a cache had what was asked for."""

    HIT = "hit"
    MISS = "miss"
