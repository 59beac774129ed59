"""Reads amounts: whole numbers, decimals, "two million", "two and a half"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.electronic_parts import SYMBOLS
from emend_engine._itn.english_numbers import BIG_SCALES, BIG_SCALES_BY_SIZE, DENOMINATORS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import (
    Number,
    read_below_thousand,
    read_cardinal,
    read_digit,
    read_two_digits,
)
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Amount, Cardinal, Decimal, Fraction

POINT = "point"
_AFTER_A_PART = ("inch", "inches", "cup", "cups", "mile", "teaspoon", "acre", "ton")
"""After these a fraction may stand in the singular: "three quarter inch"."""
_MINUS = frozenset(("minus", "negative"))


class Read(NamedTuple):
    """An amount and where it ends."""

    amount: Amount
    end: int
    article: bool = False
    """It begins with "a", as in "a hundred"."""


def read_amounts(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Read]:
    """Yield every way to read an amount from a position, the longest last."""
    if speech.keys[at] in _MINUS and speech.follows(at + 1):
        if at > 1 and not policy.nemo and speech.matches(at - 2, ("plus", "or")):
            return
        if speech.keys[at + 1] in _MINUS or (policy.nemo and speech.keys[at] != "minus"):
            return
        yield from map(_negated, read_amounts(speech, at + 1, policy))
        return
    number = read_cardinal(speech, at)
    if number and not (policy.nemo and number.article):
        yield Read(Cardinal(number.value, indian=number.indian), number.end, number.article)
        if not policy.nemo:
            yield from _mixed(speech, number.value, number.end)
    if policy.nemo and number and speech.kinds[at] == Kind.TENS and number.end == at + 2:
        yield Read(Cardinal(speech.values[at]), at + 1)
    if policy.nemo and number and speech.keys[number.end] in SYMBOLS:
        yield from _before_a_sign(speech, at, number)
    yield from _scaled(speech, at, policy)
    yield from _decimals(speech, at, policy)
    if not policy.nemo:
        yield from _fractions(speech, at)


def _before_a_sign(speech: Speech, at: int, number: Number) -> Iterator[Read]:
    """Read "thirty nine lakh" without its last word, which "lakh slash meters" may claim."""
    shorter = read_cardinal(speech.window(at, number.end - 1), 0) if number.end > at + 1 else None
    if shorter and not shorter.article and at + shorter.end == number.end - 1:
        yield Read(Cardinal(shorter.value), number.end - 1)


def read_fraction(speech: Speech, at: int) -> tuple[int, int, int] | None:
    """Return numerator, denominator and end of "three quarters", "one twentieth"."""
    over = read_below_thousand(speech, at, joint=False)
    if over is None or over.article or not speech.follows(over.end):
        return None
    word = speech.keys[over.end]
    under = DENOMINATORS.get(word)
    hyphen = 1 < over.value < (under or 0) and (
        speech.gaps[over.end] == Gap.HYPHEN or speech.keys[over.end + 1] in _AFTER_A_PART
    )
    if under is None or ((over.value > 1) != word.endswith("s") and not hyphen):
        return None
    return over.value, under, over.end + 1


def _negated(read: Read) -> Read:
    amount = read.amount
    if isinstance(amount, Fraction):
        return read
    return read._replace(amount=amount._replace(negative=True))


def _scaled(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Read]:
    """Read "two million", whose scale stays a word."""
    head = read_below_thousand(speech, at, joint=not policy.nemo)
    article = not policy.nemo and speech.keys[at] == "a" and speech.keys[at + 1] in BIG_SCALES
    end, value = (head.end, head.value) if head else (at + 1, 1)
    bare = head is None or (head.article and speech.keys[head.end - 1] == "hundred")
    if bare and not article:
        return
    if speech.keys[end] in BIG_SCALES and speech.follows(end):
        yield Read(Decimal(value, scale=speech.texts[end]), end + 1, article)


def _decimals(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Read]:
    number = None if speech.keys[at] == POINT else _before_point(speech, at, policy)
    point = number.end if number else at
    if speech.keys[point] != POINT or (number and (number.article or not speech.follows(point))):
        return
    digits, end = _digits_after_point(speech, point + 1, policy)
    if not digits:
        return
    decimal = Decimal(number.value if number else None, digits)
    yield Read(decimal, end)
    scale = speech.keys[end]
    indian = speech.kinds[end] == Kind.INDIAN and not policy.nemo
    if speech.follows(end) and (scale in BIG_SCALES or scale == "thousand" or indian):
        yield Read(decimal._replace(scale=speech.texts[end]), end + 1)
        if indian and speech.kinds[end + 1] == Kind.INDIAN and speech.follows(end + 1):
            scale = " ".join(speech.texts[end : end + 2])
            yield Read(decimal._replace(scale=scale), end + 2)


def _before_point(speech: Speech, at: int, policy: ItnPolicy) -> Number | None:
    """Read the whole number of a decimal; "one oh four" among them, as stations are called."""
    first, zero, last = speech.values[at : at + 3]
    called = speech.kinds[at] == speech.kinds[at + 2] == Kind.DIGIT and not zero
    if (
        called
        and speech.keys[at + 1] in speech.language.zeros
        and speech.keys[at + 3] == POINT
        and not policy.nemo
    ):
        return Number(first * 100 + last, at + 3) if speech.follows(at + 2) else None
    nought = speech.keys[at] in ("nought", "naught", "oh") and speech.keys[at + 1] == POINT
    if nought and not policy.nemo:
        return Number(0, at + 1)
    number = read_cardinal(speech, at)
    if number and number.article and speech.keys[number.end] == POINT and not policy.nemo:
        return number._replace(article=False)
    return number


def _digits_after_point(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, int]:
    digits, end = "", at
    while speech.follows(end) and (digit := read_digit(speech, end)):
        if policy.nemo and speech.keys[end] == "oh":
            break
        digits, end = digits + digit, end + 1
    if not digits and not policy.nemo and speech.follows(at):
        pair = read_two_digits(speech, at)
        if pair:
            return str(pair.value), pair.end
    return digits, end


def _mixed(speech: Speech, whole: int, end: int) -> Iterator[Read]:
    """Read "two and a half", "three and three quarters"."""
    if speech.keys[end] != "and" or not (speech.follows(end) and speech.follows(end + 1)):
        return
    fraction = read_fraction(speech, end + 1)
    if fraction is None and speech.keys[end + 1] in ("a", "an"):
        under = DENOMINATORS.get(speech.keys[end + 2])
        fraction = (1, under, end + 3) if under and under <= 8 else None  # noqa: PLR2004 - halves to eighths
    if fraction is None and speech.matches(end + 1, ("three", "quarter")):
        fraction = (3, 4, end + 3)
    if fraction is None:
        return
    over, under, reached = fraction
    quarters = over * 100 // under if under in (2, 4) else 0
    scale = next((word for word in BIG_SCALES_BY_SIZE if whole == BIG_SCALES_BY_SIZE[word]), "")
    if quarters and scale and speech.keys[end - 1] == scale:
        yield Read(Decimal(1, str(quarters).rstrip("0"), scale), reached)
        return
    scaled = speech.keys[reached] in BIG_SCALES or speech.kinds[reached] == Kind.INDIAN
    if quarters and scaled and speech.follows(reached):
        digits = str(quarters).rstrip("0")
        yield Read(Decimal(whole, digits, speech.texts[reached]), reached + 1)
        return
    if quarters and speech.keys[reached] == "thousand" and speech.follows(reached):
        yield Read(Cardinal(whole * 1000 + quarters * 10), reached + 1)
    yield Read(Fraction(whole, over, under), reached)


def _fractions(speech: Speech, at: int) -> Iterator[Read]:
    fraction = read_fraction(speech, at) or _quotient(speech, at)
    if fraction:
        over, under, end = fraction
        yield Read(Fraction(None, over, under), end)


def _quotient(speech: Speech, at: int) -> tuple[int, int, int] | None:
    """Read "twenty three over four"."""
    over = read_below_thousand(speech, at, joint=False)
    if over is None or over.article or speech.keys[over.end] != "over":
        return None
    under = read_below_thousand(speech, over.end + 1, joint=False)
    if under is None or under.article or not speech.follows(over.end + 1):
        return None
    return over.value, under.value, under.end
