"""The audit log: from an event on the topic to its proof, and an export verified offline."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from emend_bus import KafkaSettings, Output, create_producer, create_topics, send_all
from emend_events import Codec
from emend_transparency import Verifier, verify_export
from tests.bench.figures import Figure, percentile
from tests.bench.measuring import watch
from tests.support.audit import Witness, messages, numbered_event
from tests.support.infrastructure import Infrastructure
from tests.support.processes import Service, platform

TICK_SECONDS = 0.02
LOOK_SECONDS = 0.005
SETTLE_SECONDS = 120


@dataclass(slots=True)
class Timeline:
    """When which events were handed to Kafka, and when which size was signed."""

    sent: dict[str, float] = field(default_factory=dict[str, float])
    sizes: list[int] = field(default_factory=list[int])
    times: list[float] = field(default_factory=list[float])

    def waits_ms(self, ids: Iterable[str]) -> list[float]:
        """Return how long each event waited; ``ids`` are those of the entries, in order."""
        return [
            1000 * (self.times[bisect_right(self.sizes, index)] - self.sent[event])
            for index, event in enumerate(ids)
            if event in self.sent
        ]


async def audit_figures(
    place: Infrastructure, *, rate: int, seconds: int, exported: int
) -> list[Figure]:
    """Measure time to proof at a steady rate, then an export of so many entries."""
    prefix = f"bench-{secrets.token_hex(4)}."
    kafka = KafkaSettings(bootstrap_servers=place.bootstrap_servers, topic_prefix=prefix)
    await create_topics(kafka, replication_factor=1)
    with place.database() as url, platform(place.bootstrap_servers, prefix, url) as running:
        await asyncio.to_thread(running.migrate, "audit")
        service = await asyncio.to_thread(running.start, "audit")
        witness = Witness(running.folder / "audit")
        codec, total = Codec(), rate * seconds
        await _until(witness, await _send(kafka, messages(codec, range(total, total + 500))))
        ready = messages(codec, range(total))
        timeline, usage = Timeline(), watch(service.process.pid)
        watching = asyncio.create_task(_watch(witness, timeline, total + 500))
        await _send_steadily(kafka, ready, rate, timeline)
        await watching
        usage.sample()
        cores = usage.cpu_seconds / seconds
        ids = [json.loads(entry)["id"] for entry in witness.entries()]
        waits = timeline.waits_ms(ids)
        more = range(total + 500, max(exported, total + 500))
        await _send(kafka, messages(codec, more))
        await _until(witness, more.stop)
        export = await _export(service, running.folder / "export.jsonl", exported)
    note = f"{rate:,} events/s for {seconds} s, {len(waits):,} events"
    return [
        Figure("event to proof, median", percentile(waits, 50), "ms", better="lower", note=note),
        Figure("event to proof, p99", percentile(waits, 99), "ms", 3_000, "lower", note=note),
        Figure("  audit, cores used", cores, "cores", better="lower"),
        Figure("  audit, memory", max(usage.samples_mib), "MiB", better="lower"),
        *export,
    ]


async def _export(service: Service, file: Path, count: int) -> list[Figure]:
    started, written = time.perf_counter(), 0
    async with httpx.AsyncClient(base_url=service.url, timeout=300) as http:
        key = Verifier.parse((await http.get("/v1/audit/log")).json()["keys"][0])
        async with http.stream("GET", "/v1/audit/export", params={"end": count}) as answer:
            with file.open("wb") as sink:
                async for chunk in answer.aiter_bytes():
                    written += sink.write(chunk)
    fetched = time.perf_counter()
    with file.open("rb") as lines:
        verified = verify_export(lines, key)
    done = time.perf_counter()
    note = f"{verified.entries:,} entries, {written / 2**20:.0f} MiB"
    return [
        Figure("export written", fetched - started, "s", better="lower", note=note),
        Figure("export verified offline", done - fetched, "s", 10, "lower", note=note),
    ]


async def _send(kafka: KafkaSettings, ready: list[Output]) -> int:
    producer = create_producer(kafka)
    await producer.start()
    try:
        for start in range(0, len(ready), 1_000):
            await send_all(producer, kafka, ready[start : start + 1_000])
    finally:
        await producer.stop()
    return len(ready)


async def _send_steadily(
    kafka: KafkaSettings, ready: list[Output], rate: int, timeline: Timeline
) -> None:
    each = max(1, int(rate * TICK_SECONDS))
    producer = create_producer(kafka)
    await producer.start()
    try:
        started = time.perf_counter()
        for start in range(0, len(ready), each):
            await asyncio.sleep(max(0.0, started + start / rate - time.perf_counter()))
            batch = ready[start : start + each]
            now = time.perf_counter()
            timeline.sent.update(
                (str(numbered_event(number).event_id), now)
                for number in range(start, start + len(batch))
            )
            await send_all(producer, kafka, batch)
    finally:
        await producer.stop()


async def _watch(witness: Witness, timeline: Timeline, size: int) -> None:
    last, until = 0, time.perf_counter() + SETTLE_SECONDS
    while last < size and time.perf_counter() < until:
        found = witness.look()
        if found > last:
            last, until = found, time.perf_counter() + SETTLE_SECONDS
            timeline.sizes.append(found)
            timeline.times.append(time.perf_counter())
        await asyncio.sleep(LOOK_SECONDS)


async def _until(witness: Witness, size: int) -> None:
    async with asyncio.timeout(SETTLE_SECONDS):
        while witness.look() < size:  # noqa: ASYNC110 - another process writes the file
            await asyncio.sleep(TICK_SECONDS)
