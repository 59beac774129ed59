"""Whether a service is alive, and which of its dependencies answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, TypeAlias

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from emend_telemetry import metrics
from emend_web._problems import Problem

HealthCheck: TypeAlias = Callable[[], Awaitable[str | None]]
"""Raises, with the reason as its message, when the dependency is away; may return a note."""


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(frozen=True)

    status: Literal["alive"] = "alive"
    service: str
    version: str


class DependencyState(BaseModel):
    """What one dependency answered."""

    model_config = ConfigDict(frozen=True)

    state: Literal["up", "down"]
    latency_ms: float = Field(description="How long the check took.")
    error: str | None = Field(default=None, description="Why it counts as down.")
    note: str | None = Field(default=None, description="What to look at although it is up.")


class DetailedHealth(BaseModel):
    """The service and everything it needs."""

    model_config = ConfigDict(frozen=True)

    status: Literal["up", "degraded"]
    service: str
    version: str
    dependencies: dict[str, DependencyState]


class Ready(BaseModel):
    """Every dependency answers."""

    model_config = ConfigDict(frozen=True)

    status: Literal["ready"] = "ready"
    notes: dict[str, str] = Field(
        default_factory=dict[str, str], description="What to look at, by dependency."
    )


async def examine(
    checks: Mapping[str, HealthCheck], timeout_s: float
) -> dict[str, DependencyState]:
    """Ask all dependencies at once, each for at most ``timeout_s``."""
    states = await asyncio.gather(*(_examine_one(check, timeout_s) for check in checks.values()))
    for name, state in zip(checks, states, strict=True):
        metrics.dependency_up(name).set(state.state == "up")
    return dict(zip(checks, states, strict=True))


def health_router(
    service: str, version: str, checks: Mapping[str, HealthCheck], timeout_s: float
) -> APIRouter:
    """Build ``/health``, ``/health/detailed``, ``/ready`` and ``/metrics``."""
    router = APIRouter(tags=["operations"])

    @router.get("/health", summary="Is the process alive?")
    async def health() -> Alive:
        return Alive(service=service, version=version)

    @router.get("/health/detailed", summary="Which dependencies answer, and how fast?")
    async def detailed() -> DetailedHealth:
        states = await examine(checks, timeout_s)
        up = all(state.state == "up" for state in states.values())
        return DetailedHealth(
            status="up" if up else "degraded",
            service=service,
            version=version,
            dependencies=states,
        )

    @router.get("/ready", summary="Can the service do its work?")
    async def ready() -> Ready:
        states = await examine(checks, timeout_s)
        _raise_if_away(states)
        return Ready(notes={name: state.note for name, state in states.items() if state.note})

    @router.get("/metrics", summary="Metrics for Prometheus", response_class=PlainTextResponse)
    async def expose() -> Response:
        return Response(metrics.exposition(), media_type="text/plain; version=0.0.4")

    return router


async def _examine_one(check: HealthCheck, timeout_s: float) -> DependencyState:
    """Ask one dependency."""
    start = time.perf_counter()
    error: str | None = None
    note: str | None = None
    try:
        async with asyncio.timeout(timeout_s):
            note = await check()
    except TimeoutError as reason:
        error = str(reason) or f"no answer within {timeout_s:g} s"
    except Exception as reason:  # noqa: BLE001 - whatever a check raises means: down
        error = str(reason) or type(reason).__name__
    latency_ms = round((time.perf_counter() - start) * 1000, 2)
    state = "down" if error else "up"
    return DependencyState(state=state, latency_ms=latency_ms, error=error, note=note)


def _raise_if_away(states: Mapping[str, DependencyState]) -> None:
    """Answer 503 and name what is away."""
    away = {name: state.error for name, state in states.items() if state.state == "down"}
    if away:
        detail = "; ".join(f"{name}: {error}" for name, error in away.items())
        raise Problem(503, "Not ready", detail, headers={"Retry-After": "5"}, away=away)
