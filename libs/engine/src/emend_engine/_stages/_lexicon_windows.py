"""Neighbouring words that are looked at as one, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_engine._context import HYPHENS, Context, same_voice
from emend_engine._entry import Entry
from emend_engine._folding import compact
from emend_engine._fuzzy import Match
from emend_engine._word_classes import UNKNOWN, without_possessive
from emend_transcript import Tokens

WIDEST = 4
"""Words that are looked at as one."""


class Found(NamedTuple):
    """A term in the tokens from ``start`` up to ``end``."""

    start: int
    end: int
    value: float
    """How many letters it explains, and how well."""
    score: float
    entry: Entry
    ending: str
    """What follows the term: "'s", "s"."""
    heard: Match | None = None
    """What a guess rests on; none for a known form."""


class Window(NamedTuple):
    """Words at ``places``, with nothing but hyphens between."""

    places: Sequence[int]
    words: Sequence[str]
    classes: Sequence[int]

    @property
    def has_unknown(self) -> bool:
        """Whether one of the words is no English word."""
        return any(kind & UNKNOWN for kind in self.classes)

    def letters(self) -> tuple[str, str]:
        """Return the letters of the words without a possessive ending, and that ending."""
        last = self.words[-1]
        stem = without_possessive(last)
        return "".join(map(compact, (*self.words[:-1], stem))), last[len(stem) :]


def places_from(
    tokens: Tokens, at: int, longest: int, context: Context, step: int = 1
) -> list[int]:
    """Return the positions of up to ``longest`` words, onward or, with ``step`` -1, backward."""
    places = [at]
    while len(places) < longest:
        after = places[-1] + step
        if 0 < after < len(tokens) - 1 and tokens[after].text in HYPHENS and tokens[after].glued:
            after += step
        if (
            not 0 <= after < len(tokens)
            or tokens[after].kind != "word"
            or not same_voice(context, tokens[min(at, after)], tokens[max(at, after)])
        ):
            break
        places.append(after)
    return places


def windows_around(
    tokens: Tokens, at: int, context: Context, classes: Sequence[int]
) -> Iterator[Window]:
    """Yield the word at a position alone and with up to three neighbours."""
    before = places_from(tokens, at, WIDEST, context, -1)[:0:-1]
    places = [*before, *places_from(tokens, at, WIDEST, context)]
    here = len(before)
    for start in range(here + 1):
        for end in range(here + 1, min(start + WIDEST, len(places)) + 1):
            yield window(places[start:end], context, classes)


def window(places: Sequence[int], context: Context, classes: Sequence[int]) -> Window:
    """Return the window of the words at these positions."""
    words = [context.keys[place] for place in places]
    return Window(places, words, [classes[place] for place in places])
