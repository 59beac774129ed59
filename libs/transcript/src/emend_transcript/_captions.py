"""Cuts a result into captions that people can read in time.

At most two lines of 42 characters, 20 characters a second where the time allows, between one
and seven seconds, two frames apart, never overlapping; broken where a phrase ends. A single token
longer than a line stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_transcript._caption_lines import LINE_CHARACTERS, Unit, break_lines, reach, units_of
from emend_transcript._document import Turn, turns
from emend_transcript._model import Result

MIN_MS = 1_000
MAX_MS = 7_000
GAP_MS = 80
"""Two frames at 25 a second."""
CHARACTERS_PER_SECOND = 20

HURRIED_MS = 300
"""The shortest duration where voices change faster than captions can."""
MAX_DELAY_MS = 2_000
"""A caption waits for its predecessor's full duration until it is this late."""

_MAX_NAME = 30


class Cue(NamedTuple):
    """One caption; ``opens_turn`` where its speaker has just begun."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str | None
    opens_turn: bool


def captions(result: Result, *, name_speakers: bool = False) -> list[Cue]:
    """Return a result's captions in order.

    With ``name_speakers`` each turn's first caption begins with its speaker's name and a
    colon, which count among the characters.
    """
    drafts = [
        draft for turn in turns(result) for draft in _drafts(turn, result, named=name_speakers)
    ]
    return _timed(drafts)


def _drafts(turn: Turn, result: Result, *, named: bool) -> list[Cue]:
    """Return a turn's captions as long as they are spoken."""
    units = units_of(turn.tokens, result.words)
    if not units:
        return []
    if named and turn.speaker:
        units.insert(0, _name_unit(turn.speaker, units[0].start_ms))
    cues: list[Cue] = []
    at = 0
    while at < len(units):
        end = _best_end(units, at)
        own = units[at:end]
        cues.append(Cue(own[0].start_ms, own[-1].end_ms, break_lines(own), turn.speaker, not cues))
        at = end
    return cues


def _name_unit(speaker: str, start_ms: int) -> Unit:
    name = " ".join(speaker.split())
    shown = name if len(name) <= _MAX_NAME else f"{name[: _MAX_NAME - 1]}…"
    return Unit(f"{shown}:", start_ms, start_ms, glued=False, quality=-9.0)


def _best_end(units: Sequence[Unit], start: int) -> int:
    """Return where the caption that begins at ``start`` ends best: full, and after a phrase."""
    limit = reach(units, start, MAX_MS)
    best, best_score = limit, float("-inf")
    length = 0
    for end in range(start + 1, limit + 1):
        unit = units[end - 1]
        length += len(unit.text) + 1
        hurried = unit.end_ms - units[start].start_ms < MIN_MS
        score = unit.quality + length / LINE_CHARACTERS - (2.0 if hurried else 0.0)
        if score >= best_score:
            best, best_score = end, score
    return best


def _timed(drafts: Sequence[Cue]) -> list[Cue]:
    """Give each caption the time to be read, and each pair its gap."""
    cues: list[Cue] = []
    free_ms = 0
    for number, draft in enumerate(drafts):
        start_ms = max(draft.start_ms, free_ms)
        late = start_ms - draft.start_ms > MAX_DELAY_MS
        shortest = start_ms + (HURRIED_MS if late else MIN_MS)
        characters = sum(map(len, draft.lines))
        readable = start_ms + -(-characters * 1000 // CHARACTERS_PER_SECOND)
        end_ms = min(max(draft.end_ms, readable, shortest), start_ms + MAX_MS)
        if number + 1 < len(drafts):
            end_ms = max(shortest, min(end_ms, drafts[number + 1].start_ms - GAP_MS))
        cues.append(draft._replace(start_ms=start_ms, end_ms=end_ms))
        free_ms = end_ms + GAP_MS
    return cues
