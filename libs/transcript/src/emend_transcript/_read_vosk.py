"""Vosk and Kaldi results: one, a list of them, or one after another in a file.

Source: Vosk API, ``KaldiRecognizer.Result()`` and ``FinalResult()`` with ``SetWords(True)``;
with ``SetMaxAlternatives`` the best alternative is the first, and its confidence is a score
without a scale. Partial results and speaker vectors (``spk``) are passed over. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import Json, as_object, as_text, confidence, numbered, objects
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_KEYS = frozenset(
    {"result", "text", "spk", "spk_frames", "alternatives", "partial", "partial_result"}
)


def matches(values: list[Any]) -> bool:
    """Objects that hold nothing but Vosk's own keys."""
    results = numbered(values)
    keys = [cast("Json", found).keys() for found, _ in results if isinstance(found, dict)]
    if not keys or len(keys) < len(results) or not all(each and each <= _KEYS for each in keys):
        return False
    return all(isinstance(found.get("result", []), list) for found, _ in results)


def read(values: list[Any]) -> Source:
    """Read the results; see the module for what may stand in them."""
    return Source(groups=_groups(values))


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
        as_text(word.get("word"), f"{path}.word"),
        milliseconds(word.get("start"), 1, f"{path}.start"),
        milliseconds(word.get("end"), 1, f"{path}.end"),
        confidence(word.get("conf"), f"{path}.conf"),
        location=path,
    )
