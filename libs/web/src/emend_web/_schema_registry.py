"""The committed schemas under the Confluent schema registry's HTTP API, read-only.

Mounted at ``/registry``, an unmodified Kafka client reads our topics with nothing but
``schema.registry.url=http://host:port/registry``.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from emend_events import (
    RegistryRefusal,
    registry_compatibility,
    registry_config,
    registry_lookup,
    registry_register,
    registry_schema,
    registry_schema_versions,
    registry_schemas,
    registry_subjects,
    registry_version,
    registry_versions,
)

CONTENT_TYPE = "application/vnd.schemaregistry.v1+json"


class SchemaRegistryResponse(JSONResponse):
    """JSON under the registry's own media type."""

    media_type = CONTENT_TYPE


class SchemaRequest(BaseModel):
    """A schema that a client asks about."""

    schema_text: Annotated[str, Field(alias="schema")]
    """The Avro schema as JSON text."""


class _Route(APIRoute):
    """A route whose refusals have the registry's shape, which is all that its clients read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except RegistryRefusal as refusal:
                return _refused(refusal.status, refusal.code, str(refusal))
            except RequestValidationError as error:
                return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, 42201, _invalid(error))

        return answer


def schema_registry_router() -> APIRouter:
    """Return the registry's read side, to be included with the prefix ``/registry``.

    A schema that is already released can be "registered", which answers its id; that lets
    serialisers with automatic registration work. Anything new is refused with 42205.
    """
    router = APIRouter(
        tags=["schema registry"],
        default_response_class=SchemaRegistryResponse,
        route_class=_Route,
        include_in_schema=False,  # it is described where its clients look: in Confluent's documents
    )
    _add_schemas(router)
    _add_subjects(router)
    _add_versions(router)
    _add_settings(router)
    _add_the_rest(router)
    return router


def _refused(status: int, code: int, message: str) -> SchemaRegistryResponse:
    return SchemaRegistryResponse({"error_code": code, "message": message}, status_code=status)


def _invalid(error: RequestValidationError) -> str:
    places = (".".join(map(str, item["loc"])) + f": {item['msg']}" for item in error.errors())
    return "; ".join(places)


def _schema_id(text: str) -> int:
    """Read an id; what is no number is an unknown id, as the original has it."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(2**32)):
        return int(text)
    raise RegistryRefusal(HTTPStatus.NOT_FOUND, 40403, f"schema {text[:40]!r} not found")


def _add_schemas(router: APIRouter) -> None:
    @router.get("/schemas")
    async def schemas() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_schemas())

    @router.get("/schemas/types")
    async def types() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(["AVRO"])

    @router.get("/schemas/ids/{schema_id}")
    async def schema(schema_id: str) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_schema(_schema_id(schema_id)))

    @router.get("/schemas/ids/{schema_id}/schema")
    async def schema_text(schema_id: str) -> Response:
        text: str = registry_schema(_schema_id(schema_id))["schema"]
        return Response(text, media_type=CONTENT_TYPE)

    @router.get("/schemas/ids/{schema_id}/subjects")
    async def subjects(schema_id: str) -> SchemaRegistryResponse:
        versions = registry_schema_versions(_schema_id(schema_id))
        return SchemaRegistryResponse([version["subject"] for version in versions])

    @router.get("/schemas/ids/{schema_id}/versions")
    async def schema_versions(schema_id: str) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_schema_versions(_schema_id(schema_id)))

    _ = (schemas, types, schema, schema_text, subjects, schema_versions)


def _add_subjects(router: APIRouter) -> None:
    @router.get("/subjects")
    async def subjects(request: Request) -> SchemaRegistryResponse:
        prefix = request.query_params.get("subjectPrefix", "")
        return SchemaRegistryResponse(registry_subjects(prefix))

    @router.post("/subjects/{subject}")
    async def lookup(subject: str, request: SchemaRequest) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_lookup(subject, request.schema_text))

    @router.get("/subjects/{subject}/versions")
    async def versions(subject: str) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_versions(subject))

    @router.post("/subjects/{subject}/versions")
    async def register(subject: str, request: SchemaRequest) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_register(subject, request.schema_text))

    _ = (subjects, lookup, versions, register)


def _add_versions(router: APIRouter) -> None:
    @router.get("/subjects/{subject}/versions/{version}")
    async def version(subject: str, version: str) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_version(subject, version))

    @router.get("/subjects/{subject}/versions/{version}/schema")
    async def version_text(subject: str, version: str) -> Response:
        text: str = registry_version(subject, version)["schema"]
        return Response(text, media_type=CONTENT_TYPE)

    @router.get("/subjects/{subject}/versions/{version}/referencedby")
    async def referenced_by(subject: str, version: str) -> SchemaRegistryResponse:
        registry_version(subject, version)
        return SchemaRegistryResponse([])

    @router.post("/compatibility/subjects/{subject}/versions")
    @router.post("/compatibility/subjects/{subject}/versions/{version}")
    async def compatibility(
        subject: str, asked: SchemaRequest, request: Request
    ) -> SchemaRegistryResponse:
        version, verbose = request.path_params.get("version"), _is_verbose(request)
        return SchemaRegistryResponse(
            registry_compatibility(subject, version, asked.schema_text, verbose=verbose)
        )

    _ = (version, version_text, referenced_by, compatibility)


def _is_verbose(request: Request) -> bool:
    return request.query_params.get("verbose", "").lower() == "true"


def _add_settings(router: APIRouter) -> None:
    @router.get("/config")
    async def config() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_config())

    @router.get("/config/{subject}")
    async def subject_config(subject: str) -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_config(subject))

    @router.get("/mode")
    async def mode() -> SchemaRegistryResponse:
        return SchemaRegistryResponse({"mode": "READONLY"})

    @router.get("/mode/{subject}")
    async def subject_mode(subject: str) -> SchemaRegistryResponse:
        registry_versions(subject)
        return SchemaRegistryResponse({"mode": "READONLY"})

    @router.get("/contexts")
    async def contexts() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(["."])

    _ = (config, subject_config, mode, subject_mode, contexts)


def _add_the_rest(router: APIRouter) -> None:
    """Answer every other request as the original would in read-only mode."""

    @router.get("")
    @router.get("/")
    async def root() -> SchemaRegistryResponse:
        return SchemaRegistryResponse({})

    @router.get("/{path:path}")
    async def unknown(path: str) -> SchemaRegistryResponse:
        return _refused(HTTPStatus.NOT_FOUND, 404, f"HTTP 404 Not Found: /{path}")

    methods = ["POST", "PUT", "PATCH", "DELETE"]

    @router.api_route("/{path:path}", methods=methods)
    async def write(path: str) -> SchemaRegistryResponse:
        message = f"/{path} is in read-only mode: schemas are released with the code"
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, 42205, message)

    _ = (root, unknown, write)
