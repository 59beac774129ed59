"""Guards of measures and money: what is small, shared with another amount, or a weight."""

from __future__ import annotations

from emend_engine._itn.english_labels import COUNTED, POSSESSIVES
from emend_engine._itn.english_money import MINOR_UNITS, MONEY_CONTEXT
from emend_engine._itn.english_numbers import DENOMINATORS
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantity_guards import FEET, ends_alone, is_name, stands_alone, starts_alone
from emend_engine._itn.speech import Gap, Speech, goes_on
from emend_engine._itn.values import Amount, Cardinal, Decimal, Found, Fraction, Measure, Money
from emend_engine._stages._word_set import word_set

_MOST_PARTS = 3
"""Units in "two hours ten minutes and five seconds" beside the one at hand."""
_NEAR = 6
"""Words on either side that are looked at for what a sum is about."""

_POUNDS = ("pound", "pounds")
_SINGULAR_CENTURY = {"centuries": "century"}
_SMALLER = {"pound": "ounce", "stone": "pound", "yard": "foot", "mile": "yard", "kilo": "gram"}
_COUNTS = word_set("times time tablets tablet pills capsules doses drops puffs hours days weeks")
_PAID_BY = word_set("year month week hour annum night person head")
_AFTER_A_SUM = word_set("""
    with plus and for per each a an but plus or in to on from now is was
    then today tomorrow please at by if so because i we he she they it
    """)


def accept_measure(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse small counts of hours and days, "one mile", and feet to stand on."""
    measure = found.value
    if not isinstance(measure, Measure) or not (
        starts_alone(speech, found.start) or _is_counted(speech, found, measure)
    ):
        return False
    said = measure.said.lower()
    if said not in FEET and not (
        ends_alone(speech, found.end)
        or _is_with_another(speech, found, policy)
        or _begins_another(speech, found, measure)
    ):
        return False
    before = speech.key_before(found.start)
    title = speech.texts[found.start + 1][:1].isupper() and is_name(speech, found, measure.said)
    part = title or before == "half" or _is_part_of(speech, found)
    if part or not _is_meant(speech, found, measure.amount):
        return False
    if said in _POUNDS:
        millions = isinstance(measure.amount, Decimal) and bool(measure.amount.scale)
        return not (millions or _is_about_money(speech, found))
    if isinstance(measure.amount, Cardinal) and _is_small(measure, measure.amount, policy):
        return _is_with_another(speech, found, policy)
    return not (said == "feet" and (before == "own" or before in POSSESSIVES))


def _begins_another(speech: Speech, found: Found, measure: Measure) -> bool:
    """Whether the number behind a sign counts something: "five hundred milligrams three times"."""
    number = read_below_hundred(speech, found.end)
    if number is None or not speech.follows(number.end):
        return False
    after = speech.keys[number.end]
    smaller = _SMALLER.get(measure.said.lower().removesuffix("s"))
    return after.removesuffix("s") == smaller or (bool(measure.sign) and after in _COUNTS)


def _is_counted(speech: Speech, found: Found, measure: Measure) -> bool:
    """Whether things of a size are counted: "four twelve inch records"."""
    count = found.start - 1
    several = speech.kinds[count] == Kind.DIGIT and speech.values[count] > 1
    single = several and not goes_on(speech, count)
    sized = isinstance(measure.amount, Cardinal) and measure.amount.value >= 10  # noqa: PLR2004
    end = found.end + (speech.key_after(found.end) == "old")
    thing = speech.key_after(end)
    things = thing.endswith("s") or thing in COUNTED
    return single and sized and not measure.said.endswith("s") and things


def _is_small(measure: Measure, amount: Cardinal, policy: ItnPolicy) -> bool:
    """Whether prose has words for the amount: "two hours", "one mile"."""
    value = abs(amount.value)
    said = measure.said.lower()
    unit = _SINGULAR_CENTURY.get(said, said.removesuffix("s"))
    return (unit in TIME_UNITS and value < policy.digits_from) or (value == 1 and not measure.sign)


def _is_with_another(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Whether a duration is half of "two hours ten minutes", whose other half has figures."""
    if speech.keys[found.end - 1].removesuffix("s") not in TIME_UNITS:
        return False
    end = found.end
    for _ in range(_MOST_PARTS):
        after = end + (speech.key_after(end) == "and")
        near = speech.follows(after) or speech.gaps[after] == Gap.COMMA
        later = read_below_hundred(speech, after) if near else None
        if later is None or speech.keys[later.end].removesuffix("s") not in TIME_UNITS:
            break
        if later.value >= policy.digits_from:
            return True
        end = later.end + 1
    return _follows_another(speech, found.start, policy)


def _follows_another(speech: Speech, start: int, policy: ItnPolicy) -> bool:
    """Whether a duration with figures stands before: "ten hours, two minutes and one second"."""
    for _ in range(_MOST_PARTS):
        unit = start - 1 - (start > 0 and speech.keys[start - 1] == "and")
        earlier = unit > 0 and speech.keys[unit].removesuffix("s") in TIME_UNITS
        if not earlier or not speech.follows(unit):
            return False
        if speech.values[unit - 1] >= policy.digits_from:
            return True
        start = unit - 1
    return False


def accept_money(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse pounds that are a weight, and "five dollars ten people"."""
    money = found.value
    if not isinstance(money, Money) or not stands_alone(speech, found):
        return False
    if speech.key_before(found.start) == "half" or _is_part_of(speech, found):
        return False
    if money.amount is None:
        return money.said.lower() != "penny"
    if not _is_meant(speech, found, money.amount):
        return False
    bare = money.hundredths is not None and speech.keys[found.end - 1] not in MINOR_UNITS
    if bare and speech.follows(found.end) and speech.keys[found.end] not in _AFTER_A_SUM:
        return False
    millions = isinstance(money.amount, Decimal) and bool(money.amount.scale)
    weight = money.said.lower() in _POUNDS and money.hundredths is None and not millions
    return not weight or _is_about_money(speech, found)


def _is_part_of(speech: Speech, found: Found) -> bool:
    """Whether only a part is meant: "a quarter of a million dollars"."""
    article = speech.keys[found.start] == "a" or speech.key_before(found.start) == "a"
    of = found.start - 1 - (speech.keys[found.start] != "a")
    return article and of > 0 and speech.keys[of] == "of" and speech.keys[of - 1] in DENOMINATORS


def _is_meant(speech: Speech, found: Found, amount: Amount) -> bool:
    """Whether an amount before a unit is one: "at this point five miles" has none."""
    bare = isinstance(amount, Decimal) and amount.whole is None
    before = speech.key_before(found.start)
    if bare:
        return before not in ("this", "that", "the", "some", "which", "what", "any")
    return not (isinstance(amount, Fraction) and before == "point")


def _is_about_money(speech: Speech, found: Found) -> bool:
    near = speech.keys[max(0, found.start - _NEAR) : found.end + _NEAR]
    if speech.key_after(found.end) in ("a", "an", "per"):
        return speech.keys[found.end + 1] in _PAID_BY or not MONEY_CONTEXT.isdisjoint(near)
    return not MONEY_CONTEXT.isdisjoint(near)
