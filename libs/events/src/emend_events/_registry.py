"""The read side of a schema registry, answered from the committed schemas.

Any Kafka client that speaks the Confluent registry's HTTP API can read our topics with it. Pure
functions from a request's values to the answer's JSON; ``emend_web`` puts HTTP around them.
Shapes and error codes:
https://docs.confluent.io/platform/current/schema-registry/develop/api.html.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, TypeAlias

from emend_events._compatibility import incompatibilities
from emend_events._errors import RegistryRefusal
from emend_events._released import Released, released_schemas
from emend_events._schema_names import Schema, meaning

Answer: TypeAlias = dict[str, Any]

COMPATIBILITY = "FULL_TRANSITIVE"
"""What the contract tests enforce between all versions of a subject."""

_LATEST = ("latest", "-1")


def registry_schema(schema_id: int) -> Answer:
    """Answer ``GET /schemas/ids/{id}``.

    Raises:
        RegistryRefusal: 40403, no such schema.
    """
    return {"schema": _text(_by_id(schema_id))}


def registry_schema_versions(schema_id: int) -> list[Answer]:
    """Answer ``GET /schemas/ids/{id}/versions``.

    Raises:
        RegistryRefusal: 40403, no such schema.
    """
    found = _by_id(schema_id)
    return [{"subject": found.subject, "version": found.version}]


def registry_schemas() -> list[Answer]:
    """Answer ``GET /schemas``: every version of every subject."""
    return [_described(schema) for schema in released_schemas().values()]


def registry_subjects(prefix: str = "") -> list[str]:
    """Answer ``GET /subjects``."""
    subjects = {schema.subject for schema in released_schemas().values()}
    return sorted(subject for subject in subjects if subject.startswith(prefix))


def registry_versions(subject: str) -> list[int]:
    """Answer ``GET /subjects/{subject}/versions``.

    Raises:
        RegistryRefusal: 40401, no such subject.
    """
    return [schema.version for schema in _of_subject(subject)]


def registry_version(subject: str, version: str) -> Answer:
    """Answer ``GET /subjects/{subject}/versions/{version}``; a number or ``latest``.

    Raises:
        RegistryRefusal: 40401, no such subject; 40402, no such version; 42202, not a version.
    """
    return _described(_version(subject, version))


def registry_lookup(subject: str, schema_text: str) -> Answer:
    """Answer ``POST /subjects/{subject}``: which version is this schema?

    However it is written: see :mod:`emend_events._schema_names`.

    Raises:
        RegistryRefusal: 40401, no such subject; 40403, no version of it; 42201, not a schema.
    """
    wanted = _meaning(_parsed(schema_text))
    for schema in reversed(_of_subject(subject)):
        if meaning(schema.schema) == wanted:
            return _described(schema)
    raise RegistryRefusal(HTTPStatus.NOT_FOUND, 40403, f"no version of {subject} is this schema")


def registry_register(subject: str, schema_text: str) -> Answer:
    """Answer ``POST /subjects/{subject}/versions``: the id of what is there, no additions.

    Raises:
        RegistryRefusal: 42205, it would have to be added; 42201, not a schema.
    """
    try:
        return {"id": registry_lookup(subject, schema_text)["id"]}
    except RegistryRefusal as refusal:
        if refusal.status != HTTPStatus.NOT_FOUND:
            raise
        message = f"{subject} is in read-only mode: schemas are released with the code"
        raise RegistryRefusal(HTTPStatus.UNPROCESSABLE_ENTITY, 42205, message) from None


def registry_compatibility(
    subject: str, version: str | None, schema_text: str, *, verbose: bool = False
) -> Answer:
    """Answer ``POST /compatibility/subjects/{subject}/versions[/{version}]``, both ways.

    Without a version all versions are compared. ``verbose`` says what does not fit.

    Raises:
        RegistryRefusal: 40401, no such subject; 40402, no such version; 42201, not a schema;
            42202, not a version.
    """
    schema = _parsed(schema_text)
    _meaning(schema)
    schemas = _of_subject(subject) if version is None else [_version(subject, version)]
    reasons = [reason for released in schemas for reason in _differences(schema, released)]
    answer: Answer = {"is_compatible": not reasons}
    return {**answer, "messages": reasons} if verbose else answer


def _differences(schema: Schema, released: Released) -> list[str]:
    name = f"version {released.version}"
    reads = incompatibilities(schema, released.schema)
    is_read = incompatibilities(released.schema, schema)
    return [f"it cannot read {name}: {reason}" for reason in reads] + [
        f"{name} cannot read it: {reason}" for reason in is_read
    ]


def registry_config(subject: str | None = None) -> Answer:
    """Answer ``GET /config`` and ``GET /config/{subject}``.

    Raises:
        RegistryRefusal: 40401, no such subject.
    """
    if subject is not None:
        _of_subject(subject)
    return {"compatibilityLevel": COMPATIBILITY}


def _by_id(schema_id: int) -> Released:
    found = released_schemas().get(schema_id)
    if found is None:
        raise RegistryRefusal(HTTPStatus.NOT_FOUND, 40403, f"schema {schema_id} not found")
    return found


def _of_subject(subject: str) -> list[Released]:
    schemas = [schema for schema in released_schemas().values() if schema.subject == subject]
    if not schemas:
        raise RegistryRefusal(HTTPStatus.NOT_FOUND, 40401, f"subject {subject!r} not found")
    return schemas


def _described(schema: Released) -> Answer:
    return {
        "subject": schema.subject,
        "id": schema.id,
        "version": schema.version,
        "schemaType": "AVRO",
        "schema": _text(schema),
    }


def _text(schema: Released) -> str:
    return json.dumps(dict(schema.schema), ensure_ascii=False, separators=(",", ":"))


def _version(subject: str, version: str) -> Released:
    schemas = _of_subject(subject)
    if version in _LATEST:
        return schemas[-1]
    if not (version.isascii() and version.isdigit() and int(version[:10]) > 0):
        raise RegistryRefusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, 42202, f"{version!r} is neither a version nor 'latest'"
        )
    for schema in schemas:
        if str(schema.version) == version:
            return schema
    raise RegistryRefusal(HTTPStatus.NOT_FOUND, 40402, f"{subject} has no version {version}")


def _parsed(schema_text: str) -> Schema:
    try:
        return json.loads(schema_text)
    except (ValueError, RecursionError) as error:
        raise _no_schema(error) from error


def _meaning(schema: Schema) -> str:
    try:
        return meaning(schema)
    except (ValueError, RecursionError) as error:
        raise _no_schema(error) from error


def _no_schema(error: Exception) -> RegistryRefusal:
    message = f"not an Avro schema in JSON: {error}"
    return RegistryRefusal(HTTPStatus.UNPROCESSABLE_ENTITY, 42201, message)
