"""The whole pipeline on this machine: rate and latency from submission, and hours of lectures."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import psutil
from aiokafka import AIOKafkaConsumer

from emend_bus import KafkaSettings, Output, create_producer, create_topics, send_all
from emend_events import Topic
from tests.bench.figures import Figure, of_runs, percentile
from tests.bench.measuring import Usage, metric, rate_until, watch
from tests.support.infrastructure import Infrastructure
from tests.support.load import hour_lecture, submitted_fragments
from tests.support.processes import Platform, Service, platform

SERVICES = ("ingest", "postprocess", "storage")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Running:
    """The platform under load: its services by name, and what each process uses."""

    kafka: KafkaSettings
    services: Mapping[str, Service]
    usages: Mapping[str, Usage]


async def end_to_end_figures(place: Infrastructure, *, parts: int, runs: int) -> list[Figure]:
    """Measure live fragments of 13 words from submit to stored, everything on this machine."""
    rates: list[float] = []
    used: dict[str, float] = {}
    memory: dict[str, float] = {}
    for _ in range(runs):
        async with _running(place) as running:
            started = time.perf_counter()
            sending = asyncio.create_task(_submit(running.kafka, parts, "verbatim"))
            _, seconds = await rate_until(
                lambda: metric(running.services["storage"], "emend_parts_total"),
                parts,
                usages=list(running.usages.values()),
            )
            await sending
            rates.append(parts / (time.perf_counter() - started))
            used = {name: u.cpu_seconds / seconds for name, u in running.usages.items()}
            memory = {name: max(u.samples_mib) for name, u in running.usages.items()}
    return [
        of_runs("submit to stored", rates, "parts/s", goal=1_500, note=f"{parts:,} live fragments"),
        *(Figure(f"  {name}, cores used", used[name], "cores", better="lower") for name in used),
        *(Figure(f"  {name}, memory", memory[name], "MiB", better="lower") for name in memory),
    ]


async def latency_figures(place: Infrastructure, *, rate: int, seconds: int) -> list[Figure]:
    """Measure submit → processed at a steady rate, as a ``read_committed`` subscriber sees it."""
    async with _running(place) as running:
        await _warm_up(running)
        waits = await _latencies(running.kafka, rate, rate * seconds)
    note = f"at {rate} parts/s for {seconds} s"
    return [
        Figure("submit to processed, median", percentile(waits, 50), "ms", better="lower"),
        Figure("submit to processed, p95", percentile(waits, 95), "ms", 150, "lower", note=note),
        Figure("submit to processed, p99", percentile(waits, 99), "ms", better="lower"),
    ]


async def lecture_figures(place: Infrastructure, *, lectures: int) -> list[Figure]:
    """Measure hour-long transcripts of 9,000 words, all submitted at once, until stored."""
    async with _running(place) as running:
        outputs = [
            Output(
                Topic.SUBMITTED,
                b"lecture-%d" % number,
                hour_lecture(number),
                (("content-type", b"application/json"), ("transcript-id", b"lecture-%d" % number)),
            )
            for number in range(lectures)
        ]
        storage = running.services["storage"]
        started = time.perf_counter()
        async with create_producer(running.kafka) as producer:
            await send_all(producer, running.kafka, outputs)
        name = "emend_transcript_seconds_count"
        await rate_until(lambda: metric(storage, name), lectures)
        elapsed = time.perf_counter() - started
    title = f"{lectures} lectures of 9,000 words, stored after"
    return [Figure(title, elapsed, "s", goal=20, better="lower")]


@asynccontextmanager
async def _running(place: Infrastructure) -> AsyncGenerator[Running]:
    prefix = f"bench-{secrets.token_hex(4)}."
    kafka = KafkaSettings(bootstrap_servers=place.bootstrap_servers, topic_prefix=prefix)
    await create_topics(kafka)
    with (
        place.database() as database_url,
        platform(kafka.bootstrap_servers, prefix, database_url) as services,
    ):
        await asyncio.to_thread(services.migrate)
        started = {name: await _start(services, name) for name in SERVICES}
        usages = {name: watch(service.process.pid) for name, service in started.items()}
        if broker := _kafka_process():
            usages["kafka"] = watch(broker)
        try:
            yield Running(kafka, started, usages)
        finally:
            await asyncio.to_thread(services.close)


async def _start(services: Platform, name: str) -> Service:
    return await asyncio.to_thread(services.start, name)


def _kafka_process() -> int | None:
    """Return the broker's process id, if it runs here."""
    for process in psutil.process_iter(["cmdline"]):
        if "kafka.Kafka" in (process.info["cmdline"] or []):
            return process.pid
    return None


async def _submit(kafka: KafkaSettings, parts: int, profile: str) -> None:
    transcripts = max(1, parts // 100)
    outputs = submitted_fragments(
        transcripts, parts // transcripts, profile=profile, submitted_at=datetime.now(UTC)
    )
    async with create_producer(kafka) as producer:
        while batch := list(islice(outputs, CHUNK)):
            await send_all(producer, kafka, batch)


async def _warm_up(running: Running) -> None:
    await _submit(running.kafka, 200, "verbatim")
    storage = running.services["storage"]
    await rate_until(lambda: metric(storage, "emend_parts_total"), 200)


async def _latencies(kafka: KafkaSettings, rate: int, count: int) -> list[float]:
    sent: dict[bytes, float] = {}
    waits: list[float] = []
    consumer = AIOKafkaConsumer(
        kafka.topic(Topic.PROCESSED),
        **kafka.connection(),
        auto_offset_reset="latest",
        isolation_level="read_committed",
    )
    async with consumer:
        await consumer.seek_to_end()
        for place in consumer.assignment():
            await consumer.position(place)
        sending = asyncio.create_task(_send_steadily(kafka, rate, count, sent))
        async with asyncio.timeout(count / rate + 60):
            while len(waits) < count:
                polled = await consumer.getmany(timeout_ms=20)
                now = time.perf_counter()
                for records in polled.values():
                    waits += [(now - sent[record.key or b""]) * 1000 for record in records]
        await sending
    return waits


async def _send_steadily(
    kafka: KafkaSettings, rate: int, count: int, sent: dict[bytes, float]
) -> None:
    outputs = list(submitted_fragments(count, 1, profile="lecture", submitted_at=datetime.now(UTC)))
    start = time.perf_counter()
    async with create_producer(kafka) as producer:
        for number, output in enumerate(outputs):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            sent[output.key] = time.perf_counter()
            await producer.send(
                kafka.topic(output.topic), output.value, output.key, headers=list(output.headers)
            )
        await producer.flush()
