"""The HTTP shell of every service: health, metrics, problem details."""

from __future__ import annotations

from emend_web._application import create_web
from emend_web._audit import (
    ANONYMOUS,
    Audited,
    AuditTrail,
    Caller,
    NotRecorded,
    Routes,
    caller_of,
    recorded_in_the_act,
)
from emend_web._health import DependencyState, DetailedHealth, HealthCheck, examine
from emend_web._parameters import NO_NUL, in_utc
from emend_web._problems import Problem, problem_responses
from emend_web._schema_registry import schema_registry_router
from emend_web._server import Work, run, serve

__all__ = [
    "ANONYMOUS",
    "NO_NUL",
    "AuditTrail",
    "Audited",
    "Caller",
    "DependencyState",
    "DetailedHealth",
    "HealthCheck",
    "NotRecorded",
    "Problem",
    "Routes",
    "Work",
    "caller_of",
    "create_web",
    "examine",
    "in_utc",
    "problem_responses",
    "recorded_in_the_act",
    "run",
    "schema_registry_router",
    "serve",
]
