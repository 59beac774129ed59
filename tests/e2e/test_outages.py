"""PostgreSQL or Kafka away: readiness says so, nothing is lost, and all recovers by itself.

``make faults`` does the same for a minute; here a few seconds have to do.
"""

from __future__ import annotations

import re

import httpx
import pytest
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import Output, create_producer, send_all
from emend_events import Topic
from emend_local.stack import Stack
from tests.kafka.rows import vosk_says
from tests.support.processes import Service
from tests.support.topics import read_until
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.faults, pytest.mark.kafka, pytest.mark.postgres]

RECOVERY_SECONDS = 60
MOST_ATTEMPTS = 1_000
"""In ten seconds, by all that a service has open; without a pause it is ten times as many."""


@pytest.mark.timeout(180)
async def test_transcripts_wait_for_postgresql_and_are_stored_when_it_is_back(
    whole: Whole, stack: Stack
) -> None:
    stack.stop("postgres")
    try:
        await _submit(whole, "while-postgres-is-away", count=30)
        assert "database" in await _reason(whole.storage)
        for url in (f"{whole.storage.url}/v1/transcripts", f"{whole.ingest.url}/v1/submissions/x"):
            async with httpx.AsyncClient(timeout=30) as client:
                asked = await client.get(url)
            assert asked.status_code == httpx.codes.SERVICE_UNAVAILABLE
        refused = await _upload(whole, "refused")
        assert refused.status_code == httpx.codes.SERVICE_UNAVAILABLE
    finally:
        stack.start("postgres")
    await _completed(whole, "while-postgres-is-away", count=30)
    await _ready(whole)


@pytest.mark.timeout(180)
async def test_uploads_wait_for_kafka_and_are_processed_when_it_is_back(
    whole: Whole, stack: Stack
) -> None:
    await _submit(whole, "before-kafka-went", count=30)
    stack.stop("kafka")
    try:
        accepted = [await _upload(whole, f"while-kafka-is-away-{at}") for at in range(5)]
        assert {answer.status_code for answer in accepted} == {httpx.codes.ACCEPTED}
        for service in whole.services:
            assert "kafka" in await _reason(service)
    finally:
        stack.start("kafka")
    await _completed(whole, "before-kafka-went", count=30)
    await _completed(whole, "while-kafka-is-away", count=5)
    await _ready(whole)


@pytest.mark.timeout(180)
async def test_a_broker_that_is_away_is_looked_for_now_and_then(whole: Whole, stack: Stack) -> None:
    before = {service.name: len(service.log.read_text()) for service in whole.services}
    stack.stop("kafka")
    try:
        for service in whole.services:
            assert await _left_out(service, before[service.name]) < MOST_ATTEMPTS
    finally:
        stack.start("kafka")
    await _ready(whole)


async def _left_out(service: Service, start: int) -> int:
    """Return how often a service failed to connect in ten seconds, once its log says it."""
    told = re.compile(r"Unable connect to node.*\((\d+) like it left out\)")
    async for attempt in AsyncRetrying(stop=stop_after_delay(RECOVERY_SECONDS), wait=wait_fixed(1)):
        with attempt:
            found = told.search(service.log.read_text()[start:])
            assert found is not None
            return int(found[1])
    raise AssertionError


async def _submit(whole: Whole, name: str, *, count: int) -> None:
    outputs = [
        Output(
            Topic.SUBMITTED,
            f"{name}-{at}".encode(),
            vosk_says("hari", "om", name, str(at)),
            (("transcript-id", f"{name}-{at}".encode()),),
        )
        for at in range(count)
    ]
    async with create_producer(whole.kafka) as producer:
        await send_all(producer, whole.kafka, outputs)


async def _upload(whole: Whole, name: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=30) as client:
        return await client.post(
            f"{whole.ingest.url}/v1/transcripts",
            params={"transcript_id": name},
            content=vosk_says("hari", "om", name),
        )


async def _reason(service: Service) -> str:
    """Return why a service is not ready, once it says so."""
    async for attempt in AsyncRetrying(stop=stop_after_delay(RECOVERY_SECONDS), wait=wait_fixed(1)):
        with attempt:
            async with httpx.AsyncClient(timeout=30) as client:
                answer = await client.get(f"{service.url}/ready")
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            return answer.text.lower()
    raise AssertionError


async def _ready(whole: Whole) -> None:
    for service in whole.services:
        async for attempt in AsyncRetrying(
            stop=stop_after_delay(RECOVERY_SECONDS), wait=wait_fixed(0.5)
        ):
            with attempt:
                async with httpx.AsyncClient(timeout=30) as client:
                    (await client.get(f"{service.url}/ready")).raise_for_status()


async def _completed(whole: Whole, name: str, *, count: int) -> None:
    wanted = {f"{name}-{at}".encode() for at in range(count)}
    found = await read_until(
        whole.kafka,
        [Topic.COMPLETED],
        lambda records: wanted <= {record.key or b"" for record in records},
        seconds=RECOVERY_SECONDS,
    )
    keys = [record.key for record in found if record.key in wanted]
    assert len(keys) == count
