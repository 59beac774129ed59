"""Finds amounts alone, of units and of money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.amounts import Read, read_amounts
from emend_engine._itn.english_units import (
    NEMO_SIGNS,
    PLAIN_SIGNS,
    RATE_SIGNS,
    UNIT_STARTS,
    WORD_UNITS,
    begins,
    singulars,
)
from emend_engine._itn.numbers import read_ordinal, read_two_digits
from emend_engine._itn.policies import PLAIN, ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.sums import NEMO_NUMBER, NO_NOUNS, find_cents, find_money
from emend_engine._itn.values import Cardinal, Decimal, Found, Measure, Ordinal

_LONGEST_UNIT = 4
_HUNDRED = 100
_NO_RATES = ("%", "mph", "rpm", "kbps", "Mbps", "Gbps")


class Unit(NamedTuple):
    """A unit's sign, its words, and where they end."""

    sign: str
    said: str
    end: int
    plural: bool


def find_quantities(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the amounts, measures and sums of money that begin at a position."""
    for read in read_amounts(speech, at, policy):
        cost = 1.1 + (NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
        if not (policy.nemo and _is_word(at, read, policy)):
            yield Found(at, read.end, _rule(read), read.amount, cost)
        if speech.gaps[read.end] == Gap.SPACE or (policy.nemo and speech.follows(read.end)):
            yield from _measures(speech, at, read, policy)
            yield from find_money(speech, at, read, policy)
        elif speech.gaps[read.end] == Gap.HYPHEN and not read.article:
            yield from find_money(speech, at, read, policy)
    yield from find_cents(speech, at, policy)
    if speech.keys[at] == "hundred" and not policy.nemo and speech.follows(at + 1):
        read = Read(Cardinal(_HUNDRED), at + 1)
        found = _measures(speech, at, read, policy)
        race = speech.keys[at + 1] in ("meter", "meters", "metre", "metres", "yards")
        yield from (measure for measure in found if measure.rule == "percent" or race)


def find_counted_sizes(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the size in "four twelve inch records", which stands behind the number of things."""
    found = find_quantities(speech, at, policy)
    yield from (size for size in found if size.rule == "measure" and not _is_plural(size))


def _is_plural(found: Found) -> bool:
    return isinstance(found.value, Measure) and found.value.said.endswith("s")


def find_ordinals(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the ordinal that begins at a position; nemo's grammar has no bare "thousandth"."""
    number = read_ordinal(speech, at)
    bare = policy.nemo and speech.keys[at] in ("hundredth", "thousandth")
    if number and not number.article and not bare:
        yield Found(at, number.end, "ordinal", Ordinal(number.value), 1.79)


def read_unit(speech: Speech, at: int, policy: ItnPolicy) -> Unit | None:
    """Return the unit at a position; the longest that the policy knows."""
    if not begins(speech.keys[at], UNIT_STARTS):
        return None
    table = NEMO_SIGNS if policy.nemo else PLAIN_SIGNS
    for length in range(_LONGEST_UNIT, 0, -1):
        words = tuple(speech.keys[at : at + length])
        if any(speech.gaps[at + 1 : at + length]) or not words[-1]:
            continue
        for forms in singulars(words):
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


def _measures(speech: Speech, at: int, read: Read, policy: ItnPolicy) -> Iterator[Found]:
    unit = read_unit(speech, read.end, policy)
    per = unit is None and speech.keys[read.end] == "per" and policy.nemo
    if unit is None:
        unit = Unit("", "", read.end, plural=False)
        if not per:
            return
    hyphen = speech.gaps[unit.end] == Gap.HYPHEN  # "four percent-over" is left
    if policy.nemo and (hyphen or (unit.plural and read.amount == Cardinal(1))):
        return
    cost = 1.1 + (NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
    thing = speech.key_after(unit.end) if unit.sign != "%" and not unit.plural else ""
    if read.article and not policy.nemo and thing and thing not in NO_NOUNS:
        at += 1  # the article of "a hundred watt bulb" is the bulb's
    if not per:
        measure = Measure(read.amount, unit.sign, unit.said)
        yield Found(at, unit.end, "percent" if unit.sign == "%" else "measure", measure, cost)
    if not policy.nemo:
        yield from _rates(speech, at, read, unit, policy)
        yield from _metres(speech, at, read, unit)
    elif speech.keys[unit.end] == "per" and speech.follows(unit.end + 1):
        rate = read_unit(speech, unit.end + 1, policy)
        if rate and not rate.plural:
            measure = Measure(read.amount, f"{unit.sign}/{rate.sign}", "")
            yield Found(at, rate.end, "measure", measure, cost + 0.01)


def _metres(speech: Speech, at: int, read: Read, unit: Unit) -> Iterator[Found]:
    """Find "one meter eighty", 1.80 m."""
    pair = read_two_digits(speech, unit.end) if speech.follows(unit.end) else None
    whole = read.amount.value if isinstance(read.amount, Cardinal) else None
    if pair and whole is not None and unit.sign == "m" and not read_unit(speech, pair.end, PLAIN):
        measure = Measure(Decimal(whole, str(pair.value)), unit.sign, unit.said)
        yield Found(at, pair.end, "measure", measure)


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
