"""The whole service on a real broker and a real database."""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer, TopicPartition, admin
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_audit.app import SCHEMA, open_service
from emend_audit.settings import Settings
from emend_bus import KafkaSettings, create_topics
from emend_database import DatabaseSettings, create_pool, migrate
from emend_events import AuditEventRecorded, Codec, Topic
from emend_transparency import (
    KeyChain,
    Verifier,
    follow_keys,
    leaf_hash,
    verify_inclusion,
    verify_log,
)
from tests.support.recorded_log import build_event

pytestmark = [pytest.mark.kafka, pytest.mark.postgres]

TIME_LIMIT_S = 60


@dataclass(frozen=True)
class Platform:
    """What the tests do around the service."""

    kafka: KafkaSettings
    database: DatabaseSettings
    settings: Settings
    codec: Codec

    @asynccontextmanager
    async def service(self) -> AsyncGenerator[httpx.AsyncClient]:
        """Run the service; yield a client of it."""
        async with open_service(self.settings, self.kafka, self.database) as service:
            stop = asyncio.Event()
            running = [asyncio.ensure_future(run(stop)) for run in service.work]
            transport = httpx.ASGITransport(service.app)
            try:
                async with httpx.AsyncClient(transport=transport, base_url="http://a") as http:
                    yield http
            finally:
                stop.set()
                await asyncio.gather(*running)

    async def send(self, events: Iterable[AuditEventRecorded | bytes]) -> None:
        """Publish events, or bytes that should be one."""
        topic = self.kafka.topic(Topic.AUDIT)
        async with AIOKafkaProducer(bootstrap_servers=self.kafka.bootstrap_servers) as producer:
            for event in events:
                value = event if isinstance(event, bytes) else self.codec.encode(event)
                await producer.send(topic, value, key=b"key")
            await producer.flush()

    def read(self, path: str) -> bytes | None:
        """Return a published file."""
        file = Path(self.settings.files_url.removeprefix("file://")) / path
        return file.read_bytes() if file.is_file() else None

    async def chain(self) -> KeyChain:
        """Return the log's key."""
        async with create_pool(self.database, SCHEMA) as pool:
            verifier = Verifier.parse(await pool.fetchval("SELECT verifier FROM keys"))
        return follow_keys(verifier.name, verifier, [])


async def until_signed(http: httpx.AsyncClient, size: int) -> dict[str, Any]:
    """Wait until so many entries are signed; return the log's document."""
    async for attempt in AsyncRetrying(
        stop=stop_after_delay(TIME_LIMIT_S), wait=wait_fixed(0.05), reraise=True
    ):
        with attempt:
            answer = await http.get("/v1/audit/log")
            assert answer.status_code == 200, answer.text
            assert answer.json()["size"] >= size
            return answer.json()
    raise AssertionError


@pytest.fixture
async def platform(
    kafka_bootstrap_servers: str, topic_prefix: str, database: str, codec: Codec, settings: Settings
) -> Platform:
    """Return topics and tables of the test's own."""
    kafka = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(kafka, partitions=2, replication_factor=1)
    url = DatabaseSettings(url=database)
    await migrate(url, "emend_audit", SCHEMA)
    return Platform(kafka, url, settings, codec)


async def test_events_on_the_topic_are_proved_over_http(platform: Platform) -> None:
    events = [build_event(f"{number}", actor="asha") for number in range(40)]
    async with platform.service() as http:
        await platform.send([*events[:20], b"poison", *events[10:]])
        await until_signed(http, 41)
        page = (await http.get("/v1/audit/events", params={"actor": "asha"})).json()
        ready = await http.get("/ready")
    assert ready.status_code == 200, ready.text
    checkpoint = (await platform.chain()).open(page["checkpoint"])
    for hit in page["events"]:
        proof = [b64decode(each) for each in hit["proof"]]
        leaf = leaf_hash(hit["entry"].encode())
        verify_inclusion(leaf, hit["index"], checkpoint.size, proof, checkpoint.root)
    assert {hit["event"]["id"] for hit in page["events"]} == {
        str(event.event_id) for event in events
    }
    verify_log(platform.read, checkpoint)


