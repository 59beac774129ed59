"""Chooses among overlapping readings: as few words left over as possible, then the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from emend_engine._itn.values import Found

_WORD = 100.0
"""What a word costs that no reading covers."""


def choose(readings: Iterable[Found]) -> Iterator[Found]:
    """Yield the readings that together are cheapest, in order and without overlap."""
    ordered = sorted(readings, key=lambda found: found.start)
    at = 0
    while at < len(ordered):
        end, beyond = ordered[at].end, at + 1
        while beyond < len(ordered) and ordered[beyond].start < end:
            end = max(end, ordered[beyond].end)
            beyond += 1
        yield from _cheapest(ordered[at:beyond], ordered[at].start, end)
        at = beyond


def _cheapest(readings: Sequence[Found], start: int, end: int) -> Iterator[Found]:
    """Yield the cheapest readings of one stretch in which all overlap."""
    if len(readings) == 1:
        yield readings[0]
        return
    by_start: dict[int, list[Found]] = {}
    for found in readings:
        by_start.setdefault(found.start, []).append(found)
    cost = [0.0] * (end - start + 1)
    best: list[Found | None] = [None] * (end - start)
    for at in range(end - 1, start - 1, -1):
        here = at - start
        cost[here] = _WORD + cost[here + 1]
        for found in by_start.get(at, ()):
            whole = found.cost + cost[found.end - start]
            if whole < cost[here]:
                cost[here], best[here] = whole, found
    at = start
    while at < end:
        chosen = best[at - start]
        if chosen:
            yield chosen
        at = chosen.end if chosen else at + 1
