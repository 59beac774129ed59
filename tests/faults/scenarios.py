"""What is done to the platform while parts flow through two postprocess processes."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeAlias

from tests.support.processes import Platform, Service

FREEZE_SECONDS = 10.0


class Broker(Protocol):
    """The stack, as far as a scenario harms it."""

    def stop(self, piece: str) -> None:
        """Ask a piece to end."""
        ...

    def start(self, piece: str) -> None:
        """Start it again."""
        ...


@dataclass(slots=True)
class Scene:
    """What a scenario works on."""

    platform: Platform
    broker: Broker
    chance: random.Random
    flowing: asyncio.Event
    """Set while parts are still being sent."""
    seconds: float
    """How long the parts flow."""
    away_seconds: float
    """How long a server stays away."""
    sending: asyncio.Lock
    """Held by the sender for each batch; who holds it keeps the sender waiting."""

    def postprocess(self) -> list[Service]:
        """Return the postprocess processes that run."""
        return [service for service in self.platform.services if service.name == "postprocess"]


Scenario: TypeAlias = Callable[[Scene], Coroutine[None, None, str]]
"""Does its harm, and says what it did."""


async def kill_at_random(scene: Scene) -> str:
    """Kill one of the two with -9 now and then, and start a new one each time."""
    kills = 0
    while scene.flowing.is_set():
        await asyncio.sleep(scene.chance.uniform(0.5, scene.seconds / 4))
        victim = scene.chance.choice(scene.postprocess())
        victim.kill()
        scene.platform.services.remove(victim)
        kills += 1
        await asyncio.to_thread(scene.platform.start, "postprocess", wait=False)
    return f"{kills} kills"


async def freeze_and_thaw(scene: Scene) -> str:
    """Halt one in mid-work for longer than its session lasts, and let it go on."""
    await asyncio.sleep(scene.chance.uniform(0.2, 0.5) * scene.seconds)
    victim = scene.chance.choice(scene.postprocess())
    victim.freeze()
    await asyncio.sleep(FREEZE_SECONDS)
    victim.thaw()
    return f"frozen for {FREEZE_SECONDS:.0f} s"


async def restart_broker(scene: Scene) -> str:
    """Stop the broker in mid-work and start it again."""
    await asyncio.sleep(scene.chance.uniform(0.2, 0.5) * scene.seconds)
    await asyncio.to_thread(scene.broker.stop, "kafka")
    await asyncio.to_thread(scene.broker.start, "kafka")
    return "1 restart"


async def kafka_away(scene: Scene) -> str:
    """Take the broker away in mid-work."""
    await asyncio.sleep(scene.chance.uniform(0.2, 0.5) * scene.seconds)
    async with scene.sending:
        await _away(scene, "kafka")
    return f"away for {scene.away_seconds:.0f} s"


async def postgres_away(scene: Scene) -> str:
    """Take the database away in mid-work."""
    await asyncio.sleep(scene.chance.uniform(0.2, 0.5) * scene.seconds)
    await _away(scene, "postgres")
    return f"away for {scene.away_seconds:.0f} s"


async def _away(scene: Scene, piece: str) -> None:
    await asyncio.to_thread(scene.broker.stop, piece)
    await asyncio.sleep(scene.away_seconds)
    await asyncio.to_thread(scene.broker.start, piece)


async def scale(scene: Scene) -> str:
    """From the two down to one, up to three, and down to one again."""
    step = scene.seconds / 6
    await asyncio.to_thread(scene.platform.stop, scene.postprocess()[0])
    await asyncio.sleep(step)
    for _ in range(2):
        await asyncio.to_thread(scene.platform.start, "postprocess")
        await asyncio.sleep(step)
    for service in scene.postprocess()[:2]:
        await asyncio.to_thread(scene.platform.stop, service)
        await asyncio.sleep(step)
    return "1 → 3 → 1"


SCENARIOS: Mapping[str, Scenario] = MappingProxyType(
    {
        "kill -9": kill_at_random,
        "freeze": freeze_and_thaw,
        "broker restart": restart_broker,
        "scale": scale,
        "kafka away": kafka_away,
        "postgres away": postgres_away,
    }
)
