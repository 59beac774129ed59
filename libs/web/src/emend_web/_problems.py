"""Every error as a problem document (RFC 9457), without telling what is inside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from emend_telemetry import current_trace_id

MEDIA_TYPE: Final = "application/problem+json"
_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
PROBLEM_SCHEMA: Final[Mapping[str, Any]] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "default": "about:blank"},
        "title": {"type": "string", "description": "The kind of problem, the same every time."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What happened this time."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "trace_id": {"type": "string", "description": "What to name when asking for help."},
        "errors": {
            "type": "array",
            "description": "For invalid requests: what is wrong where.",
            "items": {
                "type": "object",
                "properties": {"location": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


class Problem(Exception):  # noqa: N818 - the standard's own word
    """Ends a request with a problem document; extensions become members of their own."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str | None = None,
        type: str = "about:blank",  # noqa: A002 - the member's name in RFC 9457
        *,
        headers: Mapping[str, str] | None = None,
        **extensions: object,
    ) -> None:
        super().__init__(f"{status} {title}: {detail}" if detail else f"{status} {title}")
        self.status = status
        self.title = title
        self.detail = detail
        self.type = type
        self.headers = dict(headers or {})
        self.extensions = extensions


def problem_responses() -> dict[int | str, dict[str, Any]]:
    """Describe for OpenAPI what every operation may answer instead of its result."""
    content = {MEDIA_TYPE: {"schema": dict(PROBLEM_SCHEMA)}}
    return {
        422: {"description": "The request is not valid.", "content": content},
        "default": {"description": "Something is wrong (RFC 9457).", "content": content},
    }


def problem_response(problem: Problem, path: str, trace_id: str | None = None) -> JSONResponse:
    """Write a problem as the answer to a request for ``path``."""
    document: dict[str, object] = {
        **problem.extensions,
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
        "trace_id": trace_id or current_trace_id(),
    }
    return JSONResponse(
        {name: value for name, value in document.items() if value is not None},
        status_code=problem.status,
        headers=problem.headers,
        media_type=MEDIA_TYPE,
    )


def answer_with_problems(app: FastAPI) -> None:
    """Make the application answer every expected error with a problem document.

    Unexpected ones are answered further out, where the request is measured.
    """
    _answer(app, Problem, lambda error, _: error)
    _answer(app, HTTPException, _from_http)
    _answer(app, RequestValidationError, lambda error, _: _from_validation(error))


def _answer(app: FastAPI, kind: type[Exception], read: Callable[[Any, Request], Problem]) -> None:
    """Register the reading of one kind of exception."""

    async def handle(request: Request, error: Exception) -> JSONResponse:
        return problem_response(read(error, request), request.url.path)

    handler: Callable[[Request, Any], Awaitable[JSONResponse]] = handle
    app.add_exception_handler(kind, handler)


def _from_http(error: HTTPException, request: Request) -> Problem:
    """Read Starlette's own errors: no such route, method not allowed, and the like."""
    try:
        title = HTTPStatus(error.status_code).phrase
    except ValueError:
        title = "Error"
    detail = None if error.detail == title else error.detail
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_allowed(request)))
    return Problem(error.status_code, title, detail, headers=headers)


def _allowed(request: Request) -> set[str]:
    """Return the methods that this path has, of all its routes: Starlette names the first's."""
    routes: list[BaseRoute] = request.app.router.routes
    allowed = {
        method
        for method in _METHODS
        if any(_matches(route, {**request.scope, "method": method}) for route in routes)
    }
    return allowed | {"HEAD"} if "GET" in allowed else allowed


def _matches(route: BaseRoute, scope: Scope) -> bool:
    return route.matches(scope)[0] == Match.FULL


def _from_validation(error: RequestValidationError) -> Problem:
    """Say what is wrong where, without repeating what was sent."""
    errors = [
        {"location": ".".join(str(step) for step in item["loc"]), "detail": item["msg"]}
        for item in error.errors()
    ]
    detail = "; ".join(f"{item['location']}: {item['detail']}" for item in errors)
    return Problem(422, "The request is not valid", detail, errors=errors)
