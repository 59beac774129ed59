"""Cuts a result into captions: the cheapest way to break all of it, then the time to read each.

A break costs little after a sentence or a clause, much inside a phrase, and most inside a name
(``_units.py``). Dynamic programming over the places where a caption may end finds the cuts and the
line breaks that cost least together; every turn of a voice begins a caption. The work grows with
the words, since no caption reaches further than its lines do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_transcript._caption_settings import DEFAULT_CAPTIONS, CaptionSettings
from emend_transcript._document import Turn, turns
from emend_transcript._model import Result
from emend_transcript._visible import columns, visible
from emend_transcript.captions._lines import Ruler
from emend_transcript.captions._units import NAME, PAUSE_MS, SENTENCE, Unit, units_of

HURRIED_MS = 300
"""The shortest duration of a caption that is later than the settings let one be."""

_CAPTION_COST = 2.0
"""Each caption costs this, so that fuller ones are fewer."""
_FRAGMENT = 16
"""Fewer characters than these are a fragment, unless they are a sentence."""
_FRAGMENT_COST = 0.25
_STRADDLE_COST = 2.0
"""A caption that holds the end of one sentence and breaks off in the next; more for a few words."""
_HURRY_COST = 3.0
"""For each second that a caption has too little to be read."""

_MAX_NAME = 30


class Caption(NamedTuple):
    """One caption; ``opens_turn`` where its speaker has just begun."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str | None
    opens_turn: bool
    pieces: tuple[tuple[str, int], ...] = ()
    """The words in order, each with the milliseconds at which it is spoken."""


def cut_captions(
    result: Result, settings: CaptionSettings = DEFAULT_CAPTIONS, *, name_speakers: bool = False
) -> list[Caption]:
    """Return a result's captions in the order of time, each within the settings' limits.

    With ``name_speakers`` each turn's first caption begins with its speaker's name and a
    colon, which count among the characters. A word that is longer than a line, or than can be
    read in time, stays whole in a caption of its own.
    """
    drafts = [
        draft
        for turn in turns(result)
        for draft in _drafts(turn, result, settings, named=name_speakers)
    ]
    return _timed(sorted(drafts, key=lambda draft: draft.start_ms), settings)


def _drafts(turn: Turn, result: Result, settings: CaptionSettings, *, named: bool) -> list[Caption]:
    """Return a turn's captions as long as they are spoken."""
    units = units_of(turn.tokens, result.words, settings.characters)
    if not units:
        return []
    if named and turn.speaker and visible(turn.speaker):
        units.insert(0, _name_unit(turn.speaker, units[0].start_ms, settings))
    ruler = Ruler(units, settings)
    drafts: list[Caption] = []
    start = 0
    for end in _ends(units, ruler, settings):
        lines = ruler.lines(start, end)
        begin_ms, end_ms = units[start].start_ms, max(one.end_ms for one in units[start:end])
        pieces = tuple((one.text, one.start_ms) for one in units[start:end])
        drafts.append(Caption(begin_ms, end_ms, lines, turn.speaker, not drafts, pieces))
        start = end
    return drafts


def _name_unit(speaker: str, start_ms: int, settings: CaptionSettings) -> Unit:
    shown = visible(speaker)
    most = min(_MAX_NAME, settings.characters - 1)
    if columns(shown) > most:
        while columns(shown) >= most:
            shown = shown[:-1]
        shown += "…"
    return Unit(f"{shown}:", start_ms, start_ms, glued=False, cost=NAME)


def _ends(units: Sequence[Unit], ruler: Ruler, settings: CaptionSettings) -> list[int]:
    """Return where each caption ends, by the cheapest way from the first unit to the last."""
    count = len(units)
    sentences = _sentence_starts(units)
    costs = [0.0] + [float("inf")] * count
    before = [0] * (count + 1)
    for start in range(count):
        for end in range(start + 1, count + 1):
            if end > start + 1 and not _may_hold(units, start, end, settings):
                break
            lines = ruler.cost(start, end)
            if lines is None:
                break
            cost = costs[start] + lines + _cost(units, start, end, ruler, settings)
            if sentences[end - 1] > start and units[end - 1].cost != SENTENCE:
                cost += _straddle_cost(ruler.width(sentences[end - 1], end))
            if cost <= costs[end]:
                costs[end], before[end] = cost, start
    ends: list[int] = []
    at = count
    while at:
        ends.append(at)
        at = before[at]
    return ends[::-1]


def _straddle_cost(width: int) -> float:
    """Return what it costs to begin a sentence that goes on in the next caption."""
    return _STRADDLE_COST + max(_FRAGMENT - width, 0) * _FRAGMENT_COST


def _sentence_starts(units: Sequence[Unit]) -> list[int]:
    """Return for each unit where its sentence begins."""
    starts: list[int] = []
    for index in range(len(units)):
        begins = not index or units[index - 1].cost == SENTENCE
        starts.append(index if begins else starts[-1])
    return starts


def _may_hold(units: Sequence[Unit], start: int, end: int, settings: CaptionSettings) -> bool:
    last, previous = units[end - 1], units[end - 2]
    return (
        last.end_ms - units[start].start_ms <= settings.max_ms
        and last.start_ms - previous.end_ms < PAUSE_MS
    )


def _cost(
    units: Sequence[Unit], start: int, end: int, ruler: Ruler, settings: CaptionSettings
) -> float:
    """Return what a caption of these units costs, beside its line breaks."""
    cost = _CAPTION_COST + units[end - 1].cost
    characters = ruler.width(start, end)
    sentence = units[end - 1].cost == SENTENCE and (not start or units[start - 1].cost == SENTENCE)
    if characters < _FRAGMENT and not sentence:
        cost += (_FRAGMENT - characters) * _FRAGMENT_COST
    if end < len(units):
        room_ms = units[end].start_ms - settings.gap_ms - units[start].start_ms
        lacking_ms = settings.reading_ms(characters) - room_ms
        cost += max(lacking_ms, 0) / 1000 * _HURRY_COST
    return cost


def _timed(drafts: Sequence[Caption], settings: CaptionSettings) -> list[Caption]:
    """Give each caption the time to be read, and each pair its gap."""
    captions: list[Caption] = []
    free_ms = 0
    for number, draft in enumerate(drafts):
        start_ms = max(draft.start_ms, free_ms)
        characters = sum(map(columns, draft.lines)) + len(draft.lines) - 1
        shortest = min(settings.reading_ms(characters), settings.max_ms)
        if start_ms - draft.start_ms > settings.max_delay_ms:
            shortest = min(HURRIED_MS, shortest)
        end_ms = min(max(draft.end_ms, start_ms + shortest), start_ms + settings.max_ms)
        if number + 1 < len(drafts):
            next_ms = drafts[number + 1].start_ms
            end_ms = max(start_ms + shortest, min(end_ms, next_ms - settings.gap_ms))
        captions.append(draft._replace(start_ms=start_ms, end_ms=end_ms))
        free_ms = end_ms + settings.gap_ms
    return captions
