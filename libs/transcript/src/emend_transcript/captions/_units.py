"""What a caption is made of: units that no line break parts, and what a break after each costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_transcript._derive import token_times_ms
from emend_transcript._model import Token, Words
from emend_transcript.captions._break_words import (
    ADJECTIVE_ENDINGS,
    ADJECTIVES,
    CONJUNCTIONS,
    HELPERS,
    HOLDING,
    PREPOSITIONS,
    TITLES,
)

PAUSE_MS = 1_500
"""A silence as long as this always ends a caption."""

_BREATH_MS = 300
_SENTENCE_ENDS = (".", "?", "!", "…", "।", "॥", "。", "？", "！", "؟", "۔")  # noqa: RUF001 - marks
_CLAUSE_ENDS = (",", ";", ":", "–", "—", "،", "؛", "、", "，", "；")  # noqa: RUF001 - marks
_CLOSING = "\"')]}»”’"  # noqa: RUF001 - quotation marks are meant
_OPENING = "\"'([{«“‘"  # noqa: RUF001 - quotation marks are meant

SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION = 0.0, 1.0, 2.0, 3.0
NEUTRAL, BOUND, NAME = 5.0, 12.0, 20.0
"""What a break costs there, from the end of a sentence to the inside of a name."""

_STEM = 5
"""Shorter words with an adjective's ending are mostly something else."""


class Unit(NamedTuple):
    """Tokens with no space between them, which stay on one line."""

    text: str
    start_ms: int
    end_ms: int
    glued: bool
    """No space stands before it: a piece of something longer than a line."""
    cost: float
    """What a break after it costs."""


def units_of(tokens: Sequence[Token], words: Words, characters: int) -> list[Unit]:
    """Return a turn's units; white space and control characters within them are made spaces.

    Args:
        tokens: the turn's.
        words: those that the tokens came from.
        characters: the length of a line, which tokens without spaces do not make a unit exceed.
    """
    units: list[Unit] = []
    for token, text in _pieces(tokens, characters):
        start_ms, end_ms = token_times_ms(token, words)
        last = units[-1] if units else None
        if last and token.glued and len(last.text) + len(text) <= characters:
            end_ms = max(last.end_ms, end_ms)
            units[-1] = Unit(last.text + text, last.start_ms, end_ms, last.glued, NEUTRAL)
        else:
            glued = token.glued and last is not None
            units.append(Unit(text, start_ms, max(start_ms, end_ms), glued, NEUTRAL))
    following = [*units[1:], None][: len(units)]
    before = [None, *units[:-1]][: len(units)]
    return [
        unit._replace(cost=break_cost(unit, after, begins=_ends_sentence(previous)))
        for unit, after, previous in zip(units, following, before, strict=True)
    ]


def _pieces(tokens: Sequence[Token], characters: int) -> Iterator[tuple[Token, str]]:
    """Yield each token's text; one of several words stays whole if a line can hold it."""
    for token in tokens:
        text = _clean(token.text)
        if len(text) <= characters:
            if text:
                yield token, text
            continue
        for number, part in enumerate(text.split()):
            yield (token._replace(glued=False) if number else token), part


def break_cost(unit: Unit, after: Unit | None, *, begins: bool = False) -> float:
    """Return what a break between two units costs; ``begins`` where the first opens a sentence."""
    if after is None or after.start_ms - unit.end_ms >= PAUSE_MS:
        return SENTENCE
    bare = unit.text.rstrip(_CLOSING)
    if bare.endswith(_SENTENCE_ENDS) and bare.lower().rstrip(".") not in TITLES:
        return SENTENCE
    if bare.endswith(_CLAUSE_ENDS):
        return CLAUSE
    if after.glued:
        return BOUND
    word, following = bare.lstrip(_OPENING), after.text.strip(_OPENING + _CLOSING + ",;:.?!")
    cost = _word_cost(word, following, begins=begins)
    if cost < BOUND and after.start_ms - unit.end_ms >= _BREATH_MS:
        return min(cost, CONJUNCTION)
    return cost


def _word_cost(word: str, following: str, *, begins: bool) -> float:
    lower, after = word.lower().rstrip("."), following.lower()
    if lower in HOLDING:
        return BOUND
    if _is_name(word) and _is_name(following) and not begins:
        return NAME
    if after in CONJUNCTIONS:
        return CONJUNCTION
    if lower in HELPERS:
        return BOUND
    if after in PREPOSITIONS:
        return PREPOSITION
    return BOUND if _is_modifier(word, lower, following) else NEUTRAL


def _is_modifier(word: str, lower: str, following: str) -> bool:
    """Tell whether a noun may well follow: after an adjective, or a number."""
    if word[-1:].isdigit():
        return not following[:1].isdigit()
    return lower in ADJECTIVES or (len(lower) > _STEM and lower.endswith(ADJECTIVE_ENDINGS))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in {"i", "i'm", "i've", "i'll", "i'd"}


def _ends_sentence(unit: Unit | None) -> bool:
    return unit is None or unit.text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _clean(text: str) -> str:
    if text.isprintable() and " " not in text:
        return text
    printable = (character if character.isprintable() else " " for character in text)
    return " ".join("".join(printable).split())
