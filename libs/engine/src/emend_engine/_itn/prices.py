"""Finds sums and measures whose "hundred" is left out, and prices whose currency is."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_callings import BAKES
from emend_engine._itn.english_labels import STREETS
from emend_engine._itn.english_money import (
    AFTER_A_PRICE,
    BEFORE_A_PRICE,
    BEFORE_AN_OBVIOUS_PRICE,
    CHEAP_THINGS,
    DEAR_THINGS,
    PER_THING,
    PLAIN_CURRENCIES,
    SALES,
    SHARES,
)
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantities import Unit, read_unit
from emend_engine._itn.speech import Speech
from emend_engine._itn.sums import read_currency
from emend_engine._itn.values import Cardinal, Found, Measure, Money

_COST = 1.0
_NEAR = 5
_HUNDRED = 100
_OVENS = range(150, 551)
_DEGREES = ("degree", "degrees")


def find_short_hundreds(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield "one forty two dollars", "three sixty degrees": 142 and 360 of them."""
    if speech.kinds[at] != Kind.DIGIT or not speech.follows(at + 1):
        return
    pair = read_two_digits(speech, at + 1)
    if pair is None or _is_guess(speech.values[at], pair.value):
        return
    amount = Cardinal(speech.values[at] * _HUNDRED + pair.value)
    if _is_oven(speech, at, amount.value):
        yield Found(at, pair.end, "cardinal", amount, _COST)
    if not speech.follows(pair.end):
        return
    currency = read_currency(speech, pair.end, PLAIN_CURRENCIES)
    if currency and currency[2]:
        sign, end, _ = currency
        said = " ".join(speech.texts[pair.end : end])
        yield Found(at, end, "money", Money(amount, sign, None, said), _COST)
    unit = read_unit(speech, pair.end, policy)
    if unit and _is_of_unit(unit, speech.values[at], pair.value):
        rule = "percent" if unit.sign == "%" else "measure"
        yield Found(at, unit.end, rule, Measure(amount, unit.sign, unit.said), _COST)


def _is_of_unit(unit: Unit, digit: int, pair: int) -> bool:
    """Whether "one forty two pounds" are 142 of them: "five ten minutes" is a guess."""
    said = unit.said.lower()
    timed = said.removesuffix("s") in TIME_UNITS
    large = digit == 1 or (unit.sign not in ("", "%") and pair >= 20)  # noqa: PLR2004 - "five ten" is a guess
    return said in _DEGREES or (unit.plural and not timed and large)


def _is_oven(speech: Speech, at: int, value: int) -> bool:
    """Whether an oven has so many degrees: "bake at three seventy five"."""
    near = speech.keys[max(0, at - _NEAR) : at]
    told = speech.key_before(at) in ("at", "to") and not BAKES.isdisjoint(near)
    return told and value in _OVENS and value % 5 == 0


def _is_guess(digit: int, pair: int) -> bool:
    """Whether "five ten dollars" are five or ten."""
    return pair in (10, 2 * digit, digit + 1)


def find_prices(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "three ninety nine a gallon", "it costs nineteen ninety nine": dollars and cents."""
    whole = read_below_hundred(speech, at)
    if whole is None or not speech.follows(whole.end):
        return
    cents = read_two_digits(speech, whole.end)
    if cents is None or (speech.follows(cents.end) and speech.kinds[cents.end]):
        return
    dear = whole.value < 10 and _is_near(speech, at, cents.end, DEAR_THINGS)  # noqa: PLR2004 - one digit before "hundred"
    priced = _is_priced(speech, at, whole, cents)
    if dear and (priced or _is_cued(speech, at)) and cents.value % 10 in (0, 5):
        amount = Cardinal(whole.value * _HUNDRED + cents.value)
        yield Found(at, cents.end, "money", Money(amount, "$", None, "dollars"), _COST)
    elif priced:
        money = Money(Cardinal(whole.value), "$", cents.value, "dollars")
        yield Found(at, cents.end, "money", money, _COST)


def _is_priced(speech: Speech, at: int, whole: Number, cents: Number) -> bool:
    if _is_each(speech, cents.end):
        return True
    if speech.follows(cents.end) and speech.keys[cents.end] not in AFTER_A_PRICE:
        return False
    before = speech.key_before(at)
    two = f"{speech.key_before(at - 1)} {before}"
    obvious = before in BEFORE_AN_OBVIOUS_PRICE or two in BEFORE_AN_OBVIOUS_PRICE
    ending = cents.value % 10 in (5, 9)
    cheap = _is_near(speech, at, cents.end, CHEAP_THINGS)
    if not _is_cued(speech, at):
        return ending and (obvious or (cheap and before in ("is", "are", "was", "were")))
    sure = ending or whole.value >= 10 or before == "costs"  # noqa: PLR2004 - "paid three fifty" may be 350
    return sure or cheap


def _is_cued(speech: Speech, at: int) -> bool:
    """Whether a price is spoken of right before a position."""
    before = speech.key_before(at)
    two = f"{speech.key_before(at - 1)} {before}"
    near = speech.keys[max(0, at - _NEAR) : at]
    sold = before == "for" and not SALES.isdisjoint(near)
    traded = before in ("to", "at") and not SHARES.isdisjoint(speech.keys[max(0, at - 8) : at])
    return sold or traded or before in BEFORE_A_PRICE or two in BEFORE_A_PRICE


def _is_near(speech: Speech, at: int, end: int, things: frozenset[str]) -> bool:
    return not things.isdisjoint(speech.keys[max(0, at - _NEAR) : end + _NEAR])


def _is_each(speech: Speech, end: int) -> bool:
    """Whether a price is one of a thing: "each", "a gallon", "per month"."""
    after = speech.key_after(end)
    if after in ("each", "apiece"):
        return True
    thing = speech.key_after(end + 1) if after in ("a", "an", "per") else ""
    return thing in PER_THING and thing not in STREETS
