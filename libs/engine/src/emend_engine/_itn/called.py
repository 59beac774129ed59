"""Finds numbers that what is called by them stands before: I-10, Delta 1162, L4-L5."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.digits import read_digits
from emend_engine._itn.english_callings import (
    AFTER_AN_INTERSTATE,
    AIRLINES,
    BEFORE_AN_INTERSTATE,
    FLIGHT_CUES,
    LABORATORY,
    SPINE_CUES,
    SPINE_LETTERS,
    SUTURES,
    WORDLIKE_AIRLINES,
)
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred, read_two_digits
from emend_engine._itn.policies import PLAIN
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Cardinal, Found, Verbatim

_COST = 1.0
_NEAR = 8
_LONGEST_FLIGHT, _LONGEST_ROAD = 4, 3
_LAST_VERTEBRA = 12


def find_called(speech: Speech, at: int) -> Iterator[Found]:
    """Yield what a position begins by its name, or by the letter at the position."""
    before = speech.key_before(at)
    if speech.keys[at] == "i" and (before in BEFORE_AN_INTERSTATE or not before):
        yield from _interstate(speech, at)
    if speech.keys[at] in SPINE_LETTERS:
        yield from _vertebrae(speech, at)
    if speech.key_after(at + 2) in SUTURES:
        yield from _suture(speech, at)
    if before in LABORATORY and speech.kinds[at] == Kind.DIGIT:
        yield from _result(speech, at)
    if before in AIRLINES:
        yield from _flight(speech, at, before)


def _interstate(speech: Speech, at: int) -> Iterator[Found]:
    """Find "i ninety five", "i two eighty" after "take" or "on"."""
    for digits in read_digits(speech, at + 1, _LONGEST_ROAD, PLAIN):
        told = speech.key_before(at) or speech.key_after(digits.end) in AFTER_AN_INTERSTATE
        if told and speech.follows(at + 1) and not _goes_on(speech, digits.end):
            text = f"{speech.texts[at].upper()}-{digits.text}"
            yield Found(at, digits.end, "code", Verbatim(text), _COST)


def _flight(speech: Speech, at: int, airline: str) -> Iterator[Found]:
    """Find the number of a flight after its airline: "delta eleven sixty two"."""
    near = speech.keys[max(0, at - _NEAR) : at + _NEAR]
    if airline in WORDLIKE_AIRLINES and FLIGHT_CUES.isdisjoint(near):
        return
    for digits in read_digits(speech, at, _LONGEST_FLIGHT, PLAIN):
        if len(digits.text) > 2 and not _goes_on(speech, digits.end):  # noqa: PLR2004 - two digits may be a count
            yield Found(at, digits.end, "phrase", Verbatim(digits.text), _COST)


def _vertebrae(speech: Speech, at: int) -> Iterator[Found]:
    """Find "l four l five" and "l four five" where a spine is spoken of."""
    letter = speech.texts[at].upper()
    first = read_below_hundred(speech, at + 1)
    near = speech.keys[max(0, at - _NEAR) : at + _NEAR]
    if first is None or first.value > _LAST_VERTEBRA or SPINE_CUES.isdisjoint(near):
        return
    end, text = first.end, f"{letter}{first.value}"
    named = speech.follows(end) and speech.keys[end] in SPINE_LETTERS
    second = read_below_hundred(speech, end + named) if speech.gaps[end] <= Gap.HYPHEN else None
    if second and second.value <= _LAST_VERTEBRA and speech.follows(end + named):
        other = speech.texts[end].upper() if named else ""
        yield Found(at, second.end, "phrase", Verbatim(f"{text}-{other}{second.value}"), _COST)
        return
    yield Found(at, end, "phrase", Verbatim(text), _COST)


def _suture(speech: Speech, at: int) -> Iterator[Found]:
    """Find the size of a thread: "three oh vicryl", 3-0."""
    size = speech.kinds[at] == Kind.DIGIT and speech.keys[at + 1] in speech.language.zeros
    if size and speech.follows(at + 1):
        yield Found(at, at + 2, "phrase", Verbatim(f"{speech.values[at]}-0"), _COST)


def _result(speech: Speech, at: int) -> Iterator[Found]:
    """Find a result of three digits: "sodium one thirty eight"."""
    pair = read_two_digits(speech, at + 1) if speech.follows(at + 1) else None
    if pair and not _goes_on(speech, pair.end) and speech.keys[pair.end] != "over":
        value = Cardinal(speech.values[at] * 100 + pair.value)
        yield Found(at, pair.end, "cardinal", value, _COST)


def find_airliners(speech: Speech, at: int) -> Iterator[Found]:
    """Yield airliners in the plural: "eighteen seven eighty sevens", 787s."""
    tens = speech.kinds[at + 1] == Kind.TENS and speech.keys[at] == "seven"
    if (
        tens
        and speech.keys[at + 2] == "sevens"
        and speech.follows(at + 1)
        and speech.follows(at + 2)
    ):
        text = f"7{speech.values[at + 1] // 10}7s"
        yield Found(at, at + 3, "phrase", Verbatim(text), 0.9)


def _goes_on(speech: Speech, end: int) -> bool:
    """Whether more of a number follows, or what it counts."""
    if not speech.follows(end):
        return False
    return speech.kinds[end] > Kind.NONE or speech.keys[end] in ("percent", "point", "dollars")
