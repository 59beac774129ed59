"""Looks for terms in a text: known forms, wrongly spaced ones, and guesses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from emend_engine._context import Context, is_english
from emend_engine._english import FUNCTION_WORDS
from emend_engine._entry import Entry
from emend_engine._stages._lexicon_guesses import among_words, guesses, joined_forms
from emend_engine._stages._lexicon_windows import Found, places_from, windows_around
from emend_engine._word_classes import (
    LEXICAL,
    ORDINARY,
    UNKNOWN,
    plural_stem,
    without_possessive,
)
from emend_transcript import Tokens

_EXACT = 0.5
"""The value of a letter in a known form; in a guess it is the score less a half."""


def matches(tokens: Tokens, context: Context) -> list[Found]:
    """Return every term that may stand in the tokens; they may overlap."""
    classes = list(map(context.lexicon.classes.__getitem__, context.keys))
    doubted = _doubted(tokens, context)
    for at in doubted:
        classes[at] |= UNKNOWN
    found = list(among_words(tokens, context, classes))
    seen: set[tuple[int, int]] = set()
    for at, kind in enumerate(classes):
        if kind == ORDINARY:
            continue
        if kind & LEXICAL:
            found += _exact(tokens, at, context)
        if kind != LEXICAL and is_english(context, tokens[at]):
            for window in windows_around(tokens, at, context, classes):
                span = window.places[0], window.places[-1]
                if span not in seen:
                    seen.add(span)
                    found += joined_forms(window, context)
                    found += guesses(window, context, doubted)
    return found


def _doubted(tokens: Tokens, context: Context) -> frozenset[int]:
    """Return the positions of English words that the recogniser was not sure of."""
    limit = context.profile.terms.doubted_below
    doubted = {
        word.index
        for word in context.words
        if word.confidence is not None and word.confidence < limit
    }
    if not doubted:
        return frozenset()
    return frozenset(
        at
        for at, token in enumerate(tokens)
        if token.first in doubted
        and context.keys[at] not in FUNCTION_WORDS
        and not context.lexicon.classes[context.keys[at]] & UNKNOWN
        and token.text.isalpha()
        and token.text.isascii()
    )


def _exact(tokens: Tokens, at: int, context: Context) -> Iterator[Found]:
    """Yield every known form that begins at a token, the longest first."""
    lengths, endings = context.lexicon.lengths, _endings(context.keys[at])
    longest = max([lengths.get(word, 0) for word, _ in endings])
    places = places_from(tokens, at, longest, context)
    for number in range(len(places), 0, -1):
        known = _known(tokens, places[:number], context)
        if known is not None:
            entry, ending, letters = known
            yield Found(at, places[number - 1] + 1, _EXACT * letters, 1.0, entry, ending)


def _known(tokens: Tokens, places: list[int], context: Context) -> tuple[Entry, str, int] | None:
    """Return the entry that words spell, their ending, and how many letters are the term's."""
    lexicon = context.lexicon
    words = [context.keys[place] for place in places]
    before = " ".join((*words[:-1], ""))
    for word, ending in _endings(words[-1]):
        entry = lexicon.exact.get(before + word)
        if entry is None and lexicon.cased:
            text = " ".join(tokens[place].text for place in places)
            entry = lexicon.cased.get(text.removesuffix(ending))
        if entry is not None and (entry.own or is_english(context, tokens[places[0]])):
            return entry, ending, sum(map(len, words)) + len(words) - len(ending)
    return None


@lru_cache(maxsize=65_536)
def _endings(word: str) -> tuple[tuple[str, str], ...]:
    """Return a word and the stems that it may be an ending of, each with that ending."""
    stem = without_possessive(word)
    singular = plural_stem(stem)
    forms = dict.fromkeys((word, stem, singular or word))
    return tuple((form, word[len(form) :]) for form in forms)
