"""Amazon Transcribe's output file.

Source: Amazon Transcribe developer guide, "Data input and output" and the examples for
diarisation, channel identification and language identification: ``results.items`` of type
``pronunciation`` with times in seconds as strings, and ``punctuation`` without times, which
belongs to the word before it and carries that word's confidence; ``speaker_labels``,
``channel_labels``, ``language_code`` also per item, ``audio_segments``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_list,
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
    """``results`` with ``items`` or ``transcripts``, or a job that failed."""
    results = first_object(values).get("results")
    return isinstance(results, dict) and ("items" in results or "transcripts" in results)


def read(values: list[Any]) -> Source:
    """Read the file; see the module for what may stand in it."""
    document = only_object(values)
    status = document.get("status", "COMPLETED")
    if status != "COMPLETED":
        reason = f"The job is not completed; its status is {quoted(status)}"
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, "$.status")
    results = inner(document, "results", "$")
    return Source(
        groups=list(_groups(results)),
        language=label(results.get("language_code"), "$.results.language_code"),
    )


def _groups(results: Json) -> Iterator[Group]:
    speakers = _speakers(results)
    labels = inner(results, "channel_labels", "$.results")
    channels = objects(labels, "channels", "$.results.channel_labels")
    for channel, path in channels:
        yield from _streams(channel, path, speakers, channel.get("channel_label"))
    if not channels:
        yield from _streams(results, "$.results", speakers, None)


def _streams(
    holder: Json, path: str, speakers: dict[tuple[str, str], str | None], channel: Any
) -> Iterator[Group]:
    words = [
        _item(item, place, speakers, channel) for item, place in objects(holder, "items", path)
    ]
    starts = _audio_segments(holder, path)
    if not starts or channel is not None:
        yield Group(words, location=path, whole=False)
        return
    first = 0
    for index in range(1, len(words)):
        if index in starts and not words[index].mark:
            yield Group(words[first:index], location=path)
            first = index
    yield Group(words[first:], location=path)


def _audio_segments(holder: Json, path: str) -> set[int]:
    """Return the ids of the items with which the service's own segments begin."""
    lists = [
        as_list(segment.get("items") or [], f"{place}.items")
        for segment, place in objects(holder, "audio_segments", path)
    ]
    return {items[0] for items in lists if items and isinstance(items[0], int)}


def _speakers(results: Json) -> dict[tuple[str, str], str | None]:
    """Return the speaker of each word by its times, for files whose items do not say."""
    labels = inner(results, "speaker_labels", "$.results")
    return {
        _span(item): label(item.get("speaker_label"), f"{place}.speaker_label")
        for segment, path in objects(labels, "segments", "$.results.speaker_labels")
        for item, place in objects(segment, "items", path)
    }


def _span(item: Json) -> tuple[str, str]:
    start, end = item.get("start_time"), item.get("end_time")
    return (start, end) if isinstance(start, str) and isinstance(end, str) else ("", "")


def _item(
    item: Json, path: str, speakers: dict[tuple[str, str], str | None], channel: Any
) -> Spoken:
    alternatives = objects(item, "alternatives", path)
    best, place = alternatives[0] if alternatives else ({}, path)
    text = as_text(best.get("content"), f"{place}.content")
    if item.get("type") == "punctuation":
        return Spoken(text, location=path, mark=True)
    speaker = label(item.get("speaker_label"), f"{path}.speaker_label")
    own_channel = item.get("channel_label", channel)
    return Spoken(
        text,
        milliseconds(item.get("start_time"), 1, f"{path}.start_time"),
        milliseconds(item.get("end_time"), 1, f"{path}.end_time"),
        confidence(best.get("confidence"), f"{place}.confidence"),
        speaker or speakers.get(_span(item)),
        channel_number(own_channel, f"{path}.channel_label"),
        label(item.get("language_code"), f"{path}.language_code"),
        path,
    )
