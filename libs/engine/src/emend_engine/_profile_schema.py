"""The JSON Schema of a profile's document, made from the fields of ``Profile``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from emend_engine._profile_ranges import narrowed
from emend_engine._profiles import PROFILES, Profile
from emend_engine._read_profile import (
    EXTENDS,
    KINDS,
    MAX_ITEMS,
    MAX_NAME_CHARACTERS,
    NAME_PATTERN,
    default_of,
    plain,
    settings_of,
)


def profile_schema(known: Mapping[str, Profile] = PROFILES) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``profile_from_dict`` takes."""
    schema = _object_schema(Profile, "")
    properties = schema["properties"]
    properties["name"] |= {"pattern": f"^{NAME_PATTERN}$", "maxLength": MAX_NAME_CHARACTERS}
    properties["version"] |= {"minimum": 1, "default": 1}
    properties[EXTENDS] = {"enum": [*known, *(profile.label for profile in known.values())]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Emend profile",
        **schema,
        "required": ["name"],
        "anyOf": [{"required": [EXTENDS]}, {"required": ["stages"]}],
    }


def _object_schema(kind: type, path: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, hint in settings_of(kind).items():
        properties[name] = _schema(hint, f"{path}.{name}" if path else name)
        default = default_of(kind, name)
        if default is not MISSING and not is_dataclass(default):
            properties[name]["default"] = plain(default)
    doc = (kind.__doc__ or "").splitlines()[0]
    return {
        "type": "object",
        "description": doc,
        "properties": properties,
        "additionalProperties": False,
    }


def _schema(hint: Any, path: str) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _object_schema(cast("type", hint), path)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(one, path) for one in arguments]}
    if origin in (tuple, frozenset):
        unique = {"uniqueItems": True} if origin is frozenset else {}
        return {
            "type": "array",
            "items": _schema(arguments[0], f"{path}[]"),
            "maxItems": MAX_ITEMS,
        } | unique
    return {"type": "null" if hint is NoneType else KINDS[hint][0]} | narrowed(path)
