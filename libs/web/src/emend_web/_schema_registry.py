"""The committed schemas under the Confluent schema registry's HTTP API, read-only.

Mounted at ``/registry``, an unmodified Kafka client reads our topics with nothing but
``schema.registry.url=http://host:port/registry``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from emend_events import (
    RegistryRefusal,
    registry_config,
    registry_lookup,
    registry_register,
    registry_schema,
    registry_schema_versions,
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


SchemaId = Annotated[int, Path(ge=0, lt=2**32)]


def schema_registry_router() -> APIRouter:
    """Return the registry's read side, to be included with the prefix ``/registry``.

    A schema that is already released can be "registered", which answers its id; that lets
    serialisers with automatic registration work. Anything new is refused with 42205.
    """
    router = APIRouter(tags=["schema registry"], default_response_class=SchemaRegistryResponse)
    _add_schemas(router)
    _add_subjects(router)
    _add_settings(router)
    return router


def _answer(find: Callable[[], Any]) -> SchemaRegistryResponse:
    try:
        return SchemaRegistryResponse(find())
    except RegistryRefusal as refusal:
        content = {"error_code": refusal.code, "message": str(refusal)}
        return SchemaRegistryResponse(content, status_code=refusal.status)


def _add_schemas(router: APIRouter) -> None:
    @router.get("/schemas/types")
    async def types() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(["AVRO"])

    @router.get("/schemas/ids/{schema_id}")
    async def schema(schema_id: SchemaId) -> SchemaRegistryResponse:
        return _answer(lambda: registry_schema(schema_id))

    @router.get("/schemas/ids/{schema_id}/versions")
    async def schema_versions(schema_id: SchemaId) -> SchemaRegistryResponse:
        return _answer(lambda: registry_schema_versions(schema_id))

    _ = (types, schema, schema_versions)


def _add_subjects(router: APIRouter) -> None:
    @router.get("/subjects")
    async def subjects() -> SchemaRegistryResponse:
        return SchemaRegistryResponse(registry_subjects())

    @router.post("/subjects/{subject}")
    async def lookup(subject: str, request: SchemaRequest) -> SchemaRegistryResponse:
        return _answer(lambda: registry_lookup(subject, request.schema_text))

    @router.get("/subjects/{subject}/versions")
    async def versions(subject: str) -> SchemaRegistryResponse:
        return _answer(lambda: registry_versions(subject))

    @router.post("/subjects/{subject}/versions")
    async def register(subject: str, request: SchemaRequest) -> SchemaRegistryResponse:
        return _answer(lambda: registry_register(subject, request.schema_text))

    @router.get("/subjects/{subject}/versions/{version}")
    async def version(subject: str, version: str) -> SchemaRegistryResponse:
        return _answer(lambda: registry_version(subject, version))

    _ = (subjects, lookup, versions, register, version)


def _add_settings(router: APIRouter) -> None:
    @router.get("/config")
    async def config() -> SchemaRegistryResponse:
        return _answer(registry_config)

    @router.get("/config/{subject}")
    async def subject_config(subject: str) -> SchemaRegistryResponse:
        return _answer(lambda: registry_config(subject))

    @router.get("/mode")
    async def mode() -> SchemaRegistryResponse:
        return SchemaRegistryResponse({"mode": "READONLY"})

    _ = (config, subject_config, mode)
