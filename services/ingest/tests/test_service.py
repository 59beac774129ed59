"""The whole service on a real broker and a real database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from emend_bus import KafkaSettings, create_topics
from emend_database import DatabaseSettings, migrate
from emend_events import (
    AuditEventRecorded,
    Codec,
    Topic,
    TranscriptReceived,
    TranscriptRejected,
    TranscriptSubmitted,
)
from emend_ingest.app import SCHEMA, open_service
from emend_ingest.settings import Settings
from emend_service import Service

pytestmark = [pytest.mark.kafka, pytest.mark.postgres]

TIME_LIMIT_SECONDS = 30
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE_ID}-b7ad6b7169203331-01"

Vosk = Callable[..., bytes]
Raw = ConsumerRecord[bytes, bytes]
Headers = Sequence[tuple[str, bytes]]


class Platform:
    """What the tests do to the topics around the service."""

    def __init__(
        self, kafka: KafkaSettings, database: DatabaseSettings, settings: Settings
    ) -> None:
        self.kafka = kafka
        self.database = database
        self.settings = settings
        self.codec = Codec()

    @asynccontextmanager
    async def service(self, *, only_http: bool = False) -> AsyncGenerator[Service]:
        """Run the service; ``only_http`` is one that dies before its work begins."""
        async with open_service(self.settings, self.kafka, self.database) as service:
            stop = asyncio.Event()
            work = () if only_http else service.work
            running = [asyncio.ensure_future(run(stop)) for run in work]
            try:
                yield service
            finally:
                stop.set()
                await asyncio.gather(*running)

    async def send(self, messages: Sequence[tuple[bytes | None, bytes, Headers]]) -> None:
        """Publish records on the submitted topic, as key, value, headers."""
        topic = self.kafka.topic(Topic.SUBMITTED)
        async with AIOKafkaProducer(
            bootstrap_servers=self.kafka.bootstrap_servers, max_request_size=2**24
        ) as producer:
            for key, value, headers in messages:
                await producer.send(topic, value, key=key, headers=headers)
            await producer.flush()

    async def read(self, topic: Topic, count: int) -> list[Raw]:
        """Return the first so many committed records of a topic, once they are there."""
        name = self.kafka.topic(topic)
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.kafka.bootstrap_servers,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
        )
        records: list[Raw] = []
        async with consumer, asyncio.timeout(TIME_LIMIT_SECONDS):
            consumer.assign([TopicPartition(name, number) for number in range(2)])
            while len(records) < count:
                for batch in (await consumer.getmany(timeout_ms=500)).values():
                    records += batch
        return records


def over_http(service: Service) -> httpx.AsyncClient:
    """Return a client of the service."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(service.app), base_url="http://ingest", timeout=30
    )


@pytest.fixture
async def platform(
    kafka_bootstrap_servers: str, topic_prefix: str, database: str, tmp_path: Path
) -> Platform:
    kafka = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(kafka, partitions=2, replication_factor=1)
    settings = DatabaseSettings(url=database)
    await migrate(settings, "emend_ingest", SCHEMA)
    files = (tmp_path / "files").as_uri()
    return Platform(kafka, settings, Settings(files_url=files, watch_folder=tmp_path / "inbox"))


async def test_a_vendors_file_on_the_topic_becomes_parts(platform: Platform, vosk: Vosk) -> None:
    headers = [("transcript-id", b"talk-1"), ("traceparent", TRACEPARENT.encode())]
    async with platform.service():
        await platform.send([(b"talk-1", vosk(*["dharma"] * 9000), headers)])
        (act,) = await platform.read(Topic.AUDIT, 1)
        raw = await platform.read(Topic.RECEIVED, 3)
    parts = [platform.codec.decode(record.value or b"", TranscriptReceived) for record in raw]
    assert [part.sequence for part in parts] == list(range(len(parts)))
    assert sum(len(part.words.text) for part in parts) == 9000
    assert {record.key for record in (*raw, act)} == {b"talk-1"}
    for record in (*raw, act):
        assert TRACE_ID in dict(record.headers)["traceparent"].decode()


