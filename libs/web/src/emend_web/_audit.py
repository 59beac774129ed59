"""No answer without its record: what surrounds every audited request of a service.

The record is kept before the first byte of the answer leaves. Where it cannot be kept, the
client gets 503 instead, since an act that nobody can account for must not happen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final, NamedTuple, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emend_events import Act, Activity
from emend_telemetry import current_trace_id
from emend_web._problems import Problem, problem_response

ANONYMOUS: Final = "anonymous"
"""Who acts where nobody had to say who they are."""

_IN_THE_ACT: Final = "emend.recorded"


class Audited(NamedTuple):
    """How a route's acts are recorded."""

    type: str
    """Subject and past tense, such as ``transcript.read``."""
    activity: Activity
    subject: str | None = None
    """The path parameter that names whom or what it concerns."""


Routes: TypeAlias = Mapping[tuple[str, str], Audited]
"""By method and route template, as in ``("GET", "/v1/transcripts/{name}")``."""

Recorder: TypeAlias = Callable[[Act], Awaitable[None]]
"""Keeps a record; raises ``NotRecorded`` where it cannot."""


class NotRecorded(Exception):  # noqa: N818 - names the state
    """The record could not be kept; the message says why."""


class Caller(NamedTuple):
    """Who asks, as far as it is known."""

    actor: str
    ip: str | None


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """What a service records of its requests, and how."""

    service: str
    version: str
    routes: Routes
    record: Recorder
    now: Callable[[], datetime]


class AuditShell:
    """ASGI middleware that records each answer of an audited route, whatever its status."""

    def __init__(self, app: ASGIApp, trail: AuditTrail) -> None:
        self._app = app
        self._trail = trail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = withheld = False

        async def recording(message: Message) -> None:
            nonlocal started, withheld
            if message["type"] == "http.response.start" and not withheld:
                started = True
                reason = await self._record(scope, int(message["status"]))
                if reason is not None:
                    withheld = True
                    problem = Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Unavailable", reason)
                    await problem_response(problem, scope["path"])(scope, receive, send)
            if not withheld:
                await send(message)

        try:
            await self._app(scope, receive, recording)
        except Exception:
            if not started:
                await self._record(scope, HTTPStatus.INTERNAL_SERVER_ERROR)
            raise

    async def _record(self, scope: Scope, status: int) -> str | None:
        """Keep the record; return why it could not be kept, none if it was or need not be."""
        act = None if scope.get(_IN_THE_ACT) else self._act(scope, status)
        if act is not None:
            try:
                await self._trail.record(act)
            except NotRecorded as error:
                return f"the record of this request could not be kept: {error}"
        return None

    def _act(self, scope: Scope, status: int) -> Act | None:
        route: Any = scope.get("route")
        template = getattr(route, "path", "")
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        audited = self._trail.routes.get((method, template))
        if audited is None:
            return None
        caller = caller_of(scope)
        return Act(
            service=self._trail.service,
            version=self._trail.version,
            type=audited.type,
            operation=f"{scope['method']} {template}",
            activity=audited.activity,
            subject=scope["path_params"].get(audited.subject or "", self._trail.service)[:200],
            time=self._trail.now(),
            actor=caller.actor,
            resources=(("path", scope["path"][:500]),),
            failure=str(status) if status >= HTTPStatus.BAD_REQUEST else "",
            correlation=current_trace_id(),
            ip=caller.ip,
        )


def caller_of(scope: Scope) -> Caller:
    """Return who sent a request."""
    client = scope.get("client")
    return Caller(ANONYMOUS, client[0] if client else None)


def recorded_in_the_act(scope: Scope) -> None:
    """Say that this request's record is kept in the transaction of what it did."""
    scope[_IN_THE_ACT] = True
