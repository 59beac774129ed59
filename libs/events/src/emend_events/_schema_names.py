"""Schemas as they mean, not as they are written: names in full, no docs, no foreign attributes.

Clients send a schema back as their own library writes it: Java's moves namespaces, others keep
comments or wrap primitive types. Two schemas are the same if what is kept here is equal: Avro's
parsing canonical form (https://avro.apache.org/docs/1.12.0/specification/), and beside it what a
reader needs (defaults, aliases, logical types).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias, cast

Schema: TypeAlias = Any
"""Avro as JSON: a name, a union as a list, or an object."""

PRIMITIVES: Final = frozenset(
    ("null", "boolean", "int", "long", "float", "double", "bytes", "string")
)
NAMED: Final = frozenset(("record", "error", "enum", "fixed"))

_LOGICAL = ("logicalType", "precision", "scale")
_NEEDED: Final[Mapping[str, tuple[str, type]]] = {
    "record": ("fields", list),
    "error": ("fields", list),
    "enum": ("symbols", list),
    "fixed": ("size", int),
}
"""What a named type must have beside its name."""


def meaning(schema: Schema) -> str:
    """Return a text that is equal for schemas that mean the same.

    Raises:
        ValueError: this is no Avro schema.
    """
    return json.dumps(expanded(schema, "", set()), sort_keys=True, separators=(",", ":"))


def expanded(schema: Schema, namespace: str, known: set[str]) -> Schema:
    """Return a schema with full names; ``known`` gains the names that it defines.

    Raises:
        ValueError: this is no Avro schema.
    """
    if isinstance(schema, str):
        return _reference(schema, namespace, known)
    if isinstance(schema, list):
        return [expanded(branch, namespace, known) for branch in cast("list[Schema]", schema)]
    if not isinstance(schema, Mapping) or "type" not in schema:
        raise _refused(schema, "it has no type")
    attributes = cast("Mapping[str, Any]", schema)
    kind = attributes["type"]
    if is_named(kind):
        return _named(attributes, namespace, known)
    if kind in ("array", "map"):
        inner = "items" if kind == "array" else "values"
        return {"type": kind, inner: expanded(attributes.get(inner), namespace, known)}
    return _wrapped(expanded(kind, namespace, known), _picked(attributes))


def is_named(kind: Any) -> bool:
    """Tell whether a type's kind gives it a name."""
    return isinstance(kind, str) and kind in NAMED


def _wrapped(inner: Schema, kept: Mapping[str, Any]) -> Schema:
    """Return ``"string"`` for ``{"type": "string"}``, and an object where it says more."""
    if isinstance(inner, dict):
        return {**cast("Schema", inner), **kept}
    return {"type": inner, **kept} if kept and isinstance(inner, str) else inner


def _picked(attributes: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: attributes[name] for name in (*_LOGICAL, *names) if name in attributes}


def _reference(name: str, namespace: str, known: set[str]) -> str:
    if name in PRIMITIVES:
        return name
    full = _full(name, namespace)
    if full not in known:
        raise _refused(name, "no such type is defined before it is used")
    return full


def _named(schema: Mapping[str, Any], namespace: str, known: set[str]) -> Schema:
    kind, (need, of) = schema["type"], _NEEDED[schema["type"]]
    name, inside = schema.get("name"), schema.get("namespace", namespace)
    if not (isinstance(name, str) and name and isinstance(inside, str)):
        raise _refused(schema, f"the {kind} has no name")
    if not isinstance(schema.get(need), of):
        raise _refused(schema, f"the {kind} has no {need}")
    full = _full(name, inside)
    known.add(full)
    scope = full.rpartition(".")[0]
    result = {
        "type": kind,
        "name": full,
        **_picked(schema, "size", "default"),
        **_aliases(schema, scope),
    }
    if need == "symbols":
        result["symbols"] = [str(symbol) for symbol in schema["symbols"]]
    elif need == "fields":
        result["fields"] = [_field(field, scope, known) for field in schema["fields"]]
    return result


def _field(field: Any, namespace: str, known: set[str]) -> dict[str, Any]:
    attributes = cast("Mapping[str, Any]", field if isinstance(field, Mapping) else {})
    if not isinstance(attributes.get("name"), str):
        raise _refused(field, "the field has no name")
    kept = {key: attributes[key] for key in ("name", "default") if key in attributes}
    kind = expanded(attributes.get("type"), namespace, known)
    return {**kept, **_aliases(attributes, ""), "type": kind}


def _aliases(attributes: Mapping[str, Any], namespace: str) -> dict[str, list[str]]:
    aliases = attributes.get("aliases")
    if not isinstance(aliases, list) or not aliases:
        return {}
    return {"aliases": [_full(str(alias), namespace) for alias in cast("list[Any]", aliases)]}


def _full(name: str, namespace: str) -> str:
    return name if "." in name or not namespace else f"{namespace}.{name}"


def _refused(schema: Any, reason: str) -> ValueError:
    return ValueError(f"{json.dumps(schema)[:80]} is no Avro schema: {reason}")
