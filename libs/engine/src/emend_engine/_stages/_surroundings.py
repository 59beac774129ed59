"""Reads the words around a place, and what is still there of them once cuts are made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from emend_engine._context import (
    SOFT_MARKS,
    Context,
    is_capitalised,
    is_shouted,
    same_voice,
    starts_sentence,
)
from emend_engine._rules import Rule
from emend_engine._stages._english_classes import WordClass, word_class
from emend_engine._stages._filler_words import ALL_SOUNDS
from emend_engine._stages._stretch import LONGEST, Stretch, in_context
from emend_transcript import Tokens


class Cut(NamedTuple):
    """A range of tokens that goes, by which rule, how surely and why."""

    at: int
    end: int
    rule: Rule
    confidence: float
    reason: str
    words: tuple[int, ...] = ()
    """Positions of the tokens that take the place of the range."""


def is_filled(tokens: Tokens, at: int) -> bool:
    """Whether something stood before this token that an earlier stage took out."""
    return tokens[at - 1].last + 1 < tokens[at].first


def filled_places(tokens: Tokens) -> list[int]:
    """Return the positions before which something was taken out; few, so by bisection."""
    places: list[int] = []
    at, last = 0, len(tokens) - 1
    while tokens[at].first - at < tokens[last].first - last:
        gone = tokens[at].first - at
        at = bisect_right(range(len(tokens)), gone, lo=at, key=lambda n: tokens[n].first - n)
        places.append(at)
    return places


def fillers_before(tokens: Tokens, context: Context, at: int) -> frozenset[str]:
    """Return the fillers that stood before this token, where nothing but fillers went."""
    gone = context.words[tokens[at - 1].last + 1 : tokens[at].first]
    said = frozenset(word.text.lower() for word in gone if not word.is_mark)
    return said if said <= ALL_SOUNDS else frozenset()


def ahead(tokens: Tokens, context: Context, at: int, wanted: int) -> list[int]:
    """Return the positions of the words from ``at`` on, up to the end of sentence or voice."""
    found: list[int] = []
    for place in range(at, min(len(tokens), at + 2 * wanted)):
        if tokens[place].kind == "punctuation":
            if tokens[place].text not in SOFT_MARKS:
                break
        elif len(found) == wanted or not same_voice(context, tokens[at], tokens[place]):
            break
        else:
            found.append(place)
    return found


def behind(tokens: Tokens, context: Context, at: int, cuts: Sequence[Cut]) -> list[int]:
    """Return the positions of the words before ``at`` that are still there, in order."""
    found: list[int] = []
    place, cut = at - 1, len(cuts) - 1
    while place >= max(0, at - 2 * LONGEST) and len(found) < LONGEST:
        while cut >= 0 and place < cuts[cut].end:
            place = min(place, cuts[cut].at - 1)
            cut -= 1
        if place < 0 or not same_voice(context, tokens[place], tokens[at]):
            break
        if tokens[place].kind != "punctuation":
            found.append(place)
        elif tokens[place].text not in SOFT_MARKS:
            break
        place -= 1
    return found[::-1]


def stretch(tokens: Tokens, context: Context, places: list[int]) -> Stretch:
    """Return the words at these positions with their classes."""
    keys = [context.keys[at] for at in places]
    kinds = [_class(tokens, context, at) for at in places]
    return Stretch(keys, in_context(keys, kinds))


def _class(tokens: Tokens, context: Context, at: int) -> WordClass:
    """Return the word's class; a name is what the lexicon or a capital says is one."""
    key = context.keys[at]
    kind = word_class(key)
    if kind < WordClass.COMPARATIVE:
        return kind
    if kind is WordClass.NOUN and key in context.lexicon.names:
        return WordClass.NAME
    if not is_capitalised(tokens[at].text) or starts_sentence(tokens, at, context):
        return kind
    return kind if is_shouted(tokens, at) else WordClass.NAME
