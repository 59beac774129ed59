"""The service as a whole: what it reads and writes on the bus, and what it answers over HTTP."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version

from fastapi import FastAPI

from emend_bus import Author, KafkaSettings, Limits, Memory, Stage, after_loading
from emend_events import Codec, Topic
from emend_postprocess.catalogue import Catalogue, create_catalogue
from emend_postprocess.domain import SERVICE
from emend_postprocess.reaction import Definitions, Reaction
from emend_postprocess.records import AUDITED, Records
from emend_postprocess.settings import Settings
from emend_postprocess.web import create_routers
from emend_service import Service
from emend_web import AuditTrail, Work, create_web

VERSION = version(SERVICE)


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
    reaction = Reaction(codec, definitions, memory, VERSION)
    return Stage(
        settings=kafka,
        group=settings.consumer_group,
        source=Topic.RECEIVED,
        transform=reaction.one,
        several=reaction.several,
        author=Author(SERVICE, VERSION, codec),
        memory=memory,
        limits=Limits(batch_records=settings.max_batch),
    )


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


def _now() -> datetime:
    return datetime.now(UTC)
