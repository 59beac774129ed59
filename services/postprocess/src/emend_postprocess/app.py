"""The shell around the domain: a received part in, a corrected part out, exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from fastapi import FastAPI

from emend_bus import (
    Author,
    KafkaSettings,
    Limits,
    Output,
    Record,
    Reject,
    Stage,
    Unavailable,
    output,
)
from emend_events import (
    Codec,
    DecodeError,
    Event,
    Origin,
    RegistryUnavailable,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
)
from emend_postprocess.audit import audit_record
from emend_postprocess.domain import SERVICE, Outcome, correct
from emend_postprocess.settings import Settings
from emend_telemetry import TRACEPARENT, SpanName, TranscriptOutcome, metrics, service_span
from emend_web import create_web

VERSION = version(SERVICE)


def create_stage(settings: Settings, kafka: KafkaSettings, codec: Codec) -> Stage:
    """Return the service's work, not started."""

    async def transform(record: Record) -> Sequence[Output]:
        return react(record, codec)

    return Stage(
        settings=kafka,
        group=settings.consumer_group,
        source=Topic.RECEIVED,
        transform=transform,
        author=Author(SERVICE, VERSION, codec),
        limits=Limits(batch_records=settings.max_batch),
    )


def react(record: Record, codec: Codec) -> list[Output]:
    """Return what one message on the topic leads to.

    Raises:
        Reject: the bytes are no received part.
        Unavailable: the organisation's schema registry does not answer.
    """
    try:
        part = codec.decode(record.value, TranscriptReceived)
    except DecodeError as error:
        raise Reject(str(error)) from error
    except RegistryUnavailable as error:
        raise Unavailable(str(error)) from error
    origin = Origin(topic=record.topic, partition=record.partition, offset=record.offset)
    with service_span(SpanName.POSTPROCESS_APPLY):
        outcome = correct(part, origin)
    _count(part, outcome)
    audit = audit_record(outcome, part.submitted_at, VERSION, record.header(TRACEPARENT))
    topic = Topic.PROCESSED if isinstance(outcome, TranscriptProcessed) else Topic.REJECTED
    events: list[tuple[Topic, Event]] = [(topic, outcome)]
    if audit is not None:
        events.append((Topic.AUDIT, audit))
    return [output(codec, carrier, event, part.transcript_id) for carrier, event in events]


def create_app(stage: Stage) -> FastAPI:
    """Return the service's health and metrics endpoints."""
    return create_web(SERVICE, VERSION, checks={"kafka": stage.check})


def _count(part: TranscriptReceived, outcome: Outcome) -> None:
    metrics.parts().inc()
    metrics.words().inc(len(part.words.text))
    if not isinstance(outcome, TranscriptProcessed):
        metrics.transcripts(TranscriptOutcome.REJECTED).inc()
        return
    for change in outcome.changes:
        metrics.changes(change.rule).inc()
