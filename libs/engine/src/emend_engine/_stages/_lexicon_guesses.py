"""Guesses: the term that words stand for which are spaced, spelled or heard otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from emend_engine._context import Context, is_english
from emend_engine._english import FUNCTION_WORDS
from emend_engine._fuzzy import SHORTEST, Match, closest, may_be_guessed
from emend_engine._lexicon import Lexicon
from emend_engine._stages._lexicon_windows import WIDEST, Found, Window, places_from, window
from emend_engine._word_classes import RARE, UNKNOWN, plural_stem, without_possessive
from emend_transcript import Tokens

_GUESSING = frozenset(("lexicon.phonetic", "lexicon.fuzzy"))
_JOINED = 0.97
"""How sure a form is that stands there with other spaces."""
_THRESHOLDS = (1.0,) * SHORTEST + (0.86, 0.82, 0.79, 0.77, 0.75, 0.74, 0.73, 0.72)
"""The score that a guess needs, by its letters; the last one holds beyond."""
_UNCOMMON = RARE | UNKNOWN
_ACROSS_SPACES = 0.02
"""What a guess needs more when it joins words."""
_DOUBTED = 0.93
"""The score that a guess needs where an English word stands that the recogniser doubted."""
_OWN_AMONG_WORDS, _AMONG_WORDS = 0.04, 0.1
"""What a guess needs more where all words are English: a user's own term, another."""
_FUNCTION_WORD, _COMMON_WORD = 0.05, 0.02
"""What a guess loses for each "the" or "three" that it takes for a part of the term."""


def joined_forms(found: Window, context: Context) -> Iterator[Found]:
    """Yield the term whose form stands there with other spaces: "up anishads".

    One of the words is unknown, or none is a function word: "man as" is not manas.
    """
    if not (found.has_unknown or FUNCTION_WORDS.isdisjoint(found.words)):
        return
    letters, ending = found.letters()
    joined = context.lexicon.joined
    entry = joined.get(letters)
    if entry is None and plural_stem(letters) and found.words[-1] not in FUNCTION_WORDS:
        entry, letters, ending = joined.get(letters[:-1]), letters[:-1], f"s{ending}"
    if entry is not None:
        value = (_JOINED - 0.5) * len(letters)
        yield Found(found.places[0], found.places[-1] + 1, value, _JOINED, entry, ending)


def guesses(found: Window, context: Context, doubted: frozenset[int]) -> Iterator[Found]:
    """Yield the term that words sound like, where one of them is no English word."""
    if not (found.has_unknown and _may_guess(context)) or _is_explained(found, context):
        return
    letters, ending = found.letters()
    match, plural = _closest_of_both(context.lexicon, letters)
    if match is None or match.form == letters or (plural and found.words[-1] in FUNCTION_WORDS):
        return
    swallowed = _swallowed(found, context)
    needed = _needed(len(letters) - len(plural), len(found.words))
    if all(place in doubted for place in found.places):
        needed = _DOUBTED
    if match.score - swallowed >= needed:
        yield _found(found, match, f"{plural}{ending}", len(letters) - len(plural), swallowed)


def _may_guess(context: Context) -> bool:
    profile = context.profile
    return profile.terms.guess and not (profile.without and _GUESSING.issubset(profile.without))


def among_words(tokens: Tokens, context: Context, classes: Sequence[int]) -> Iterator[Found]:
    """Yield terms that were heard as English words: "cooper netties" for Kubernetes.

    Looked for by the consonants of neighbouring words alone, one look-up a word; only what has
    those of a term is compared.
    """
    lexicon = context.lexicon
    bones = list(map(lexicon.skeletons.__getitem__, context.keys))
    for at, first in enumerate(bones):
        heard = first
        end = at
        while heard in lexicon.heads and end + 1 < min(at + WIDEST, len(bones)):
            end += 1
            more = bones[end]
            heard = heard + (more[1:] if more[:1] == heard[-1] else more) if more else ""
            if heard in lexicon.wholes:
                yield from _heard(tokens, at, end, context, classes)


def _heard(
    tokens: Tokens, at: int, end: int, context: Context, classes: Sequence[int]
) -> Iterator[Found]:
    places = places_from(tokens, at, end - at + 1, context)
    found = window(places, context, classes)
    guessing = _may_guess(context) and is_english(context, tokens[at])
    if places[-1] != end or found.has_unknown or not guessing:
        return
    letters, ending = found.letters()
    match = _closest(context.lexicon, letters) if may_be_guessed(letters) else None
    if match is None:
        return
    needed = _needed(len(letters), len(places))
    if match.score >= needed + (_OWN_AMONG_WORDS if match.entry.own else _AMONG_WORDS):
        yield _found(found, match, ending, len(letters), 0)


def _is_explained(found: Window, context: Context) -> bool:
    """Whether common words stand beside known terms only: "three gunas" is not triguna.

    Also where a term stands with its accents already, for that is no recogniser's spelling.
    """
    exact = context.lexicon.exact
    if any(word in exact and not word.isascii() for word in found.words):
        return True
    if not any(kind & _UNCOMMON == 0 for kind in found.classes):
        return False
    stems = [without_possessive(word) for word in found.words]
    return all(
        not kind & UNKNOWN or stem in exact or plural_stem(stem) in exact
        for stem, kind in zip(stems, found.classes, strict=True)
    )


def _swallowed(found: Window, context: Context) -> float:
    """Return what a guess loses for the common words that it takes for a part of the term."""
    lost = 0.0
    for word, kind in zip(found.words, found.classes, strict=True):
        if len(word) == 1 or without_possessive(word) in FUNCTION_WORDS:
            lost += _FUNCTION_WORD
        elif not kind & (RARE | UNKNOWN) and word not in context.lexicon.exact:
            lost += _COMMON_WORD
    return lost


def _found(found: Window, match: Match, ending: str, letters: int, swallowed: float) -> Found:
    value = (match.score - swallowed - 0.5) * letters
    start, last = found.places[0], found.places[-1]
    return Found(start, last + 1, value, match.score, match.entry, ending, match)


def _needed(letters: int, words: int) -> float:
    threshold = _THRESHOLDS[min(letters, len(_THRESHOLDS) - 1)]
    return threshold + (_ACROSS_SPACES if words > 1 else 0)


def _closest_of_both(lexicon: Lexicon, letters: str) -> tuple[Match | None, str]:
    """Return the best match of a word or, where it is better, of what it may be the plural of."""
    if not may_be_guessed(letters):
        return None, ""
    match = _closest(lexicon, letters)
    if letters[-1] == "s" and letters[-2] != "s" and not (match and match.form[-1] == "s"):
        singular = _closest(lexicon, letters[:-1])
        if singular and (match is None or singular.score > match.score):
            return singular, "s"
    return match, ""


@lru_cache(maxsize=65_536)
def _closest(lexicon: Lexicon, letters: str) -> Match | None:
    return closest(lexicon.fuzzy, lexicon.joined, letters)
