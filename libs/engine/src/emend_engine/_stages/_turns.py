"""The spoken words of an English transcript as the network reads them: turns of one voice."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._context import Context, is_english
from emend_engine._punctuator.model import knows, score_turns
from emend_engine._punctuator.network import Scores
from emend_transcript import Tokens


class Turns(NamedTuple):
    """Positions of the spoken words of each English turn, and the network's scores of them all."""

    turns: list[list[int]]
    scores: Scores
    reaches_end: bool
    """Whether no spoken word comes after the last turn."""


def score_tokens(tokens: Tokens, context: Context) -> Turns | None:
    """Return the English words and their scores; none where nothing is English."""
    keys = context.keys
    turns = [
        turn
        for turn in _turns(tokens, context)
        if is_english(context, tokens[turn[0]]) and knows([keys[at] for at in turn])
    ]
    if not turns:
        return None
    words = [[keys[at] for at in turn] for turn in turns]
    reaches_end = all(token.kind == "punctuation" for token in tokens[turns[-1][-1] + 1 :])
    return Turns(turns, score_turns(words, ends=context.ends or not reaches_end), reaches_end)


def _turns(tokens: Tokens, context: Context) -> list[list[int]]:
    voices = iter(context.voices)
    change = next(voices, None)
    turns: list[list[int]] = [[]]
    for at, token in enumerate(tokens):
        if token.kind == "punctuation":
            continue
        while change is not None and token.first >= change:
            turns.append([])
            change = next(voices, None)
        turns[-1].append(at)
    return [turn for turn in turns if turn]
