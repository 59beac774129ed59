"""ElevenLabs Scribe's transcripts.

Source: ElevenLabs API reference, "Create transcript": ``words`` of type ``word``, ``spacing`` or
``audio_event``, with times in seconds, ``speaker_id`` and ``logprob``, the natural logarithm of
the probability; with several channels, ``transcripts`` with ``channel_index``. Audio events
(``(laughter)``) are no words; they are left out, and the warnings say so. Of the messages of the
real-time service those that are committed with timestamps are read.
"""

from __future__ import annotations

import math
from typing import Any

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    channel_number,
    confidence,
    first_object,
    label,
    numbered,
    objects,
    only_object,
    peek,
    peek_messages,
)
from emend_transcript._languages import language_code
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """A language code beside words with a type, or beside transcripts of channels."""
    if any(_is_committed(message) for message in peek_messages(values)):
        return True
    document = first_object(values)
    several = peek(document, "transcripts")
    transcript = several[0] if several else document
    words = peek(transcript, "words")
    if "language_code" not in transcript or "text" not in transcript:
        return False
    return "language_probability" in transcript or bool(words and "type" in words[0])


def read(values: list[Any]) -> Source:
    """Read the transcript; see the module for what may stand in it."""
    document, transcripts = _transcripts(values)
    duration = document.get("audio_duration_secs")
    languages = [label(one.get("language_code"), path) for one, path in transcripts]
    return Source(
        groups=[_group(one, path, several=len(transcripts) > 1) for one, path in transcripts],
        language=language_code(languages[0]) if len(set(languages)) == 1 else None,
        duration_ms=None
        if duration is None
        else milliseconds(duration, 1, "$.audio_duration_secs"),
        warnings=_events(transcripts),
    )


def _transcripts(values: list[Any]) -> tuple[Json, list[tuple[Json, str]]]:
    messages = [(as_object(value, path), path) for value, path in numbered(values)]
    committed = [(message, path) for message, path in messages if _is_committed(message)]
    if committed:
        return {}, committed
    document = only_object(values)
    return document, objects(document, "transcripts", "$") or [(document, "$")]


def _is_committed(message: Json) -> bool:
    return message.get("message_type") == "committed_transcript_with_timestamps"


def _group(transcript: Json, path: str, *, several: bool) -> Group:
    channel = channel_number(transcript.get("channel_index"), f"{path}.channel_index")
    words: list[Spoken] = []
    spaced = True
    for item, place in objects(transcript, "words", path):
        kind = item.get("type", "word")
        if kind == "word":
            words.append(_word(item, place)._replace(glued=bool(words) and not spaced))
        spaced = kind != "word"
    known = channel if several else None
    return Group([word._replace(channel=known) for word in words], location=path, whole=False)


def _word(item: Json, path: str) -> Spoken:
    return Spoken(
        as_text(item.get("text"), f"{path}.text"),
        _time(item, "start", path),
        _time(item, "end", path),
        _probability(item.get("logprob"), f"{path}.logprob"),
        label(item.get("speaker_id"), f"{path}.speaker_id"),
        location=path,
    )


def _time(item: Json, key: str, path: str) -> int | None:
    """Words may come without times, which are then divided between their neighbours."""
    known = item.get("start") is not None and item.get("end") is not None
    return milliseconds(item[key], 1, f"{path}.{key}") if known else None


def _probability(value: Any, path: str) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return math.exp(value) if value <= 0 else None
    return confidence(value, path)


def _events(transcripts: list[tuple[Json, str]]) -> list[str]:
    events = [
        place
        for transcript, path in transcripts
        for item, place in objects(transcript, "words", path)
        if item.get("type") == "audio_event"
    ]
    count = f"{len(events)} audio events are" if len(events) > 1 else "an audio event is"
    return [f"{events[0]}: {count} left out, from here on"] if events else []
