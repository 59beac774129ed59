"""Gladia's pre-recorded transcriptions (v2, v1), and the final messages of its live service.

Source: Gladia API reference, ``GET /v2/pre-recorded/{id}``: ``result.transcription.utterances``
with ``words`` whose text begins with the space before it, ``speaker``, ``channel``, ``language``;
``result.metadata.audio_duration``. Live ``transcript`` messages hold one ``data.utterance``. The
first version's ``prediction`` is a list of utterances with ``transcription``, ``time_begin`` and
``time_end``; ``not_activated`` is no speaker there. Times are seconds. A transcription that failed
or is not done is refused with what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
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
from emend_transcript._source import Group, Source, Spoken, joins
from emend_transcript._times import milliseconds

_FIRST_VERSION = {"start": "time_begin", "end": "time_end"}


def matches(values: list[Any]) -> bool:
    """A transcription inside a result, utterances inside live messages, or a prediction."""
    return any(_holds(value) or _predicts(value) for value, _ in numbered(values))


def read(values: list[Any]) -> Source:
    """Read the transcription; see the module for what may stand in it."""
    documents = [(as_object(value, path), path) for value, path in numbered(values)]
    document, path = documents[0]
    status = document.get("status", "done")
    if status != "done":
        said = document.get("error_code") or status
        reason = f"Gladia's transcription is not done: {quoted(said)}"
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, f"{path}.status")
    about = inner(document, "result", path) or inner(document, "prediction_raw", path)
    duration = inner(about, "metadata", f"{path}.result").get("audio_duration")
    utterances = [found for one, place in documents for found in _utterances(one, place)]
    channels = {channel_number(one.get("channel"), place) for one, place in utterances}
    return Source(
        groups=[_group(one, place, several=len(channels) > 1) for one, place in utterances],
        duration_ms=None if duration is None else milliseconds(duration, 1, f"{path}.result"),
    )


def _predicts(value: Any) -> bool:
    return any("time_begin" in utterance for utterance in peek(value, "prediction")[:1])


def _holds(value: Any) -> bool:
    for keys in (("result", "data", "transcription"), ("transcription", "utterance", "utterances")):
        if not isinstance(value, dict):
            return False
        document = cast("Json", value)
        value = next((document[key] for key in keys if key in document), None)
    if isinstance(value, dict):
        return any(key in value for key in ("utterances", "full_transcript", "start"))
    return isinstance(value, list)


def _utterances(document: Json, path: str) -> Iterator[tuple[Json, str]]:
    if "prediction" in document:
        yield from objects(document, "prediction", path)
        return
    data = inner(document, "data", path)
    if "utterance" in data:
        if data.get("is_final") is not False:
            yield inner(data, "utterance", f"{path}.data"), f"{path}.data.utterance"
        return
    result = inner(document, "result", path) or document
    transcription = inner(result, "transcription", path)
    yield from objects(transcription, "utterances", f"{path}.result.transcription")


def _group(utterance: Json, path: str, *, several: bool) -> Group:
    speaker = label(utterance.get("speaker"), f"{path}.speaker")
    about = Spoken(
        "",
        speaker=None if speaker == "not_activated" else speaker,
        channel=channel_number(utterance.get("channel"), f"{path}.channel") if several else None,
        language=label(utterance.get("language"), f"{path}.language"),
        location=path,
    )
    text = as_text(either(utterance, "text", "transcription") or "", f"{path}.text")
    words = [_word(item, place, about) for item, place in objects(utterance, "words", path)]
    known = joins(text, [word.text for word in words])
    joined = [word._replace(glued=glued) for word, glued in zip(words, known, strict=True)]
    if not joined:
        joined = [about._replace(text=part, glued=False) for part in text.split()]
    return Group(joined, _time(utterance, "start", path), _time(utterance, "end", path), path)


def _word(item: Json, path: str, about: Spoken) -> Spoken:
    return about._replace(
        text=as_text(item.get("word"), f"{path}.word"),
        start_ms=_time(item, "start", path),
        end_ms=_time(item, "end", path),
        confidence=confidence(item.get("confidence"), f"{path}.confidence"),
        location=path,
    )


def _time(item: Json, key: str, path: str) -> int:
    return milliseconds(either(item, key, _FIRST_VERSION[key]), 1, f"{path}.{key}")
