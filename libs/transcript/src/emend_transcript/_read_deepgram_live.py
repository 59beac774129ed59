"""The messages of Deepgram's streaming service, one JSON object after another or in a list.

Source: Deepgram API reference, "Live audio": messages of type ``Results`` with ``channel`` (its
first alternative is the best), ``channel_index`` and ``is_final``; interim results and messages of
other types are passed over. Word times are seconds from the stream's start.
"""

from __future__ import annotations

from typing import Any, cast

from emend_transcript._json import Json, as_object, inner, label, numbered, objects, peek_messages
from emend_transcript._read_deepgram import channel_words
from emend_transcript._source import Group, Source


def matches(values: list[Any]) -> bool:
    """Messages of which one has results of a channel."""
    return any(
        message.get("type", "Results") == "Results"
        and "is_final" in message
        and isinstance(message.get("channel"), dict)
        for message in peek_messages(values)
    )


def read(values: list[Any]) -> Source:
    """Read the final results."""
    messages = [(as_object(value, path), path) for value, path in numbered(values)]
    results = [
        (message, path)
        for message, path in messages
        if message.get("type", "Results") == "Results" and message.get("is_final")
    ]
    models = (inner(inner(one, "metadata", path), "model_info", path) for one, path in results)
    names = (label(model.get("name"), "$.metadata.model_info.name") for model in models)
    return Source(
        groups=[_group(message, path) for message, path in results],
        recogniser=next(filter(None, names), None),
    )


def _group(message: Json, path: str) -> Group:
    index = message.get("channel_index")
    known = cast("list[Any]", index) if isinstance(index, list) else []
    several = len(known) > 1 and isinstance(known[0], int) and known[1] != 1
    channel = inner(message, "channel", path)
    place = f"{path}.channel"
    objects(channel, "alternatives", place)
    words = channel_words(channel, place, known[0] if several else None)
    return Group(words, location=place, whole=False)
