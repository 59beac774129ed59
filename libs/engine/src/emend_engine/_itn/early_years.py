"""Finds years of three digits, said as a digit and a pair: "born in seven eighty eight"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.dates import read_year
from emend_engine._itn.english_calendar import (
    AFTER_AN_EARLY_YEAR,
    BEFORE_AN_EARLY_YEAR,
    HISTORY,
    SURELY_BEFORE_AN_EARLY_YEAR,
)
from emend_engine._itn.english_labels import COUNTED, TRAVELS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_cardinal, read_two_digits
from emend_engine._itn.policies import PLAIN
from emend_engine._itn.quantities import read_unit
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim, Year

_COST = 1.0
_SPANS = ("to", "until", "till", "through", "and")
_CENTURIES = ("ten", "eleven", "twelve")
"""Before a pair these may be hours as well."""
_FIRST_PAIR = 1000
_MINUTES = 60
_NEAR = 8


def find_early_years(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the year at a position: "in four ten", "from five twenty seven to five sixty"."""
    year = _read(speech, at)
    if year is None:
        return
    value, end = year
    before = speech.key_before(at)
    if _is_counted(speech, end):
        return
    hour = value >= _FIRST_PAIR and value % 100 < _MINUTES
    dated = not hour and _is_dated(before, value) and _ends(speech, end)
    if dated or before in SURELY_BEFORE_AN_EARLY_YEAR or _is_span(speech, at, value, end):
        yield Found(at, end, "year", Year(str(value), sure=True), _COST)


def find_anno_domini(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the year behind "a d": "in a d seventy nine", AD 79."""
    start = at - 1 if speech.key_before(at) == "ad" else at - 2
    if start < 1 or not (start == at - 1 or speech.matches(start, ("a", "d"))):
        return
    year = read_year(speech, at) or read_cardinal(speech, at)
    told = speech.follows(at) and speech.key_before(start) in BEFORE_AN_EARLY_YEAR
    if year and told and not _is_counted(speech, year.end):
        value = Verbatim(f"AD {year.value}")
        yield Found(start, year.end, "phrase", value, _COST)


def _is_dated(before: str, value: int) -> bool:
    """Whether a preposition makes it a year: after "since" it may be a time of day."""
    return before == "in" or (before in BEFORE_AN_EARLY_YEAR and value % 100 >= _MINUTES)


def _read(speech: Speech, at: int) -> tuple[int, int] | None:
    """Read "seven eighty eight" or "four ten"; nothing where more of a number follows."""
    early = speech.kinds[at] == Kind.DIGIT or speech.keys[at] in _CENTURIES
    if not early or not speech.follows(at + 1):
        return None
    pair = read_two_digits(speech, at + 1)
    if pair is None or (speech.follows(pair.end) and speech.kinds[pair.end]):
        return None
    return speech.values[at] * 100 + pair.value, pair.end


def _is_counted(speech: Speech, end: int) -> bool:
    after = speech.key_after(end)
    unit = speech.follows(end) and read_unit(speech, end, PLAIN)
    return bool(unit) or after in COUNTED or after in TRAVELS or after in ("point", "percent")


def _ends(speech: Speech, end: int) -> bool:
    """Whether nothing follows that could be counted: "in two twenty man teams"."""
    after = speech.key_after(end)
    if not after or after in AFTER_AN_EARLY_YEAR:
        return True
    return not (after.endswith("s") or speech.key_after(end + 1).endswith("s"))


def _is_span(speech: Speech, at: int, value: int, end: int) -> bool:
    """Whether a year stands on the other side of "to", and one of them is no time of day."""
    before = speech.key_before(at)
    if before in ("from", "between") and speech.key_after(end) in _SPANS:
        other = _read(speech, end + 1)
        return other is not None and (_are_years(value, other[0]) or _is_history(speech, at))
    if before not in _SPANS:
        return False
    for start in (at - 3, at - 4):
        first = _read(speech, start) if start > 0 else None
        opened = start > 0 and speech.key_before(start) in ("from", "between")
        if first and opened and first[1] == at - 1:
            return _are_years(first[0], value) or _is_history(speech, start)
    return False


def _is_history(speech: Speech, at: int) -> bool:
    return not HISTORY.isdisjoint(speech.keys[max(0, at - _NEAR) : at])


def _are_years(first: int, last: int) -> bool:
    return first < last and max(first % 100, last % 100) >= _MINUTES
