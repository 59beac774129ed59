"""The HTTP application that every service starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI

from emend_web._addresses import AddressShell
from emend_web._audit import AuditShell, AuditTrail
from emend_web._health import HealthCheck, health_router
from emend_web._problems import answer_with_problems, problem_responses
from emend_web._requests import RequestShell


def create_web(
    service: str,
    version: str,
    *,
    checks: Mapping[str, HealthCheck],
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[Any]] | None = None,
    description: str = "",
    check_timeout_s: float = 2.0,
    trail: AuditTrail | None = None,
    is_unavailable: Callable[[BaseException], bool] | None = None,
) -> FastAPI:
    """Build a FastAPI application with health, readiness, metrics and problem documents.

    ``checks`` names the dependencies without which the service cannot work. ``service`` is the
    name in logs and metrics, ``emend-ingest`` say; the OpenAPI document is at ``/docs``.
    ``trail`` records what is asked for, before it is answered. ``is_unavailable`` tells an error
    that waiting mends, which is answered with 503, from one of ours, which is 500.
    """
    app = FastAPI(
        title=service,
        version=version,
        description=description,
        lifespan=lifespan,
        responses=problem_responses(),
        redoc_url=None,
    )
    answer_with_problems(app)
    if trail is not None:
        app.add_middleware(AuditShell, trail=trail)
    app.add_middleware(AddressShell)
    app.add_middleware(RequestShell, is_unavailable=is_unavailable)
    app.include_router(health_router(service, version, checks, check_timeout_s))
    return app
