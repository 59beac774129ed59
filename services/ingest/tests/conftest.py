"""The service's pieces over a real folder and a real database, and what the tests say to them."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from emend_bus import Record
from emend_database import DatabaseSettings, Outbox, Pool, create_pool, migrate
from emend_events import Codec, Topic, TranscriptSubmitted
from emend_ingest.app import SCHEMA, create_app
from emend_ingest.domain.receive import Limits
from emend_ingest.files import FileStorage, open_files
from emend_ingest.submit import Submitter
from emend_ingest.web import Door

TOPIC = Topic.SUBMITTED
START = datetime(2026, 11, 24, 10, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def advance(self, seconds: float) -> None:
        """Move on."""
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def vosk() -> Callable[..., bytes]:
    """Return a builder of Vosk's output for some words, half a second each."""

    def build(*words: str) -> bytes:
        result = [
            {"word": word, "start": i * 0.5, "end": i * 0.5 + 0.4, "conf": 0.9}
            for i, word in enumerate(words)
        ]
        return json.dumps({"result": result, "text": " ".join(words)}).encode()

    return build


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def codec() -> Codec:
    """Return the codec with the committed schemas."""
    return Codec()


@pytest.fixture
def files(tmp_path: Path) -> FileStorage:
    """Return file storage in a folder of its own."""
    return open_files((tmp_path / "files").as_uri())


@pytest.fixture
async def pool(database: str) -> AsyncGenerator[Pool]:
    """Return connections to a migrated database of its own."""
    settings = DatabaseSettings(url=database)
    await migrate(settings, "emend_ingest", SCHEMA)
    async with create_pool(settings, SCHEMA) as opened:
        yield opened


@pytest.fixture
def submitter(pool: Pool, codec: Codec, clock: Clock) -> Submitter:
    """Return what writes submissions."""
    return Submitter(pool, Outbox(pool), codec, clock)


@pytest.fixture
async def http(files: FileStorage, submitter: Submitter) -> AsyncGenerator[httpx.AsyncClient]:
    """Return a client of the service, which takes at most 100,000 bytes."""
    app = create_app(Door(files, submitter, Limits(content_bytes=100_000)), {})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest") as client:
        yield client


@pytest.fixture
def outbox(pool: Pool, codec: Codec) -> Callable[[], object]:
    """Return a function that reads the submissions that wait in the outbox."""

    async def read() -> list[TranscriptSubmitted]:
        rows = await pool.fetch("SELECT value FROM outbox WHERE topic = $1 ORDER BY id", TOPIC)
        return [codec.decode(row["value"], TranscriptSubmitted) for row in rows]

    return read


@pytest.fixture
def record() -> Callable[..., Record]:
    """Return a builder of records on the submitted topic."""

    def build(value: bytes, *, key: bytes | None = None, offset: int = 7, **headers: str) -> Record:
        named = tuple((name.replace("_", "-"), text.encode()) for name, text in headers.items())
        time = int(START.timestamp() * 1000)
        return Record(Topic.SUBMITTED, 2, offset, key, value, named, time)

    return build
