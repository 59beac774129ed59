"""Breaks a caption into lines: as many as it needs, alike in length, each ending with a phrase."""

from __future__ import annotations

from collections.abc import Sequence

from emend_transcript._caption_settings import CaptionSettings
from emend_transcript._visible import columns
from emend_transcript.captions._units import Unit

_BREAK_WEIGHT = 0.6
"""A line that ends badly is less bad than a caption that does."""
_IMBALANCE_COST = 3.0
"""For lines that differ by a whole line's length."""
_REMEMBERED = 50_000
"""Above this many stretches the oldest are of no more use."""


class Ruler:
    """Measures stretches of a turn's units; ``start`` and ``end`` are as in slices."""

    def __init__(self, units: Sequence[Unit], settings: CaptionSettings) -> None:
        self._units = units
        self._settings = settings
        self._known: dict[tuple[int, int, int], tuple[float, tuple[int, ...]] | None] = {}
        self._begins: list[int] = []
        self._ends: list[int] = []
        at = 0
        for unit in units:
            begin = at if unit.glued or not self._ends else at + 1
            at = begin + columns(unit.text)
            self._begins.append(begin)
            self._ends.append(at)

    def width(self, start: int, end: int) -> int:
        """Return how many columns the units have on one line."""
        return self._ends[end - 1] - self._begins[start]

    def cost(self, start: int, end: int) -> float | None:
        """Return what the best line breaks cost; none if the units do not fit."""
        settings = self._settings
        width = self.width(start, end)
        if end > start + 1 and width > settings.most_characters:
            return None
        if width > (settings.characters + 1) * settings.lines and end > start + 1:
            return None
        best = self._best(start, end, settings.lines)
        return None if best is None else best[0]

    def lines(self, start: int, end: int) -> tuple[str, ...]:
        """Return the units as lines."""
        best = self._best(start, end, self._settings.lines)
        cuts = [start, *(best[1] if best else ()), end]
        return tuple(self._joined(cuts[n], cuts[n + 1]) for n in range(len(cuts) - 1))

    def _best(self, start: int, end: int, lines: int) -> tuple[float, tuple[int, ...]] | None:
        """Return the lowest cost of breaking into up to ``lines``, and the breaks."""
        characters = self._settings.characters
        if end == start + 1 or self._ends[end - 1] - self._begins[start] <= characters:
            return 0.0, ()
        if lines == 1:
            return None
        best: tuple[float, tuple[int, ...]] | None = None
        for at in range(start + 1, end):
            upper = self._ends[at - 1] - self._begins[start]
            if upper > characters:
                break
            if lines == 2 and self._ends[end - 1] - self._begins[at] > characters:  # noqa: PLR2004
                continue
            rest = self._remembered(at, end, lines - 1)
            if rest is None or (end == at + 1 and self.width(at, end) > characters):
                continue
            lower = self._ends[(rest[1] or (end,))[0] - 1] - self._begins[at]
            cost = rest[0] + abs(upper - lower) / characters * _IMBALANCE_COST
            cost += self._units[at - 1].cost * _BREAK_WEIGHT
            if best is None or cost < best[0]:
                best = cost, (at, *rest[1])
        return best

    def _remembered(self, start: int, end: int, lines: int) -> tuple[float, tuple[int, ...]] | None:
        """Return the best of what many captions share as their last lines."""
        if lines == 1:
            return self._best(start, end, lines)
        key = start, end, lines
        if key not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[key] = self._best(start, end, lines)
        return self._known[key]

    def _joined(self, start: int, end: int) -> str:
        rest = (one.text if one.glued else f" {one.text}" for one in self._units[start + 1 : end])
        return "".join((self._units[start].text, *rest))
