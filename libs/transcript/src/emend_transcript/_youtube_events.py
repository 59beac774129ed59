"""Makes groups of words of YouTube's captions, whichever of its forms they came in.

YouTube shows a line of automatic captions until the next but one has come, so that its duration
reaches over what follows: a word ends where the next begins. Captions that people wrote have no
times inside; each is a segment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_transcript._source import Group, Spoken


class Piece(NamedTuple):
    """A stretch of a caption's text."""

    text: str
    offset_ms: int | None = None
    """After the caption's start; none where the file gives no time for it alone."""


class Event(NamedTuple):
    """A caption. Times are milliseconds."""

    start_ms: int
    length_ms: int
    pieces: Sequence[Piece]
    location: str


def groups(events: Sequence[Event]) -> list[Group]:
    """Return the words of captions, in the order of their times."""
    spoken = [one for one in events if any(piece.text.strip() for piece in one.pieces)]
    spoken.sort(key=lambda one: one.start_ms)
    if any(piece.offset_ms is not None for one in spoken for piece in one.pieces):
        return [Group(list(_words(spoken)), whole=False)]
    ends = [*(one.start_ms for one in spoken[1:]), None]
    return [_group(one, end) for one, end in zip(spoken, ends, strict=False)]


def _group(event: Event, next_ms: int | None) -> Group:
    text = "".join(piece.text for piece in event.pieces)
    words = [Spoken(word, location=event.location, glued=False) for word in text.split()]
    return Group(words, event.start_ms, _end(event, next_ms), event.location)


def _end(event: Event, next_ms: int | None) -> int:
    end_ms = event.start_ms + event.length_ms
    return end_ms if next_ms is None else max(event.start_ms, min(end_ms, next_ms))


def _words(events: Sequence[Event]) -> Iterator[Spoken]:
    timed = [
        (piece, event.start_ms + (piece.offset_ms or 0), event)
        for event in events
        for piece in event.pieces
        if piece.text.strip()
    ]
    starts = [*(start for _, start, _ in timed[1:]), None]
    for (piece, start, event), next_ms in zip(timed, starts, strict=False):
        end = max(start, event.start_ms + event.length_ms)
        if next_ms is not None and next_ms >= start:
            end = min(end, next_ms)
        yield Spoken(piece.text, start, end, location=event.location, glued=False)
