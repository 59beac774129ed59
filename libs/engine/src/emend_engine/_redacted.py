"""Blanks the record of a redacted result, which would otherwise tell what the text does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from emend_engine._pii.shapes import is_telling
from emend_engine._stages.redaction import GONE, MARKED, STAGE
from emend_transcript import Change, Result, Token, WordFlag

BLANK = "▮"
"""Stands for each word that is behind something redacted."""

_REDACTED = int(WordFlag.REDACTED)

_OWN_STAGES = ("pii", STAGE)
"""Their reasons are fixed sentences; those of other stages may quote the text."""


def redacted(result: Result) -> Result:
    """Return a result of which no part tells what the stage ``redaction`` replaced.

    Words behind a replaced token become a blank and are flagged so. Words beside it that other
    stages had deleted ("four one no wait four one one one …") do too, and every deleted digit.
    The changes blank the same words, so that replaying them over the blanked words still gives
    the same tokens. Times, confidences, sources, rules and the hash of the input stay. A result
    in which nothing was replaced is returned as it is.
    """
    hidden = _hidden(result)
    if not hidden:
        return result
    words = tuple(
        word._replace(text=BLANK, flags=word.flags | _REDACTED) if word.index in hidden else word
        for word in result.words
    )
    public = frozenset(result.tokens)
    changes = tuple(_blanked(change, hidden, public) for change in result.changes)
    return replace(result, words=words, changes=changes)


def _hidden(result: Result) -> frozenset[int]:
    """Return the indexes of the words that must not be read."""
    spans = [
        (min(change.first, change.last), change.last)
        for change in result.changes
        if change.stage == STAGE
    ]
    if not spans:
        return frozenset()
    kept = {index for token in result.tokens for index in range(token.first, token.last + 1)}
    hidden = {index for first, last in spans for index in range(first, last + 1)}
    for first, last in spans:
        hidden.update(_deleted_from(first - 1, -1, kept, len(result.words)))
        hidden.update(_deleted_from(last + 1, 1, kept, len(result.words)))
    hidden.update(
        word.index
        for word in result.words
        if word.index not in kept and is_telling(word.text.lower())
    )
    return frozenset(hidden)


def _deleted_from(at: int, step: int, kept: Collection[int], count: int) -> Iterator[int]:
    while 0 <= at < count and at not in kept:
        yield at
        at += step


def _blanked(change: Change, hidden: Collection[int], public: Collection[Token]) -> Change:
    before = tuple(_blank(token, hidden, public) for token in change.before)
    after = change.after
    if change.stage != STAGE:
        after = tuple(_blank(token, hidden, public) for token in change.after)
    if before == change.before and after == change.after:
        return change
    reason = change.reason if change.stage in _OWN_STAGES else "redacted"
    return change._replace(before=before, after=after, alternatives=(), reason=reason)


def _blank(token: Token, hidden: Collection[int], public: Collection[Token]) -> Token:
    """Blank a token of hidden words, or one that was cut out of a hidden word, if it is gone.

    A label tells nothing, and stays where a later pass takes it out.
    """
    if token.kind.startswith(GONE):
        return token
    _, first, last, glued, kind = token
    is_cut_out = last in hidden and kind.startswith(MARKED)
    of_hidden = any(index in hidden for index in range(first, last + 1))
    hides = (is_cut_out or of_hidden) and token not in public
    return Token(BLANK, first, last, glued, kind) if hides else token
