"""Paragraphs for reading: a voice's turn, cut at long pauses and before it becomes a wall."""

from __future__ import annotations

from typing import NamedTuple

from emend_transcript._derive import joined, token_times_ms
from emend_transcript._document import Turn, turns
from emend_transcript._model import Result, Token, Words
from emend_transcript._visible import visible

PAUSE_MS = 2_000
"""A silence as long as this begins a new paragraph."""

LONG_PARAGRAPH = 120
"""From this many tokens on, the next sentence begins a new paragraph."""

_SENTENCE_ENDS = frozenset((".", "?", "!", "।", "॥", "。"))


class Paragraph(NamedTuple):
    """Text to be set as one; ``opens_turn`` where its speaker has just begun."""

    start_ms: int
    speaker: str | None
    text: str
    opens_turn: bool
    first: int
    """The first word behind it, and the last."""
    last: int


def paragraphs(result: Result) -> list[Paragraph]:
    """Return a result's paragraphs on one line each, without what nobody should see."""
    return [found for turn in turns(result) for found in _split(turn, result.words)]


def _split(turn: Turn, words: Words) -> list[Paragraph]:
    found: list[Paragraph] = []
    speaker = visible(turn.speaker or "") or None
    start = 0
    for at in range(1, len(turn.tokens) + 1):
        if at == len(turn.tokens) or _begins(turn.tokens, start, at, words):
            text = visible(joined(turn.tokens[start:at]))
            begin_ms = token_times_ms(turn.tokens[start], words)[0]
            if text:
                first, last = turn.tokens[start].first, turn.tokens[at - 1].last
                found.append(Paragraph(begin_ms, speaker, text, not found, first, last))
            start = at
    return found


def _begins(tokens: tuple[Token, ...], start: int, at: int, words: Words) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.glued:
        return False
    if at - start >= LONG_PARAGRAPH and before.text in _SENTENCE_ENDS:
        return True
    pause = token_times_ms(token, words)[0] - token_times_ms(before, words)[1]
    return pause >= PAUSE_MS
