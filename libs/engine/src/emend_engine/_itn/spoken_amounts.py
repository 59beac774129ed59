"""Reads amounts of a language of tables: whole numbers, decimals, "two and a half lakh"."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_cardinal, read_digit
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Cardinal, Decimal

_HUNDRED = 100


class Spoken(NamedTuple):
    """An amount and where it ends."""

    amount: Cardinal | Decimal
    end: int
    half: bool = False
    """Said with a word for a half or quarter, and no scale behind it."""


def read_spoken(speech: Speech, at: int) -> Spoken | None:
    """Read the longest amount from a position."""
    parts = _with_half(speech, at)
    if parts is not None:
        return _scaled(speech, *parts)
    number = read_whole(speech, at)
    if number is None:
        return None
    return _decimal(speech, number) or Spoken(_whole(speech, number), number.end)


def read_whole(speech: Speech, at: int) -> Number | None:
    """Read a whole number, a bare "hundred" too."""
    number = read_cardinal(speech, at)
    if number is None and speech.kinds[at] == Kind.HUNDRED:
        return Number(_HUNDRED, at + 1)
    return number


def _with_half(speech: Speech, at: int) -> tuple[int, int] | None:
    """Return hundredths and the end of "two and a half", of "quarter less ten"."""
    key = speech.keys[at]
    alone = speech.language.whole_halves.get(key)
    if alone is not None:
        return alone, at + 1
    added = speech.language.halves.get(key)
    if added is None or not speech.follows(at + 1):
        return None
    number = read_below_hundred(speech, at + 1)
    if number is not None:
        return number.value * _HUNDRED + added, number.end
    scaled = speech.kinds[at + 1] in (Kind.HUNDRED, Kind.SCALE, Kind.INDIAN)
    return (_HUNDRED + added, at + 1) if scaled else None


def _scaled(speech: Speech, hundredths: int, end: int) -> Spoken:
    kind = speech.kinds[end] if speech.follows(end) else Kind.NONE
    if kind == Kind.INDIAN:
        return Spoken(_of_hundredths(hundredths, speech.texts[end]), end + 1)
    if kind in (Kind.HUNDRED, Kind.SCALE):
        value, end = hundredths * speech.values[end] // _HUNDRED, end + 1
        return Spoken(Cardinal(value), end)
    return Spoken(_of_hundredths(hundredths), end, half=True)


def _of_hundredths(hundredths: int, scale: str = "") -> Decimal:
    whole, rest = divmod(hundredths, _HUNDRED)
    return Decimal(whole, f"{rest:02}".rstrip("0"), scale)


def _whole(speech: Speech, number: Number) -> Cardinal | Decimal:
    """Return a number; "two lakh" keeps its scale as a word."""
    if number.indian > 1:
        return Decimal(number.value // number.indian, scale=speech.texts[number.end - 1])
    return Cardinal(number.value, indian=number.indian)


def _decimal(speech: Speech, number: Number) -> Spoken | None:
    end = number.end
    if speech.keys[end] not in speech.language.points or not speech.follows(end):
        return None
    digits, end = "", end + 1
    while speech.follows(end) and (digit := read_digit(speech, end)):
        digits, end = digits + digit, end + 1
    if not digits:
        pair = read_below_hundred(speech, end) if speech.follows(end) else None
        if pair is None:
            return None
        digits, end = str(pair.value), pair.end
    scale = speech.kinds[end] == Kind.INDIAN and speech.follows(end)
    amount = Decimal(number.value, digits, speech.texts[end] if scale else "")
    return Spoken(amount, end + 1 if scale else end)
