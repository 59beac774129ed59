"""NVIDIA Riva's recognition results, as protobuf JSON of either spelling.

Source: ``riva/proto/riva_asr.proto``, ``RecognizeResponse`` (and streaming responses, of which
the final ones are read): ``results[].alternatives[].words[]`` with times in whole
milliseconds, ``speakerTag``, ``channelTag``, ``audioProcessed`` in seconds. The first alternative
is the best. Protobuf JSON leaves zeros out, so a word with an end but no start starts at 0.
Google's answers look alike but write times as ``"1.200s"`` or, by some clients, as fractions.
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
    either,
    label,
    numbered,
    objects,
    peek,
)
from emend_transcript._source import Group, Source, Spoken, joins
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """Results with alternatives whose words have numbers for times, or with Riva's own fields."""
    results = [result for document, _ in numbered(values) for result in peek(document, "results")]
    if any("audioProcessed" in result or "audio_processed" in result for result in results):
        return True
    words = [
        word
        for result in results
        for alternative in peek(result, "alternatives")[:1]
        for word in peek(alternative, "words")[:1]
    ]
    return bool(words) and all(_has_whole_times(word) for word in words)


def _has_whole_times(word: Json) -> bool:
    times = either(word, "endTime", "end_time"), either(word, "startTime", "start_time") or 0
    return all(isinstance(time, int) for time in times)


def read(values: list[Any]) -> Source:
    """Read the results; see the module for what may stand in them."""
    results = [
        found
        for document, path in numbered(values)
        for found in objects(as_object(document, path), "results", path)
        if either(found[0], "isFinal", "is_final") is not False
    ]
    return Source(groups=list(_groups(results)))


def _groups(results: list[tuple[Json, str]]) -> Iterator[Group]:
    for result, path in results:
        alternatives = objects(result, "alternatives", path)
        if not alternatives:
            continue
        best, place = alternatives[0]
        channel_tag = either(result, "channelTag", "channel_tag")
        channel = channel_number(channel_tag, f"{path}.channelTag")
        words = [_word(word, where, channel) for word, where in objects(best, "words", place)]
        text = as_text(best.get("transcript", ""), f"{place}.transcript")
        if text.strip() and not words:
            reason = f"The result {quoted(text.strip())} has no word times"
            raise FormatError(ErrorCode.NO_TIMES, reason, place, "Set enable_word_time_offsets.")
        known = joins(text, [word.text for word in words])
        joined = [word._replace(glued=glued) for word, glued in zip(words, known, strict=True)]
        yield Group(joined, location=path)


def _word(word: Json, path: str, channel: int | None) -> Spoken:
    start = either(word, "startTime", "start_time")
    return Spoken(
        as_text(word.get("word"), f"{path}.word"),
        milliseconds(start or 0, 1000, f"{path}.startTime"),
        milliseconds(either(word, "endTime", "end_time"), 1000, f"{path}.endTime"),
        confidence(word.get("confidence"), f"{path}.confidence"),
        label(either(word, "speakerTag", "speaker_tag"), f"{path}.speakerTag"),
        channel,
        label(either(word, "languageCode", "language_code"), f"{path}.languageCode"),
        path,
    )
