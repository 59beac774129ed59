"""Guards of numbers, measures and money: what is an idiom, a guess or a piece of something else."""

from __future__ import annotations

from emend_engine._itn.english_calendar import BEFORE_A_TIME, DAY_PARTS
from emend_engine._itn.english_labels import (
    BEFORE_A_BARE_POINT,
    LABELS,
    PLURALS,
    POSSESSIVES,
    RANGES,
)
from emend_engine._itn.english_money import MINOR_UNITS, MONEY_CONTEXT
from emend_engine._itn.english_numbers import ORDINALS
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred, read_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.times import read_half_of_day
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

_WHOLES = TIME_UNITS | {"mile", "foot", "inch", "pound", "ounce", "half", "acre"}
_AFTER_A_QUOTIENT = ("", "of", "equals", "is", "and", "plus", "minus", "times")
_PARTS = ("half", "quarter", "point")
_SCALE_ORDINALS = ("hundredth", "thousandth", "millionth", "billionth", "trillionth")
_MILLION = 10**6
_MINUTES = 60
_LAST_AVENUE = 12
_POUNDS = ("pound", "pounds")
FEET = ("foot", "feet")
_SINGULAR_CENTURY = {"centuries": "century"}
_AFTER_A_SUM = word_set("and for per each a but plus or in to on from")


def is_numeric(speech: Speech, at: int) -> bool:
    """Whether a number word or figures stand at a position; "21st" and "10%" are not numbers."""
    if not 0 <= at < speech.length:
        return False
    key = speech.keys[at]
    return bool(speech.kinds[at]) or key[-1:].isdigit()


def stands_alone(speech: Speech, found: Found) -> bool:
    """Whether no other number stands right beside a reading."""
    return _ends(speech, found.end) and _starts(speech, found.start)


def _ends(speech: Speech, end: int) -> bool:
    if speech.follows(end) and is_numeric(speech, end) and not read_ordinal(speech, end):
        return False
    return speech.key_after(end) != "point" or not is_numeric(speech, end + 1)


def _starts(speech: Speech, start: int) -> bool:
    if not (start and speech.follows(start)):
        return True
    before = start - 1
    joined = before > 0 and speech.keys[before] == "and" and speech.follows(before)
    if joined and speech.kinds[before - 1] in (Kind.HUNDRED, Kind.SCALE):
        return bool(speech.kinds[before - 2])
    pointed = speech.keys[before] == "point" and is_numeric(speech, start - 2)
    return not is_numeric(speech, before) and not pointed


def accept_cardinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse pieces of other things, lone small numbers, and names such as "the Ten"."""
    if not isinstance(found.value, Cardinal) or not stands_alone(speech, found):
        return False
    if not _is_whole(speech, found, found.value):
        return False
    before = speech.key_before(found.start)
    labelled = before in LABELS
    if found.value.value >= policy.digits_from or found.value.negative:
        return labelled or not _is_name(speech, found)
    height = before in FEET and is_numeric(speech, found.start - 2)
    hour = _is_hour(speech, found)
    return height or hour or (labelled and not _begins_range(speech, found))


def _is_whole(speech: Speech, found: Found, cardinal: Cardinal) -> bool:
    """Whether a number is no piece of another, and no figure of speech."""
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    vague = speech.keys[found.start] == "a" and cardinal.value >= _MILLION
    mark = before == "a" and not speech.follows(found.end)
    if mark or vague or after in ORDINALS or after in PLURALS or before in _PARTS:
        return False
    clock = after == "to" and cardinal.value < _MINUTES
    if clock and speech.kinds[found.end + 1] == Kind.DIGIT:
        return False
    return not (cardinal.negative and is_numeric(speech, found.start - 1))


def _is_hour(speech: Speech, found: Found) -> bool:
    """Whether a small number is an hour: "at three in the morning", "between two and four pm"."""
    before, end = speech.key_before(found.start), found.end
    if before in BEFORE_A_TIME and any(speech.matches(end, part) for part in DAY_PARTS):
        return True
    if speech.key_after(end) not in ("to", "and", "or"):
        return False
    last = read_below_hundred(speech, end + 1)
    return last is not None and read_half_of_day(speech, last.end) is not None


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
    fraction = isinstance(found.value, Fraction) and found.value.whole is None
    rest = fraction and speech.key_before(found.start) == "and" and found.start > 1
    if rest and speech.keys[found.start - 2] in _WHOLES:
        return False
    after = speech.key_after(found.end)
    if "over" in speech.keys[found.start : found.end] and after not in _AFTER_A_QUOTIENT:
        return False
    if _counts_times(speech, found):
        return False
    return stands_alone(speech, found) and after not in ("past", "to")


def _counts_times(speech: Speech, found: Found) -> bool:
    """Whether "one hundredth" is a place in an order: "for the one hundredth time"."""
    words = speech.keys[found.start : found.end]
    if words[0] != "one" or words[-1] not in _SCALE_ORDINALS:
        return False
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    return after != "of" and (before == "the" or before in POSSESSIVES)


def accept_ordinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse the small ones, "a tenth of", and the second that is a unit of time."""
    if not isinstance(found.value, Ordinal) or not stands_alone(speech, found):
        return False
    if _is_address(speech, found, found.value):
        return False
    before = speech.key_before(found.start)
    if found.value.value < policy.digits_from or before in ("a", "one", "every", "per"):
        return (
            before in ("a", "every") and found.end - found.start > 1 and _not_second(speech, found)
        )
    return not _is_name(speech, found)


def _is_address(speech: Speech, found: Found, ordinal: Ordinal) -> bool:
    """Whether a house stands in an avenue with a number: "five hundred fifth avenue"."""
    words = speech.keys[found.start : found.end]
    avenue = speech.key_after(found.end) in ("avenue", "ave") and "and" not in words
    return avenue and len(words) > 1 and 0 < ordinal.value % 100 <= _LAST_AVENUE


def accept_measure(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse small counts of hours and days, "one mile", and feet to stand on."""
    measure = found.value
    if not isinstance(measure, Measure) or not _starts(speech, found.start):
        return False
    said = measure.said.lower()
    if said not in FEET and not _ends(speech, found.end):
        return False
    before = speech.key_before(found.start)
    if before == "half" or not _is_meant(speech, found, measure.amount):
        return False
    if said in _POUNDS:
        return not _is_about_money(speech, found)
    if isinstance(measure.amount, Cardinal) and _is_small(measure, measure.amount, policy):
        return False
    return not (said == "feet" and (before == "own" or before in POSSESSIVES))


def _is_small(measure: Measure, amount: Cardinal, policy: ItnPolicy) -> bool:
    """Whether prose has words for the amount: "two hours", "one mile"."""
    value = abs(amount.value)
    said = measure.said.lower()
    unit = _SINGULAR_CENTURY.get(said, said.removesuffix("s"))
    return (unit in TIME_UNITS and value < policy.digits_from) or (value == 1 and not measure.sign)


def accept_money(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse pounds that are a weight, and "five dollars ten people"."""
    money = found.value
    if not isinstance(money, Money) or not stands_alone(speech, found):
        return False
    if speech.key_before(found.start) == "half":
        return False
    if money.amount is None:
        return money.said.lower() != "penny"
    if not _is_meant(speech, found, money.amount):
        return False
    bare = money.hundredths is not None and speech.keys[found.end - 1] not in MINOR_UNITS
    if bare and speech.follows(found.end) and speech.keys[found.end] not in _AFTER_A_SUM:
        return False
    weight = money.said.lower() in _POUNDS and money.hundredths is None
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
