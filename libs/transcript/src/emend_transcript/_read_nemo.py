"""NVIDIA NeMo's hypotheses, manifests and diarised sessions as JSON.

Sources: NeMo ``transcribe(timestamps=True)``, whose hypotheses have ``timestamp.word`` (older:
``timestep.word``) with ``start`` and ``end`` in seconds and sometimes ``word_confidence`` beside,
``timestamp.segment`` alone, or of older versions only frames (``_nemo_frames.py``); manifests of
the same, one JSON object a line;
``offline_diar_with_asr`` sessions with ``words`` of ``start_time``, ``end_time`` and a speaker;
CTM rows as JSON (``start``, ``duration``, ``word``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from emend_transcript._json import (
    Json,
    as_list,
    as_object,
    as_text,
    channel_number,
    confidence,
    either,
    inner,
    label,
    numbered,
    objects,
    peek,
)
from emend_transcript._nemo_frames import in_seconds
from emend_transcript._source import Group, Source, Spoken, joins
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """A timestamp object with words, a session with timed words, or CTM rows."""
    items = numbered(values)
    return bool(items) and all(
        isinstance(item, dict) and _is_item(cast("Json", item)) for item, _ in items
    )


def read(values: list[Any]) -> Source:
    """Read the file; see the module for what may stand in it."""
    items = [(as_object(item, path), path) for item, path in numbered(values)]
    if items and "word" in items[0][0]:
        return Source(groups=[Group([_word(*item, None, None) for item in items], whole=False)])
    durations = [item.get("duration") for item, _ in items]
    alone = durations[0] if len(items) == 1 else None
    warnings: list[str] = []
    return Source(
        groups=[group for item, path in items for group in _groups(item, path, warnings)],
        duration_ms=None if alone is None else milliseconds(alone, 1, "$.duration"),
        warnings=warnings,
    )


def _is_item(item: Json) -> bool:
    stamps = either(item, "timestamp", "timestep")
    words = peek(item, "words")
    return (
        (isinstance(stamps, dict) and ("word" in stamps or "segment" in stamps))
        or (bool(words) and "start_time" in words[0])
        or {"word", "start", "duration"} <= item.keys()
    )


def _groups(item: Json, path: str, warnings: list[str]) -> Iterator[Group]:
    key = next((name for name in ("timestamp", "timestep") if item.get(name)), "timestamp")
    stamps = inner(item, key, path)
    if stamps.get("word") or item.get("words"):
        yield _group(item, path, warnings)
        return
    for segment, place in objects(stamps, "segment", f"{path}.{key}"):
        text = as_text(segment.get("segment"), f"{place}.segment")
        words = [Spoken(part, location=place, glued=False) for part in text.split()]
        start, end = (milliseconds(segment.get(one), 1, place) for one in ("start", "end"))
        yield Group(words, start, end, place)


def _group(item: Json, path: str, warnings: list[str]) -> Group:
    key = next((name for name in ("timestamp", "timestep") if item.get(name)), None)
    stamps = inner(item, key, path) if key else {}
    found = objects(stamps, "word", f"{path}.{key}") or objects(item, "words", path)
    words = in_seconds(found, peek(stamps, "segment"), item.get("duration"), warnings)
    beside = as_list(item.get("word_confidence") or [], f"{path}.word_confidence")
    confidences: Sequence[Any] = beside if len(beside) == len(words) else [None] * len(words)
    spoken = [
        _word(word, place, sure, item.get("channel"))
        for (word, place), sure in zip(words, confidences, strict=True)
    ]
    text = either(item, "pred_text", "text", "transcription")
    known = joins(as_text(text or "", f"{path}.text"), [word.text for word in spoken])
    joined = [word._replace(glued=glued) for word, glued in zip(spoken, known, strict=True)]
    return Group(joined, location=path, whole=False)


def _word(word: Json, path: str, sure: Any, channel: Any) -> Spoken:
    start = milliseconds(either(word, "start", "start_time"), 1, f"{path}.start")
    end = either(word, "end", "end_time")
    if end is None and "duration" in word:
        end_ms = start + milliseconds(word["duration"], 1, f"{path}.duration")
    else:
        end_ms = milliseconds(end, 1, f"{path}.end")
    own_confidence = either(word, "confidence", "conf")
    own_channel = either(word, "channel")
    return Spoken(
        as_text(either(word, "word", "text"), f"{path}.word"),
        start,
        end_ms,
        confidence(sure if own_confidence is None else own_confidence, path),
        label(either(word, "speaker", "speaker_label"), f"{path}.speaker"),
        channel_number(channel if own_channel is None else own_channel, f"{path}.channel"),
        location=path,
    )
