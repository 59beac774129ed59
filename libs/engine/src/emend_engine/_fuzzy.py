"""Finds the term that a word was meant to be: few candidates by their consonants, then scores.

Candidates share the skeleton of their sound but for one consonant: the delete neighbourhood of
W. Garbe's SymSpell, over phonetic keys. What is left is scored letter by letter with rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
"""Compared at most, the nearest skeletons first: a bound for hostile vocabularies."""
_LENGTHS_APART = 0.34
"""How much longer a word may be than the form that it is compared with, of the longer one."""
_LETTERS, _SOUND, _SKELETON = 0.35, 0.4, 0.25
"""Weights of the three similarities."""
_PREFERRED = 0.0004
"""What a point of priority is worth, of 1."""


class Form(NamedTuple):
    """One spelling of a term, with its keys."""

    letters: str
    sound: str
    skeleton: str
    entry: Entry


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

    forms: Sequence[Form]
    by_skeleton: Mapping[str, Sequence[int]]
    wholes: frozenset[str]
    """Skeletons of long forms, for finding terms among English words."""
    heads: frozenset[str]
    """What those begin with."""


def index_forms(joined: Mapping[str, Entry]) -> FuzzyIndex:
    """Index every spelling, given in letters only, that may be guessed."""
    forms: list[Form] = []
    by_skeleton: dict[str, list[int]] = {}
    for letters, entry in joined.items():
        if entry.exact_only or not SHORTEST <= len(letters) <= LONGEST or not letters.isascii():
            continue
        key = sound(letters)
        bones = skeleton(key)
        for place in _neighbourhood(bones):
            by_skeleton.setdefault(place, []).append(len(forms))
        forms.append(Form(letters, key, bones, entry))
    wholes = frozenset(form.skeleton for form in forms if _is_long(form))
    heads = frozenset(whole[:end] for whole in wholes for end in range(1, len(whole)))
    return FuzzyIndex(forms, by_skeleton, wholes, heads)


def _is_long(form: Form) -> bool:
    return len(form.letters) >= _SHORTEST_AMONG_WORDS and len(form.skeleton) >= _SHORTEST_SKELETON


def closest(index: FuzzyIndex, letters: str) -> Match | None:
    """Return the best match of a word in lower-case ASCII letters, however bad, if there is any."""
    key = sound(letters)
    bones = skeleton(key)
    best: dict[str, tuple[float, Form]] = {}
    for form in _candidates(index, bones, len(letters)):
        score = (
            _LETTERS * normalized_similarity(letters, form.letters)
            + _SOUND * normalized_similarity(key, form.sound)
            + _SKELETON * normalized_similarity(bones, form.skeleton)
        )
        known = best.get(form.entry.display)
        if known is None or score > known[0]:
            best[form.entry.display] = score, form
    if not best:
        return None
    ranked = sorted(best.values(), key=_preference, reverse=True)
    score, form = ranked[0]
    others = tuple(other.entry.display for near, other in ranked[1:3] if near > score - 0.1)
    return Match(score, form.entry, form.letters, key == form.sound, others)


def _candidates(index: FuzzyIndex, bones: str, length: int) -> list[Form]:
    """Return the forms whose skeletons differ by one consonant at most, in a fixed order."""
    numbers: dict[int, None] = {}
    for place in _neighbourhood(bones):
        numbers.update(dict.fromkeys(index.by_skeleton.get(place, ())))
    found: list[Form] = []
    for number in numbers:
        form = index.forms[number]
        longer = max(length, len(form.letters))
        if abs(length - len(form.letters)) <= _LENGTHS_APART * longer:
            found.append(form)
    return found[:_MOST_CANDIDATES]


def _preference(scored: tuple[float, Form]) -> tuple[float, str]:
    score, form = scored
    return score + _PREFERRED * form.entry.rank[0], form.letters


def _neighbourhood(bones: str) -> Iterable[str]:
    """Return a skeleton and, where it is long enough, what is left without one consonant."""
    if len(bones) < _SHORTEST_SKELETON:
        return (bones,)
    return dict.fromkeys((bones, *(bones[:at] + bones[at + 1 :] for at in range(len(bones)))))