async def test_an_upload_travels_through_outbox_and_topic(platform: Platform, vosk: Vosk) -> None:
    async with platform.service() as service, over_http(service) as http:
        content, headers = vosk("hari", "om"), {"traceparent": TRACEPARENT}
        answer = await http.post("/v1/transcripts", content=content, headers=headers)
        (record,) = await platform.read(Topic.RECEIVED, 1)
    part = platform.codec.decode(record.value or b"", TranscriptReceived)
    assert part.transcript_id == answer.json()["transcript_id"]
    assert part.words.text == ["hari", "om"]
    assert TRACE_ID in dict(record.headers)["traceparent"].decode()


async def test_a_file_in_the_watched_folder_becomes_parts(
    platform: Platform, vosk: Vosk, tmp_path: Path
) -> None:
    async with platform.service():
        (tmp_path / "inbox").mkdir(exist_ok=True)
        (tmp_path / "inbox" / "talk.json").write_bytes(vosk("om"))
        (record,) = await platform.read(Topic.RECEIVED, 1)
    assert platform.codec.decode(record.value or b"", TranscriptReceived).source.title == "talk"


async def test_an_upload_survives_a_kill_between_the_transaction_and_the_relay(
    platform: Platform, vosk: Vosk
) -> None:
    async with platform.service(only_http=True) as killed, over_http(killed) as http:
        await http.post("/v1/transcripts", content=vosk("om"))
    async with platform.service():
        (record,) = await platform.read(Topic.SUBMITTED, 1)
        await platform.read(Topic.RECEIVED, 1)
    event = platform.codec.decode(record.value or b"", TranscriptSubmitted)
    assert event.content_uri is not None


async def test_poison_keeps_nothing_good_waiting(platform: Platform, vosk: Vosk) -> None:
    poison: list[tuple[bytes | None, bytes, Headers]] = [
        (None, value, [])
        for value in (
            b"\0",
            b"\0\0\0\0",
            b"\0\xff\xff\xff\xff",
            b"\0\0\0\0\x01broken",
            b"\xff" * 1000,
            b"[" * 100_000,
            b"{" * 100_000,
            b"x" * 5_000_000,
            json.dumps({"segments": {"a": 1}}).encode(),
            vosk("om").replace(b"0.0", b"NaN"),
        )
    ]
    poison.append((None, vosk("om"), [("asr-title", b"\xff")]))
    poison.append((b"\xff\xfe", vosk("om"), [("transcript-id", b"../../etc")]))
    mixed: list[tuple[bytes | None, bytes, Headers]] = []
    for number, bad in enumerate(poison * 4):
        name = f"talk-{number}".encode()
        mixed += [bad, (name, vosk("hari", "om"), [("transcript-id", name)])]
    async with platform.service():
        await platform.send(mixed)
        good = await platform.read(Topic.RECEIVED, len(mixed) // 2)
        bad = await platform.read(Topic.REJECTED, len(mixed) // 2)
        acts = await platform.read(Topic.AUDIT, len(mixed))
    assert {record.key for record in good} == {f"talk-{n}".encode() for n in range(len(good))}
    assert len(good) == len(bad) == len(acts) // 2
    refusals = [platform.codec.decode(record.value or b"", TranscriptRejected) for record in bad]
    assert all(refusal.reason and refusal.content_uri for refusal in refusals)
    decoded = [platform.codec.decode(r.value or b"", AuditEventRecorded) for r in acts]
    assert sum(act.data.status_id == 2 for act in decoded) == len(bad)


async def test_readiness_names_what_is_away_and_recovers(
    platform: Platform, vosk: Vosk, tmp_path: Path
) -> None:
    async with platform.service() as service, over_http(service) as http:
        await platform.send([(None, vosk("om"), [])])
        await platform.read(Topic.RECEIVED, 1)
        assert (await http.get("/ready")).status_code == 200
        (tmp_path / "files").rename(tmp_path / "away")
        problem = (await http.get("/ready")).json()
        assert set(problem["away"]) == {"files"}
        (tmp_path / "away").rename(tmp_path / "files")
        assert (await http.get("/ready")).status_code == 200
