"""The words that tell what a number is: "card", "call me at", "order"; the nearest counts."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from emend_engine._pii.line import Line
from emend_engine._pii.phrases import LINKS, PLACES, Subject
from emend_engine._stages._word_set import word_set


class Cue(NamedTuple):
    """A cue and how many tokens lie between it and what it speaks of."""

    subject: Subject
    distance: int


_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"

NO_CUE = Cue("other", 1_000)
"""Stands where nothing tells."""

REACH = 12
"""How many tokens before a number are searched for a cue."""

OTHER_REACH = 4
"""How many tokens lie at most between a thing's name and its number."""

_BEHIND = 4
"""How many tokens behind it: "069 987 88 37 is my office"."""

_TOLD_BEHIND = 6
_TELLING = word_set("is was are were that's it's as s")
_BETWEEN = _TELLING | word_set(
    "my his her their our your the a that it ' , date of bank current own"
)
"""Words between a number and what it is said to be: "… , that's my date of birth"."""


_COPULAS = word_set("is are was : es ist est è é jest")
_OF = word_set("for of on to from in at with del de della der des du van pour para für")
_LONGEST_OF = 7
_TAKING_UP = frozenset((",", "full", "whole", "entire", "complete", "and"))
_TAKEN_UP = 8
_NO_HEADS = frozenset(("other", "phone", "birth", "address", "ip"))


def cue_before(line: Line, start: int) -> Cue:
    """Return the nearest cue before an offset of the line.

    A thing's number is named right before it; further off "case", "order" and the like are
    mere words, and a cue beyond them counts: "my number, in case we get cut off, is 415 …".
    """
    first = line.units_at(start, start + 1)[0].first
    head = _head(line, first)
    if head is not None:
        return head
    telling = (
        cue
        for cue in cues_before(line, first)
        if cue.subject != "other" or cue.distance <= OTHER_REACH
    )
    return next(telling, NO_CUE)


def cues_before(line: Line, first: int) -> Iterator[Cue]:
    """Yield the cues before a token, the nearest first."""
    at = first - 1
    least = max(first - REACH, 0)
    while at >= least:
        found = line.phrases.get(at)
        if found is None:
            at -= 1
        else:
            yield Cue(found.subject, first - 1 - at)
            at -= found.words


def cue_behind(line: Line, end: int) -> Cue:
    """Return the nearest cue behind an offset of the line, within the sentence."""
    last = line.units_at(end - 1, end)[0].last
    for at in range(last + 1, min(last + 1 + _BEHIND, len(line.keys))):
        if line.keys[at] in (".", "?", "!", ";", ","):
            break
        if line.keys[at] in PLACES and at == last + 1:
            return Cue("phone", 0)
        found = line.phrases.get(at)
        if found is not None:
            return Cue(found.subject, at - last - 1)
    return NO_CUE


def is_told_behind(line: Line, end: int, subject: Subject) -> bool:
    """Whether the words behind an offset say what it was: "123456789 is my ssn"."""
    return told_behind(line, end, (subject,)) is not None


def told_behind(line: Line, end: int, subjects: Container[Subject]) -> Subject | None:
    """Return which of some subjects the words behind an offset say that it was."""
    last = line.units_at(end - 1, end)[0].last
    told = False
    for at in range(last + 1, min(last + 1 + _TOLD_BEHIND, len(line.keys))):
        key = line.keys[at].replace(_CURLY, "'")
        found = line.phrases.get(at)
        if found is not None and found.subject in subjects:
            is_whole = told and line.keys[at + 1 : at + 2] not in (["is"], [":"])
            return found.subject if is_whole else None
        if key not in _BETWEEN:
            return None
        told |= key in _TELLING
    return None


def is_linked(line: Line, start: int, cue: Cue) -> bool:
    """Whether nothing but link words stands between a cue and an offset of the line."""
    first = line.units_at(start, start + 1)[0].first
    linked = all(key in LINKS for key in line.keys[first - cue.distance : first])
    return linked or _is_taken_up(line, first, cue) or _head(line, first) == cue


def _is_taken_up(line: Line, first: int, cue: Cue) -> bool:
    """Whether "number" takes a cue up again: "my passport expires in May, number 3 …"."""
    before = line.keys[max(first - 2, 0) : first]
    return (
        cue.distance <= _TAKEN_UP
        and len(before) == 2  # noqa: PLR2004 - "full number"
        and before[0] in _TAKING_UP
        and before[1] in ("number", "no")
    )


def _head(line: Line, first: int) -> Cue | None:
    """Return what "the PIN for the gate card is" announces before a token: a PIN, no card."""
    if line.keys[first - 1 : first] == [] or line.keys[first - 1] not in _COPULAS:
        return None
    found = None
    for at in range(first - 2, max(first - 2 - _LONGEST_OF, 0), -1):
        key = line.keys[at]
        if not key.isalpha() or key in _COPULAS or key == "and":
            break
        phrase = line.phrases.get(at - 1) if key in _OF else None
        if phrase is not None and phrase.subject not in _NO_HEADS:
            found = Cue(phrase.subject, first - at)
    return found
