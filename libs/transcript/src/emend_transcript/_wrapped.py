"""Looks for a transcript inside what other software wraps around it.

Client libraries, job queues and webhooks hand out a recogniser's answer under a name of their own:
``{"result": …, "error": null}``, ``{"status": "succeeded", "output": …}``, a list of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from emend_transcript._json import Json

_KEYS = (
    "result", "results", "output", "response", "data", "body", "payload", "transcription",
    "transcript",
)  # fmt: skip
_DEPTH = 3


def unwrapped(values: list[Any]) -> Iterator[tuple[list[Any], str]]:
    """Yield what lies inside content, the outermost first, with its JSON path."""
    level = [(values[0], "$")] if len(values) == 1 else []
    for _ in range(_DEPTH):
        level = [inside for value, path in level for inside in _inside(value, path)]
        yield from (([value], path) for value, path in level)


def _inside(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, list) and len(cast("list[Any]", value)) == 1:
        only = cast("list[Any]", value)[0]
        if isinstance(only, dict | list):
            yield only, f"{path}[0]"
    elif isinstance(value, dict):
        document = cast("Json", value)
        for key in _KEYS:
            if isinstance(document.get(key), dict | list):
                yield document[key], f"{path}.{key}"
