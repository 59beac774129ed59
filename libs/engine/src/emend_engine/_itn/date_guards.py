"""Guards of dates, years and times of day."""

from __future__ import annotations

from emend_engine._itn.english_calendar import (
    AFTER_A_TIME,
    AFTER_AN_APPOINTMENT,
    AMBIGUOUS_MONTHS,
    APPOINTED,
    BEFORE_A_TIME,
    DAY_PARTS,
    OPENS,
)
from emend_engine._itn.english_labels import (
    BEFORE_A_MONTH,
    CLOCK_CUES,
    CLOCK_VERBS,
    COUNTED,
    MOVES,
    POSSESSIVES,
    PRONOUNS,
    SETTINGS,
    STREETS,
    TIMED,
    TRAVELS,
)
from emend_engine._itn.english_numbers import ORDINALS
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantity_guards import is_numeric, is_scale, stands_alone, starts_alone
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Clock, Date, Found, Year
from emend_engine._stages._word_set import word_set

_FIRST_YEAR, _LAST_YEAR = 1300, 2099
_FIRST_CUED_YEAR = 1000
_MINUTES = 60
_YEAR_CUES = ("in", "year", "since", "of")
_BEFORE_THIS_CENTURY = word_set("""
    in during since by of until till from to early late mid before after year the for and spring
    summer autumn fall winter three four through
    """)
"""After these "twenty twenty one" is 2021, not counting."""
_SURE_CUES = frozenset(("at", "by", "until", "till", "since", "it's"))
_BEFORE_MINUTES = ("at", "it's", "is", "was", "by", "till", "until", "about", "around", "nearly")
_AFTER_A_CLOCK = word_set("to and on in this every or but for we i he she they you")


