"""The chunks of Hugging Face's speech recognition pipeline, and of insanely-fast-whisper.

Source: transformers, ``AutomaticSpeechRecognitionPipeline`` with ``return_timestamps`` true or
``"word"``: ``chunks`` of ``text`` and ``timestamp``, a start and an end in seconds; an end may be
null where the audio breaks off, a start where the chunk before it ended. insanely-fast-whisper adds
``speakers`` with the same chunks and a ``speaker`` each. A chunk of several words shares its time
among them.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._json import (
    Json,
    as_list,
    as_text,
    first_object,
    label,
    objects,
    only_object,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """Chunks, or speakers' chunks, with a timestamp."""
    document = first_object(values)
    chunks = peek(document, "speakers") or peek(document, "chunks")
    return bool(chunks) and "timestamp" in chunks[0]


def read(values: list[Any]) -> Source:
    """Read the chunks; see the module for what may stand in them."""
    document = only_object(values)
    chunks = objects(document, "speakers", "$") or objects(document, "chunks", "$")
    words = [_word(chunk, path) for chunk, path in chunks]
    ends = [0, *(word.end_ms or 0 for word in words)]
    if any(len(word.text.split()) > 1 for word in words):
        groups = [_group(*chunk, end_ms) for chunk, end_ms in zip(chunks, ends, strict=False)]
        return Source(groups=groups)
    started = [
        word._replace(start_ms=end_ms) if word.start_ms is None and word.end_ms else word
        for word, end_ms in zip(words, ends, strict=False)
    ]
    return Source(groups=[Group(started, location="$.chunks", whole=False)])


def _group(chunk: Json, path: str, before_ms: int) -> Group:
    start_ms, end_ms = _times(chunk, path)
    start_ms = before_ms if start_ms is None else start_ms
    whole = _word(chunk, path)
    words = [
        whole._replace(text=part, start_ms=None, end_ms=None, glued=False)
        for part in whole.text.split()
    ]
    return Group(words, start_ms, start_ms if end_ms is None else end_ms, path)


def _word(chunk: Json, path: str) -> Spoken:
    text = as_text(chunk.get("text"), f"{path}.text")
    start_ms, end_ms = _times(chunk, path)
    return Spoken(
        text,
        start_ms,
        start_ms if end_ms is None else end_ms,
        speaker=label(chunk.get("speaker"), f"{path}.speaker"),
        location=path,
        glued=not text[:1].isspace(),
    )


def _times(chunk: Json, path: str) -> tuple[int | None, int | None]:
    place = f"{path}.timestamp"
    pair = [*as_list(chunk.get("timestamp"), place), None, None]
    start, end = (None if value is None else milliseconds(value, 1, place) for value in pair[:2])
    return start, end
