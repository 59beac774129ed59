"""Cuts a transcript into parts: consecutive segments, each part small enough for one message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from emend_transcript import Segment, Word, WordFlag

PART_BYTES = 64 * 1024
"""About what a part may take, encoded."""

WORD_BYTES = 21
"""Two times of up to five bytes, a double, flags, and the text's length."""

SEGMENT_BYTES = 32
"""Two times, two indexes, channel and the lengths of two names."""

SEARCH_SHARE = 4
"""A segment that must be split is split at the longest pause in the last quarter that fits."""


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive words with their segments; the segments index these words."""

    words: Sequence[Word]
    segments: tuple[Segment, ...]


def cut(words: Sequence[Word], segments: Iterable[Segment], budget: int = PART_BYTES) -> list[Part]:
    """Return the parts in order, filled one after the other.

    Args:
        words: every word of the transcript.
        segments: segments that cover the words without gaps.
        budget: bytes that a part may take, estimated from characters and counts; one word
            always fits.
    """
    ends = [0, *accumulate(_word_size(word) for word in words)]
    pieces = (piece for segment in segments for piece in _split(words, segment, ends, budget))
    return [_part(words, group) for group in _grouped(pieces, ends, budget)]


def _word_size(word: Word) -> int:
    text = word.text
    return WORD_BYTES + (len(text) if text.isascii() else len(text.encode()))


def _segment_size(segment: Segment) -> int:
    names = (segment.speaker or "", segment.language or "")
    return SEGMENT_BYTES + sum(len(name.encode()) for name in names)


def _split(
    words: Sequence[Word], segment: Segment, ends: Sequence[int], budget: int
) -> Iterator[Segment]:
    room = budget - _segment_size(segment)
    first = segment.first
    while first < segment.last and ends[segment.last + 1] - ends[first] > room:
        limit = first + 1
        while ends[limit + 1] - ends[first] <= room:
            limit += 1
        begin = _best_start(words, first, limit)
        yield _piece(words, segment, first, begin - 1)
        first = begin
    yield _piece(words, segment, first, segment.last)


def _best_start(words: Sequence[Word], first: int, limit: int) -> int:
    """Return where the next piece begins, ``limit`` at most; at a glued word only if it must."""
    earliest = max(first + 1, limit - (limit - first) // SEARCH_SHARE)
    starts = [i for i in range(earliest, limit + 1) if not words[i].flags & WordFlag.GLUED]
    if not starts:
        return limit
    return max(starts, key=lambda i: (words[i].start_ms - words[i - 1].end_ms, i))


def _piece(words: Sequence[Word], segment: Segment, first: int, last: int) -> Segment:
    return segment._replace(
        first=first,
        last=last,
        start_ms=segment.start_ms if first == segment.first else words[first].start_ms,
        end_ms=segment.end_ms if last == segment.last else words[last].end_ms,
    )


def _grouped(
    pieces: Iterable[Segment], ends: Sequence[int], budget: int
) -> Iterator[list[Segment]]:
    group: list[Segment] = []
    used = 0
    for piece in pieces:
        size = _segment_size(piece) + ends[piece.last + 1] - ends[piece.first]
        if group and used + size > budget:
            yield group
            group, used = [], 0
        group.append(piece)
        used += size
    if group:
        yield group


def _part(words: Sequence[Word], group: Sequence[Segment]) -> Part:
    begin = group[0].first
    segments = tuple(s._replace(first=s.first - begin, last=s.last - begin) for s in group)
    return Part(words[begin : group[-1].last + 1], segments)
