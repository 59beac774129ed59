"""The stage alone: parts of 13 words through one postprocess process, beside the bare loop.

Identity and the bare loop copy one sentence; the engine corrects a real lecture, which every
transcript begins elsewhere, and that sentence too: each of its parts has a filler, a repeat, two
terms and numbers.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from types import MappingProxyType
from urllib.request import Request, urlopen

from emend_bus import KafkaSettings, Output, create_producer, create_topics, send_all
from emend_engine import PROFILES
from tests.bench.figures import Figure, of_runs
from tests.bench.measuring import metric, rate_until, watch
from tests.support.infrastructure import Infrastructure
from tests.support.load import SAID, lecture_parts, received_parts
from tests.support.processes import Service, platform

TRANSCRIPTS = 200
CHUNK = 1_000
NETWORK = ("punctuation", "casing")
"""The stages of the punctuation model."""
UNPUNCTUATED = "unpunctuated"
"""The name of a profile of our own: a lecture without these."""

_LECTURES: Mapping[str, tuple[str, bool, float | None]] = MappingProxyType(
    {
        "postprocess, lecture without the network": (f"{UNPUNCTUATED}@1", True, 25_000),
        "postprocess, lecture": ("lecture", True, 8_000),
        "the same, terms and numbers in every part": ("lecture", False, None),
    }
)
"""What is measured: the profile, whether over a real lecture, and the goal in words/s."""


async def stage_figures(place: Infrastructure, *, parts: int, runs: int) -> list[Figure]:
    """Measure identity, the bare loop and lectures in turn, ``runs`` times each."""
    identity: list[float] = []
    bare: list[float] = []
    lectures: dict[str, list[float]] = {name: [] for name in _LECTURES}
    alone: dict[str, list[float]] = {name: [] for name in _LECTURES}
    processor: list[float] = []
    for _ in range(runs):
        rate, cpu = await _stage_rate(place, _sentences(parts, "verbatim"), parts)
        identity.append(rate)
        processor.append(cpu)
        bare.append(await _bare_rate(place, parts))
        for name, (profile, is_lecture, _) in _LECTURES.items():
            load = _lecture(parts, profile) if is_lecture else _sentences(parts, profile)
            rate, cpu = await _stage_rate(place, load, parts)
            lectures[name].append(rate * len(SAID))
            alone[name].append(rate * len(SAID) / cpu)
    ratios = [ours / theirs for ours, theirs in zip(identity, bare, strict=True)]
    return [
        of_runs("postprocess, identity", identity, "parts/s", goal=4_000),
        of_runs("postprocess, identity, cores used", processor, "cores", better="lower"),
        of_runs("bare aiokafka, same bytes", bare, "parts/s", note="baseline: no codec, no engine"),
        of_runs("identity beside bare", ratios, "times"),
        *(
            of_runs(name, lectures[name], "words/s", goal=goal)
            for name, (_, _, goal) in _LECTURES.items()
        ),
        *(
            of_runs(f"{name}, per processor second", rates, "words/s")
            for name, rates in alone.items()
        ),
    ]


async def memory_figures(place: Infrastructure, *, parts: int) -> list[Figure]:
    """Measure the resident memory of one process over many parts."""
    kafka = await _topics(place)
    with platform(kafka.bootstrap_servers, kafka.topic_prefix, "") as services:
        service = await asyncio.to_thread(services.start, "postprocess")
        usage = watch(service.process.pid)
        sending = asyncio.create_task(_send(kafka, _sentences(parts, "verbatim")))
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


async def _stage_rate(
    place: Infrastructure, load: Iterator[Output], parts: int
) -> tuple[float, float]:
    kafka = await _topics(place)
    with platform(kafka.bootstrap_servers, kafka.topic_prefix, "") as services:
        first = await asyncio.to_thread(services.start, "postprocess")
        await asyncio.to_thread(_define_unpunctuated, first)
        await asyncio.to_thread(services.stop, first)
        await _send(kafka, load)
        service = await asyncio.to_thread(services.start, "postprocess", wait=False)
        usage = watch(service.process.pid)
        rate, seconds = await rate_until(
            lambda: metric(service, "emend_parts_total"), parts, usages=[usage]
        )
        return rate, usage.cpu_seconds / seconds


async def _bare_rate(place: Infrastructure, parts: int) -> float:
    kafka = await _topics(place)
    await _send(kafka, _sentences(parts, "verbatim"))
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


def _define_unpunctuated(service: Service) -> None:
    """Publish the profile without the network's stages, as a user does."""
    stages = [stage for stage in PROFILES["lecture"].stages if stage not in NETWORK]
    body = json.dumps({"extends": "lecture", "stages": stages}).encode()
    request = Request(f"{service.url}/v1/profiles/{UNPUNCTUATED}", body, method="PUT")  # noqa: S310 - loopback
    with urlopen(request, timeout=30):  # noqa: S310 - loopback
        return


def _sentences(parts: int, profile: str) -> Iterator[Output]:
    each, now = parts // TRANSCRIPTS, datetime.now(UTC)
    return received_parts(TRANSCRIPTS, each, profile=profile, submitted_at=now)


def _lecture(parts: int, profile: str) -> Iterator[Output]:
    each, now = parts // TRANSCRIPTS, datetime.now(UTC)
    return lecture_parts(TRANSCRIPTS, each, profile=profile, submitted_at=now)


async def _send(kafka: KafkaSettings, outputs: Iterator[Output]) -> None:
    async with create_producer(kafka) as producer:
        while batch := list(islice(outputs, CHUNK)):
            await send_all(producer, kafka, batch)
