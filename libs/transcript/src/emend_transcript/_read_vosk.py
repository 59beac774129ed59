"""Vosk and Kaldi results: one, a list of them, or one after another in a file; or their words.

Source: Vosk API, ``KaldiRecognizer.Result()`` and ``FinalResult()`` with ``SetWords(True)``;
with ``SetMaxAlternatives`` the best alternative is the first, and its confidence is a score
without a scale. Partial results and speaker vectors (``spk``) are passed over. The command
``vosk-transcriber`` writes ``monologues`` of ``terms`` instead. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    confidence,
    either,
    first_object,
    numbered,
    objects,
    only_object,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_KEYS = frozenset(
    {"result", "text", "spk", "spk_frames", "alternatives", "partial", "partial_result"}
)


def matches(values: list[Any]) -> bool:
    """Objects that hold nothing but Vosk's own keys, or words with their ``conf``."""
    results = numbered(values)
    if _are_words(results) or any("terms" in one for one in _monologues(values)):
        return True
    keys = [cast("Json", found).keys() for found, _ in results if isinstance(found, dict)]
    if not keys or len(keys) < len(results) or not all(each and each <= _KEYS for each in keys):
        return False
    best = [one for found, _ in results for one in peek(found, "alternatives")[:1]]
    return all("text" in one for one in best) and all(
        isinstance(found.get("result", []), list) for found, _ in results
    )


def read(values: list[Any]) -> Source:
    """Read the results; see the module for what may stand in them."""
    items = numbered(values)
    if _are_words(items):
        words = [_word(as_object(word, path), path) for word, path in items]
        return Source(groups=[Group(words, whole=False)])
    if _monologues(values):
        turns = objects(only_object(values), "monologues", "$")
        return Source(groups=[_monologue(turn, path) for turn, path in turns])
    return Source(groups=_groups(values))


def _are_words(items: list[tuple[Any, str]]) -> bool:
    return bool(items) and all(
        isinstance(item, dict) and {"word", "start", "end", "conf"} <= cast("Json", item).keys()
        for item, _ in items
    )


def _monologues(values: list[Any]) -> list[Json]:
    return peek(first_object(values), "monologues")


def _monologue(turn: Json, path: str) -> Group:
    return Group([_word(term, place) for term, place in objects(turn, "terms", path)])


def _groups(values: list[Any]) -> Iterator[Group]:
    for value, path in numbered(values):
        result, place = as_object(value, path), path
        if result.get("alternatives"):
            result, place = objects(result, "alternatives", path)[0]
        words = [_word(word, where) for word, where in objects(result, "result", place)]
        text = as_text(result.get("text", ""), f"{place}.text")
        if text.strip() and not words:
            reason = f"The result {quoted(text)} has no word times"
            hint = "Call SetWords(True) on the recogniser."
            raise FormatError(ErrorCode.NO_TIMES, reason, place, hint)
        yield Group(words, location=place)


def _word(word: Json, path: str) -> Spoken:
    return Spoken(
        as_text(either(word, "word", "text"), f"{path}.word"),
        milliseconds(word.get("start"), 1, f"{path}.start"),
        milliseconds(word.get("end"), 1, f"{path}.end"),
        confidence(either(word, "conf", "confidence"), f"{path}.conf"),
        location=path,
    )
