"""Puts the pieces together: the sink, the relay, the purge, and HTTP beside them.

Built by functions, so importing it connects to nothing and a test can build as many as it
likes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI

from emend_bus import Author, KafkaSettings, Limits, OutboxRelay, Sink
from emend_database import (
    DatabaseSettings,
    Outbox,
    Pool,
    check_database,
    create_pool,
    is_unavailable,
)
from emend_events import Codec, Topic
from emend_service import OutboxRecords, Service
from emend_storage.cache import Cache
from emend_storage.domain.decide import SERVICE
from emend_storage.purge import purge
from emend_storage.records import AUDITED
from emend_storage.renditions import Renderer
from emend_storage.settings import Settings
from emend_storage.sink import Writer
from emend_storage.web import Reader, create_router
from emend_web import AuditTrail, HealthCheck, Work, create_web

SCHEMA = "storage"
VERSION = version(SERVICE)


@asynccontextmanager
async def open_service(
    settings: Settings, kafka: KafkaSettings, database: DatabaseSettings
) -> AsyncGenerator[Service]:
    """Build the service; its connections close at the end."""
    codec = Codec(settings.schema_registry_url)
    async with (
        create_pool(database, SCHEMA) as pool,
        _replica(database) as replica,
        _cache(settings) as cache,
    ):
        outbox = Outbox(pool)
        sink = create_sink(settings, kafka, Writer(pool, outbox, codec, VERSION, _now))
        relay = OutboxRelay(kafka, outbox, is_unavailable)
        checks = {
            "kafka": sink.check,
            "outbox": relay.check,
            "database": partial(check_database, pool),
        }
        if replica is not None:
            checks["replica"] = partial(check_database, replica)
        records = OutboxRecords(pool, outbox, codec)
        trail = AuditTrail(SERVICE, VERSION, AUDITED, records.keep, _now)
        reader = Reader(pool, Renderer(pool, codec, cache), replica)
        app = create_app(reader, checks, trail)
        yield Service(app, (sink.run, relay.run, _purging(pool, settings)))


def create_sink(settings: Settings, kafka: KafkaSettings, writer: Writer) -> Sink:
    """Build the sink from processed and rejected to PostgreSQL."""
    return Sink(
        kafka,
        group=settings.consumer_group,
        sources=[Topic.PROCESSED, Topic.REJECTED],
        write=writer.write,
        author=Author(SERVICE, VERSION, writer.codec),
        limits=Limits(batch_records=settings.max_batch),
    )


def create_app(
    reader: Reader, checks: Mapping[str, HealthCheck], trail: AuditTrail | None = None
) -> FastAPI:
    """Build the HTTP application."""
    description = "Corrected transcripts: listed, shown, searched, rendered."
    app = create_web(
        SERVICE,
        VERSION,
        checks=checks,
        description=description,
        trail=trail,
        is_unavailable=is_unavailable,
    )
    app.include_router(create_router(reader))
    return app


@asynccontextmanager
async def _replica(database: DatabaseSettings) -> AsyncGenerator[Pool | None]:
    if database.replica_url is None:
        yield None
        return
    async with create_pool(database, SCHEMA, replica=True) as pool:
        yield pool


@asynccontextmanager
async def _cache(settings: Settings) -> AsyncGenerator[Cache | None]:
    if settings.valkey_url is None:
        yield None
        return
    cache = Cache(settings.valkey_url, settings.cache_seconds)
    try:
        yield cache
    finally:
        await cache.close()


def _purging(pool: Pool, settings: Settings) -> Work:
    async def purge_inbox(stop: asyncio.Event) -> None:
        await purge(pool, timedelta(days=settings.inbox_days), stop)

    return purge_inbox


def _now() -> datetime:
    return datetime.now(UTC)
