"""Whisper's JSON as openai-whisper and its relatives write it.

Sources: openai-whisper ``transcribe()`` and ``--output_format json``; faster-whisper's
``Segment``, ``Word`` and ``TranscriptionInfo`` dumped as ``{"segments", "info"}`` or as a bare
list; whisper-timestamped (``text`` and ``confidence`` in words); WhisperX (``score`` and
``speaker`` in words, words without times, ``word_segments``); the OpenAI API's
``verbose_json`` (times of the whole file's words beside the segments; their marks stand in the
text) and ``diarized_json``; bare lists of segments or words; segments that Python's json wrote of
faster-whisper's tuples. Times are seconds; a word's NaN, which WhisperX writes where it could not
align, is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan
from typing import Any, cast

from emend_transcript._json import Json, as_object, as_text, confidence, inner, label, objects, peek
from emend_transcript._languages import language_code
from emend_transcript._source import Group, Source, Spoken, joins
from emend_transcript._times import milliseconds
from emend_transcript._whisper_rows import segment_of_row

_WINDOW_MS = 30_000
"""Whisper decodes windows of 30 s and may end a segment with its window, not with the audio."""


def matches(values: list[Any]) -> bool:
    """Segments with a start, an end and a text; or a file's words under ``word``."""
    document = _document(values)
    segments, words = peek(document, "segments"), peek(document, "words")
    if segments:
        return "start" in segments[0] and ("text" in segments[0] or "words" in segments[0])
    if words:
        return {"word", "start", "end"} <= words[0].keys()
    return document.get("segments") == [] and ("text" in document or "info" in document)


def read(values: list[Any]) -> Source:
    """Read the file; see the module for what may stand in it."""
    document = _document(values)
    info = inner(document, "info", "$") if isinstance(document.get("info"), dict) else {}
    duration = document.get("duration", info.get("duration"))
    duration_ms = None if duration is None else milliseconds(duration, 1, "$.duration")
    warnings: list[str] = []
    return Source(
        groups=(_ended(group, duration_ms, warnings) for group in _groups(document)),
        language=language_code(
            label(document.get("language") or info.get("language"), "$.language")
        ),
        duration_ms=duration_ms,
        recogniser=label(document.get("model"), "$.model"),
        warnings=warnings,
    )


def _ended(group: Group, duration_ms: int | None, warnings: list[str]) -> Group:
    """End a segment with the recording where its window of 30 s reaches beyond."""
    start_ms, end_ms = group.start_ms or 0, group.end_ms or 0
    if not duration_ms or not start_ms < duration_ms < end_ms <= duration_ms + _WINDOW_MS:
        return group
    reason = f"the segment ends at {end_ms} ms, the recording at {duration_ms} ms"
    warnings.append(f"{group.location}: {reason}; taken to end with it")
    return replace(group, end_ms=duration_ms)


def _document(values: list[Any]) -> Json:
    value: Any = values[0] if len(values) == 1 else list(values)
    if isinstance(value, dict):
        document = as_object(value, "$")
        return {"segments": [value]} if {"start", "end", "text"} <= document.keys() else document
    if not isinstance(value, list):
        return {}
    items = cast("list[Any]", value)
    first = items[0] if items else None
    if isinstance(first, dict) and _is_word(cast("Json", first)):
        return {"words": items}
    return {"segments": [segment_of_row(item) or item for item in items], "text": ""}


def _is_word(item: Json) -> bool:
    """Vosk's words have a ``conf`` besides, CTM rows a ``duration``."""
    return {"word", "start", "end"} <= item.keys() and not {"conf", "duration"} & item.keys()


def _groups(document: Json) -> Iterator[Group]:
    segments = objects(document, "segments", "$")
    apart = objects(document, "words", "$")
    if apart and not any(segment.get("words") for segment, _ in segments):
        words = [_word(word, path, None) for word, path in apart]
        yield Group(_punctuated(words, document.get("text")), whole=False)
        return
    for segment, path in segments:
        yield _group(segment, path)


def _group(segment: Json, path: str) -> Group:
    speaker = label(segment.get("speaker"), f"{path}.speaker")
    text = as_text(segment.get("text", ""), f"{path}.text")
    words = [_word(word, place, speaker) for word, place in objects(segment, "words", path)]
    if words:
        words = _joined(words, text)
    else:
        words = [Spoken(part, speaker=speaker, location=path, glued=False) for part in text.split()]
    return Group(words, _time(segment, "start", path), _time(segment, "end", path), path)


def _punctuated(words: list[Spoken], text: Any) -> list[Spoken]:
    """Give words the marks that stand around them in the text, which the OpenAI API leaves out.

    Nothing is changed where the text is not made of these words and marks alone.
    """
    bare = [word.text.strip() for word in words]
    spans = _spans(bare, text) if isinstance(text, str) else []
    if not spans:
        return words
    ends = [start + len(word) for word, start in zip(bare, spans, strict=True)]
    gaps = [text[end:start] for end, start in zip([0, *ends], [*spans, len(text)], strict=True)]
    return [
        word._replace(
            text=_opening(before, first=n == 0) + bare[n] + _closing(after),
            glued=bool(n) and not any(map(str.isspace, before)),
        )
        for n, (word, before, after) in enumerate(zip(words, gaps, gaps[1:], strict=False))
    ]


def _spans(bare: Sequence[str], text: str) -> list[int]:
    """Return where each word begins in the text; nothing if there are other words between."""
    spans: list[int] = []
    position = 0
    for word in bare:
        start = text.find(word, position)
        if start < 0 or any(map(str.isalnum, text[position:start])):
            return []
        spans.append(start)
        position = start + len(word)
    return [] if any(map(str.isalnum, text[position:])) else spans


def _opening(gap: str, *, first: bool) -> str:
    """Return the marks of a gap that belong to the word after it."""
    parts = gap.split()
    spaced = first or any(map(str.isspace, gap))
    return parts[-1] if parts and spaced and not gap[-1].isspace() else ""


def _closing(gap: str) -> str:
    """Return the marks of a gap that belong to the word before it."""
    parts = gap.split()
    own = parts[:-1] if len(parts) > 1 and not gap[-1:].isspace() else parts
    return own[0] if own and not gap[0].isspace() else ""


def _joined(words: list[Spoken], text: str) -> list[Spoken]:
    """Tell words that follow without a space, such as ``%`` after `` 50``, from the others."""
    spaced = any(word.text[:1].isspace() for word in words)
    known = joins(text, [word.text for word in words])
    return [
        word._replace(glued=index > 0 and not word.text[:1].isspace() if spaced else glued)
        for index, (word, glued) in enumerate(zip(words, known, strict=True))
    ]


def _word(word: Json, path: str, speaker: str | None) -> Spoken:
    text = word["word"] if "word" in word else word.get("text")
    sure = word.get("probability", word.get("confidence", word.get("score")))
    own_speaker = label(word.get("speaker", word.get("speaker_id")), f"{path}.speaker")
    start, end = _word_time(word, "start", path), _word_time(word, "end", path)
    return Spoken(
        as_text(text, f"{path}.word"),
        start if end is not None else None,
        end if start is not None else None,
        confidence(sure, path),
        own_speaker or speaker,
        location=path,
    )


def _time(parent: Json, key: str, path: str) -> int | None:
    value = parent.get(key)
    return None if value is None else milliseconds(value, 1, f"{path}.{key}")


def _word_time(word: Json, key: str, path: str) -> int | None:
    value = word.get(key)
    return None if isinstance(value, float) and isnan(value) else _time(word, key, path)
