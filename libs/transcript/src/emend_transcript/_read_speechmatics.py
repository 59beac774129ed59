"""Speechmatics' json-v2 transcripts, and the final messages of its real-time service.

Source: Speechmatics documentation, "Speech to Text: output" and "Real-time API reference":
``results`` of type ``word``, ``punctuation`` (which says what it attaches to) and ``entity``, whose
``written_form`` holds the words it is written with; others say no word. The first of
``alternatives`` is the best. Speaker ``UU`` is nobody known; a channel with a name and no number
stands for its speaker. Of real-time messages only ``AddTranscript`` is final. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    confidence,
    inner,
    label,
    numbered,
    objects,
    peek,
    peek_messages,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_TYPES = ("word", "punctuation", "entity", "speaker_change")
_SPOKEN = ("word", "punctuation", "entity")
_UNKNOWN = "UU"


def matches(values: list[Any]) -> bool:
    """Results with Speechmatics' types, or its real-time messages."""
    documents = peek_messages(values)
    results = [result for document in documents for result in peek(document, "results")[:1]]
    if any(result.get("type") in _TYPES and "start_time" in result for result in results):
        return True
    heads = [document for document in documents if "metadata" in document]
    return any("job" in document and "format" in document for document in heads)


def read(values: list[Any]) -> Source:
    """Read the transcript; see the module for what may stand in it."""
    documents = [(as_object(value, path), path) for value, path in numbered(values)]
    first, path = documents[0]
    config = inner(inner(first, "metadata", path), "transcription_config", path)
    duration = inner(first, "job", path).get("duration")
    groups = [
        group
        for document, place in documents
        if document.get("message", "AddTranscript") == "AddTranscript"
        for group in _groups(document, place)
    ]
    language = label(config.get("language"), f"{path}.metadata")
    return Source(
        groups=groups,
        language=None if language == "auto" else language,
        duration_ms=None if duration is None else milliseconds(duration, 1, f"{path}.job.duration"),
    )


def _groups(document: Json, path: str) -> Iterator[Group]:
    """Part the channels, which each have their own run of times."""
    channels: dict[str | None, list[tuple[Json, str]]] = {}
    for result, place in objects(document, "results", path):
        channels.setdefault(label(result.get("channel"), place), []).append((result, place))
    for results in channels.values():
        yield Group(list(_words(results)), location=path, whole=False)


def _words(results: list[tuple[Json, str]]) -> Iterator[Spoken]:
    glue_next = False
    for result, place in results:
        if result.get("type") not in _SPOKEN:
            continue
        for item, where in objects(result, "written_form", place) or [(result, place)]:
            word = _word(item, where, result, place)
            if result.get("type") != "punctuation":
                yield word._replace(glued=True) if glue_next else word
                glue_next = False
                continue
            attaches = result.get("attaches_to", "previous")
            if attaches in ("previous", "both"):
                yield word._replace(mark=True, start_ms=None, end_ms=None)
            else:
                yield word._replace(glued=False)
            glue_next = attaches in ("next", "both")


def _word(item: Json, path: str, result: Json, place: str) -> Spoken:
    alternatives = objects(item, "alternatives", path)
    best, where = alternatives[0] if alternatives else ({}, path)
    outer = objects(result, "alternatives", place)
    about = {**(outer[0][0] if outer else {}), **best}
    speaker = label(about.get("speaker"), f"{where}.speaker")
    channel, named = _channel(result.get("channel"), f"{place}.channel")
    return Spoken(
        as_text(best.get("content"), f"{where}.content"),
        milliseconds(item.get("start_time"), 1, f"{path}.start_time"),
        milliseconds(item.get("end_time"), 1, f"{path}.end_time"),
        confidence(about.get("confidence"), f"{where}.confidence"),
        named if speaker in {None, _UNKNOWN} else speaker,
        channel,
        label(about.get("language"), f"{where}.language"),
        path,
    )


def _channel(value: Any, path: str) -> tuple[int | None, str | None]:
    name = label(value, path)
    digits = (name or "").removeprefix("channel_")
    if digits.isascii() and digits.isdigit() and len(digits) < 4:  # noqa: PLR2004 - a channel
        return int(digits), None
    return None, name
