"""Guards of ordinals: the small ones, parts of a whole, the second that is a unit of time."""

from __future__ import annotations

from emend_engine._itn.english_calendar import WEEKDAYS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantity_guards import (
    SCALE_ORDINALS,
    is_before_a_noun,
    is_name,
    stands_alone,
)
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Found, Ordinal
from emend_engine._stages._word_set import word_set

_OF_SECONDS = word_set("ad ads spot clip video break delay pause timer timeout countdown")
_AFTER_A_PART = ("of", "as", "and", "or", "is", "was", "the", "to", "in", "for")
_AFTER_A_PLACE = ("one", "time", "person", "day", "thing", "floor", "half", "quarter", "round")
_COUNTED_THINGS = word_set("""
    century centuries president amendment street avenue anniversary congress edition army division
    regiment annual infantry floor
    """)
"""Before these a capital makes no name of an ordinal: "the Twentieth Century"."""
_LAST_DAY = 31
_LAST_AVENUE = 12


def accept_ordinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse the small ones, "a tenth of", and the second that is a unit of time."""
    if not isinstance(found.value, Ordinal) or not stands_alone(speech, found):
        return False
    hyperbole = speech.keys[found.start] in SCALE_ORDINALS and speech.key_after(found.end) == "time"
    seconds = speech.keys[found.end - 1] == "second" and speech.key_after(found.end) in _OF_SECONDS
    pupils = speech.key_after(found.end) == "graders" and found.end - found.start > 1
    if hyperbole or seconds or pupils or _is_address(speech, found, found.value):
        return False
    before = speech.key_before(found.start)
    if before == "the" and _is_weekday(speech, found.start - 2):
        return found.value.value <= _LAST_DAY and speech.keys[found.end] not in _AFTER_A_PLACE
    every = before == "every" and not speech.keys[found.start].endswith("second")
    if found.value.value < policy.digits_from or (
        before in ("a", "one", "every", "per") and not every
    ):
        single = found.end - found.start == 1
        noun = (
            before == "a" and found.value.value >= policy.digits_from and _has_noun(speech, found)
        )
        several = before in ("a", "every") and not single and _not_second(speech, found)
        return several or (single and noun)
    counted = speech.key_after(found.end) in _COUNTED_THINGS
    return counted or not is_name(speech, found) or is_before_a_noun(speech, found)


def _is_address(speech: Speech, found: Found, ordinal: Ordinal) -> bool:
    """Whether a house stands in an avenue with a number: "five hundred fifth avenue"."""
    words = speech.keys[found.start : found.end]
    avenue = speech.key_after(found.end) in ("avenue", "ave") and "and" not in words
    return avenue and len(words) > 1 and 0 < ordinal.value % 100 <= _LAST_AVENUE


def _is_weekday(speech: Speech, at: int) -> bool:
    """Whether "the fifth" after this position is a day: "on Tuesday, the fifth"."""
    return at >= 0 and speech.gaps[at + 1] <= Gap.COMMA and speech.keys[at] in WEEKDAYS


def _has_noun(speech: Speech, found: Found) -> bool:
    """Whether "a fourteenth" is no part of a whole: "a fourteenth century castle"."""
    after = speech.key_after(found.end)
    return bool(after) and after not in _AFTER_A_PART and after not in _AFTER_A_PLACE


def _not_second(speech: Speech, found: Found) -> bool:
    """Whether the reading is not the "thirty second" of "a thirty second break"."""
    is_second = speech.keys[found.end - 1] == "second"
    return not is_second and speech.kinds[found.start] != Kind.DIGIT
