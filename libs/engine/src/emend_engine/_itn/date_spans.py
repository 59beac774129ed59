"""Finds spans of days and years: "november fifth through ninth", "twenty nineteen twenty"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.dates import read_year
from emend_engine._itn.english_calendar import MONTHS, SEASONS
from emend_engine._itn.figures import as_ordinal
from emend_engine._itn.numbers import Number, read_ordinal, read_two_digits
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim

_COST = 1.0
_LAST_DAY = 31
_HUNDRED = 100
_JOINTS = ("to", "through", "until", "till", "and", "or")


def find_day_spans(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "november fifth through ninth" and "the third to the fifth of may", by the month."""
    if speech.keys[at] not in MONTHS:
        return
    first = _day(speech, at + 1)
    last = _last_day(speech, first) if first else None
    if first and last and not (speech.follows(last.end) and speech.keys[last.end] in MONTHS):
        joint = speech.texts[first.end]
        spoken = speech.keys[first.end + 1] == "the"
        day = f"{speech.texts[first.end + 1]} {as_ordinal(last.value)}" if spoken else last.value
        text = f"{speech.texts[at]} {first.value} {joint} {day}"
        yield Found(at, last.end, "date", Verbatim(text), _COST)
    yield from _before_month(speech, at)


def find_seasons(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "twenty twenty one twenty two" before "season": 2021-22."""
    year = read_year(speech, at)
    rest = read_two_digits(speech, year.end) if year and speech.follows(year.end) else None
    next_year = year and rest and rest.value == (year.value + 1) % _HUNDRED
    if year and rest and next_year and speech.key_after(rest.end) in SEASONS:
        yield Found(at, rest.end, "range", Verbatim(f"{year.value}-{rest.value}"), _COST)


def _day(speech: Speech, at: int) -> Number | None:
    ordinal = read_ordinal(speech, at) if speech.follows(at) else None
    return ordinal if ordinal and 0 < ordinal.value <= _LAST_DAY else None


def _last_day(speech: Speech, first: Number) -> Number | None:
    """Return the day after a joint, where it is a later one."""
    if speech.keys[first.end] not in _JOINTS or not speech.follows(first.end):
        return None
    start = first.end + 1 + (speech.keys[first.end + 1] == "the")
    last = _day(speech, start) if speech.follows(first.end + 1) else None
    return last if last and last.value > first.value else None


def _before_month(speech: Speech, at: int) -> Iterator[Found]:
    """Find "third to fifth of may" before the month at a position."""
    if speech.keys[at - 1] != "of" or not speech.follows(at) or not speech.follows(at - 1):
        return
    for start in range(max(0, at - 8), at - 3):
        first = _day(speech, start) if start == 0 or speech.keys[start - 1] not in MONTHS else None
        last = _last_day(speech, first) if first else None
        if first and last and last.end == at - 1:
            middle = " ".join(speech.texts[first.end : last.end]).split(" ")
            joint = " ".join(middle[:2]) if "the" in middle else middle[0]
            text = f"{as_ordinal(first.value)} {joint} {as_ordinal(last.value)}"
            text = f"{text} {speech.texts[at - 1]} {speech.texts[at]}"
            yield Found(start, at + 1, "date", Verbatim(text), _COST)
            return
