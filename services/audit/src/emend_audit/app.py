"""Puts the pieces together: the sequencer, the relay, the retention, and HTTP beside them.

Built by functions, so importing it connects to nothing and a test can build as many as it
likes.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from importlib.metadata import version

from fastapi import FastAPI

from emend_audit.domain.keys import TenantKey
from emend_audit.erasure import SERVICE, Eraser
from emend_audit.exporting import Exporter
from emend_audit.files import LogFiles, open_files
from emend_audit.proving import Prover
from emend_audit.publishing import Publisher
from emend_audit.reader import Reader
from emend_audit.recording import Recorder
from emend_audit.records import AUDITED
from emend_audit.retention import Retention
from emend_audit.secret_files import read_tenant_key
from emend_audit.sequencer import Sequencer
from emend_audit.settings import Settings
from emend_audit.web import create_files_router, create_router
from emend_bus import KafkaSettings, OutboxRelay
from emend_database import (
    DatabaseSettings,
    Outbox,
    Pool,
    check_database,
    create_pool,
    is_unavailable,
)
from emend_events import Codec
from emend_service import OutboxRecords, Service
from emend_web import AuditTrail, HealthCheck, Problem, Work, create_web

SCHEMA = "audit"
VERSION = version(SERVICE)


@asynccontextmanager
async def open_service(
    settings: Settings, kafka: KafkaSettings, database: DatabaseSettings
) -> AsyncGenerator[Service]:
    """Build the service; its connections close at the end."""
    codec, files = Codec(settings.schema_registry_url), open_files(settings.files_url)
    async with create_pool(database, SCHEMA) as pool:
        sequencer = create_sequencer(settings, kafka, pool, files, codec)
        outbox = Outbox(pool)
        relay = OutboxRelay(kafka, outbox, is_unavailable)
        checks = {
            "sequencer": sequencer.check,
            "outbox": relay.check,
            "database": partial(check_database, pool),
        }
        trail = AuditTrail(SERVICE, VERSION, AUDITED, OutboxRecords(pool, outbox, codec).keep, _now)
        app = create_app(create_reader(settings, pool, files, codec), files, checks, trail)
        yield Service(app, (sequencer.run, relay.run, *_retention(settings, pool, files, codec)))


def create_sequencer(
    settings: Settings, kafka: KafkaSettings, pool: Pool, files: LogFiles, codec: Codec
) -> Sequencer:
    """Build what records and publishes."""

    def make_recorder(tenant: TenantKey) -> Recorder:
        return Recorder(codec, tenant, _now, secrets.token_bytes)

    publisher = Publisher(files, settings.signing_key_file)
    return Sequencer(settings, kafka, pool, make_recorder, publisher)


def create_reader(settings: Settings, pool: Pool, files: LogFiles, codec: Codec) -> Reader:
    """Build what answers questions."""

    def tenant() -> TenantKey:
        key = read_tenant_key(settings.tenant_key_file)
        if key is None:
            detail = "The log has not begun yet, or its tenant key is not mounted"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Not ready", detail)
        return key

    prover = Prover(files)
    return Reader(
        pool,
        prover,
        Eraser(pool, codec, VERSION, _now),
        Exporter(pool, prover),
        tenant,
    )


def create_app(
    reader: Reader,
    files: LogFiles,
    checks: Mapping[str, HealthCheck],
    trail: AuditTrail | None = None,
) -> FastAPI:
    """Build the HTTP application; ``trail`` records who asked for what."""
    description = "What was done, by whom, in a log that outsiders can verify."
    app = create_web(SERVICE, VERSION, checks=checks, description=description, trail=trail)
    app.include_router(create_files_router(files, reader.pool))
    app.include_router(create_router(reader))
    return app


def _retention(settings: Settings, pool: Pool, files: LogFiles, codec: Codec) -> Sequence[Work]:
    if settings.retention_days is None:
        return ()
    keep = timedelta(days=settings.retention_days)
    return (Retention(pool, files, codec, VERSION, keep, _now).run,)


def _now() -> datetime:
    return datetime.now(UTC)
