"""The whole service on a real broker and a real database, which is killed as well."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, create_topics
from emend_database import DatabaseSettings, Record, create_pool, migrate
from emend_events import (
    AuditEventRecorded,
    Codec,
    Topic,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptRejected,
    dead_letter_topic,
)
from emend_local.postgres import run_statement
from emend_local.stack import Stack
from emend_service import Service
from emend_storage.app import SCHEMA, open_service
from emend_storage.settings import Settings

BuildPart = Callable[..., TranscriptProcessed]
Raw = ConsumerRecord[bytes, bytes]

pytestmark = [pytest.mark.kafka, pytest.mark.postgres]

TIME_LIMIT_S = 60
PARTITIONS = 2
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@dataclass(frozen=True)
class Platform:
    """What the tests do around the service."""

    kafka: KafkaSettings
    database: DatabaseSettings
    codec: Codec

    @asynccontextmanager
    async def service(self) -> AsyncGenerator[Service]:
        """Run the service."""
        async with open_service(Settings(), self.kafka, self.database) as service:
            stop = asyncio.Event()
            running = [asyncio.ensure_future(run(stop)) for run in service.work]
            try:
                yield service
            finally:
                stop.set()
                await asyncio.gather(*running)

    async def send(self, events: Iterable[TranscriptProcessed | bytes]) -> None:
        """Publish corrected parts, or bytes that should be one."""
        topic = self.kafka.topic(Topic.PROCESSED)
        async with AIOKafkaProducer(bootstrap_servers=self.kafka.bootstrap_servers) as producer:
            for event in events:
                if isinstance(event, bytes):
                    await producer.send(topic, event, key=b"poison")
                    continue
                headers = [("traceparent", TRACEPARENT.encode())]
                key = event.transcript_id.encode()
                await producer.send(topic, self.codec.encode(event), key=key, headers=headers)
            await producer.flush()

    async def read(self, topic: str, count: int) -> list[Raw]:
        """Return the first so many committed records of a topic, once they are there."""
        name = self.kafka.topic(topic)
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.kafka.bootstrap_servers,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
        )
        records: list[Raw] = []
        async with consumer, asyncio.timeout(TIME_LIMIT_S):
            consumer.assign([TopicPartition(name, number) for number in range(PARTITIONS)])
            while len(records) < count:
                for batch in (await consumer.getmany(timeout_ms=500)).values():
                    records += batch
        return records

    async def stored(self, query: str) -> list[Record]:
        """Return what a query finds, on a connection of its own."""
        async with create_pool(self.database, SCHEMA) as pool:
            return await pool.fetch(query)

    async def completed(self) -> int:
        """Return how many transcripts are complete."""
        rows = await self.stored("SELECT count(*) FROM transcripts WHERE state = 'completed'")
        return int(rows[0][0])

    async def until_completed(self, count: int) -> None:
        """Wait until so many transcripts are complete, however often PostgreSQL is away."""
        async for attempt in AsyncRetrying(
            stop=stop_after_delay(TIME_LIMIT_S), wait=wait_fixed(0.1), reraise=True
        ):
            with attempt:
                assert await self.completed() >= count


@pytest.fixture
async def platform(
    kafka_bootstrap_servers: str, topic_prefix: str, database: str, codec: Codec
) -> Platform:
    kafka = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(kafka, partitions=PARTITIONS, replication_factor=1)
    settings = DatabaseSettings(url=database)
    # The session's server is not durable, but what is committed here must survive its crash.
    name = database.rpartition("/")[2]
    await run_statement(database, f"ALTER DATABASE {name} SET synchronous_commit TO on")
    await migrate(settings, "emend_storage", SCHEMA)
    return Platform(kafka, settings, codec)


def talks(build_part: BuildPart, count: int, parts: int) -> list[TranscriptProcessed]:
    """Return the parts of so many transcripts, the transcripts taking turns."""
    return [
        build_part(
            f"um part {sequence}",
            transcript_id=f"talk-{number}",
            sequence=sequence,
            last=sequence == parts - 1,
        )
        for sequence in range(parts)
        for number in range(count)
    ]


async def test_parts_on_the_topic_become_a_transcript_and_its_events(
    platform: Platform, build_part: BuildPart
) -> None:
    late = build_part("late", sequence=2)
    parts = [build_part("one", last=False), build_part("two", sequence=1)]
    async with platform.service() as service:
        await platform.send([*parts, *parts, late])
        (completed,) = await platform.read(Topic.COMPLETED, 1)
        (refused,) = await platform.read(Topic.REJECTED, 1)
        acts = await platform.read(Topic.AUDIT, 2)
        transport = httpx.ASGITransport(service.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://storage") as http:
            shown = await http.get("/v1/transcripts/talk-1.txt")
            ready = await http.get("/ready")
    assert shown.text.split() == ["S1:", "one", "two"]
    assert ready.status_code == 200, ready.text
    event = platform.codec.decode(completed.value or b"", TranscriptCompleted)
    assert (event.transcript_id, event.parts) == ("talk-1", 2)
    assert platform.codec.decode(refused.value or b"", TranscriptRejected).code == "late_part"
    for record in (completed, refused, *acts):
        assert record.key == b"talk-1"
        assert TRACEPARENT[3:35] in dict(record.headers)["traceparent"].decode()
    types = [platform.codec.decode(each.value or b"", AuditEventRecorded).type for each in acts]
    assert sorted(types) == ["transcript.completed", "transcript.part.refused"]


async def test_poison_is_parked_and_everything_around_it_is_stored(
    platform: Platform, build_part: BuildPart
) -> None:
    poison = [b"", b"garbage", b"\0\xff\xff\xff\xff", platform.codec.encode(build_part())[:-9]]
    good = talks(build_part, 20, 2)
    async with platform.service():
        await platform.send([*good[:15], *poison, *good[15:]])
        await platform.until_completed(20)
        parked = await platform.read(dead_letter_topic(Topic.PROCESSED), len(poison))
    assert sorted(record.value or b"" for record in parked) == sorted(poison)


@pytest.mark.faults
async def test_a_killed_database_loses_and_doubles_nothing(
    platform: Platform, build_part: BuildPart, stack: Stack
) -> None:
    if "postgres" not in getattr(stack, "pieces", ()):
        pytest.skip("PostgreSQL is not this session's own, so it is not killed here")
    parts = talks(build_part, 300, 5)
    async with platform.service():
        for start in range(0, len(parts), 500):
            await platform.send(parts[start : start + 500])
            if start == 500:
                await asyncio.to_thread(stack.kill, "postgres")
        await asyncio.to_thread(stack.start, "postgres")
        await platform.until_completed(300)
        records = await platform.read(Topic.COMPLETED, 300)
    rows = await platform.stored(
        "SELECT (SELECT count(*) FROM parts), (SELECT count(*) FROM segments), "
        "(SELECT count(*) FROM changes), (SELECT sum(parts)::integer FROM transcripts)"
    )
    assert [tuple(row) for row in rows] == [(1500, 1500, 1500, 1500)]
    events = {
        platform.codec.decode(each.value or b"", TranscriptCompleted).event_id for each in records
    }
    assert len(events) == 300
    assert Counter(record.key for record in records).keys() == {
        f"talk-{number}".encode() for number in range(300)
    }
