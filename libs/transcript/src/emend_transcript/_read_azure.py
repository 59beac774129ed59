"""Azure Speech's results: batch transcription and fast transcription.

Sources: Azure AI Speech, "Get batch transcription results" (``recognizedPhrases``, times in
ticks of 100 ns beside ISO 8601 durations) and "Use the fast transcription API" (``phrases``,
times in milliseconds). Of a phrase's ``nBest`` the first is read: its ``displayWords``, which
have the marks, with the confidence of the ``words`` they were made of; else its ``words``; else
its text, which shares the phrase's time. Phrases that were not recognised are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import Any

from emend_transcript._json import (
    Json,
    as_text,
    channel_number,
    confidence,
    either,
    first_object,
    label,
    objects,
    only_object,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import duration_text, milliseconds

_TICKS = 10_000_000


def matches(values: list[Any]) -> bool:
    """``recognizedPhrases``, or ``phrases`` beside ``combinedPhrases``."""
    document = first_object(values)
    return "recognizedPhrases" in document or {"phrases", "combinedPhrases"} <= document.keys()


def read(values: list[Any]) -> Source:
    """Read the results; see the module for what may stand in them."""
    document = only_object(values)
    phrases = [
        *objects(document, "recognizedPhrases", "$"),
        *objects(document, "phrases", "$"),
    ]
    has_length = any(key.startswith("duration") for key in document)
    return Source(
        groups=[
            _group(phrase, path)
            for phrase, path in phrases
            if phrase.get("recognitionStatus", "Success") == "Success"
        ],
        duration_ms=_time(document, "duration", "$") if has_length else None,
    )


def _group(phrase: Json, path: str) -> Group:
    best = objects(phrase, "nBest", path)
    inside, place = best[0] if best else (phrase, path)
    about = Spoken(
        "",
        speaker=label(phrase.get("speaker"), f"{path}.speaker"),
        channel=channel_number(phrase.get("channel"), f"{path}.channel"),
        language=label(phrase.get("locale"), f"{path}.locale"),
        location=path,
    )
    words = list(_words(inside, place, about))
    start_ms = _time(phrase, "offset", path)
    return Group(words, start_ms, start_ms + _time(phrase, "duration", path), path)


def _words(inside: Json, path: str, about: Spoken) -> Iterator[Spoken]:
    plain = [_word(word, place, about) for word, place in objects(inside, "words", path)]
    shown = [_word(word, place, about) for word, place in objects(inside, "displayWords", path)]
    if shown and plain:
        yield from with_confidence(shown, plain)
    elif shown or plain:
        yield from shown or plain
    else:
        text = as_text(either(inside, "display", "text", "lexical") or "", f"{path}.display")
        yield from (about._replace(text=part, glued=False) for part in text.split())


def _word(word: Json, path: str, about: Spoken) -> Spoken:
    start_ms = _time(word, "offset", path)
    return about._replace(
        text=as_text(either(word, "displayText", "word", "text"), f"{path}.word"),
        start_ms=start_ms,
        end_ms=start_ms + _time(word, "duration", path),
        confidence=confidence(word.get("confidence"), f"{path}.confidence"),
        location=path,
    )


def with_confidence(shown: list[Spoken], plain: list[Spoken]) -> Iterator[Spoken]:
    """Give each displayed word the mean confidence of the words that start within it."""
    position = 0
    for word in shown:
        inside: list[float] = []
        while position < len(plain) and (plain[position].start_ms or 0) < (word.end_ms or 0):
            sure = plain[position].confidence
            inside += [] if sure is None else [sure]
            position += 1
        yield word._replace(confidence=fmean(inside) if inside else None)


def _time(item: Json, key: str, path: str) -> int:
    """Return a time in whichever unit is there: ticks, milliseconds or ISO 8601."""
    if item.get(f"{key}InTicks") is not None:
        return milliseconds(item[f"{key}InTicks"], _TICKS, f"{path}.{key}InTicks")
    if item.get(f"{key}Milliseconds") is not None:
        return milliseconds(item[f"{key}Milliseconds"], 1000, f"{path}.{key}Milliseconds")
    if isinstance(item.get(key), int | float):
        # The first previews of fast transcription write plain milliseconds.
        return milliseconds(item[key], 1000, f"{path}.{key}")
    return duration_text(as_text(item.get(key), f"{path}.{key}"), f"{path}.{key}")
