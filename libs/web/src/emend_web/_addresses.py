"""What every request goes through before it is routed: its address is text, and HEAD is GET."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emend_web._problems import Problem, problem_response

_NO_TEXT: Final = Problem(
    HTTPStatus.BAD_REQUEST,
    "The address is not text",
    "Write path and query in UTF-8, percent-encoded, without NUL.",
    code="bad_address",
)


class AddressShell:
    """ASGI middleware that refuses addresses which no handler could take as they were meant.

    Bytes that are no UTF-8 would be replaced on the way, and no database keeps a NUL. HEAD is
    answered as GET without the content (RFC 9110, section 9.3.2), except by routes of its own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not _is_text(scope):
            await problem_response(_NO_TEXT, scope["path"])(scope, receive, send)
        elif scope["method"] == "HEAD":
            asked = {**scope, "method": "GET"}
            await self._app(asked, receive, _without_content(send))
            scope["route"] = asked.get("route")
        else:
            await self._app(scope, receive, send)


def _is_text(scope: Scope) -> bool:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    decoded = unquote_to_bytes(path + b"?" + query)
    try:
        decoded.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in decoded


def _without_content(send: Send) -> Send:
    async def head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return head
