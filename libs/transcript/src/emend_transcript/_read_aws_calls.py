"""Amazon Transcribe Call Analytics' output file.

Source: Amazon Transcribe developer guide, "Post-call analytics output": ``Transcript`` is a list of
turns with ``ParticipantRole`` and ``Items`` of type ``pronunciation``, with times in milliseconds,
and ``punctuation``, which belongs to the word before it.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._json import (
    Json,
    as_text,
    confidence,
    first_object,
    label,
    objects,
    only_object,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """A transcript of turns with a participant's role."""
    turns = peek(first_object(values), "Transcript")
    return bool(turns) and "ParticipantRole" in turns[0]


def read(values: list[Any]) -> Source:
    """Read the turns."""
    document = only_object(values)
    return Source(
        groups=[_group(turn, path) for turn, path in objects(document, "Transcript", "$")],
        language=label(document.get("LanguageCode"), "$.LanguageCode"),
    )


def _group(turn: Json, path: str) -> Group:
    speaker = label(turn.get("ParticipantRole"), f"{path}.ParticipantRole")
    words = [_item(item, place, speaker) for item, place in objects(turn, "Items", path)]
    if not words:
        text = as_text(turn.get("Content", ""), f"{path}.Content")
        words = [Spoken(part, speaker=speaker, location=path, glued=False) for part in text.split()]
    return Group(words, _time(turn, "Begin", path), _time(turn, "End", path), path)


def _item(item: Json, path: str, speaker: str | None) -> Spoken:
    text = as_text(item.get("Content"), f"{path}.Content")
    if item.get("Type") == "punctuation":
        return Spoken(text, location=path, mark=True)
    return Spoken(
        text,
        _time(item, "Begin", path),
        _time(item, "End", path),
        confidence(item.get("Confidence"), f"{path}.Confidence"),
        speaker,
        location=path,
    )


def _time(item: Json, edge: str, path: str) -> int:
    key = f"{edge}OffsetMillis"
    return milliseconds(item.get(key), 1000, f"{path}.{key}")
