"""Finds amounts alone, of units and of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from emend_engine._itn.amounts import Read, read_amounts
from emend_engine._itn.english_money import (
    MINOR_UNITS,
    NEMO_CURRENCIES,
    PLAIN_CURRENCIES,
)
from emend_engine._itn.english_units import (
    IRREGULAR_SINGULARS,
    NEMO_SIGNS,
    PLAIN_SIGNS,
    RATE_SIGNS,
    WORD_UNITS,
)
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Cardinal, Decimal, Found, Measure, Money, Ordinal

_LONGEST_UNIT = 4
_LONGEST_CURRENCY = 6
_HUNDRED = 100
_NO_RATES = ("%", "mph", "rpm", "kbps", "Mbps", "Gbps")
_NO_NOUNS = frozenset(("", "and", "or", "of", "in", "a", "per", "for", "to", "is", "was"))
_NEMO_NUMBER = 0.7
"""What nemo's grammar adds for the scales that a number lacks."""


class Unit(NamedTuple):
    """A unit's sign, its words, and where they end."""

    sign: str
    said: str
    end: int
    plural: bool


def find_quantities(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the amounts, measures and sums of money that begin at a position."""
    for read in read_amounts(speech, at, policy):
        cost = 1.1 + (_NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
        if not (policy.nemo and _is_word(at, read, policy)):
            yield Found(at, read.end, _rule(read), read.amount, cost)
        if speech.gaps[read.end] == Gap.SPACE or (policy.nemo and speech.follows(read.end)):
            yield from _measures(speech, at, read, policy)
            yield from _money(speech, at, read, policy)
    yield from _cents(speech, at, policy)
    if speech.keys[at] == "hundred" and not policy.nemo and speech.follows(at + 1):
        read = Read(Cardinal(_HUNDRED), at + 1)
        found = _measures(speech, at, read, policy)
        yield from (measure for measure in found if measure.rule == "percent")


def find_sums(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "a dollar fifty", whose article is the one of 1.50."""
    if not speech.follows(at + 1):
        return
    found = _currency(speech, at + 1, PLAIN_CURRENCIES)
    minor = _minor(speech, found[1]) if found and not found[2] else None
    if found and minor and (minor[0] >= 10 or speech.keys[minor[1] - 1] in MINOR_UNITS):  # noqa: PLR2004 - "a dollar five" is a guess
        said = " ".join(speech.texts[at + 1 : found[1]])
        yield Found(at, minor[1], "money", Money(Cardinal(1), found[0], minor[0], said))


def find_ordinals(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the ordinal that begins at a position; nemo's grammar has no bare "thousandth"."""
    number = read_ordinal(speech, at)
    bare = policy.nemo and speech.keys[at] in ("hundredth", "thousandth")
    if number and not number.article and not bare:
        yield Found(at, number.end, "ordinal", Ordinal(number.value), 1.79)


def read_unit(speech: Speech, at: int, policy: ItnPolicy) -> Unit | None:
    """Return the unit at a position; the longest that the policy knows."""
    table = NEMO_SIGNS if policy.nemo else PLAIN_SIGNS
    for length in range(_LONGEST_UNIT, 0, -1):
        words = tuple(speech.keys[at : at + length])
        if any(speech.gaps[at + 1 : at + length]) or not words[-1]:
            continue
        for forms in _singulars(words):
            sign = table.get(forms)
            if sign is None and not policy.nemo and forms in WORD_UNITS:
                sign = ""
            if sign is not None:
                said = " ".join(speech.texts[at : at + length])
                return Unit(sign, said, at + length, forms != words)
    return None


def _is_word(at: int, read: Read, policy: ItnPolicy) -> bool:
    """Whether nemo's grammar leaves a number below thirteen."""
    amount = read.amount
    if not isinstance(amount, Cardinal):
        return False
    return read.end - at - amount.negative == 1 and amount.value < policy.digits_from


def _rule(read: Read) -> str:
    if isinstance(read.amount, Cardinal):
        return "cardinal"
    return "decimal" if isinstance(read.amount, Decimal) else "fraction"


def _singulars(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words as they are, and with one of them in the singular."""
    yield words
    for at, plural in enumerate(words):
        for word in _singular(plural):
            yield (*words[:at], word, *words[at + 1 :])


def _singular(word: str) -> Iterator[str]:
    irregular = IRREGULAR_SINGULARS.get(word)
    if irregular:
        yield irregular
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _measures(speech: Speech, at: int, read: Read, policy: ItnPolicy) -> Iterator[Found]:
    unit = read_unit(speech, read.end, policy)
    per = unit is None and speech.keys[read.end] == "per" and policy.nemo
    if unit is None:
        unit = Unit("", "", read.end, plural=False)
        if not per:
            return
    if policy.nemo and unit.plural and read.amount == Cardinal(1):
        return
    cost = 1.1 + (_NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
    if not per:
        measure = Measure(read.amount, unit.sign, unit.said)
        yield Found(at, unit.end, "percent" if unit.sign == "%" else "measure", measure, cost)
    if not policy.nemo:
        yield from _rates(speech, at, read, unit, policy)
    elif speech.keys[unit.end] == "per" and speech.follows(unit.end + 1):
        rate = read_unit(speech, unit.end + 1, policy)
        if rate and not rate.plural:
            measure = Measure(read.amount, f"{unit.sign}/{rate.sign}", "")
            yield Found(at, rate.end, "measure", measure, cost + 0.01)


def _rates(speech: Speech, at: int, read: Read, unit: Unit, policy: ItnPolicy) -> Iterator[Found]:
    """Find "ten kilometers per second", where both units have a sign."""
    if not unit.sign or unit.sign in _NO_RATES or "/" in unit.sign:
        return
    if speech.keys[unit.end] != "per" or not (
        speech.follows(unit.end) and speech.follows(unit.end + 1)
    ):
        return
    rate = read_unit(speech, unit.end + 1, policy)
    sign = rate and (rate.sign or RATE_SIGNS.get(rate.said.lower(), ""))
    if rate and sign and sign not in _NO_RATES and not rate.plural:
        said = " ".join(speech.texts[read.end : rate.end])
        measure = Measure(read.amount, f"{unit.sign}/{sign}", said)
        yield Found(at, rate.end, "measure", measure)


def _currency(
    speech: Speech, at: int, table: Mapping[tuple[str, ...], str]
) -> tuple[str, int, bool] | None:
    for length in range(_LONGEST_CURRENCY, 0, -1):
        words = tuple(speech.keys[at : at + length])
        if any(speech.gaps[at + 1 : at + length]) or not words[-1]:
            continue
        for forms in _singulars(words):
            if forms in table:
                return table[forms], at + length, forms != words
    return None


def _money(speech: Speech, at: int, read: Read, policy: ItnPolicy) -> Iterator[Found]:
    found = _currency(speech, read.end, NEMO_CURRENCIES if policy.nemo else PLAIN_CURRENCIES)
    if found is None:
        return
    sign, end, plural = found
    if plural and read.amount == Cardinal(1):
        return
    if policy.nemo and getattr(read.amount, "negative", False):
        return  # nemo's grammar knows no debts: "minus $4"
    cost = 1.1 + (_NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
    said = " ".join(speech.texts[read.end : end])
    noun = read.article and not plural and speech.follows(end) and speech.keys[end] not in _NO_NOUNS
    if noun and not policy.nemo:
        at += 1  # the article of "a million dollar home" is the home's
    yield Found(at, end, "money", Money(read.amount, sign, None, said), cost)
    if not isinstance(read.amount, Cardinal):
        return
    minor = _minor(speech, end)
    if minor:
        money = Money(read.amount, sign, minor[0], said)
        yield Found(at, minor[1], "money", money, cost)


def _minor(speech: Speech, end: int) -> tuple[int, int] | None:
    """Return the hundredths after a sum: "and fifty cents", "fifty"."""
    if not speech.follows(end):
        return None
    start = end + 1 if speech.keys[end] == "and" else end
    number = _hundredths(speech, start) if speech.follows(start) else None
    if number is None:
        return None
    if speech.keys[number.end] in MINOR_UNITS and speech.follows(number.end):
        odd = number.value == 1 and speech.keys[number.end] == "cents"
        return None if odd else (number.value, number.end + 1)
    return None if start > end else (number.value, number.end)


def _hundredths(speech: Speech, at: int) -> Number | None:
    """Read 0 to 99."""
    zero = speech.kinds[at] == Kind.ZERO
    return Number(0, at + 1) if zero else read_below_hundred(speech, at)


def _cents(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "fifty cents", and in nemo's grammar "one fifty dollars"."""
    number = _hundredths(speech, at)
    if number is None or not speech.follows(number.end):
        return
    minor = MINOR_UNITS.get(speech.keys[number.end])
    odd = number.value == 1 and speech.keys[number.end] == "cents"
    if minor and (not policy.nemo or (minor == "cents" and not odd)):
        said = speech.texts[number.end]
        yield Found(at, number.end + 1, "money", Money(None, "$", number.value, said), 1.1)
    if policy.nemo and number.value < 10:  # noqa: PLR2004 - one digit before "hundred"
        rest = read_below_hundred(speech, number.end)
        if rest:
            value = Cardinal(number.value * _HUNDRED + rest.value)
            yield from _money(speech, at, Read(value, rest.end), policy)
