"""A log on a real database, as the tests of the audit service lead it: no broker, a set clock."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

from emend_audit.app import create_app, create_reader
from emend_audit.files import LogFiles
from emend_audit.publishing import Publisher
from emend_audit.recording import Recorder
from emend_audit.records import AUDITED
from emend_audit.settings import Settings
from emend_bus import Record
from emend_database import Connection, Outbox, Pool
from emend_events import Act, Activity, AuditEventRecorded, Codec, Topic, audit_event
from emend_service import OutboxRecords
from emend_transparency import (
    Checkpoint,
    KeyChain,
    Verifier,
    follow_keys,
    leaf_hash,
    verify_inclusion,
)
from emend_web import AuditTrail

START = datetime(2026, 11, 24, 10, tzinfo=UTC)
ORIGIN = "log.example/audit"
ASHA = "asha@ashram.example"
ADDRESS = "192.0.2.77"


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

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.files.folder or Path()

    def later(self, seconds: float) -> None:
        """Set the clock, from what it says; back as well."""
        self.clock.time += timedelta(seconds=seconds)

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
        file = self.folder / path
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

    async def proved(self, page: dict[str, Any]) -> list[dict[str, Any]]:
        """Return a page's hits, each of which must be proved."""
        checkpoint = chain_of(page, await self.verifier()).open(page["checkpoint"])
        for hit in page["events"]:
            leaf = leaf_hash(hit["entry"].encode())
            proof = [b64decode(each) for each in hit["proof"]]
            verify_inclusion(leaf, hit["index"], checkpoint.size, proof, checkpoint.root)
        return page["events"]

    async def blocked(self, count: int) -> None:
        """Return when so many sessions wait for a lock."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        async with asyncio.timeout(10):
            while await self.pool.fetchval(query) < count:  # noqa: ASYNC110 - in the server
                await asyncio.sleep(0.01)


def chain_of(document: dict[str, Any], pinned: Verifier) -> KeyChain:
    """Return the keys that an answer shows, as they follow from the pinned one."""
    return follow_keys(document["origin"], pinned, document.get("hand_overs", ()))


def build_event(
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
    """Return an event; equal names give equal ids."""
    act = Act(
        service="emend-ingest",
        version="1",
        type=type,
        operation="transcript.submit",
        activity=Activity.CREATE,
        subject=subject,
        time=time,
        actor=actor,
        actor_kind=kind,
        ip=ip,
        resources=tuple(resources),
        failure=attributes.pop("detail", ""),
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        attributes=tuple(attributes.items()),
    )
    return audit_event(act, uuid5(NAMESPACE_URL, name))


async def fill(log: Log, count: int = 300) -> None:
    """Record events of two people and a service about ten transcripts."""
    events = [
        build_event(
            f"event-{number}",
            actor=("emend-ingest", ASHA, "ravi@ashram.example")[number % 3],
            ip=ADDRESS if number % 3 == 1 else None,
            type=("transcript.submitted", "transcript.completed")[number % 2],
            subject=f"talk-{number % 10}",
            resources=[("transcript", f"talk-{number % 10}")],
        )
        for number in range(count)
    ]
    await log.record(*events)
    await log.publish()
