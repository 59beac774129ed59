"""Guards of decimals and fractions: points and quarters that are nouns."""

from __future__ import annotations

from emend_engine._itn.english_labels import BEFORE_A_BARE_POINT, PLURALS, POSSESSIVES
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.numbers import read_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantity_guards import SCALE_ORDINALS, stands_alone
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Decimal, Found, Fraction
from emend_engine._stages._word_set import word_set

_WHOLES = TIME_UNITS | {"mile", "foot", "inch", "pound", "ounce", "half", "acre"}
_AFTER_A_QUOTIENT = ("", "of", "equals", "is", "and", "plus", "minus", "times")
_BEFORE_A_NOUN = word_set("the this that a an which what each every any some no my your of same")
_AFTER_QUARTERS = word_set("""
    left remaining in into ago this last before after later straight running so was were are
    on for played
    """)
_AFTER_A_DECIMAL = word_set("and or to in on for which but is was so then the it i we he she")


def accept_decimal(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse "a million", and a bare "point five" where "point" is a noun."""
    decimal = found.value
    if not isinstance(decimal, Decimal) or not stands_alone(speech, found):
        return False
    if _is_at_one_point(speech, found):
        return False
    vague = speech.keys[found.start] == "a" and not decimal.digits
    if vague or speech.key_after(found.end) in PLURALS:
        return False
    return decimal.whole is not None or _is_bare_point(speech, found)


def _is_at_one_point(speech: Speech, found: Found) -> bool:
    """Whether a moment is meant: "at one point forty people were waiting"."""
    start, end = found.start, found.end
    moment = speech.key_before(start) == "at" and speech.matches(start, ("one", "point"))
    counted = speech.follows(end) and not read_ordinal(speech, end)
    return moment and counted and speech.keys[end] not in _AFTER_A_DECIMAL


def accept_fraction(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse "one quarter to", which is a time of day."""
    fraction = isinstance(found.value, Fraction) and found.value.whole is None
    rest = fraction and speech.key_before(found.start) == "and" and found.start > 1
    if rest and speech.keys[found.start - 2] in _WHOLES:
        return False
    after = speech.key_after(found.end)
    if "over" in speech.keys[found.start : found.end] and after not in _AFTER_A_QUOTIENT:
        return False
    inside = speech.texts[found.start + 1 : found.end]
    if any(text[:1].isupper() for text in inside):
        return False  # a title: "Two and a Half Men"
    if _counts_times(speech, found) or _are_quarters(speech, found):
        return False
    return stands_alone(speech, found) and after not in ("past", "to")


def _are_quarters(speech: Speech, found: Found) -> bool:
    """Whether quarters are those of a game, of a year or coins: "three quarters left"."""
    words = speech.keys[found.start : found.end]
    if "quarters" not in words or "and" in words:
        return False
    even = speech.values[found.start] % 2 == 0
    return even or speech.key_after(found.end) in _AFTER_QUARTERS


def _counts_times(speech: Speech, found: Found) -> bool:
    """Whether "one hundredth" is a place in an order: "for the one hundredth time"."""
    words = speech.keys[found.start : found.end]
    if words[0] != "one" or words[-1] not in SCALE_ORDINALS:
        return False
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    return after != "of" and (before == "the" or before in POSSESSIVES)


def _is_bare_point(speech: Speech, found: Found) -> bool:
    """Whether "point five" is a number; "Point one: speed." is none."""
    at = found.start
    if speech.key_before(at) in BEFORE_A_BARE_POINT:
        return True
    opens = at == 0 or speech.gaps[at] >= Gap.COMMA
    single = found.end - at == 2  # noqa: PLR2004 - "point" and a digit
    if found.end - at > 3 and speech.key_before(at) not in _BEFORE_A_NOUN:  # noqa: PLR2004 - several digits
        return True
    alone = at == 0 and found.end == speech.length
    return opens and (alone or not single or speech.follows(found.end))
