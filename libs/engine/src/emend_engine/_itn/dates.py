"""Finds dates, years and decades."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_calendar import ERAS, JOINED_ERAS, MONTHS, PERIODS, SHORT_MONTHS
from emend_engine._itn.english_numbers import DECADES
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import (
    Number,
    read_below_hundred,
    read_cardinal,
    read_ordinal,
    read_two_digits,
)
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Date, Found, Year

_LAST_DAY = 31
_HUNDRED = 100
_YEAR_COST = 1.091


def read_year(speech: Speech, at: int) -> Number | None:
    """Read "nineteen eighty four", "nineteen oh five", "two thousand and five"."""
    pair = read_two_digits(speech, at)
    if pair:
        rest = _year_end(speech, pair.end)
        return Number(pair.value * _HUNDRED + rest.value, rest.end) if rest else None
    if speech.kinds[at] != Kind.DIGIT or speech.keys[at + 1] != "thousand":
        return None
    number = read_cardinal(speech, at)
    return number if number and number.value < 10_000 else None  # noqa: PLR2004 - four digits


def find_years(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the years and decades that begin at a position."""
    year = read_year(speech, at)
    if year and not (policy.nemo and year.value % 1000 == 0):
        yield Found(at, year.end, "year", Year(str(year.value)), _YEAR_COST)
    yield from _with_era(speech, at, policy)
    decade = _decade(speech, at)
    if decade:
        yield Found(at, decade[1], "decade", Year(decade[0]), _YEAR_COST)


