"""Finds the term that a word was meant to be: few candidates by their consonants, then scores.

Candidates share the skeleton of their sound but for one consonant: the delete neighbourhood of
W. Garbe's SymSpell, over phonetic keys. What is left is scored letter by letter with rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import normalized_similarity

from emend_engine._entry import Entry
from emend_engine._sounds import skeleton, sound

SHORTEST = 5
"""Letters of the shortest word that is compared; below that everything is similar."""
LONGEST = 48
"""Letters of the longest; no term of four words has more."""

_SHORTEST_SKELETON = 4
"""Consonants below which none may be missing."""
_SHORTEST_AMONG_WORDS = 7
"""Letters of the shortest term that is looked for where every word is English."""
_MOST_CANDIDATES = 120
"""Compared at most, the nearest skeletons first."""
_MOST_LOOKED_AT = 300
"""Forms of one skeleton that are looked at: a bound for hostile vocabularies."""
_LENGTHS_APART = 0.34
"""How much longer a word may be than the form that it is compared with, of the longer one."""
_LETTERS, _SOUND, _SKELETON = 0.35, 0.4, 0.25
"""Weights of the three similarities."""
_NEAR = 0.1
"""How much worse another term may be and still be an alternative."""
_PREFERRED = 0.0004
"""What a point of priority is worth, of 1."""


class Form(NamedTuple):
    """One spelling of a term, in letters only, with its keys."""

    letters: str
    sound: str
    skeleton: str


class Match(NamedTuple):
    """A term and how well it fits, from 0 to 1."""

    score: float
    entry: Entry
    form: str
    same_sound: bool
    others: tuple[str, ...] = ()
    """Display forms of the next best."""


@dataclass(frozen=True, slots=True, eq=False)
class FuzzyIndex:
    """Spellings of terms by the skeletons of their sound, whole and with one consonant less."""

    by_skeleton: Mapping[str, Sequence[Form]]
    wholes: frozenset[str]
    """Skeletons of long forms, for finding terms among English words."""
    heads: frozenset[str]
    """What those begin with."""


def keyed(letters: str) -> Form:
    """Return a spelling, in lower-case letters without accents, with its keys."""
    key = sound(letters)
    return Form(letters, key, skeleton(key))


def may_be_guessed(letters: str) -> bool:
    """Whether a spelling is long enough, and short enough, to be compared."""
    return SHORTEST <= len(letters) <= LONGEST and letters.isascii()


def index_forms(forms: Iterable[Form]) -> FuzzyIndex:
    """Index the spellings that may be guessed."""
    by_skeleton: dict[str, list[Form]] = {}
    wholes: set[str] = set()
    for form in forms:
        if may_be_guessed(form.letters):
            for place in _neighbourhood(form.skeleton):
                by_skeleton.setdefault(place, []).append(form)
            if _is_long(form):
                wholes.add(form.skeleton)
    heads = frozenset(whole[:end] for whole in wholes for end in range(1, len(whole)))
    return FuzzyIndex(by_skeleton, frozenset(wholes), heads)


def _is_long(form: Form) -> bool:
    return len(form.letters) >= _SHORTEST_AMONG_WORDS and len(form.skeleton) >= _SHORTEST_SKELETON


def closest(
    indexes: Iterable[FuzzyIndex], entries: Mapping[str, Entry], letters: str
) -> Match | None:
    """Return the best match of a word in lower-case ASCII letters, however bad, if there is any.

    ``entries`` says what each spelling stands for now; those that are exact only do not count.
    """
    said = keyed(letters)
    best: dict[str, tuple[float, Form, Entry]] = {}
    for form in _candidates(indexes, said):
        entry = entries.get(form.letters)
        if entry is None or entry.exact_only:
            continue
        score = (
            _LETTERS * normalized_similarity(letters, form.letters)
            + _SOUND * normalized_similarity(said.sound, form.sound)
            + _SKELETON * normalized_similarity(said.skeleton, form.skeleton)
        )
        known = best.get(entry.display)
        if known is None or score > known[0]:
            best[entry.display] = score, form, entry
    if not best:
        return None
    ranked = sorted(best.values(), key=_preference, reverse=True)
    score, form, entry = ranked[0]
    others = tuple(other.display for near, _, other in ranked[1:3] if near > score - _NEAR)
    return Match(score, entry, form.letters, said.sound == form.sound, others)


def _candidates(indexes: Iterable[FuzzyIndex], said: Form) -> list[Form]:
    """Return the forms whose skeletons differ by one consonant at most, in a fixed order."""
    length = len(said.letters)
    near = (
        form
        for index in indexes
        for place in _neighbourhood(said.skeleton)
        for form in islice(index.by_skeleton.get(place, ()), _MOST_LOOKED_AT)
        if abs(length - len(form.letters)) <= _LENGTHS_APART * max(length, len(form.letters))
    )
    return list(dict.fromkeys(islice(near, _MOST_CANDIDATES)))


def _preference(scored: tuple[float, Form, Entry]) -> tuple[float, str]:
    score, form, entry = scored
    return score + _PREFERRED * entry.rank[0], form.letters


def _neighbourhood(bones: str) -> Iterable[str]:
    """Return a skeleton and, where it is long enough, what is left without one consonant."""
    if len(bones) < _SHORTEST_SKELETON:
        return (bones,)
    return dict.fromkeys((bones, *(bones[:at] + bones[at + 1 :] for at in range(len(bones)))))
