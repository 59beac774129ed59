"""IBM Watson Speech to Text's results.

Source: IBM Cloud, "Understanding speech recognition results": ``results[].alternatives[]`` with
``timestamps`` as ``[word, start, end]`` and ``word_confidence`` as ``[word, confidence]``;
``speaker_labels`` give the speaker of the word that starts at ``from``. Results that are not final
are passed over. An asynchronous job's answers stand in ``results`` once more. Times are seconds.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_list,
    as_object,
    as_text,
    confidence,
    label,
    numbered,
    objects,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """Results that say whether they are final, with alternatives that have timestamps."""
    results = [result for value, _ in numbered(values) for result in peek(value, "results")]
    results += [inside for result in results for inside in peek(result, "results")]
    return any("final" in result and "alternatives" in result for result in results)


def read(values: list[Any]) -> Source:
    """Read the results; see the module for what may stand in them."""
    documents = [
        found
        for value, path in numbered(values)
        for found in _documents(as_object(value, path), path)
    ]
    speakers = {
        milliseconds(one.get("from"), 1, f"{place}.from"): label(one.get("speaker"), place)
        for document, path in documents
        for one, place in objects(document, "speaker_labels", path)
    }
    return Source(
        groups=[
            _group(result, place, speakers)
            for document, path in documents
            for result, place in objects(document, "results", path)
            if result.get("final") is not False
        ]
    )


def _documents(document: Json, path: str) -> list[tuple[Json, str]]:
    """An asynchronous job holds answers as its results."""
    inside = objects(document, "results", path) if "speaker_labels" not in document else []
    jobs = [(one, place) for one, place in inside if "results" in one]
    return jobs or [(document, path)]


def _group(result: Json, path: str, speakers: dict[int, str | None]) -> Group:
    alternatives = objects(result, "alternatives", path)
    best, place = alternatives[0] if alternatives else ({}, path)
    rows = as_list(best.get("timestamps") or [], f"{place}.timestamps")
    sure = as_list(best.get("word_confidence") or [], f"{place}.word_confidence")
    text = as_text(best.get("transcript", ""), f"{place}.transcript").strip()
    if text and not rows:
        reason = f"The result {quoted(text)} has no word times"
        raise FormatError(ErrorCode.NO_TIMES, reason, place, "Ask for timestamps=true.")
    words = [_word(row, f"{place}.timestamps[{n}]", speakers) for n, row in enumerate(rows)]
    if len(sure) == len(words):
        words = [
            word._replace(confidence=confidence(as_list(pair, place)[-1], place))
            for word, pair in zip(words, sure, strict=True)
        ]
    return Group(words, location=place, whole=not speakers)


def _word(row: Any, path: str, speakers: dict[int, str | None]) -> Spoken:
    fields = [*as_list(row, path), None, None, None]
    start_ms = milliseconds(fields[1], 1, path)
    return Spoken(
        as_text(fields[0], path),
        start_ms,
        milliseconds(fields[2], 1, path),
        speaker=speakers.get(start_ms),
        location=path,
    )
