"""Rev AI's transcripts, and the final messages of its streaming service.

Source: Rev AI API, "Transcript object" (``application/vnd.rev.transcript.v1.0+json``):
``monologues`` of one ``speaker`` with ``elements`` of type ``text`` (with ``ts`` and ``end_ts`` in
seconds), ``punct``, which includes the spaces, and ``unknown`` for what was not made out. A
streaming message has ``elements`` itself and is final if its type says so. Rev's transcripts by
people write ``timestamp`` and ``end_timestamp`` as ``00:00:01,020``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    confidence,
    first_object,
    label,
    numbered,
    objects,
    peek,
    peek_messages,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import clock_text, milliseconds

_CLOCKS = {"ts": "timestamp", "end_ts": "end_timestamp"}


def matches(values: list[Any]) -> bool:
    """Monologues, or streaming messages with elements."""
    monologues = first_object(values).get("monologues")
    if isinstance(monologues, list):
        return not any("terms" in one for one in peek(first_object(values), "monologues"))
    messages = peek_messages(values)
    elements = [element for message in messages for element in peek(message, "elements")[:1]]
    return any("value" in element and "type" in element for element in elements)


def read(values: list[Any]) -> Source:
    """Read the transcript; see the module for what may stand in it."""
    turns = [
        turn for value, path in numbered(values) for turn in _turns(as_object(value, path), path)
    ]
    return Source(groups=[_group(turn, path) for turn, path in turns])


def _turns(document: Json, path: str) -> list[tuple[Json, str]]:
    if "monologues" in document:
        return objects(document, "monologues", path)
    return [(document, path)] if document.get("type", "final") == "final" else []


def _group(turn: Json, path: str) -> Group:
    speaker = label(turn.get("speaker"), f"{path}.speaker")
    words = [word._replace(speaker=speaker) for word in _words(turn, path)]
    return Group(words, _time(turn, "ts", path), _time(turn, "end_ts", path), path, whole=False)


def _words(turn: Json, path: str) -> Iterator[Spoken]:
    opening, spaced = "", True
    for element, place in objects(turn, "elements", path):
        value = as_text(element.get("value"), f"{place}.value")
        if element.get("type") != "punct":
            yield _word(element, place, opening + value)._replace(glued=not spaced)
            opening, spaced = "", False
            continue
        # What follows the last space opens the next word: a quotation mark, a bracket.
        closing, opening = _parted(value)
        if closing.strip():
            yield Spoken(closing.strip(), location=place, mark=True)
        spaced = value[:1].isspace() or value[-1:].isspace() or bool(opening)


def _parted(punctuation: str) -> tuple[str, str]:
    at = max((n for n, one in enumerate(punctuation) if one.isspace()), default=len(punctuation))
    return punctuation[:at], punctuation[at:].strip()


def _word(element: Json, path: str, text: str) -> Spoken:
    start, end = _time(element, "ts", path), _time(element, "end_ts", path)
    return Spoken(
        text,
        start if end is not None else None,
        end if start is not None else None,
        confidence(element.get("confidence"), f"{path}.confidence"),
        location=path,
    )


def _time(item: Json, key: str, path: str) -> int | None:
    value, clock = item.get(key), item.get(_CLOCKS[key])
    if value is None and clock is not None:
        return clock_text(clock, f"{path}.{_CLOCKS[key]}")
    return None if value is None else milliseconds(value, 1, f"{path}.{key}")
