"""Checks that no word is lost or used twice: a cheap one for every run, a full one for doubt."""

from __future__ import annotations

from collections.abc import Iterable

from emend_engine._errors import LostWordsError
from emend_transcript import Change, Result, Token, Tokens, Words, replay


def check_sums(words: Words, tokens: Tokens, changes: Iterable[Change]) -> None:
    """Check that the words in tokens and the words deleted add up to all words.

    Raises:
        LostWordsError: they do not.
    """
    kept = _length(tokens)
    deleted = sum(_length(change.before) - _length(change.after) for change in changes)
    if kept + deleted != len(words):
        message = f"{kept} words in tokens and {deleted} deleted, of {len(words)}"
        raise LostWordsError(message)


def check_result(result: Result) -> frozenset[int]:
    """Check a result word by word and change by change; return the deleted words' indexes.

    A word that one change deleted and a later one spans ("twenty um five" to "25") is in the
    token, not among the deleted.

    Raises:
        LostWordsError: a word is in two tokens, or is gone without a change that covers it,
            or the changes lead to other tokens.
        ReplayError: the changes do not fit the words.
    """
    kept = [index for token in result.tokens for index in range(token.first, token.last + 1)]
    covered = {index for change in result.changes for index in range(change.first, change.last + 1)}
    deleted = frozenset(range(len(result.words))).difference(kept)
    if kept != sorted(set(kept)) or deleted - covered or set(kept) - set(range(len(result.words))):
        message = f"words lost or used twice; unaccounted for: {sorted(deleted - covered)}"
        raise LostWordsError(message)
    if replay(result.changes, result.words) != result.tokens:
        message = "replaying the changes gives other tokens"
        raise LostWordsError(message)
    return deleted


def _length(tokens: Iterable[Token]) -> int:
    return sum(token[2] - token[1] + 1 for token in tokens)
