"""Deepgram's answer to pre-recorded audio.

Source: Deepgram API reference, ``POST /v1/listen``: ``results.channels[].alternatives[].words``
with ``punctuated_word`` where punctuation was asked for, ``speaker`` where diarisation was,
``language`` where the model tells several apart; ``metadata.duration`` in seconds and
``metadata.model_info``. The first alternative is the best. Where utterances hold the same
words, their turns are kept apart. A channel's number counts from 0 and is left out in mono.
Times are seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    channel_number,
    confidence,
    first_object,
    inner,
    label,
    objects,
    only_object,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """``results`` with ``channels``."""
    results = first_object(values).get("results")
    return isinstance(results, dict) and "channels" in results


def read(values: list[Any]) -> Source:
    """Read the answer; see the module for what may stand in it."""
    document = only_object(values)
    metadata, results = inner(document, "metadata", "$"), inner(document, "results", "$")
    duration = metadata.get("duration")
    channels = objects(results, "channels", "$.results")
    languages = {label(channel.get("detected_language"), path) for channel, path in channels}
    return Source(
        groups=list(_groups(results, channels)),
        language=languages.pop() if len(languages) == 1 else None,
        duration_ms=None if duration is None else milliseconds(duration, 1, "$.metadata.duration"),
        recogniser=_model(metadata),
    )


def _model(metadata: Json) -> str | None:
    path = "$.metadata.model_info"
    for model in inner(metadata, "model_info", "$.metadata").values():
        known = as_object(model, path)
        parts = (label(known.get(part), path) for part in ("name", "version"))
        return " ".join(filter(None, parts)) or None
    return None


def _groups(results: Json, channels: list[tuple[Json, str]]) -> Iterator[Group]:
    spoken = [
        channel_words(channel, path, number if len(channels) > 1 else None)
        for number, (channel, path) in enumerate(channels)
    ]
    utterances = objects(results, "utterances", "$.results")
    counted = sum(len(objects(each, "words", path)) for each, path in utterances)
    if not utterances or counted != sum(len(words) for words in spoken):
        yield from (Group(words, whole=False) for words in spoken)
        return
    for each, path in utterances:
        number = channel_number(each.get("channel"), f"{path}.channel")
        speaker = label(each.get("speaker"), f"{path}.speaker")
        words = objects(each, "words", path)
        channel = number if len(channels) > 1 else None
        yield Group(
            [_word(word, place, channel, speaker, None) for word, place in words],
            location=path,
            whole=False,
        )


def channel_words(channel: Json, path: str, number: int | None) -> list[Spoken]:
    """Return the words of a channel's first alternative."""
    alternatives = objects(channel, "alternatives", path)
    if not alternatives:
        return []
    language = label(channel.get("detected_language"), f"{path}.detected_language")
    best, place = alternatives[0]
    transcript = best.get("transcript")
    if not best.get("words") and isinstance(transcript, str) and transcript.strip():
        reason = f"The transcript {quoted(transcript)} has no word times"
        raise FormatError(ErrorCode.NO_TIMES, reason, f"{place}.words")
    return [
        _word(word, where, number, None, language) for word, where in objects(best, "words", place)
    ]


def _word(
    word: Json, path: str, channel: int | None, speaker: str | None, language: str | None
) -> Spoken:
    text = word.get("punctuated_word") or word.get("word")
    own_speaker = label(word.get("speaker"), f"{path}.speaker")
    return Spoken(
        as_text(text, f"{path}.word"),
        milliseconds(word.get("start"), 1, f"{path}.start"),
        milliseconds(word.get("end"), 1, f"{path}.end"),
        confidence(word.get("confidence"), f"{path}.confidence"),
        own_speaker or speaker,
        channel,
        label(word.get("language"), f"{path}.language") or language,
        path,
    )
