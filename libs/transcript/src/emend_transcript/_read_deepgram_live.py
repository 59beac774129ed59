"""The messages of Deepgram's streaming service, one JSON object after another or in a list.

Source: Deepgram API reference, "Live audio": messages of type ``Results`` with ``channel`` (its
first alternative is the best), ``channel_index`` and ``is_final``; interim results and messages of
other types are passed over. Word times are seconds from the stream's start. Of Flux's (v2) messages
of type ``TurnInfo`` those that end a turn are read; its words have no times and share the turn's.
"""

from __future__ import annotations

from typing import Any, cast

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    confidence,
    inner,
    label,
    numbered,
    objects,
    peek_messages,
)
from emend_transcript._read_deepgram import channel_words
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """Messages of which one has results of a channel."""
    return any(
        _is_turn(message)
        or (
            message.get("type", "Results") == "Results"
            and "is_final" in message
            and isinstance(message.get("channel"), dict)
        )
        for message in peek_messages(values)
    )


def read(values: list[Any]) -> Source:
    """Read the final results."""
    messages = [(as_object(value, path), path) for value, path in numbered(values)]
    results = [
        (message, path)
        for message, path in messages
        if (message.get("type", "Results") == "Results" and message.get("is_final"))
        or (_is_turn(message) and message.get("event") == "EndOfTurn")
    ]
    models = (inner(inner(one, "metadata", path), "model_info", path) for one, path in results)
    names = (label(model.get("name"), "$.metadata.model_info.name") for model in models)
    return Source(
        groups=[_group(message, path) for message, path in results],
        recogniser=next(filter(None, names), None),
    )


def _is_turn(message: Json) -> bool:
    return message.get("type") == "TurnInfo" and "audio_window_end" in message


def _turn(message: Json, path: str) -> Group:
    words = [
        Spoken(
            as_text(word.get("word"), f"{place}.word"),
            confidence=confidence(word.get("confidence"), f"{place}.confidence"),
            location=place,
        )
        for word, place in objects(message, "words", path)
    ]
    start, end = (
        milliseconds(message.get(key), 1, f"{path}.{key}")
        for key in ("audio_window_start", "audio_window_end")
    )
    return Group(words, start, end, path)


def _group(message: Json, path: str) -> Group:
    if _is_turn(message):
        return _turn(message, path)
    index = message.get("channel_index")
    known = cast("list[Any]", index) if isinstance(index, list) else []
    several = len(known) > 1 and isinstance(known[0], int) and known[1] != 1
    channel = inner(message, "channel", path)
    place = f"{path}.channel"
    objects(channel, "alternatives", place)
    words = channel_words(channel, place, known[0] if several else None)
    return Group(words, location=place, whole=False)
