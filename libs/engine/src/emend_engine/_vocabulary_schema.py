"""The JSON Schema of a vocabulary's document, with the limits that its reader holds it to."""

from __future__ import annotations

from typing import Any

from emend_engine._read_profile import MAX_NAME_CHARACTERS, MAX_NUMBER, NAME_PATTERN
from emend_engine._vocabulary import (
    MAX_CHARACTERS,
    MAX_SOUNDS,
    MAX_TERMS,
    TOP_PRIORITY,
    USUAL_PRIORITY,
)

_TEXT = {"type": "string", "minLength": 1, "maxLength": MAX_CHARACTERS, "pattern": r"\S"}
_TRUTH = {"type": "boolean", "default": False}

_FIELDS: dict[str, dict[str, Any]] = {
    "text": _TEXT | {"description": "As it is usually spelled, in six words or fewer."},
    "display_as": _TEXT
    | {"type": ["string", "null"], "description": "As it shall be written; else as text."},
    "sounds_like": {
        "type": "array",
        "items": _TEXT,
        "maxItems": MAX_SOUNDS,
        "description": "What recognisers write instead; each is replaced wherever it stands.",
    },
    "priority": {
        "type": "integer",
        "minimum": 0,
        "maximum": TOP_PRIORITY,
        "default": USUAL_PRIORITY,
        "description": "The higher wins where two terms claim the same words.",
    },
    "kind": _TEXT | {"default": "term", "description": "A word of your own: drug, product …"},
    "exact_only": _TRUTH | {"description": "Never guessed from a similar spelling or sound."},
    "case_sensitive": _TRUTH | {"description": "Taken only where it stands exactly as text."},
}


def vocabulary_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``vocabulary_from_dict`` takes.

    It names each field by its first name; the reader knows others (``DisplayAs``, ``phrase``),
    and refuses what no schema can say: a term twice, seven words.
    """
    term = {
        "type": "object",
        "required": ["text"],
        "properties": _FIELDS,
        "additionalProperties": False,
    }
    name = {"type": "string", "pattern": f"^{NAME_PATTERN}$", "maxLength": MAX_NAME_CHARACTERS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Emend vocabulary",
        "description": "Terms of one field, how each is written, and what recognisers make of it.",
        "type": "object",
        "required": ["name", "terms"],
        "properties": {
            "name": name,
            "version": {"type": "integer", "minimum": 1, "maximum": MAX_NUMBER, "default": 1},
            "terms": {"type": "array", "items": {"anyOf": [_TEXT, term]}, "maxItems": MAX_TERMS},
        },
        "additionalProperties": False,
    }