async def test_of_two_at_once_one_records_and_none_forks(platform: Platform) -> None:
    notes: dict[str, None] = {}
    async with AsyncExitStack() as both:
        first = await both.enter_async_context(platform.service())
        await both.enter_async_context(platform.service())
        for start in range(0, 600, 100):
            await platform.send(build_event(f"{number}") for number in range(start, start + 100))
            notes[(await until_signed(first, start + 100))["checkpoint"]] = None
        async with create_pool(platform.database, SCHEMA) as pool:
            assert await pool.fetchval("SELECT epoch FROM log") == 1
    chain = await platform.chain()
    states = [chain.open(note) for note in notes]
    assert states[-1].size == 600
    verify_log(platform.read, states[-1], states)


async def test_a_second_service_goes_on_where_the_first_one_ended(platform: Platform) -> None:
    async with platform.service() as http:
        await platform.send(build_event(f"{number}") for number in range(10))
        before = (await until_signed(http, 10))["checkpoint"]
    await platform.send(build_event(f"{number}") for number in range(5, 30))
    async with platform.service() as http:
        after = (await until_signed(http, 30))["checkpoint"]
    chain = await platform.chain()
    assert chain.open(after).size == 30
    verify_log(platform.read, chain.open(after), [chain.open(before)])


async def test_a_statement_that_waits_too_long_for_a_lock_stops_nothing(platform: Platform) -> None:
    impatient = platform.database.model_copy(update={"statement_timeout_ms": 300})
    async with (
        create_pool(platform.database, SCHEMA) as pool,
        pool.acquire() as connection,
        replace(platform, database=impatient).service() as http,
    ):
        await until_signed(http, 0)
        async with connection.transaction():
            await connection.execute("SELECT FROM log FOR UPDATE")
            await platform.send([build_event()])
            async for attempt in AsyncRetrying(
                stop=stop_after_delay(TIME_LIMIT_S), wait=wait_fixed(0.05), reraise=True
            ):
                with attempt:
                    assert (await http.get("/ready")).status_code == 503
        await until_signed(http, 1)


async def test_events_that_expired_unread_are_told(platform: Platform) -> None:
    async with platform.service() as http:
        await platform.send([build_event("read")])
        await until_signed(http, 1)
    await platform.send([build_event("lost")])
    topic = platform.kafka.topic(Topic.AUDIT)
    kafka: Any = admin  # of which our type stubs say less than this needs
    client = kafka.AIOKafkaAdminClient(bootstrap_servers=platform.kafka.bootstrap_servers)
    await client.start()
    try:
        partitions = [TopicPartition(topic, number) for number in range(2)]
        await client.delete_records({each: kafka.RecordsToDelete(-1) for each in partitions})
    finally:
        await client.close()
    async with platform.service() as http:
        await platform.send([build_event("later")])
        await until_signed(http, 2)
        assert (await http.get("/ready")).status_code == 200
        detail = (await http.get("/health/detailed")).text
        shown = (await http.get("/metrics")).text
    assert re.search(r"the log lacks the offsets 1 to \d of partition [01]", detail)
    assert re.search(rf'emend_events_expired_total{{topic="{Topic.AUDIT}"}} [1-9]', shown)


async def test_an_erasure_comes_back_as_an_entry(platform: Platform) -> None:
    async with platform.service() as http:
        await platform.send([build_event(actor="asha")])
        await until_signed(http, 1)
        done = (await http.post("/v1/audit/erasures", json={"person": "asha"})).json()
        log = await until_signed(http, 2)
        hits = (await http.get("/v1/audit/events", params={"actor": "asha"})).json()["events"]
    assert hits == []
    assert log["erasures"][0]["person"] == done["person"]
    assert log["erasures"][0]["index"] == 1


async def test_a_topic_that_was_made_anew_is_not_read(platform: Platform) -> None:
    async with platform.service() as http:
        await platform.send([build_event()])
        await until_signed(http, 1)
    async with create_pool(platform.database, SCHEMA) as pool:
        await pool.execute("UPDATE positions SET next = 1000")
    async with platform.service() as http:
        async for attempt in AsyncRetrying(
            stop=stop_after_delay(TIME_LIMIT_S), wait=wait_fixed(0.05), reraise=True
        ):
            with attempt:
                detail = await http.get("/health/detailed")
                assert "made anew" in detail.text
        assert (await http.get("/ready")).status_code == 503
        assert (await http.get("/checkpoint")).status_code == 200
