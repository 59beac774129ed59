"""Finds what a speaker names again only to deny it: "in berlin no wait in paris not berlin"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from emend_engine._stages._english_classes import WordClass
from emend_engine._stages._stretch import NOMINAL, Stretch

_DET, _PREP = WordClass.DETERMINER, WordClass.PREPOSITION

_DENIALS = (
    ("i", "don't", "mean"),
    ("i", "didn't", "mean"),
    ("no", "not"),
    ("not",),
)
_INSTEADS = (
    ("no", "i", "meant"),
    ("but", "i", "meant"),
    ("i", "meant"),
    ("i", "mean"),
    ("but", "rather"),
    ("but",),
    ("sorry",),
    ("rather",),
)
"""What may stand between a thing denied and what is meant instead."""


def denial(keys: Sequence[str], at: int) -> int:
    """Return how many words deny what follows them here: "not", "i don't mean"; 0 for none."""
    return next((len(said) for said in _DENIALS if _stands(keys, at, said)), 0)


def bridge(keys: Sequence[str], at: int) -> int:
    """Return how many words lead over to what is meant: "but", "i meant"; 0 for none."""
    return next((len(said) for said in _INSTEADS if _stands(keys, at, said)), 0)


def _stands(keys: Sequence[str], at: int, said: tuple[str, ...]) -> bool:
    return tuple(keys[at : at + len(said)]) == said


def find_echo(before: Stretch, after: Stretch) -> tuple[int, int, int] | None:
    """Find the "not berlin" in ``(in berlin no wait in) paris not berlin``.

    Returns where the echoed words begin in ``before``, and their range, with the "not", in
    ``after``; with what leads over to the repair, where they come first.
    """
    for at in range(len(after.keys) - 1):
        size = denial(after.keys, at)
        if not size:
            continue
        place, count = _said_before(before, after, at + size)
        if count and NOMINAL.intersection(before.classes[place : place + count]):
            end = at + size + count
            end += bridge(after.keys, end) if at == 0 else 0
            return _with_its_link(before, after, place, end if at == 0 else 0), at, end
    return None


def _said_before(before: Stretch, after: Stretch, at: int) -> tuple[int, int]:
    """Return where in ``before`` the words from ``at`` on stand last, and how many of them."""
    if at >= len(after.keys):
        return 0, 0
    place = len(before.keys) - 1
    while place >= 0 and before.keys[place] != after.keys[at]:
        place -= 1
    pairs = zip(before.keys[place:], after.keys[at:], strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1], pairs if place >= 0 else ())
    return place, sum(1 for _ in same)


def _with_its_link(before: Stretch, after: Stretch, start: int, repair: int) -> int:
    """Take the preposition or article before a phrase where the repair brings its own."""
    if repair >= len(after.keys):
        return start
    linked = start and before.classes[start - 1] in (_PREP, _DET)
    return start - 1 if linked and before.classes[start - 1] is after.classes[repair] else start
