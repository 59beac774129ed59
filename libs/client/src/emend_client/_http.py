"""One HTTP request to a service, its errors turned into ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast
from urllib.parse import quote

import httpx

from emend_client._addresses import Service, service_variable
from emend_client._errors import ClientError, NotFound, Refused, Unreachable

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
NOT_FOUND = 404


@asynccontextmanager
async def session(url: str, service: Service) -> AsyncGenerator[httpx.AsyncClient]:
    """Yield a client for one service; whatever keeps it from answering is one error.

    Raises:
        Unreachable: nothing answers at the address.
        ClientError: the address is none.
    """
    variable = service_variable(service)
    try:
        async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT) as client:
            yield client
    except httpx.TransportError as error:
        reason = str(error) or type(error).__name__
        what = f"the {service} service"
        raise Unreachable(what, url, variable, reason) from error
    except httpx.InvalidURL as error:
        message = f"{variable} is {url!r}, which is no URL: {error}"
        raise ClientError(message, "It looks like http://localhost:8103.") from error


def checked(response: httpx.Response) -> httpx.Response:
    """Return the response if it is a success.

    Raises:
        NotFound: HTTP 404.
        Refused: any other error, with what the service says about it.
    """
    if response.is_success:
        return response
    problem = _problem(response)
    title = str(problem.get("title") or response.reason_phrase or "error")
    detail, hint = str(problem.get("detail") or ""), str(problem.get("hint") or "")
    kind = NotFound if response.status_code == NOT_FOUND else Refused
    raise kind(response.status_code, title, detail, hint)


def document(response: httpx.Response) -> Any:
    """Return the JSON value of a successful response.

    Raises:
        Refused: an error, or an answer that is not JSON: something else listens there.
    """
    try:
        return checked(response).json()
    except ValueError as error:
        message = f"{response.url} answered with something that is not JSON"
        raise Refused(response.status_code, "not JSON", message) from error


def segment(text: str) -> str:
    """Return a text as one segment of a URL's path."""
    return quote(text, safe="")


def _problem(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found: object = response.json()
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}
