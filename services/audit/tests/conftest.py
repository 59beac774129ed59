"""A log on a real database, fed without a broker, published to a folder."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

from emend_audit.app import SCHEMA
from emend_audit.files import open_files
from emend_audit.founding import found_log
from emend_audit.publishing import Publisher
from emend_audit.recording import Recorder
from emend_audit.settings import Settings
from emend_audit.store import begin_epoch
from emend_database import DatabaseSettings, Pool, create_pool, migrate
from emend_events import (
    Codec,
)
from emend_local.postgres import run_statement
from tests.support.recorded_log import ORIGIN, Clock, Log

TABLES = (
    "log, entries, entry_transcripts, nodes, positions, keys, persons, erasures, erased_names, "
    "outbox"
)


@pytest.fixture(scope="session")
def codec() -> Codec:
    """Return the codec with the committed schemas."""
    return Codec()


@pytest.fixture(scope="session")
def migrated(database_url: str) -> Generator[str]:
    """Return the URL of a database with the schema, which the tests take turns to use."""
    name = f"audit_{secrets.token_hex(8)}"
    url = f"{database_url.rpartition('/')[0]}/{name}"
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(run_statement(database_url, f"CREATE DATABASE {name}"))
        try:
            runner.run(migrate(DatabaseSettings(url=url), "emend_audit", SCHEMA))
            yield url
        finally:
            runner.run(run_statement(database_url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of a log that begins in a folder of its own."""
    return Settings(
        origin=ORIGIN,
        files_url=(tmp_path / "log").as_uri(),
        signing_key_file=tmp_path / "keys" / "signing.key",
        tenant_key_file=tmp_path / "keys" / "tenant.key",
        generate_keys=True,
    )


@pytest.fixture
async def pool(migrated: str) -> AsyncGenerator[Pool]:
    """Return connections to empty tables."""
    async with create_pool(DatabaseSettings(url=migrated, pool_size=5), SCHEMA) as opened:
        await opened.execute(f"TRUNCATE {TABLES}")
        yield opened


@pytest.fixture
async def log(pool: Pool, settings: Settings, codec: Codec) -> AsyncGenerator[Log]:
    """Return a log that has just begun."""
    clock = Clock()
    async with pool.acquire() as connection:
        tenant = await found_log(connection, settings)
        epoch = await begin_epoch(connection)
        files = open_files(settings.files_url)
        publisher = Publisher(files, settings.signing_key_file)
        recorder = Recorder(codec, tenant, clock, secrets.token_bytes)
        await publisher.begin(connection, epoch)
        yield Log(pool, connection, files, settings, recorder, publisher, codec, clock, epoch)
