"""The process of a service: logs and traces set up, HTTP and work run to their end."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from fastapi import FastAPI

from emend_telemetry import configure_logging, configure_tracing
from emend_web import Work, run, serve


@dataclass(frozen=True, slots=True)
class Service:
    """What runs: HTTP, and the work beside it."""

    app: FastAPI
    work: Sequence[Work]


class Listening(Protocol):
    """As much of a service's settings as its process needs."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def log_level(self) -> str: ...


def run_service(
    name: str, version: str, settings: Listening, opening: AbstractAsyncContextManager[Service]
) -> None:
    """Open a service, serve it until it is told to stop, and close it; see ``emend_web.serve``."""
    configure_logging(name, level=settings.log_level)
    flush = configure_tracing(name, version)
    try:
        run(_serve(settings, opening))
    finally:
        flush()


def say_usage(usage: str, arguments: Sequence[str]) -> int:
    """Print how a service is started; return 0 if that was asked for, 2 if not."""
    asked = arguments[0] in ("-h", "--help")
    (sys.stdout if asked else sys.stderr).write(
        f"{usage}\nSettings: see its README, or infra/config/schema.json.\n"
    )
    return 0 if asked else 2


async def _serve(settings: Listening, opening: AbstractAsyncContextManager[Service]) -> None:
    async with opening as service:
        # what was imported and built lives as long as the process: collections need not walk it
        gc.freeze()
        await serve(service.app, settings.host, settings.port, work=service.work)
