"""What surrounds every request: its span, its metrics, and the answer to what nobody foresaw."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Final

from opentelemetry.trace import Span
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emend_telemetry import Attribute, current_trace_id, get_logger, metrics, request_span
from emend_web._problems import Problem, problem_response

_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_CLIENT_WENT_AWAY: Final = 499
"""Not in the standard, but what nginx's logs have called it for twenty years."""

_FAILED: Final = Problem(500, "Internal error", "The service failed; its log says why.")
_AWAY: Final = Problem(
    503, "Unavailable", "What the service needs is away; `/ready` says what.", code="unavailable"
)

log = get_logger(__name__)


def _never(_: BaseException) -> bool:
    return False


class RequestShell:
    """ASGI middleware around a whole application.

    Metrics are labelled with the route's template, never with the path, so their number is
    bounded whatever is asked for.
    """

    def __init__(
        self, app: ASGIApp, is_unavailable: Callable[[BaseException], bool] | None = None
    ) -> None:
        self._app = app
        self._is_unavailable = is_unavailable or _never

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        start = time.perf_counter()
        with request_span(method, _trace_headers(scope)) as span:
            status = await self._answer(scope, receive, send)
            route = _route(scope)
            _describe(span, scope, f"{method} {route}", route, status)
        metrics.http_requests(route, method, status).inc()
        metrics.http_request_seconds(route, method).observe(time.perf_counter() - start)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Let the application answer; return the status that the client saw."""
        status = 0

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except ClientDisconnect:
            return _CLIENT_WENT_AWAY
        except Exception as error:
            trace_id = current_trace_id() or uuid.uuid4().hex
            log.exception("request failed", path=scope["path"], trace_id=trace_id)
            if status:
                raise  # half an answer is out: only breaking the connection tells the client
            problem = _AWAY if self._is_unavailable(error) else _FAILED
            await problem_response(problem, scope["path"], trace_id)(scope, receive, send)
            return problem.status
        return status


def _trace_headers(scope: Scope) -> Iterable[tuple[str, bytes]]:
    """Read the caller's headers as those of a Kafka message are read."""
    return [(name.decode("latin-1"), value) for name, value in scope["headers"]]


def _route(scope: Scope) -> str:
    """Return the template of the route that matched."""
    route: Any = scope.get("route")
    return getattr(route, "path", "unmatched")


def _describe(span: Span, scope: Scope, name: str, route: str, status: int) -> None:
    """Tell the span what is known after the answer."""
    if span.is_recording():
        span.update_name(name)
        span.set_attribute(Attribute.HTTP_ROUTE.value, route)
        span.set_attribute(Attribute.URL_PATH.value, scope["path"])
        span.set_attribute(Attribute.HTTP_RESPONSE_STATUS_CODE.value, status)
        if status >= 500:  # noqa: PLR2004 - server errors, as the conventions say
            span.set_attribute(Attribute.ERROR_TYPE.value, str(status))
