"""Profiles and vocabularies over HTTP: ``/v1/profiles`` and ``/v1/vocabularies``.

A ``PUT`` publishes the next version. ``If-Match: "name@3"`` publishes it only if that is the
newest, ``If-None-Match: *`` only if there is none (RFC 9110, section 13.1), so that concurrent
writers cannot overwrite what they have not seen.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from emend_bus import Unavailable
from emend_postprocess.bodies import put_body, put_responses
from emend_postprocess.catalogue import Catalogue, Shelf, Writer
from emend_postprocess.kinds import Invalid
from emend_postprocess.versions import (
    Expected,
    NotAsExpected,
    UnknownName,
    Version,
    all_in_use,
    in_use,
    versions,
)
from emend_telemetry import TRACEPARENT
from emend_web import Problem, caller_of, recorded_in_the_act


def create_routers(catalogue: Catalogue) -> tuple[APIRouter, ...]:
    """Return the routes of both kinds."""
    schemas = APIRouter(prefix="/v1/schemas", tags=["schemas"])

    @schemas.get("/profile", summary="The JSON Schema of a profile")
    async def profile() -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return JSONResponse(catalogue.profiles.kind.schema())

    @schemas.get("/vocabulary", summary="The JSON Schema of a vocabulary")
    async def vocabulary() -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - as above
        return JSONResponse(catalogue.vocabularies.kind.schema())

    return schemas, create_router(catalogue.profiles), create_router(catalogue.vocabularies)


def create_router(shelf: Shelf[Any]) -> APIRouter:
    """Return the routes of one kind."""
    plural, noun = shelf.kind.plural, shelf.kind.noun
    router = APIRouter(prefix=f"/v1/{plural}", tags=[plural])

    @router.get("", summary=f"The {plural} in use")
    async def list_all() -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return _list_all(shelf)

    @router.get("/{name}", summary=f"A {noun}: the newest version, or name@version")
    async def show(name: str) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - as above
        return await _show(shelf, name)

    @router.get("/{name}/versions", summary=f"Every version of a {noun}")
    async def list_versions(name: str) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - as above
        return await _list_versions(shelf, name)

    @router.put(
        "/{name}",
        summary=f"Publish the next version of a {noun}",
        responses=put_responses(shelf.kind),
        openapi_extra=put_body(shelf.kind),
    )
    async def put(name: str, request: Request) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - as above
        return await _put(shelf, name, request)

    @router.delete(
        "/{name}", status_code=HTTPStatus.NO_CONTENT, summary=f"Take a {noun} out of use"
    )
    async def delete(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction] - as above
        return await _delete(shelf, name, request)

    return router


@asynccontextmanager
async def answering() -> AsyncGenerator[None]:
    """Turn what the catalogue refuses into problem documents."""
    try:
        yield
    except Invalid as error:
        errors = [{"location": place, "detail": fault} for place, fault in error.problems]
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The document is not valid",
            str(error),
            code="invalid",
            errors=errors,
        ) from error
    except UnknownName as error:
        raise Problem(HTTPStatus.NOT_FOUND, "Not found", str(error), code="not_found") from error
    except NotAsExpected as error:
        raise Problem(
            HTTPStatus.PRECONDITION_FAILED,
            "Changed by another",
            str(error),
            code="not_as_expected",
            hint="Read the newest version, apply the change to it, and try again.",
        ) from error
    except Unavailable as error:
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Unavailable",
            str(error),
            code="unavailable",
            headers={"Retry-After": "2"},
        ) from error


def _list_all(shelf: Shelf[Any]) -> JSONResponse:
    built_in = [_built_in(one) for one in shelf.kind.built_in.values()]
    own = [_head(one) for one in all_in_use(shelf.rows)]
    return JSONResponse({shelf.kind.plural: [*built_in, *own]})


@answering()
async def _show(shelf: Shelf[Any], name: str) -> JSONResponse:
    found = shelf.rows.get(name) or in_use(shelf.rows, name)
    built_in = shelf.kind.built_in.get(name.partition("@")[0])
    if found is None and built_in is not None and name in (built_in.name, built_in.label):
        document = json.loads(shelf.kind.written(built_in))
        return JSONResponse({**_built_in(built_in), "document": document})
    if found is None:
        await shelf.table.refresh()
        found = shelf.rows.get(name) or in_use(shelf.rows, name)
    if found is None:
        raise UnknownName(shelf.kind.noun, name)
    headers = {"ETag": f'"{found.label}"'}
    return JSONResponse({**_head(found), "document": json.loads(found.document)}, headers=headers)


@answering()
async def _list_versions(shelf: Shelf[Any], name: str) -> JSONResponse:
    found = versions(shelf.rows, name)
    if not found and name not in shelf.kind.built_in:
        raise UnknownName(shelf.kind.noun, name)
    return JSONResponse({"versions": [_head(one) for one in found]})


async def _put(shelf: Shelf[Any], name: str, request: Request) -> JSONResponse:
    _refuse_built_in(shelf, name)
    document = await _document(request, shelf.kind.max_bytes)
    async with answering():
        version, is_new = await shelf.put(name, document, _expected(request), _writer(request))
    if is_new:
        recorded_in_the_act(request.scope)
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    location = f"/v1/{shelf.kind.plural}/{version.label}"
    headers = {"ETag": f'"{version.label}"', "Location": location}
    return JSONResponse(_head(version), status, headers)


async def _delete(shelf: Shelf[Any], name: str, request: Request) -> Response:
    _refuse_built_in(shelf, name)
    async with answering():
        if await shelf.retire(name, _expected(request), _writer(request)):
            recorded_in_the_act(request.scope)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _head(version: Version) -> Mapping[str, Any]:
    return {
        "name": version.name,
        "version": version.version,
        "label": version.label,
        "digest": version.digest,
        "built_in": False,
        "retired": version.retired,
        "changed_at": version.changed_at.isoformat(),
    }


def _built_in(defined: Any) -> Mapping[str, Any]:
    return {
        "name": defined.name,
        "version": defined.version,
        "label": defined.label,
        "digest": defined.digest,
        "built_in": True,
        "retired": False,
        "changed_at": None,
    }


def _refuse_built_in(shelf: Shelf[Any], name: str) -> None:
    if name in shelf.kind.built_in:
        detail = f"The {shelf.kind.noun} {name} is built in and cannot be changed"
        hint = f"Publish one of another name that says extends: {name}."
        raise Problem(HTTPStatus.CONFLICT, "Built in", detail, code="built_in", hint=hint)


async def _document(request: Request, max_bytes: int) -> object:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > max_bytes:
            detail = f"At most {max_bytes:,} bytes are taken"
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            raise Problem(status, "Too large", detail, code="too_large")
    try:
        return json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        detail = f"The body is not JSON: {error}"
        raise Problem(HTTPStatus.BAD_REQUEST, "Not JSON", detail, code="not_json") from error


def _refuse_constant(name: str) -> object:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _expected(request: Request) -> Expected:
    label = request.headers.get("if-match")
    if label is not None:
        label = label.strip().removeprefix("W/").strip('"')
    return Expected(label, absent=request.headers.get("if-none-match", "").strip() == "*")


def _writer(request: Request) -> Writer:
    caller = caller_of(request.scope)
    return Writer(caller.actor, caller.ip, request.headers.get(TRACEPARENT))
