"""The stage alone: parts of 13 words through one postprocess process, beside the bare loop."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice

from emend_bus import KafkaSettings, create_producer, create_topics, send_all
from tests.bench.figures import Figure, of_runs
from tests.bench.measuring import metric, rate_until, watch
from tests.support.infrastructure import Infrastructure
from tests.support.load import received_parts
from tests.support.processes import platform

TRANSCRIPTS = 200
CHUNK = 1_000


async def stage_figures(place: Infrastructure, *, parts: int, runs: int) -> list[Figure]:
    """Measure identity, lecture and the bare loop in turn, ``runs`` times each."""
    identity: list[float] = []
    lecture: list[float] = []
    bare: list[float] = []
    processor: list[float] = []
    for _ in range(runs):
        rate, cpu = await _stage_rate(place, parts, "verbatim")
        identity.append(rate)
        processor.append(cpu)
        bare.append(await _bare_rate(place, parts))
        lecture.append((await _stage_rate(place, parts, "lecture"))[0])
    ratios = [ours / theirs for ours, theirs in zip(identity, bare, strict=True)]
    return [
        of_runs("postprocess, identity", identity, "parts/s", goal=4_000),
        of_runs("postprocess, identity, cores used", processor, "cores", better="lower"),
        of_runs("postprocess, lecture", lecture, "parts/s"),
        of_runs("bare aiokafka, same bytes", bare, "parts/s", note="baseline: no codec, no engine"),
        of_runs("identity beside bare", ratios, "times"),
    ]


async def memory_figures(place: Infrastructure, *, parts: int) -> list[Figure]:
    """Measure the resident memory of one process over many parts."""
    kafka = await _topics(place)
    with platform(kafka.bootstrap_servers, kafka.topic_prefix, "") as services:
        service = await asyncio.to_thread(services.start, "postprocess")
        usage = watch(service.process.pid)
        sending = asyncio.create_task(_send(kafka, parts, "verbatim"))
        rate, seconds = await rate_until(
            lambda: metric(service, "emend_parts_total"),
            parts,
            usages=[usage],
            timeout_seconds=3_600,
        )
        await sending
    samples = usage.samples_mib
    warm, end = samples[len(samples) // 5], samples[-1]
    return [
        Figure("memory, a fifth of the way", warm, "MiB", note=f"{parts:,} parts, {seconds:.0f} s"),
        Figure("memory, at the end", end, "MiB", note=f"{rate:,.0f} parts/s"),
        Figure("memory growth", end / warm, "times", goal=1.10, better="lower"),
    ]


async def _stage_rate(place: Infrastructure, parts: int, profile: str) -> tuple[float, float]:
    kafka = await _topics(place)
    await _send(kafka, parts, profile)
    with platform(kafka.bootstrap_servers, kafka.topic_prefix, "") as services:
        service = await asyncio.to_thread(services.start, "postprocess", wait=False)
        usage = watch(service.process.pid)
        rate, seconds = await rate_until(lambda: metric(service, "emend_parts_total"), parts)
        return rate, usage.cpu_seconds / seconds


async def _bare_rate(place: Infrastructure, parts: int) -> float:
    kafka = await _topics(place)
    await _send(kafka, parts, "verbatim")
    environment = os.environ | {
        "KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap_servers,
        "KAFKA_TOPIC_PREFIX": kafka.topic_prefix,
    }
    command = [sys.executable, "-m", "tests.bench.bare", str(parts)]
    done = await asyncio.to_thread(
        subprocess.run, command, check=True, env=environment, capture_output=True, timeout=600
    )
    return float(json.loads(done.stdout)["rate"])


async def _topics(place: Infrastructure) -> KafkaSettings:
    prefix = f"bench-{secrets.token_hex(4)}."
    kafka = KafkaSettings(bootstrap_servers=place.bootstrap_servers, topic_prefix=prefix)
    await create_topics(kafka)
    return kafka


async def _send(kafka: KafkaSettings, parts: int, profile: str) -> None:
    outputs = received_parts(
        TRANSCRIPTS, parts // TRANSCRIPTS, profile=profile, submitted_at=datetime.now(UTC)
    )
    async with create_producer(kafka) as producer:
        while batch := list(islice(outputs, CHUNK)):
            await send_all(producer, kafka, batch)
