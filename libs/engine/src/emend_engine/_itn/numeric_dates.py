"""Finds dates that are said in numbers: "born oh four twelve nineteen seventy six", 04/12/1976."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.dates import read_year
from emend_engine._itn.english_callings import BIRTH_CUES, EXPIRY_CUES
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim

_COST = 1.0
_NEAR = 6
_LAST_DAY, _LAST_MONTH = 31, 12
_CENTURY = 100


class _Part(NamedTuple):
    text: str
    value: int
    end: int


def find_numeric_dates(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the date at a position: day, month and year where a birth or a date is spoken of.

    Month and year alone where something expires. The order of day and month stays as said.
    """
    near = speech.keys[max(0, at - _NEAR) : at]
    birth = not BIRTH_CUES.isdisjoint(near)
    if not birth and EXPIRY_CUES.isdisjoint(near):
        return
    first = _part(speech, at)
    if first is None or not 0 < first.value <= _LAST_DAY:
        return
    second = _part(speech, first.end) if speech.follows(first.end) else None
    if second is None:
        return
    third = _year(speech, second.end) if speech.follows(second.end) else None
    if third and 0 < min(first.value, second.value) <= _LAST_MONTH and second.value <= _LAST_DAY:
        text = f"{first.text}/{second.text}/{third.text}"
        yield Found(at, third.end, "date", Verbatim(text), _COST)
    elif not birth and first.value <= _LAST_MONTH:
        year = _year(speech, first.end)
        if year and not (speech.follows(year.end) and speech.kinds[year.end]):
            yield Found(at, year.end, "date", Verbatim(f"{first.text}/{year.text}"), _COST)


def _part(speech: Speech, at: int) -> _Part | None:
    """Read "oh four", "twelve" or "four"."""
    zero = speech.keys[at] in speech.language.zeros
    if zero:
        digit = speech.kinds[at + 1] == Kind.DIGIT and speech.follows(at + 1)
        value = speech.values[at + 1]
        return _Part(f"0{value}", value, at + 2) if digit else None
    number = read_below_hundred(speech, at)
    return _Part(str(number.value), number.value, number.end) if number else None


def _year(speech: Speech, at: int) -> _Part | None:
    """Read "nineteen seventy six", "seventy six" or "oh five"."""
    year = read_year(speech, at)
    if year:
        return _Part(str(year.value), year.value, year.end)
    part = _part(speech, at)
    return part if part and len(part.text) == len(str(_CENTURY)) - 1 else None
