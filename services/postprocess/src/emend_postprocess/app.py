"""The shell around the domain: a received part in, a corrected part out, exactly once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Protocol

from fastapi import FastAPI

from emend_bus import (
    Author,
    KafkaSettings,
    Limits,
    Memory,
    Output,
    Record,
    Reject,
    Stage,
    Unavailable,
    after_loading,
    output,
)
from emend_engine import Lexicon, Profile
from emend_events import (
    Codec,
    DecodeError,
    Event,
    Origin,
    RegistryUnavailable,
    Topic,
    TranscriptHeld,
    TranscriptProcessed,
    TranscriptReceived,
)
from emend_postprocess.audit import audit_record
from emend_postprocess.catalogue import Catalogue, create_catalogue
from emend_postprocess.domain import SERVICE, Correction, Outcome, correct, refused
from emend_postprocess.kinds import Invalid
from emend_postprocess.records import AUDITED, Records
from emend_postprocess.settings import Settings
from emend_postprocess.versions import UnknownName
from emend_postprocess.web import create_routers
from emend_service import Service
from emend_telemetry import TRACEPARENT, SpanName, TranscriptOutcome, metrics, service_span
from emend_web import AuditTrail, Work, create_web

VERSION = version(SERVICE)


class Definitions(Protocol):
    """Where profiles and vocabularies are found; the catalogue is one."""

    async def profile(self, name: str) -> Profile:
        """Return a profile."""
        ...

    async def lexicon(self, name: str | None) -> Lexicon:
        """Return the terms of a vocabulary, or the built-in ones alone."""
        ...


@asynccontextmanager
async def open_service(settings: Settings, kafka: KafkaSettings) -> AsyncGenerator[Service]:
    """Build the service; what it has open closes when its work ends."""
    codec = Codec(settings.schema_registry_url)
    catalogue = create_catalogue(kafka, codec, _now, VERSION)
    stage = create_stage(settings, kafka, codec, catalogue)
    records = Records(kafka, codec)
    trail = AuditTrail(SERVICE, VERSION, AUDITED, records.keep, _now)
    work = (*create_work(stage, catalogue), records.run)
    yield Service(create_app(stage, catalogue, trail), work)


def create_stage(
    settings: Settings, kafka: KafkaSettings, codec: Codec, definitions: Definitions
) -> Stage:
    """Return the service's work, not started."""
    memory = Memory(Topic.HELD, settings.consumer_group)

    async def transform(record: Record) -> Sequence[Output]:
        return await react(record, codec, definitions, memory)

    return Stage(
        settings=kafka,
        group=settings.consumer_group,
        source=Topic.RECEIVED,
        transform=transform,
        author=Author(SERVICE, VERSION, codec),
        memory=memory,
        limits=Limits(batch_records=settings.max_batch),
    )


async def react(
    record: Record, codec: Codec, definitions: Definitions, memory: Memory
) -> list[Output]:
    """Return what one message on the topic leads to.

    Raises:
        Reject: the bytes are no received part.
        Unavailable: the organisation's schema registry does not answer; or Kafka does not, so
            that it cannot be told whether what the part names was published.
    """
    try:
        part = codec.decode(record.value, TranscriptReceived)
    except DecodeError as error:
        raise Reject(str(error)) from error
    except RegistryUnavailable as error:
        raise Unavailable(str(error)) from error
    origin = Origin(topic=record.topic, partition=record.partition, offset=record.offset)
    place = memory.place(part.transcript_id.encode())
    before = _remembered(record, part, codec, memory)
    correction = await _correction(part, origin, definitions, place, before)
    outcome = correction.outcome
    _count(part, outcome)
    audit = audit_record(outcome, part.submitted_at, VERSION, record.header(TRACEPARENT))
    topic = Topic.PROCESSED if isinstance(outcome, TranscriptProcessed) else Topic.REJECTED
    events: list[tuple[Topic, Event]] = [(topic, outcome)]
    if audit is not None:
        events.append((Topic.AUDIT, audit))
    outputs = [output(codec, carrier, event, part.transcript_id) for carrier, event in events]
    if correction.decides and correction.held != before:
        outputs.append(_kept(record, part.transcript_id, correction.held, codec, memory))
    return outputs


def create_app(stage: Stage, catalogue: Catalogue, trail: AuditTrail | None = None) -> FastAPI:
    """Return the service's health and metrics endpoints, and what users define."""
    checks = {
        "kafka": stage.check,
        "profiles": catalogue.profiles.table.check,
        "vocabularies": catalogue.vocabularies.table.check,
    }
    description = "Corrects parts of transcripts; keeps profiles and vocabularies."
    app = create_web(SERVICE, VERSION, checks=checks, description=description, trail=trail)
    for router in create_routers(catalogue):
        app.include_router(router)
    return app


def create_work(stage: Stage, catalogue: Catalogue) -> Sequence[Work]:
    """Return what runs beside HTTP: no part is taken before both tables are read."""
    tables = (catalogue.profiles.table, catalogue.vocabularies.table)
    return (*(table.run for table in tables), after_loading(tables, stage.run))


def _remembered(
    record: Record, part: TranscriptReceived, codec: Codec, memory: Memory
) -> TranscriptHeld | None:
    """Return what the transcript's earlier parts left to remember."""
    value = memory.get(record.partition, part.transcript_id.encode())
    return None if value is None else codec.decode(value, TranscriptHeld)


def _kept(
    record: Record,
    transcript_id: str,
    held: TranscriptHeld | None,
    codec: Codec,
    memory: Memory,
) -> Output:
    key = transcript_id.encode()
    if held is None:
        return memory.forget(record.partition, key)
    sent = output(codec, Topic.HELD, held, held.place)
    return memory.keep(record.partition, key, sent.value, sent.headers)


async def _correction(
    part: TranscriptReceived,
    origin: Origin,
    definitions: Definitions,
    place: str,
    held: TranscriptHeld | None,
) -> Correction:
    try:
        profile = await definitions.profile(part.profile)
        lexicon = await definitions.lexicon(part.vocabulary)
    except UnknownName as error:
        hint = f"`emend {error.noun} list` shows what there is; name one of these."
        return Correction(refused(part, origin, f"unknown_{error.noun}", str(error), hint))
    except Invalid as error:
        hint = "Publish a version that this release can read, and name that."
        return Correction(refused(part, origin, "unreadable_definition", str(error), hint))
    with service_span(SpanName.POSTPROCESS_APPLY):
        return correct(part, origin, profile, lexicon, place, held)


def _count(part: TranscriptReceived, outcome: Outcome) -> None:
    metrics.parts().inc()
    metrics.words().inc(len(part.words.text))
    if not isinstance(outcome, TranscriptProcessed):
        metrics.transcripts(TranscriptOutcome.REJECTED).inc()
        return
    for change in outcome.changes:
        metrics.changes(change.rule).inc()


def _now() -> datetime:
    return datetime.now(UTC)
