"""One run: parts flow at a steady pace, harm is done, and the result is judged."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from emend_bus import KafkaSettings, Output, create_producer, create_topics, send_all
from tests.faults.scenarios import Broker, Scenario, Scene
from tests.support.load import received_parts
from tests.support.processes import Platform, platform
from tests.support.verdict import Verdict, judge

PACE_SECONDS = 0.1
SETTINGS = {
    "KAFKA_SESSION_TIMEOUT_MS": "6000",
    "POSTPROCESS_MAX_BATCH": "50",
}
"""The broker's shortest session, so that takeovers happen within a run; small batches, so that
harm finds one in flight."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much flows, and how fast."""

    transcripts: int
    parts_each: int
    parts_per_second: int
    away_seconds: float = 5.0
    """How long a scenario takes a server away."""

    @property
    def parts(self) -> int:
        """All parts."""
        return self.transcripts * self.parts_each


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, and what came of it."""

    did: str
    verdict: Verdict
    seconds: float


async def run_once(
    scenario: Scenario,
    size: Size,
    broker: Broker,
    *,
    bootstrap_servers: str,
    database_url: str,
    seed: int,
    timeout_seconds: float = 60.0,
) -> Outcome:
    """Run one scenario on a fresh set of topics and a fresh database."""
    kafka = KafkaSettings(
        bootstrap_servers=bootstrap_servers, topic_prefix=f"faults-{secrets.token_hex(4)}."
    )
    await create_topics(kafka)
    started = asyncio.get_running_loop().time()
    async with _services(kafka, database_url) as services:
        scene = _scene(services, size, broker, seed)
        harm = asyncio.create_task(scenario(scene))
        await _send(kafka, size, scene.sending)
        scene.flowing.clear()
        did = await harm
        verdict = await judge(
            kafka,
            database_url,
            transcripts=size.transcripts,
            parts_each=size.parts_each,
            timeout_seconds=timeout_seconds,
        )
        verdict.problems += _deaths(services)
    return Outcome(did, verdict, asyncio.get_running_loop().time() - started)


def _scene(services: Platform, size: Size, broker: Broker, seed: int) -> Scene:
    flowing = asyncio.Event()
    flowing.set()
    return Scene(
        services,
        broker,
        random.Random(seed),  # noqa: S311 - a repeatable run, not a secret
        flowing,
        size.parts / size.parts_per_second,
        size.away_seconds,
        asyncio.Lock(),
    )


def _deaths(services: Platform) -> list[str]:
    return [
        f"{service.name} ended with {code}: {service.last_words()}"
        for service in services.services
        if (code := service.process.poll()) is not None
    ]


@asynccontextmanager
async def _services(kafka: KafkaSettings, database_url: str) -> AsyncGenerator[Platform]:
    with platform(
        kafka.bootstrap_servers, kafka.topic_prefix, database_url, **SETTINGS
    ) as services:
        await asyncio.to_thread(services.migrate)
        for name in ("storage", "postprocess", "postprocess"):
            await asyncio.to_thread(services.start, name)
        try:
            yield services
        finally:
            await asyncio.to_thread(services.close)


async def _send(kafka: KafkaSettings, size: Size, sending: asyncio.Lock) -> None:
    outputs = list(
        received_parts(
            size.transcripts, size.parts_each, profile="lecture", submitted_at=datetime.now(UTC)
        )
    )
    step = max(1, int(size.parts_per_second * PACE_SECONDS))
    clock = asyncio.get_running_loop().time
    due = clock()
    async with create_producer(kafka) as producer:
        for batch in _cut(outputs, step):
            async with sending:
                await send_all(producer, kafka, batch)
            due += PACE_SECONDS
            await asyncio.sleep(max(0.0, due - clock()))


def _cut(outputs: Sequence[Output], size: int) -> list[Sequence[Output]]:
    return [outputs[start : start + size] for start in range(0, len(outputs), size)]
