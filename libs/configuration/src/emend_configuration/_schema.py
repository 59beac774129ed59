"""The file as JSON Schema, for editors and for checks before a roll-out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emend_configuration._sections import SECTIONS
from emend_configuration._settings import SectionSettings


def file_schema(owners: Iterable[type[SectionSettings]]) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a file whose sections belong to ``owners``."""
    sections = {owner.section(): _section(owner) for owner in owners}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Emend's configuration",
        "type": "object",
        "properties": {name: sections[name] for name in SECTIONS if name in sections},
        "additionalProperties": False,
    }


def _section(owner: type[SectionSettings]) -> dict[str, Any]:
    schema = owner.model_json_schema(by_alias=False)
    for name, key in schema["properties"].items():
        key["$comment"] = owner.variable(name)
        key.pop("env_names", None)
    schema["properties"] = {
        name: key for name, key in schema["properties"].items() if not name.endswith("password")
    }
    return {"type": "object", **schema, "title": owner.section(), "additionalProperties": False}
