"""The service's pieces over a real database, and the events that the tests feed them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from emend_bus import Delivery, Record
from emend_database import DatabaseSettings, Outbox, Pool, create_pool, migrate
from emend_events import (
    ChangeRecord,
    Codec,
    CorrectedSegment,
    EngineInfo,
    Event,
    Source,
    TokenColumns,
    TokenRecord,
    Topic,
    TranscriptProcessed,
    WordColumns,
)
from emend_local.postgres import run_statement
from emend_storage.app import SCHEMA, create_app
from emend_storage.renditions import Renderer
from emend_storage.sink import Writer
from emend_storage.web import Reader

START = datetime(2026, 11, 24, 10, tzinfo=UTC)
WORD_MS = 400
EMPTY = "TRUNCATE transcripts, parts, segments, changes, rejections, inbox, outbox"

BuildPart = Callable[..., TranscriptProcessed]
Deliver = Callable[..., Delivery]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START + timedelta(minutes=1)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time


@pytest.fixture(scope="session")
def build_part() -> BuildPart:
    """Return a builder of corrected parts: the text's words, of which each ``um`` is removed."""
    return _build_part


def _build_part(
    text: str = "the gita",
    *,
    transcript_id: str = "talk-1",
    sequence: int = 0,
    last: bool = True,
    speaker: str | None = "S1",
    title: str | None = "A talk",
    submission: str = "first",
    submitted_at: datetime = START,
) -> TranscriptProcessed:
    said = text.split()
    start = sequence * 60_000
    kept = [place for place, word in enumerate(said) if word != "um"]
    end = start + max(len(said), 1) * WORD_MS
    segment = CorrectedSegment(
        start_ms=start,
        end_ms=end,
        first=0,
        last=len(said) - 1,
        speaker=speaker,
        language="en",
        text=" ".join(said[place] for place in kept),
    )
    return TranscriptProcessed(
        event_id=uuid5(NAMESPACE_URL, f"{submission}/{transcript_id}/{sequence}/{text}"),
        transcript_id=transcript_id,
        submitted_at=submitted_at,
        sequence=sequence,
        last=last,
        profile="lecture@1",
        language="en",
        source=Source(
            format="whisper",
            title=title,
            content_sha256="ab" * 32,
            content_bytes=1_234,
            content_uri="file:///files/ab",
        ),
        engine=EngineInfo(
            pipeline_version="1",
            profile="lecture@1",
            profile_hash="p",
            lexicon_hash="l",
            input_hash=f"i{sequence}",
        ),
        words=WordColumns(
            text=said,
            start_ms=[start + place * WORD_MS for place, _ in enumerate(said)],
            end_ms=[start + (place + 1) * WORD_MS for place, _ in enumerate(said)],
        ),
        segments=[segment] if said else [],
        tokens=TokenColumns(
            text=[said[place] for place in kept],
            first=kept,
            last=kept,
            glued=[False] * len(kept),
            kind=["word"] * len(kept),
        ),
        changes=_fillers(said),
    )


def _fillers(said: Sequence[str]) -> list[ChangeRecord]:
    removed = [place for place, word in enumerate(said) if word == "um"]
    return [
        ChangeRecord(
            sequence=number,
            stage="fillers",
            rule="fillers.hesitation",
            version=1,
            at=place - number,
            first=place,
            last=place,
            before=[TokenRecord(text="um", first=place, last=place)],
            after=[],
            confidence=0.99,
            reason="hesitation",
        )
        for number, place in enumerate(removed)
    ]


@pytest.fixture(scope="session")
def codec() -> Codec:
    """Return the codec with the committed schemas."""
    return Codec()


@pytest.fixture(scope="session")
def deliver(codec: Codec) -> Deliver:
    """Return a builder of deliveries from events, or from bytes that should be one."""

    def build(
        event: Event | bytes,
        *,
        topic: Topic = Topic.PROCESSED,
        offset: int = 0,
        trace_headers: tuple[tuple[str, bytes], ...] = (),
    ) -> Delivery:
        value = event if isinstance(event, bytes) else codec.encode(event)
        time = int(START.timestamp() * 1000)
        return Delivery(Record(topic, 0, offset, b"key", value, (), time), trace_headers)

    return build


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture(scope="session")
def migrated(database_url: str) -> Generator[str]:
    """Return the URL of a database with the schema, which the tests take turns to use."""
    name = f"storage_{secrets.token_hex(8)}"
    url = f"{database_url.rpartition('/')[0]}/{name}"
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(run_statement(database_url, f"CREATE DATABASE {name}"))
        try:
            runner.run(migrate(DatabaseSettings(url=url), "emend_storage", SCHEMA))
            yield url
        finally:
            runner.run(run_statement(database_url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def pool(migrated: str) -> AsyncGenerator[Pool]:
    """Return connections to empty tables."""
    async with create_pool(DatabaseSettings(url=migrated, pool_size=4), SCHEMA) as opened:
        await opened.execute(EMPTY)
        yield opened


@pytest.fixture
def writer(pool: Pool, codec: Codec, clock: Clock) -> Writer:
    """Return what the sink calls."""
    return Writer(pool, Outbox(pool), codec, "1.0.0", clock)


@pytest.fixture
def store(writer: Writer, deliver: Deliver) -> Callable[..., object]:
    """Return a function that writes events as one batch."""

    async def write(*events: Event) -> None:
        await writer.write([deliver(event, offset=place) for place, event in enumerate(events)])

    return write


@pytest.fixture
async def http(pool: Pool, codec: Codec) -> AsyncGenerator[httpx.AsyncClient]:
    """Return a client of the service, which has no cache."""
    app = create_app(Reader(pool, Renderer(pool, codec)), {})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://storage") as client:
        yield client


@pytest.fixture
def outgoing(pool: Pool, codec: Codec) -> Callable[..., object]:
    """Return a function that reads what waits in the outbox on a topic."""

    async def read(topic: Topic, model: type[Event]) -> list[Event]:
        rows = await pool.fetch("SELECT value FROM outbox WHERE topic = $1 ORDER BY id", topic)
        return [codec.decode(row["value"], model) for row in rows]

    return read
