"""Guards of numbers, measures and money: what is an idiom, a guess or a piece of something else."""

from __future__ import annotations

from emend_engine._itn.english_labels import (
    BEFORE_A_BARE_POINT,
    LABELS,
    PLURALS,
    POSSESSIVES,
    RANGES,
)
from emend_engine._itn.english_money import MINOR_UNITS, MONEY_CONTEXT
from emend_engine._itn.english_numbers import ORDINALS, Kind
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.numbers import read_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import (
    Amount,
    Cardinal,
    Decimal,
    Found,
    Fraction,
    Measure,
    Money,
    Ordinal,
)
from emend_engine._stages._word_set import word_set

_NEAR = 6
"""Words on either side that are looked at for what a sum is about."""

_AFTER_A_SUM = word_set("and for per each a but plus or in to on from")


def is_numeric(speech: Speech, at: int) -> bool:
    """Whether a number word or figures stand at a position; "21st" is as little one as "first"."""
    if not 0 <= at < speech.length:
        return False
    key = speech.keys[at]
    figures = any(map(str.isdigit, key)) and not key.endswith(("st", "nd", "rd", "th"))
    return bool(speech.kinds[at]) or figures


def stands_alone(speech: Speech, found: Found) -> bool:
    """Whether no other number stands right beside a reading."""
    start, end = found.start, found.end
    if speech.follows(end) and is_numeric(speech, end) and not read_ordinal(speech, end):
        return False
    if speech.key_after(end) == "point" and is_numeric(speech, end + 1):
        return False
    if not (start and speech.follows(start)):
        return True
    before = start - 1
    pointed = speech.keys[before] == "point" and is_numeric(speech, start - 2)
    return not is_numeric(speech, before) and not pointed


def accept_cardinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse pieces of other things, lone small numbers, and names such as "the Ten"."""
    if not isinstance(found.value, Cardinal) or not stands_alone(speech, found):
        return False
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    vague = speech.keys[found.start] == "a" and found.value.value >= 10**6
    if after in ORDINALS or vague or after in PLURALS or before in ("half", "quarter", "point"):
        return False
    if found.value.negative and is_numeric(speech, found.start - 1):
        return False
    small = found.value.value < policy.digits_from and not found.value.negative
    labelled = before in LABELS
    if small:
        return labelled and not _begins_range(speech, found)
    return labelled or not _is_name(speech, found)


def accept_decimal(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse "a million", and a bare "point five" where "point" is a noun."""
    decimal = found.value
    if not isinstance(decimal, Decimal) or not stands_alone(speech, found):
        return False
    if speech.keys[found.start] == "a" or speech.key_after(found.end) in PLURALS:
        return False
    return decimal.whole is not None or _is_bare_point(speech, found.start)


def accept_fraction(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse "one quarter to", which is a time of day."""
    return stands_alone(speech, found) and speech.key_after(found.end) not in ("past", "to")


def accept_ordinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse the small ones, "a tenth of", and the second that is a unit of time."""
    if not isinstance(found.value, Ordinal) or not stands_alone(speech, found):
        return False
    before = speech.key_before(found.start)
    if found.value.value < policy.digits_from or before in ("a", "one", "every", "per"):
        return (
            before in ("a", "every") and found.end - found.start > 1 and _not_second(speech, found)
        )
    return not _is_name(speech, found)


def accept_measure(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse small counts of hours and days, "one mile", and feet to stand on."""
    measure = found.value
    if not isinstance(measure, Measure) or not stands_alone(speech, found):
        return False
    before = speech.key_before(found.start)
    if before == "half" or not _is_meant(speech, found, measure.amount):
        return False
    if measure.said.lower() in ("pound", "pounds") and _is_about_money(speech, found):
        return False
    unit = measure.said.lower().removesuffix("s")
    if isinstance(measure.amount, Cardinal):
        value = abs(measure.amount.value)
        if unit in TIME_UNITS and value < policy.digits_from:
            return False
        if not measure.sign and value == 1:
            return False
    return not (unit == "feet" and (before == "own" or before in POSSESSIVES))


def accept_money(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse pounds that are a weight, and "five dollars ten people"."""
    money = found.value
    if not isinstance(money, Money) or not stands_alone(speech, found):
        return False
    if speech.key_before(found.start) == "half":
        return False
    if money.amount is None:
        return True
    if not _is_meant(speech, found, money.amount):
        return False
    bare = money.hundredths is not None and speech.keys[found.end - 1] not in MINOR_UNITS
    if bare and speech.follows(found.end) and speech.keys[found.end] not in _AFTER_A_SUM:
        return False
    weight = money.said.lower() in ("pound", "pounds") and money.hundredths is None
    return not weight or _is_about_money(speech, found)


def _is_meant(speech: Speech, found: Found, amount: Amount) -> bool:
    """Whether an amount before a unit is one: "at this point five miles" has none."""
    bare = isinstance(amount, Decimal) and amount.whole is None
    before = speech.key_before(found.start)
    if bare:
        return before not in ("this", "that", "the", "some", "which", "what", "any")
    return not (isinstance(amount, Fraction) and before == "point")


def _is_about_money(speech: Speech, found: Found) -> bool:
    near = speech.keys[max(0, found.start - _NEAR) : found.end + _NEAR]
    return not MONEY_CONTEXT.isdisjoint(near)


def _is_bare_point(speech: Speech, at: int) -> bool:
    return at == 0 or speech.gaps[at] >= Gap.COMMA or speech.key_before(at) in BEFORE_A_BARE_POINT


def _begins_range(speech: Speech, found: Found) -> bool:
    """Whether "chapter two" goes on: "and three"."""
    return speech.key_after(found.end) in RANGES and is_numeric(speech, found.end + 1)


def _is_name(speech: Speech, found: Found) -> bool:
    """Whether one word has a capital inside a sentence, as in "the Ten Commandments"."""
    single = found.end - found.start == 1
    inside = found.start > 0 and speech.gaps[found.start] <= Gap.COMMA
    return single and inside and speech.texts[found.start][:1].isupper()


def _not_second(speech: Speech, found: Found) -> bool:
    """Whether the reading is not the "thirty second" of "a thirty second break"."""
    is_second = speech.keys[found.end - 1] == "second"
    return not is_second and speech.kinds[found.start] != Kind.DIGIT
