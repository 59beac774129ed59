"""What a caption is made of: units that no line break parts, and what a break after each costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_transcript._derive import token_times_ms
from emend_transcript._model import Token, Words
from emend_transcript._source import edges
from emend_transcript._visible import columns, visible
from emend_transcript.captions._break_words import (
    ADJECTIVE_ENDINGS,
    ADJECTIVES,
    CONJUNCTIONS,
    DETERMINERS,
    FOLLOWERS,
    HELPERS,
    HOLDING,
    NUMBERS,
    PAIRS,
    PREPOSITIONS,
    RELATIVES,
    TITLES,
)
from emend_transcript.captions._ideographs import ends_phrase, is_one_name, may_part, parted

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

_ORPHAN = 8
"""A beginning or an end of a clause as short as this should not stand alone."""
_ORPHAN_COST = 4.0

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
    """Return a turn's units; white space within them is made single.

    Args:
        tokens: the turn's.
        words: those that the tokens came from.
        characters: the length of a line, which tokens without spaces do not make a unit exceed;
            ideographs and kana, which may be parted anywhere, are units of their own.
    """
    units: list[Unit] = []
    for text, start_ms, end_ms, is_glued in _pieces(tokens, words, characters):
        last = units[-1] if units else None
        glued = is_glued and last is not None
        if last and glued and _keeps(last.text, text, characters):
            until_ms = max(last.end_ms, end_ms)
            units[-1] = Unit(last.text + text, last.start_ms, until_ms, last.glued, NEUTRAL)
        else:
            units.append(Unit(text, start_ms, max(start_ms, end_ms), glued, NEUTRAL))
    following = [*units[1:], None][: len(units)]
    before = [None, *units[:-1]][: len(units)]
    costs = [
        break_cost(unit, after, begins=_ends_sentence(previous))
        for unit, after, previous in zip(units, following, before, strict=True)
    ]
    return [
        unit._replace(cost=cost + extra)
        for unit, cost, extra in zip(units, costs, _orphan_costs(units, costs), strict=True)
    ]


def _pieces(
    tokens: Sequence[Token], words: Words, characters: int
) -> Iterator[tuple[str, int, int, bool]]:
    """Yield text, times and whether it is glued; one of several words stays whole on a line."""
    for token in tokens:
        text, (start_ms, end_ms) = visible(token.text), token_times_ms(token, words)
        if text.isascii() and len(text) <= characters:
            if text:
                yield text, start_ms, end_ms, token.glued
            continue
        found = [
            (piece, token.glued if not place + number else number > 0)
            for place, part in enumerate(_parts(text, characters))
            for number, piece in enumerate(parted(part))
        ]
        cuts = edges(start_ms, end_ms, [len(piece) for piece, _ in found])
        for (piece, glued), first, last in zip(found, cuts, cuts[1:], strict=False):
            yield piece, first, last, glued


def _keeps(before: str, after: str, characters: int) -> bool:
    """Tell whether two texts without a space between belong on one line, and fit there."""
    return not may_part(before[-1], after[0]) and columns(before) + columns(after) <= characters


def _parts(text: str, characters: int) -> Sequence[str]:
    """Return one text that a line can hold as it is, another word by word."""
    fits = columns(text) <= characters
    return ([text] if text else []) if fits else text.split()


def _orphan_costs(units: Sequence[Unit], costs: Sequence[float]) -> list[float]:
    """Return what a break costs more for parting a single short word from its clause."""
    extra = [0.0] * len(units)
    width = 0
    for at, unit in enumerate(units):
        width += columns(unit.text) + 1
        if costs[at] <= CLAUSE:
            width = 0
        elif width <= _ORPHAN:
            extra[at] += _ORPHAN_COST
    for at in range(len(units) - 1, 0, -1):
        width = columns(units[at].text) + (0 if costs[at] <= CLAUSE else width + 1)
        if costs[at - 1] > CLAUSE and width <= _ORPHAN:
            extra[at - 1] += _ORPHAN_COST
    return extra


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
        return _glued_cost(bare[-1:], after.text[0])
    word, following = bare.lstrip(_OPENING), after.text.strip(_OPENING + _CLOSING + ",;:.?!")
    cost = _word_cost(word, following, begins=begins)
    if cost < BOUND and after.start_ms - unit.end_ms >= _BREATH_MS:
        return min(cost, CONJUNCTION)
    return cost


def _glued_cost(before: str, after: str) -> float:
    if ends_phrase(before, after):
        return PREPOSITION
    return NAME if is_one_name(before, after) else BOUND


def _word_cost(word: str, following: str, *, begins: bool) -> float:
    lower, after = word.lower().rstrip("."), following.lower()
    if lower in HOLDING and not _is_let_go(lower, after):
        return BOUND
    if _is_name(word) and _is_name(following) and not begins:
        return NAME
    is_pair = (lower, after) in PAIRS or after in FOLLOWERS
    if after in CONJUNCTIONS and not is_pair:
        return CONJUNCTION
    if is_pair or lower in HELPERS:
        return BOUND
    if after in PREPOSITIONS:
        return PREPOSITION
    return BOUND if _is_modifier(word, lower, following) else NEUTRAL


def _is_let_go(lower: str, after: str) -> bool:
    """Tell whether a word holds nothing here: ``those who``, ``at half past four the bell``."""
    if after in RELATIVES:
        return lower in DETERMINERS or lower in NUMBERS
    return lower in NUMBERS and after in DETERMINERS


def _is_modifier(word: str, lower: str, following: str) -> bool:
    """Tell whether a noun may well follow: after an adjective, or a number."""
    if word[-1:].isdigit():
        return not following[:1].isdigit()
    return lower in ADJECTIVES or (len(lower) > _STEM and lower.endswith(ADJECTIVE_ENDINGS))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in {"i", "i'm", "i've", "i'll", "i'd"}


def _ends_sentence(unit: Unit | None) -> bool:
    return unit is None or unit.text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
