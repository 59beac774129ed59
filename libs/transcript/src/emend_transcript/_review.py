"""What a person should look at: what was heard or decided with too little confidence.

Nothing of this is stored. It follows from a result and a threshold, which is the profile's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from emend_transcript._derive import token_confidence
from emend_transcript._model import Change, Result, Segment, Token, WordFlag, Words

_DIGITS = 2
"""Confidences are told to hundredths."""


class Review(NamedTuple):
    """Why each token and each segment needs review; none where it does not."""

    tokens: tuple[str | None, ...]
    segments: tuple[str | None, ...]


def review(result: Result, below: float | None) -> Review:
    """Return what needs review in a result.

    A token does whose least sure word, or an edit of whose words, has a confidence ``below``
    the threshold; a segment does whose words have on average. Without a threshold nothing
    does, and what has no confidence never does.
    """
    if below is None:
        return Review((None,) * len(result.tokens), (None,) * len(result.segments))
    doubts = _doubts(result.changes, below)
    return Review(
        tuple(_token_reason(token, result.words, below, doubts) for token in result.tokens),
        tuple(_segment_reason(segment, result.words, below) for segment in result.segments),
    )


def _doubts(changes: Sequence[Change], below: float) -> Mapping[int, Change]:
    """Return the last unsure edit of each word."""
    return {
        index: change
        for change in changes
        if change.confidence is not None and change.confidence < below and change.after
        for index in range(change.first, change.last + 1)
    }


def _token_reason(
    token: Token, words: Words, below: float, doubts: Mapping[int, Change]
) -> str | None:
    heard = token_confidence(token, words)
    if heard is not None and heard < below:
        return f"recognised with confidence {_written(heard)}, below {_written(below)}"
    for index in range(token.first, token.last + 1) if doubts else ():
        change = doubts.get(index)
        if change is not None and change.confidence is not None:
            sure = _written(change.confidence)
            return f"{change.rule} decided with confidence {sure}, below {_written(below)}"
    return None


def _segment_reason(segment: Segment, words: Words, below: float) -> str | None:
    known = [
        word.confidence
        for word in words[segment.first : segment.last + 1]
        if word.confidence is not None and not word.flags & WordFlag.MARK
    ]
    mean = sum(known) / len(known) if known else below
    if mean >= below:
        return None
    average = f"recognised with confidence {_written(mean)} on average"
    return f"{average}, below {_written(below)}"


def _written(confidence: float) -> str:
    return f"{round(confidence, _DIGITS):g}"
