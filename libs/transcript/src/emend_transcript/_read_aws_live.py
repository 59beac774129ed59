"""The transcript events of Amazon Transcribe streaming, one JSON object after another or a list.

Source: Amazon Transcribe streaming API, ``TranscriptEvent``: ``Transcript.Results[]`` with
``IsPartial``, ``ChannelId`` and ``Alternatives[].Items[]``, whose times are seconds. Partial
results are passed over; punctuation belongs to the word before it.
"""

from __future__ import annotations

from typing import Any, cast

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    channel_number,
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


def matches(values: list[Any]) -> bool:
    """Events of which one has results."""
    transcripts = [_event(message).get("Transcript") for message in peek_messages(values)]
    return any("IsPartial" in result for one in transcripts for result in peek(one, "Results"))


def read(values: list[Any]) -> Source:
    """Read the final results."""
    groups: list[Group] = []
    for value, path in numbered(values):
        transcript = inner(_event(as_object(value, path)), "Transcript", path)
        for result, place in objects(transcript, "Results", f"{path}.Transcript"):
            if not result.get("IsPartial"):
                groups.append(_group(result, place))
    return Source(groups=groups)


def _event(message: Json) -> Json:
    event = message.get("TranscriptEvent")
    return cast("Json", event) if isinstance(event, dict) else message


def _group(result: Json, path: str) -> Group:
    alternatives = objects(result, "Alternatives", path)
    best, place = alternatives[0] if alternatives else ({}, path)
    channel = channel_number(result.get("ChannelId"), f"{path}.ChannelId")
    language = label(result.get("LanguageCode"), f"{path}.LanguageCode")
    words = [
        _item(item, where)._replace(channel=channel, language=language)
        for item, where in objects(best, "Items", place)
    ]
    return Group(words, location=path)


def _item(item: Json, path: str) -> Spoken:
    text = as_text(item.get("Content"), f"{path}.Content")
    if item.get("Type") == "punctuation":
        return Spoken(text, location=path, mark=True)
    return Spoken(
        text,
        milliseconds(item.get("StartTime"), 1, f"{path}.StartTime"),
        milliseconds(item.get("EndTime"), 1, f"{path}.EndTime"),
        confidence(item.get("Confidence"), f"{path}.Confidence"),
        label(item.get("Speaker"), f"{path}.Speaker"),
        location=path,
    )