def find_dates(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the dates that have their month at a position."""
    if speech.keys[at] not in MONTHS:
        if speech.keys[at] in SHORT_MONTHS and not policy.nemo:
            yield from _month_first(speech, at, policy)
        return
    yield from _month_first(speech, at, policy)
    yield from _day_first(speech, at, policy)


def find_periods(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield "first quarter of twenty twenty" and the like."""
    period = PERIODS.get((speech.keys[at], speech.keys[at + 1]))
    if period is None or not speech.follows(at + 1) or not speech.follows(at + 2):
        return
    if policy.nemo and speech.texts[at] != speech.keys[at]:
        return
    if not policy.nemo and speech.key_before(at) == "the" and speech.keys[at] != "q":
        return
    start = at + 3 if speech.keys[at + 2] == "of" else at + 2
    year = read_year(speech, start)
    if year and speech.follows(start) and not (policy.nemo and _has_joint(speech, start, year)):
        yield Found(at, year.end, "date", Year(str(year.value), period=period), _YEAR_COST)
    decade = _decade(speech, start) if policy.nemo else None
    if decade:
        yield Found(at, decade[1], "date", Year(decade[0], period=period), _YEAR_COST)


def _has_joint(speech: Speech, start: int, year: Number) -> bool:
    """Whether a year is said as nemo's grammar does not know: "two thousand and nineteen"."""
    return year.value % _HUNDRED >= 10 and "and" in speech.keys[start : year.end]  # noqa: PLR2004 - "and five" it knows


def read_era(speech: Speech, at: int, *, joined: bool) -> tuple[str, int] | None:
    """Return the era at a position, and where it ends."""
    if not speech.follows(at):
        return None
    for length in (3, 2):
        era = ERAS.get(tuple(speech.keys[at : at + length]))
        if era:
            return era, at + length
    era = JOINED_ERAS.get(speech.keys[at]) if joined else None
    return (era, at + 1) if era else None


def _year_end(speech: Speech, at: int) -> Number | None:
    """Read the second half of a year: "eighty four", "oh five"."""
    if not speech.follows(at):
        return None
    if speech.keys[at] in ("o", "oh") and speech.kinds[at + 1] == Kind.DIGIT:
        return Number(speech.values[at + 1], at + 2) if speech.follows(at + 1) else None
    return read_two_digits(speech, at)


def _with_era(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    for year in _years_before_era(speech, at, policy):
        era = read_era(speech, year.end, joined=not policy.nemo)
        if era and policy.nemo and speech.texts[year.end] != speech.keys[year.end]:
            continue
        if era and not year.article:
            said = " ".join(speech.texts[year.end : era[1]])
            value = Year(str(year.value), era[0], era_said=said)
            yield Found(at, era[1], "year", value, _YEAR_COST)


def _years_before_era(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Number]:
    """Yield the years to which an era may belong; nemo's grammar knows not all."""
    year = read_year(speech, at)
    if year and not (policy.nemo and year.value % 1000 == 0):
        yield year
    short = read_below_hundred(speech, at)
    if short:
        yield short
        rest = _year_end(speech, short.end)
        if rest and short.value < 10:  # noqa: PLR2004 - "four fifty"
            yield Number(short.value * _HUNDRED + rest.value, rest.end)
    cardinal = read_cardinal(speech, at)
    if cardinal and not (policy.nemo and cardinal.value >= 2000):  # noqa: PLR2004 - it knows none so old
        yield cardinal


def _decade(speech: Speech, at: int) -> tuple[str, int] | None:
    """Return "1990s" for "nineteen nineties", "1900s" for "nineteen hundreds"."""
    if speech.keys[at] == "two" and speech.keys[at + 1] == "thousands":
        return "2000s", at + 2
    if speech.matches(at, ("two", "thousand", "tens")):
        return "2010s", at + 3
    century = read_two_digits(speech, at)
    if century is None or not 10 <= century.value < 30 or not speech.follows(century.end):  # noqa: PLR2004 - 1000 to 2999
        return None
    word = speech.keys[century.end]
    tens = 0 if word == "hundreds" else DECADES.get(word)
    return None if tens is None else (f"{century.value * _HUNDRED + tens}s", century.end + 1)


def _month_first(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    month = speech.texts[at]
    for day in _days(speech, at + 1, policy):
        date = Date(month, day.value, "")
        yield Found(at, day.end, "date", date, 1.09)
        yield from _with_year(speech, Found(at, day.end, "date", date, 1.09), policy)
    yield from _with_year(speech, Found(at, at + 1, "date", Date(month, None, ""), 1.09), policy)
    if not policy.nemo and speech.gaps[at + 1] == Gap.COMMA:
        yield from _across_comma(speech, at)


def _across_comma(speech: Speech, at: int) -> Iterator[Found]:
    """Find "July, twenty fifth twenty twelve", whose comma a recogniser has set."""
    day = read_ordinal(speech, at + 1)
    year = read_year(speech, day.end) if day and speech.follows(day.end) else None
    if day and year and day.value <= _LAST_DAY:
        date = Date(speech.texts[at], day.value, str(year.value))
        yield Found(at, year.end, "date", date, 1.09)


def _days(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Number]:
    """Yield the day after a month: "twenty fifth", "the twenty fifth", "twenty five"."""
    if not speech.follows(at):
        return
    start = at + 1 if speech.keys[at] == "the" and not policy.nemo else at
    ordinal = read_ordinal(speech, start)
    if ordinal and not ordinal.article and (policy.nemo or ordinal.value <= _LAST_DAY):
        yield ordinal
    if policy.nemo or start > at:
        return
    cardinal = read_below_hundred(speech, at)
    if cardinal and cardinal.value <= _LAST_DAY:
        yield cardinal


def _with_year(speech: Speech, found: Found, policy: ItnPolicy) -> Iterator[Found]:
    """Yield a date again with the year that follows it, across a comma too."""
    end = found.end
    comma = speech.gaps[end] == Gap.COMMA
    if not (speech.follows(end) or comma):
        return
    year = read_year(speech, end)
    era = read_era(speech, year.end, joined=not policy.nemo) if year else None
    if year and isinstance(found.value, Date):
        text = str(year.value)
        if era and not policy.nemo:
            year, text = Number(year.value, era[1]), f"{text} {era[0]}"
        yield found._replace(end=year.end, value=found.value._replace(year=text, comma=comma))


def _day_first(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find the day before a month: "the fifth of january", "fifth january", "five january"."""
    for start, value in _days_before(speech, at, policy):
        lead = speech.texts[start] if speech.keys[start] == "the" else ""
        of = speech.keys[at - 1] == "of"
        date = Date(speech.texts[at], value, "", day_first=True, lead=lead, of=of)
        found = Found(start, at + 1, "date", date, 1.09)
        yield found
        yield from _with_year(speech, found, policy)


def _days_before(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[tuple[int, int]]:
    end = at - 1 if at and speech.keys[at - 1] == "of" and speech.follows(at) else at
    if not speech.follows(end):
        return
    for start in range(max(0, end - 2), end):
        day = read_ordinal(speech, start)
        if day is None and end == at and not policy.nemo:
            day = read_below_hundred(speech, start)
        if day is None or day.end != end or not 0 < day.value <= _LAST_DAY:
            continue
        the = start > 0 and speech.keys[start - 1] == "the" and speech.follows(start)
        if the and end < at:
            yield start - 1, day.value
        elif not policy.nemo:
            yield start, day.value
        if end == at or the:
            return
