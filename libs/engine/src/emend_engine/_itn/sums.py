"""Finds sums of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emend_engine._itn.amounts import Read
from emend_engine._itn.english_money import MINOR_UNITS, NEMO_CURRENCIES, PLAIN_CURRENCIES
from emend_engine._itn.english_units import begins, singulars
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Cardinal, Found, Fraction, Money

_LONGEST_CURRENCY = 6
_STARTS = frozenset(words[0] for words in (*NEMO_CURRENCIES, *PLAIN_CURRENCIES))
_HUNDRED = 100
NO_NOUNS = frozenset(("", "and", "or", "of", "in", "a", "per", "for", "to", "is", "was"))
NEMO_NUMBER = 0.7
"""What nemo's grammar adds for the scales that a number lacks."""


def find_sums(speech: Speech, at: int) -> Iterator[Found]:
    """Yield "a dollar fifty", whose article is the one of 1.50."""
    if not speech.follows(at + 1):
        return
    found = read_currency(speech, at + 1, PLAIN_CURRENCIES)
    minor = _minor(speech, found[1]) if found and not found[2] else None
    if found and minor and (minor[0] >= 10 or speech.keys[minor[1] - 1] in MINOR_UNITS):  # noqa: PLR2004 - "a dollar five" is a guess
        said = " ".join(speech.texts[at + 1 : found[1]])
        yield Found(at, minor[1], "money", Money(Cardinal(1), found[0], minor[0], said))


def find_money(speech: Speech, at: int, read: Read, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the sums whose amount is read already, with and without their hundredths."""
    found = read_currency(speech, read.end, NEMO_CURRENCIES if policy.nemo else PLAIN_CURRENCIES)
    if found is None:
        return
    sign, end, plural = found
    if policy.nemo and speech.gaps[end] == Gap.HYPHEN:
        return
    debt = not isinstance(read.amount, Fraction) and read.amount.negative
    if plural and read.amount in (Cardinal(1), Cardinal(1, negative=True)):
        return
    cost = 1.1 + (NEMO_NUMBER if isinstance(read.amount, Cardinal) else 0.0)
    said = " ".join(speech.texts[read.end : end])
    if policy.nemo and debt:
        said = speech.texts[at]  # its grammar knows no debts and leaves the "minus"
    noun = read.article and not plural and speech.follows(end) and speech.keys[end] not in NO_NOUNS
    if noun and not policy.nemo:
        at += 1  # the article of "a million dollar home" is the home's
    yield Found(at, end, "money", Money(read.amount, sign, None, said), cost)
    if not isinstance(read.amount, Cardinal):
        return
    minor = _minor(speech, end)
    if minor:
        money = Money(read.amount, sign, minor[0], said)
        yield Found(at, minor[1], "money", money, cost)


def find_cents(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
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
            yield from find_money(speech, at, Read(value, rest.end), policy)


def read_currency(
    speech: Speech, at: int, table: Mapping[tuple[str, ...], str]
) -> tuple[str, int, bool] | None:
    """Return the sign of the currency at a position, its end, and whether it is a plural."""
    if not begins(speech.keys[at], _STARTS):
        return None
    for length in range(_LONGEST_CURRENCY, 0, -1):
        words = tuple(speech.keys[at : at + length])
        if any(speech.gaps[at + 1 : at + length]) or not words[-1]:
            continue
        for forms in singulars(words):
            if forms in table:
                return table[forms], at + length, forms != words
    return None


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
