"""Finds times of day."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_calendar import HALVES_OF_DAY, MORE_ZONES, OCLOCK, ZONES
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Clock, Found, Verbatim

_COST = 1.1
_HOURS = 24
_MINUTES = 60
_MINUTE_WORDS = frozenset(("minute", "minutes", "min", "mins"))


def find_times(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the times of day that begin at a position."""
    for found in (*_hours(speech, at, policy), *_relative(speech, at, policy)):
        yield from _with_half(speech, found, policy)


def read_half_of_day(speech: Speech, at: int) -> tuple[str, int] | None:
    """Return ``a.m.`` or ``p.m.``, and where it ends."""
    if not speech.follows(at):
        return None
    spelled = HALVES_OF_DAY.get((speech.keys[at], speech.keys[at + 1]))
    if spelled and speech.follows(at + 1):
        upper = speech.texts[at].isupper() and speech.texts[at + 1].isupper()
        return spelled.upper() if upper else spelled, at + 2
    half = HALVES_OF_DAY.get((speech.keys[at],))
    if half is None:
        return None
    return half.upper() if speech.texts[at].isupper() else half, at + 1


def _hours(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "five o'clock", "two thirty", "two o five", and an hour that a.m. or p.m. follows."""
    hour = _hour(speech, at, policy)
    if hour is None:
        return
    yield Found(at, hour.end, "time", Clock(hour.value, 0, full=True), _COST)
    if not speech.follows(hour.end):
        return
    for words in OCLOCK:
        if speech.matches(hour.end, words):
            end = hour.end + len(words)
            said = " ".join(speech.texts[hour.end : end])
            yield Found(at, end, "time", Clock(hour.value, 0, said=said), _COST)
    minute = _minute(speech, hour.end, policy)
    if minute:
        yield Found(at, minute.end, "time", Clock(hour.value, minute.value), _COST)


def find_military_times(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "oh six thirty" before "hours", and "oh five hundred" after "at"."""
    digit = speech.keys[at] in speech.language.zeros and speech.kinds[at + 1] == Kind.DIGIT
    if not digit or not (speech.follows(at + 1) and speech.follows(at + 2)):
        return
    minute = read_two_digits(speech, at + 2)
    hundred = speech.keys[at + 2] == "hundred"
    end, value = (
        (at + 3, 0) if hundred else (minute.end, minute.value) if minute else (at, _MINUTES)
    )
    hours = speech.key_after(end) == "hours"
    if value < _MINUTES and (hours or (hundred and speech.key_before(at) == "at")):
        text = f"0{speech.values[at + 1]}{value:02}"
        yield Found(at, end, "time", Verbatim(text), _COST)


def _hour(speech: Speech, at: int, policy: ItnPolicy) -> Number | None:
    if speech.kinds[at] == Kind.ZERO:
        return Number(0, at + 1)
    if (
        speech.keys[at] in ("oh", "o")
        and not policy.nemo
        and speech.matches(at + 2, ("hundred", "hours"))
    ):
        return Number(speech.values[at + 1], at + 2) if speech.kinds[at + 1] else None
    number = read_below_hundred(speech, at)
    return number if number and number.value < _HOURS else None


def _minute(speech: Speech, at: int, policy: ItnPolicy) -> Number | None:
    spoken_zero = speech.texts[at] == "o" or (speech.keys[at] in ("o", "oh") and not policy.nemo)
    if spoken_zero and speech.kinds[at + 1] == Kind.DIGIT and speech.follows(at + 1):
        return Number(speech.values[at + 1], at + 2)
    minute = read_two_digits(speech, at)
    return minute if minute and minute.value < _MINUTES else None


def _relative(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "half past two", "ten past four", "quarter to five"."""
    start = at + 1 if speech.keys[at] == "a" and not policy.nemo else at
    if speech.keys[start] in ("half", "quarter"):
        minute = Number(30 if speech.keys[start] == "half" else 15, start + 1)
    else:
        number = read_below_hundred(speech, start)
        if number is None or number.value >= _MINUTES:
            return
        minute = number
    end, named = _after_minutes(speech, minute.end)
    word = speech.keys[end]
    hour = _hour(speech, end + 1, policy) if speech.follows(end) else None
    if hour is None or not speech.follows(end + 1):
        return
    if word == "past" and hour.value < _HOURS and not (named and policy.nemo):
        clock = Clock(hour.value, minute.value, relative=True)
    elif word in ("to", "till") and _is_before_hour(hour, minute, speech.keys[start], policy):
        clock = Clock((hour.value - 2) % 12 + 1, _MINUTES - minute.value, relative=True)
    else:
        return
    quarter = speech.keys[start] == "quarter"
    needs_half = policy.nemo and word != "past" and not quarter
    said = speech.keys[end - 1] if named else ""
    yield Found(at, hour.end, "time", clock._replace(full=needs_half, said=said), _COST)


def _is_before_hour(hour: Number, minute: Number, said: str, policy: ItnPolicy) -> bool:
    """Whether minutes before an hour of the dial are told so: there is no "half to"."""
    told = minute.value != 30 or (policy.nemo and said != "half")  # noqa: PLR2004
    return told and 0 < hour.value <= 12  # noqa: PLR2004


def _after_minutes(speech: Speech, end: int) -> tuple[int, bool]:
    named = speech.keys[end] in _MINUTE_WORDS and speech.follows(end)
    return (end + 1, True) if named else (end, False)


def _with_half(speech: Speech, found: Found, policy: ItnPolicy) -> Iterator[Found]:
    """Yield a time as it is, with a.m. or p.m., and with the zone."""
    clock = found.value
    if not isinstance(clock, Clock):
        return
    half = read_half_of_day(speech, found.end)
    if half:
        found = found._replace(end=half[1], value=clock._replace(half=half[0], full=clock.full))
    elif clock.full:
        return
    yield found
    zone = _zone(speech, found.end, policy)
    if zone and isinstance(found.value, Clock):
        yield found._replace(end=zone[1], value=found.value._replace(zone=zone[0]))


def _zone(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, int] | None:
    if not speech.follows(at):
        return None
    for length in (3, 2):
        zone = ZONES.get(tuple(speech.keys[at : at + length]))
        if zone:
            upper = speech.texts[at].isupper() or not policy.nemo
            return zone.upper() if upper else zone, at + length
    spelled = "".join(speech.keys[at : at + 3])
    letters = not any(speech.gaps[at + 1 : at + 3]) and all(map(len, speech.keys[at : at + 3]))
    if len(spelled) == 3 and letters and spelled in MORE_ZONES and not policy.nemo:  # noqa: PLR2004
        return spelled.upper(), at + 3
    if speech.keys[at] in MORE_ZONES and not policy.nemo:
        return speech.keys[at].upper(), at + 1
    return None
