"""Event models to Avro schemas, at build time only.

py-avro-schema reads annotations as they stand, as text where a module has postponed them, so
they are resolved first. Its ``generate`` cannot print a default of type bytes; the function
below it can, hence the private import.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import Any, TypeAlias, get_args, get_type_hints

from py_avro_schema import _schemas
from pydantic import BaseModel

from emend_events import NAMESPACE, Event

AvroSchema: TypeAlias = dict[str, Any]


def avro_schema(model: type[Event]) -> AvroSchema:
    """Return the Avro schema of an event class."""
    for nested in _models_in(model):
        _resolve_annotations(nested)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # typeguard's doubts about annotations in models we resolve
        schema: Any = _schemas.schema(  # pyright: ignore[reportUnknownMemberType]
            model, namespace=NAMESPACE
        )
    return json.loads(json.dumps(schema, default=_avro_bytes))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models_in(field.annotation)
    for part in get_args(annotation):
        yield from _models_in(part)


def _resolve_annotations(model: type[BaseModel]) -> None:
    hints = get_type_hints(model, include_extras=True)
    for base in model.__mro__:
        if issubclass(base, BaseModel) and base is not BaseModel:
            base.__annotations__ = {name: hints[name] for name in base.__annotations__}


def _avro_bytes(value: object) -> str:
    """Return a default of type bytes as Avro writes it in JSON: one character per byte."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    message = f"{value!r} has no place in an Avro schema"
    raise TypeError(message)
