"""Tells captions that show again what was shown from captions that say something again.

Two kinds of file repeat every word. YouTube's automatic captions, as yt-dlp saves them, roll: a
caption's last line is the first line of the next. Whisper's ``--highlight_words`` shows a caption
once for each of its words, which it underlines: there the underlining is the word's time. A file
underlines where most captions that touch each other do; it rolls where most of all begin with the
line before: a lone ``no`` after ``no`` stays. A chant may take up a line in every caption too, so
the times must say it as well, as YouTube's do, or most lines that come again do so nowhere else in
the file: what is sung does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from emend_transcript.captions import Cue

_TOUCH_MS = 50
"""Captions that follow each other within this touch."""
_FLASH_MS = 20
"""YouTube shows for 10 ms what stays of a caption, before the next one's words come."""
_FEWEST = 2
_MOST_LINES = 4
_TAG = re.compile(r"<[^<>]*>")
_WORD_TIME = re.compile(r"<[\d:]{2,12}\.\d{3}>")


class Shown(NamedTuple):
    """A caption that says something, and when each of its words was underlined."""

    cue: Cue
    highlights: tuple[tuple[int, int, int], ...] = ()
    """A word's number and milliseconds."""


def shown_once(cues: Sequence[Cue]) -> list[Shown]:
    """Return captions in the order of time without what they only show again."""
    touching = [(a, b) for a, b in pairwise(cues) if abs(b.start_ms - a.end_ms) <= _TOUCH_MS]
    if _is_most(sum(_underlines(a, b) for a, b in touching), touching):
        return [_highlighted(run) for run in _runs(cues)]
    rolled = [(count, cue) for before, cue in touching if (count := _repeated(before, cue))]
    if _is_most(len(rolled), cues[1:]) and _rolls(rolled):
        return [*_unrolled(cues)]
    return [Shown(cue) for cue in cues]


def _rolls(rolled: Sequence[tuple[int, Cue]]) -> bool:
    """Tell whether captions that begin with what was shown roll; a chant might begin so too."""
    if not any(any(_lines(cue)[count:]) for count, cue in rolled):
        return False
    timed = sum(
        cue.end_ms - cue.start_ms <= _FLASH_MS or _times_what_is_new(count, cue)
        for count, cue in rolled
    )
    if _is_most(timed, rolled):
        return True
    again = [tuple(filter(None, _lines(cue)[:count])) for count, cue in rolled]
    counts = Counter(lines for lines, _ in groupby(again))
    return _is_most(sum(count == 1 for count in counts.values()), list(counts.elements()))


def _times_what_is_new(count: int, cue: Cue) -> bool:
    lines = cue.text.split("\n")
    return not any(map(_WORD_TIME.search, lines[:count])) and any(
        map(_WORD_TIME.search, lines[count:])
    )


def _is_most(count: int, of: Sequence[object]) -> bool:
    return count >= _FEWEST and count * 2 > len(of)


def _lines(cue: Cue) -> list[str]:
    """Return what each line of a caption's text shows."""
    return [" ".join(replace(cue, text=line).plain_text.split()) for line in cue.text.split("\n")]


def _repeated(before: Cue, cue: Cue) -> int:
    """Return how many lines of a caption's text show again what the one before it showed last."""
    old, new = list(filter(None, _lines(before))), _lines(cue)
    filled = [number for number, line in enumerate(new) if line]
    for count in range(min(len(old), len(filled), _MOST_LINES), 0, -1):
        if old[-count:] == [new[number] for number in filled[:count]]:
            return filled[count - 1] + 1
    return 0


def _unrolled(cues: Sequence[Cue]) -> Iterator[Shown]:
    yield from map(Shown, cues[:1])
    for before, cue in pairwise(cues):
        count = _repeated(before, cue) if cue.start_ms - before.end_ms <= _TOUCH_MS else 0
        lines = cue.text.split("\n")
        kept = ["".join(_TAG.findall(line)) for line in lines[:count]] + lines[count:]
        yield Shown(replace(cue, text="\n".join(kept)))


def _underlines(before: Cue, cue: Cue) -> bool:
    return ("<u>" in before.text or "<u>" in cue.text) and _same(before, cue)


def _same(before: Cue, cue: Cue) -> bool:
    return before.plain_text.split() == cue.plain_text.split()


def _runs(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """Yield captions that show the same words one after the other."""
    run: list[Cue] = []
    for cue in cues:
        if run and not (_same(run[-1], cue) and cue.start_ms - run[-1].end_ms <= _TOUCH_MS):
            yield run
            run = []
        run.append(cue)
    if run:
        yield run


def _highlighted(run: Sequence[Cue]) -> Shown:
    whole = replace(run[0], end_ms=max(cue.end_ms for cue in run))
    times: dict[int, tuple[int, int]] = {}
    for cue in run:
        head, opened, rest = cue.text.partition("<u>")
        word, closed, _ = rest.partition("</u>")
        begins = not head or head[-1].isspace()
        if opened and closed and begins and len(word.split()) == 1:
            times[len(head.split())] = (cue.start_ms, cue.end_ms)
    return Shown(whole, tuple((number, *times[number]) for number in sorted(times)))
