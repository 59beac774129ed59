"""Replay: output = fold(changes, words), and the checks that nothing was lost on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from emend_transcript._errors import ReplayError
from emend_transcript._model import Change, Token, Tokens, Words


def initial_tokens(words: Words) -> list[Token]:
    """Return the token list before any change: one token per word."""
    return [
        Token(
            word.text,
            word.index,
            word.index,
            bool(word.flags & 2),
            "punctuation" if word.flags & 1 else "word",
        )
        for word in words
    ]


def apply_change(tokens: Tokens, change: Change) -> list[Token]:
    """Return the tokens after one change.

    Raises:
        ReplayError: what stands at the change's position is not what it says it replaced.
    """
    end = change.at + len(change.before)
    found = tuple(tokens[change.at : end])
    if found != change.before:
        raise ReplayError(change, found)
    return [*tokens[: change.at], *change.after, *tokens[end:]]


def replay(changes: Iterable[Change], words: Words) -> tuple[Token, ...]:
    """Return the tokens that the changes make of the words.

    Raises:
        ReplayError: a change does not fit what the earlier ones left.
    """
    return tuple(reduce(apply_change, changes, initial_tokens(words)))
