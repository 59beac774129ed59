"""What ``PUT`` takes and answers, as the OpenAPI document tells it: schemas with examples."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from emend_postprocess.kinds import Kind

_EXAMPLES: dict[str, dict[str, dict[str, Any]]] = {
    "profile": {
        "extending": {
            "summary": "A lecture with Sanskrit in customary spelling, and dates left in words",
            "value": {
                "extends": "lecture",
                "terms": {"spelling": "customary"},
                "without": ["itn.date"],
            },
        },
        "whole": {
            "summary": "Three stages and nothing else",
            "value": {"stages": ["lexicon", "punctuation", "casing"], "language": "en"},
        },
    },
    "vocabulary": {
        "terms": {
            "summary": "Terms of a clinic",
            "value": {
                "terms": [
                    "metoprolol",
                    {"text": "mri", "display_as": "MRI"},
                    {
                        "text": "Guillain-Barré syndrome",
                        "sounds_like": ["gee on bar ay syndrome"],
                        "priority": 60,
                        "kind": "disease",
                    },
                ]
            },
        }
    },
}
_HEAD_FIELDS: dict[str, dict[str, Any]] = {
    "name": {"type": "string"},
    "version": {"type": "integer"},
    "label": {"type": "string", "description": "name@version, as a transcript names it."},
    "digest": {"type": "string"},
    "built_in": {"type": "boolean"},
    "retired": {"type": "boolean"},
    "changed_at": {"type": ["string", "null"], "format": "date-time"},
}
_REFUSED = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON.",
    HTTPStatus.CONFLICT: "The name is that of a built-in one.",
    HTTPStatus.PRECONDITION_FAILED: "Another version is the newest than If-Match names.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The document is not valid; errors names every fault.",
}


def put_body(kind: Kind[Any]) -> dict[str, Any]:
    """Return the request body and headers of a ``PUT`` of this kind."""
    schema = {
        key: part for key, part in kind.schema().items() if key not in ("$schema", "required")
    }
    required = [field for field in kind.schema().get("required", ()) if field != "name"]
    schema |= {"required": required} if required else {}
    schema["description"] = "The name is the path's and the version the next, whatever is said."
    headers = {
        "If-Match": 'Only if this is the newest version: "NAME@3".',
        "If-None-Match": "Only if there is none of this name: *.",
    }
    return {
        "requestBody": {
            "required": True,
            "description": f"At most {kind.max_bytes:,} bytes of JSON.",
            "content": {"application/json": {"schema": schema, "examples": _EXAMPLES[kind.noun]}},
        },
        "parameters": [
            {"in": "header", "name": name, "description": what, "schema": {"type": "string"}}
            for name, what in headers.items()
        ],
    }


def put_responses(kind: Kind[Any]) -> dict[int | str, dict[str, Any]]:
    """Return what a ``PUT`` of this kind may answer."""
    content = {"application/json": {"schema": {"type": "object", "properties": _HEAD_FIELDS}}}
    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": f"The same {kind.noun} is the newest version.", "content": content},
        201: {"description": "Published as the next version.", "content": content},
    }
    problem = {"application/problem+json": {"schema": {"type": "object"}}}
    refused = {
        status.value: {"description": what, "content": problem} for status, what in _REFUSED.items()
    }
    return answers | refused
