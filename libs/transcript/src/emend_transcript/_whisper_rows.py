"""Segments and words that Python's json wrote as lists, since they were named tuples.

Source: faster-whisper before 1.1: ``Segment(id, seek, start, end, text, tokens, …, words)`` and
``Word(start, end, word, probability)``; what stands between the tokens and the words has changed.
"""

from __future__ import annotations

from typing import Any, cast

from emend_transcript._json import Json

_START, _END, _TEXT, _TOKENS = 2, 3, 4, 5
_WORD = ("start", "end", "word", "probability")


def segment_of_row(value: Any) -> Json | None:
    """Return a segment that is a list as the object it was; none if it is anything else."""
    if not isinstance(value, list):
        return None
    row = cast("list[Any]", value)
    if len(row) <= _TOKENS or not isinstance(row[_TEXT], str) or not isinstance(row[_TOKENS], list):
        return None
    lists = (cast("list[Any]", one) for one in row[_TOKENS + 1 :] if isinstance(one, list))
    words = [
        dict(zip(_WORD, word, strict=False)) for one in lists for word in one if _is_word(word)
    ]
    return {"start": row[_START], "end": row[_END], "text": row[_TEXT], "words": words}


def _is_word(value: Any) -> bool:
    row: list[Any] = cast("list[Any]", value) if isinstance(value, list) else []
    return len(row) == len(_WORD) and isinstance(row[2], str)
