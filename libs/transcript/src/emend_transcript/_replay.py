"""Replay: output = fold(changes, words), and the checks that nothing was lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

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
    edited = list(tokens)
    _splice(edited, change)
    return edited


def replay(changes: Iterable[Change], words: Words) -> tuple[Token, ...]:
    """Return the tokens that the changes make of the words.

    Raises:
        ReplayError: a change does not fit what the earlier ones left.
    """
    tokens = initial_tokens(words)
    for change in changes:
        _splice(tokens, change)
    return tuple(tokens)


def _splice(tokens: list[Token], change: Change) -> None:
    end = change.at + len(change.before)
    found = tuple(tokens[change.at : end]) if change.at >= 0 else ()
    if found != change.before or not 0 <= change.at <= len(tokens):
        raise ReplayError(change, found)
    tokens[change.at : end] = change.after
