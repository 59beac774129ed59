"""Puts the pieces together: the stage, the relay, the watched folder, and HTTP before them.

Built by functions, so importing it connects to nothing and a test can build as many as it
likes.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI

from emend_bus import Author, KafkaSettings, OutboxRelay, Stage, after_loading
from emend_database import DatabaseSettings, Outbox, check_database, create_pool, is_unavailable
from emend_events import Codec, Topic
from emend_ingest.files import FileStorage, open_files
from emend_ingest.names import Pins, create_pins
from emend_ingest.records import AUDITED
from emend_ingest.settings import Settings
from emend_ingest.stage import Intake
from emend_ingest.submit import Submitter
from emend_ingest.watch import Folder
from emend_ingest.web import Door, create_router
from emend_service import OutboxRecords, Service
from emend_web import AuditTrail, HealthCheck, Work, create_web, schema_registry_router

SERVICE = "emend-ingest"
SCHEMA = "ingest"
GROUP = "emend.ingest"
VERSION = version(SERVICE)

REMOTE_CONCURRENCY = 16
"""Records at work at once where originals go to an object store, which answers slowly."""


@asynccontextmanager
async def open_service(
    settings: Settings, kafka: KafkaSettings, database: DatabaseSettings
) -> AsyncGenerator[Service]:
    """Build the service; its database connections close at the end."""
    files, codec = open_files(settings.files_url), Codec(settings.schema_registry_url)
    async with create_pool(database, SCHEMA) as pool:
        outbox = Outbox(pool)
        records = OutboxRecords(pool, outbox, codec)
        submitter = Submitter(pool, outbox, codec, _now, VERSION)
        trail = AuditTrail(SERVICE, VERSION, AUDITED, records.keep, _now)
        pins = create_pins(kafka, codec)
        stage = create_stage(kafka, codec, files, settings, pins)
        relay = OutboxRelay(kafka, outbox, is_unavailable)
        checks = {
            "kafka": stage.check,
            "outbox": relay.check,
            "database": partial(check_database, pool),
            "files": files.check,
            "profiles": pins.profiles.check,
            "vocabularies": pins.vocabularies.check,
        }
        app = create_app(Door(files, submitter, settings.limits), checks, trail)
        folder = _watched(settings, files, submitter, records)
        tables = (pins.profiles, pins.vocabularies)
        work = (after_loading(tables, stage.run), relay.run, *(table.run for table in tables))
        yield Service(app, (*work, *folder))


def create_stage(
    kafka: KafkaSettings, codec: Codec, files: FileStorage, settings: Settings, pins: Pins
) -> Stage:
    """Build the stage from submitted to received."""
    intake = Intake(codec, files, settings.limits, VERSION, pins.pin)
    return Stage(
        kafka,
        group=GROUP,
        source=Topic.SUBMITTED,
        transform=intake.transform,
        author=Author(SERVICE, VERSION, codec),
        concurrency=1 if files.folder is not None else REMOTE_CONCURRENCY,
    )


def create_app(
    door: Door, checks: Mapping[str, HealthCheck], trail: AuditTrail | None = None
) -> FastAPI:
    """Build the HTTP application."""
    description = "Takes in what speech recognisers say; results travel on Kafka."
    app = create_web(
        SERVICE,
        VERSION,
        checks=checks,
        description=description,
        trail=trail,
        is_unavailable=is_unavailable,
    )
    app.include_router(create_router(door))
    app.include_router(schema_registry_router(), prefix="/registry")
    return app


def _watched(
    settings: Settings, files: FileStorage, submitter: Submitter, records: OutboxRecords
) -> Sequence[Work]:
    if settings.watch_folder is None:
        return ()
    folder = Folder(
        settings.watch_folder, files, submitter, settings.limits, _timestamp, records.keep
    )
    return (folder.run,)


def _now() -> datetime:
    return datetime.now(UTC)


def _timestamp() -> float:
    return _now().timestamp()
