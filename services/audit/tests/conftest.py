"""A log on a real database, fed without a broker, published to a folder."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from emend_audit.app import SCHEMA, create_app, create_reader
from emend_audit.files import LogFiles, open_files
from emend_audit.founding import found_log
from emend_audit.publishing import Publisher
from emend_audit.recording import Recorder
from emend_audit.records import AUDITED
from emend_audit.settings import Settings
from emend_audit.store import begin_epoch
from emend_bus import Record
from emend_database import Connection, DatabaseSettings, Outbox, Pool, create_pool, migrate
from emend_events import (
    AuditActor,
    AuditApi,
    AuditData,
    AuditEndpoint,
    AuditEventRecorded,
    AuditMetadata,
    AuditProduct,
    AuditResource,
    AuditUser,
    Codec,
    Topic,
)
from emend_local.postgres import run_statement
from emend_service import OutboxRecords
from emend_transparency import Checkpoint, Verifier, follow_keys
from emend_web import AuditTrail

START = datetime(2026, 11, 24, 10, tzinfo=UTC)
ORIGIN = "log.example/audit"
TABLES = (
    "log, entries, entry_transcripts, nodes, positions, keys, persons, erasures, erased_names, "
    "outbox"
)
BuildEvent = Callable[..., AuditEventRecorded]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time


@dataclass
class Log:
    """One log, its sequencer led by the test."""

    pool: Pool
    connection: Connection
    files: LogFiles
    settings: Settings
    recorder: Recorder
    publisher: Publisher
    codec: Codec
    clock: Clock
    epoch: int
    offsets: dict[int, int] = field(default_factory=dict[int, int])

    def record_of(self, event: AuditEventRecorded | bytes, partition: int = 0) -> Record:
        """Return an event as the next message of a partition."""
        offset = self.offsets[partition] = self.offsets.get(partition, -1) + 1
        value = event if isinstance(event, bytes) else self.codec.encode(event)
        time = int(START.timestamp() * 1000)
        return Record(Topic.AUDIT, partition, offset, b"key", value, (), time)

    async def record(self, *events: AuditEventRecorded | bytes) -> int:
        """Record events as one batch."""
        records = [self.record_of(event) for event in events]
        return await self.recorder.record(self.connection, self.epoch, records)

    async def publish(self) -> None:
        """Publish all that is recorded."""
        while await self.publisher.publish(self.connection, self.epoch):
            pass

    async def relay(self) -> int:
        """Record what waits in the outbox, as the relay and the broker would bring it."""
        rows = await self.pool.fetch("DELETE FROM outbox RETURNING id, value")
        events = [row["value"] for row in sorted(rows, key=lambda row: row["id"])]
        await self.record(*events)
        await self.publish()
        return len(events)

    def read(self, path: str) -> bytes | None:
        """Return a published file."""
        file = (self.files.folder or Path()) / path
        return file.read_bytes() if file.is_file() else None

    async def checkpoint(self) -> Checkpoint:
        """Return the published checkpoint, verified with the log's keys."""
        keys = await self.pool.fetch("SELECT verifier, hand_over FROM keys ORDER BY number")
        hand_overs = [row["hand_over"] for row in keys if row["hand_over"]]
        pinned = Verifier.parse(keys[0]["verifier"])
        return follow_keys(ORIGIN, pinned, hand_overs).open(self.read("checkpoint") or b"")

    async def verifier(self) -> Verifier:
        """Return the log's first key."""
        return Verifier.parse(await self.pool.fetchval("SELECT verifier FROM keys WHERE since = 0"))

    @asynccontextmanager
    async def http(self, *, recorded: bool = False) -> AsyncGenerator[httpx.AsyncClient]:
        """Yield a client of the service, which may record who asks."""
        reader = create_reader(self.settings, self.pool, self.files, self.codec)
        keep = OutboxRecords(self.pool, Outbox(self.pool), self.codec).keep
        trail = AuditTrail("emend-audit", "1", AUDITED, keep, self.clock) if recorded else None
        app = create_app(reader, self.files, {}, trail)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://audit") as client:
            yield client


@pytest.fixture(scope="session")
def codec() -> Codec:
    """Return the codec with the committed schemas."""
    return Codec()


@pytest.fixture(scope="session")
def build_event() -> BuildEvent:
    """Return a builder of events; equal names give equal ids."""
    return _build_event


def _build_event(
    name: str = "first",
    *,
    actor: str = "emend-ingest",
    kind: int = 0,
    type: str = "transcript.submitted",  # noqa: A002 - the field's name
    subject: str = "talk-1",
    ip: str | None = None,
    resources: Sequence[tuple[str, str]] = (),
    time: datetime = START,
    **attributes: str,
) -> AuditEventRecorded:
    event_id = uuid5(NAMESPACE_URL, name)
    return AuditEventRecorded(
        event_id=event_id,
        source="emend-ingest",
        type=type,
        subject=subject,
        time=time,
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        data=AuditData(
            class_uid=6003,
            activity_id=1,
            actor=AuditActor(user=AuditUser(uid=actor, type_id=kind)),
            api=AuditApi(operation="transcript.submit"),
            metadata=AuditMetadata(
                uid=str(event_id),
                version="1.6.0",
                product=AuditProduct(name="emend-ingest", version="1"),
            ),
            resources=[AuditResource(type=each, uid=uid) for each, uid in resources],
            src_endpoint=AuditEndpoint(ip=ip) if ip else None,
            status_detail=attributes.pop("detail", ""),
            unmapped=attributes,
        ),
    )


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


@pytest.fixture
def later() -> Callable[[Log, float], Any]:
    """Return a function that sets a log's clock, in seconds from now; back as well."""

    def move(log: Log, seconds: float) -> None:
        log.clock.time += timedelta(seconds=seconds)

    return move
