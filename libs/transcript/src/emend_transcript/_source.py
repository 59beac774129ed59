"""What an adapter hands over: the recogniser's words in its own order, not yet checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple


class Spoken(NamedTuple):
    """One word as the recogniser wrote it. Times are milliseconds, none where it gave none."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None
    speaker: str | None = None
    channel: int | None = None
    language: str | None = None
    location: str = ""
    glued: bool | None = None
    """Whether no space stands before it; none where the format does not tell."""
    mark: bool = False
    """A mark that belongs to the word before it and has no time of its own."""
    interpolated: bool = False
    """The adapter divided the time of several words."""


@dataclass(frozen=True, slots=True)
class Group:
    """A recogniser's segment, or all its words where it makes none.

    Words without a time share what lies between their neighbours, or the group's own times.
    """

    words: Sequence[Spoken]
    start_ms: int | None = None
    end_ms: int | None = None
    location: str = ""
    whole: bool = True
    """The recogniser's own segment; otherwise it is cut at pauses and sentence ends."""


@dataclass(frozen=True, slots=True)
class Source:
    """A recogniser's file, read but not yet checked."""

    groups: Iterable[Group]
    language: str | None = None
    duration_ms: int | None = None
    recogniser: str | None = None
    title: str | None = None
    warnings: list[str] = field(default_factory=list[str])
    """Filled while the groups are read."""


def edges(start_ms: int, end_ms: int, weights: Sequence[int]) -> list[int]:
    """Divide a span by weights into pieces in a row; one edge more than there are weights."""
    total, length = sum(weights) or 1, end_ms - start_ms
    return [start_ms + length * share // total for share in accumulate(weights, initial=0)]


def divided(words: Sequence[Spoken], start_ms: int, end_ms: int) -> list[Spoken]:
    """Divide a span over words by their characters."""
    weights = [0 if word.mark else len(word.text.strip()) for word in words]
    cuts = edges(start_ms, end_ms, weights)
    return [
        word._replace(start_ms=first, end_ms=last, interpolated=True)
        for word, first, last in zip(words, cuts, cuts[1:], strict=False)
    ]


def joins(text: str, words: Sequence[str]) -> list[bool | None]:
    """Tell for each word whether no space stands before it in the text that they make.

    Where the words do not follow the text, nothing is known of them from there on.
    """
    known: list[bool | None] = []
    position = 0
    for word in words:
        stripped = word.strip()
        start = position
        while start < len(text) and text[start].isspace():
            start += 1
        if not text.startswith(stripped, start):
            break
        known.append(bool(known) and start == position)
        position = start + len(stripped)
    return known + [None] * (len(words) - len(known))