def accept_date(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse "i may first", "march five miles" and the like."""
    date = found.value
    if not isinstance(date, Date):
        return stands_alone(speech, found)
    if not _stands_alone(speech, found):
        return False
    counted = speech.key_after(found.end) in COUNTED
    guess = not date.year or (date.day is None and speech.keys[found.end - 1] == "thousand")
    if counted and guess and not _is_ordinal(speech, found):
        return False
    return date.month.lower() not in AMBIGUOUS_MONTHS or _is_month(speech, found, date)


def accept_year(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse counting ("fifteen sixteen"), counts, and what may be a time of day."""
    year = found.value
    if not isinstance(year, Year) or not stands_alone(speech, found):
        return False
    value = int(year.text)
    if year.era or year.sure:
        doubtful = year.era_said.lower() == "ad" and value < 100  # noqa: PLR2004 - "five ad campaigns"
        return not (doubtful and speech.follows(found.end))
    after, before = speech.key_after(found.end), speech.key_before(found.start)
    early = value >= _FIRST_CUED_YEAR and before in _YEAR_CUES
    of_us = after == "of" and speech.keys[found.end + 1] in ("us", "them", "you", "these", "those")
    if not (early or value >= _FIRST_YEAR) or value > _LAST_YEAR or after == "percent" or of_us:
        return False
    century, rest = divmod(value, 100)
    thousands = "thousand" in speech.keys[found.start : found.end]
    if thousands:
        return after not in COUNTED
    dated = before in ("in", "since") and not after.endswith("s")
    ours = century == 20 and before in _BEFORE_THIS_CENTURY  # noqa: PLR2004 - 2021
    counting = rest == century + 1 and not dated and not ours
    return not counting and after not in COUNTED and before not in CLOCK_CUES


def accept_decade(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse decades beside another number: "ten twenty nineties"."""
    return stands_alone(speech, found)


def accept_time(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Accept what says that it is a time of day, or has a cue: "at two thirty"."""
    clock = found.value
    if not stands_alone(speech, found):
        return False
    if not isinstance(clock, Clock):
        return True
    if clock.relative and not _is_relative(speech, found, clock):
        return False
    if clock.half:
        is_verb = speech.keys[found.end - 1] == "am" and speech.key_after(found.end) == "i"
        return 0 < clock.hour <= 12 and not is_verb  # noqa: PLR2004 - hours of the dial
    return bool(clock.said or clock.zone or clock.relative) or _is_clock(speech, found, clock)


def _is_relative(speech: Speech, found: Found, clock: Clock) -> bool:
    """Whether "ten to four" is a time of day rather than a range."""
    words = speech.keys[found.start : found.end]
    whole = not (speech.key_before(found.start) or speech.key_after(found.end))
    if whole and clock.minute % 5 == 0 and _MINUTES - clock.minute > clock.hour + 1:
        return True  # "twenty to six", not "five to twelve"
    if clock.said or not {"half", "quarter", "past"}.isdisjoint(words):
        return True
    return speech.key_before(found.start) in _BEFORE_MINUTES and clock.minute % 5 == 0


def _is_clock(speech: Speech, found: Found, clock: Clock) -> bool:
    """Whether "two thirty" is a time of day."""
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    street = not STREETS.isdisjoint(speech.keys[found.end : found.end + 4])
    ends = not speech.follows(found.end) or after in _AFTER_A_CLOCK
    if before == "at" and clock.hour > 12 and ends and not street:  # noqa: PLR2004 - "at seventeen forty"
        return not CLOCK_VERBS.isdisjoint(speech.keys[max(0, found.start - 8) : found.start])
    if street or not 0 < clock.hour <= 12 or after in COUNTED:  # noqa: PLR2004 - later hours may be years
        return False
    if (
        (before == "the" and (after in TRAVELS or _is_train(speech, found.end)))
        or after in AFTER_A_TIME
        or any(speech.matches(found.end, part) for part in DAY_PARTS)
    ):
        return True
    if _is_announced(speech, found, before) or _is_appointed(speech, found, clock):
        return True
    if before in ("to", "and", "until") and _in_hours(speech, found.start):
        return True
    return before in _SURE_CUES or (before in BEFORE_A_TIME and ends)


def _is_train(speech: Speech, end: int) -> bool:
    """Whether "the nine forty five" goes somewhere: "to oxford", "from paddington"."""
    return speech.key_after(end) in ("from", "to") and not is_numeric(speech, end + 1)


def _is_announced(speech: Speech, found: Found, before: str) -> bool:
    """Whether what is said of has a time: "bedtime is eight thirty", "push it to nine fifteen"."""
    if before == "to":
        near = speech.keys[max(0, found.start - 5) : found.start]
        return not MOVES.isdisjoint(near)
    if before == "for":
        return not SETTINGS.isdisjoint(speech.keys[max(0, found.start - 4) : found.start])
    if before in ("is", "was", "it's"):
        now = speech.key_after(found.end) in ("now", "already")
        return now or speech.key_before(found.start - 1) in TIMED
    ends = not speech.follows(found.end) or speech.keys[found.end] in _AFTER_A_CLOCK
    return ends and before in ("leaves", "departs", "arrives")


def _is_appointed(speech: Speech, found: Found, clock: Clock) -> bool:
    """Whether a time names what is then: "my ten thirty", "the nine fifteen meeting".

    With a hyphen, "four-thirty" says so itself.
    """
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    whose = before in POSSESSIVES or before in ("a", "the", "this", "that", "another")
    if whose and after in APPOINTED and clock.minute % 5 == 0:
        return True
    quarter = clock.minute % 15 == 0
    ends = not after or after in AFTER_AN_APPOINTMENT
    if before in POSSESSIVES and quarter and ends:
        return True
    hyphen = speech.gaps[found.end - 1] == Gap.HYPHEN and found.end - found.start == 2  # noqa: PLR2004 - an hour and minutes
    return hyphen and quarter and not before and not after


def _in_hours(speech: Speech, start: int) -> bool:
    """Whether a time of day stands before the "to": "from nine thirty to ten forty five"."""
    near = speech.keys[max(0, start - 6) : start - 1]
    return is_numeric(speech, start - 2) and not OPENS.isdisjoint(near)


def _is_month(speech: Speech, found: Found, date: Date) -> bool:
    """Whether may, march or august is a month here."""
    before = speech.key_before(found.start)
    if date.day_first:
        return date.of or bool(date.lead) or _is_ordinal(speech, found)
    if before in PRONOUNS and not (_is_capital(speech, found) and _is_ordinal(speech, found)):
        return False
    return before in BEFORE_A_MONTH or _is_ordinal(speech, found) or _is_capital(speech, found)


def _is_capital(speech: Speech, found: Found) -> bool:
    inside = found.start > 0 and speech.gaps[found.start] <= Gap.COMMA
    return inside and speech.texts[found.start][:1].isupper()


def _is_ordinal(speech: Speech, found: Found) -> bool:
    return any(key in ORDINALS for key in speech.keys[found.start : found.end])


def _stands_alone(speech: Speech, found: Found) -> bool:
    """Like ``stands_alone``, but a time of day may follow: "july five nine thirty a m"."""
    day = speech.keys[found.end - 1] in ORDINALS and not is_scale(speech, found.end)
    if day and starts_alone(speech, found.start):
        return True
    return stands_alone(speech, found) or not speech.key_before(found.start)
