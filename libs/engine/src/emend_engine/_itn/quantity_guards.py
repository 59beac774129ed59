"""Guards of numbers, measures and money: what is an idiom, a guess or a piece of something else."""

from __future__ import annotations

from emend_engine._itn.english_calendar import AFTER_A_TIME, BEFORE_A_TIME, DAY_PARTS
from emend_engine._itn.english_labels import (
    COUNTED,
    LABELS,
    PLURALS,
    RANGES,
    VERBS,
    WEAK_LABELS,
)
from emend_engine._itn.english_numbers import ORDINALS
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred, read_ordinal, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech, is_figure
from emend_engine._itn.times import read_half_of_day
from emend_engine._itn.values import (
    Cardinal,
    Found,
    Ordinal,
)
from emend_engine._stages._word_set import word_set

_OF_SECONDS = word_set("ad ads spot clip video break delay pause timer timeout countdown")
_BEFORE_A_DURATION = ("a", "an", "another", "each", "every", "the")
_FUNCTION_WORD = 3
"""Letters of "is", "was", "has", which are no plurals."""
_HYPHENATED = frozenset(ORDINALS) - {"second"}
_POINTERS = ("this", "that", "the", "some", "which", "what", "one")
_AFTER_ONE = (
    "of",
    "by",
    "would",
    "could",
    "can",
    "should",
    "might",
    "day",
    "who",
    "that",
    "i",
    "we",
)
_VAGUE = ("something", "somethings", "niner", "niners")
_PARTS = ("half", "quarter", "point")
SCALE_ORDINALS = ("hundredth", "thousandth", "millionth", "billionth", "trillionth")
_MILLION = 10**6
_MINUTES = 60
_LAST_AVENUE = 12
FEET = ("foot", "feet")


def is_numeric(speech: Speech, at: int) -> bool:
    """Whether a number word or figures stand at a position; "21st" and "10%" are not numbers."""
    if not 0 <= at < speech.length:
        return False
    return bool(speech.kinds[at]) or is_figure(speech.keys[at])


def stands_alone(speech: Speech, found: Found) -> bool:
    """Whether no other number stands right beside a reading."""
    return ends_alone(speech, found.end) and starts_alone(speech, found.start)


def ends_alone(speech: Speech, end: int) -> bool:
    if speech.gaps[end] == Gap.HYPHEN and speech.keys[end] in _HYPHENATED:
        return False
    if speech.follows(end) and is_numeric(speech, end) and not read_ordinal(speech, end):
        return False
    if speech.follows(end) and speech.keys[end].endswith("%"):
        return False
    return speech.key_after(end) != "point" or not is_numeric(speech, end + 1)


def starts_alone(speech: Speech, start: int) -> bool:
    if not (start and speech.follows(start)):
        return True
    before = start - 1
    joined = before > 0 and speech.keys[before] == "and" and speech.follows(before)
    if joined and speech.kinds[before - 1] in (Kind.HUNDRED, Kind.SCALE):
        return bool(speech.kinds[before - 2])
    pointed = speech.keys[before] == "point" and is_numeric(speech, start - 2)
    if pointed and speech.key_before(start - 2) == "at" and speech.keys[start - 2] == "one":
        return True
    return not is_numeric(speech, before) and not pointed


def is_scale(speech: Speech, at: int) -> bool:
    """Whether a word at a position belongs to the number before it: "twenty fifth hundred"."""
    return speech.kinds[at] > Kind.TENS


def accept_cardinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse pieces of other things, lone small numbers, and names such as "the Ten"."""
    if not isinstance(found.value, Cardinal) or not stands_alone(speech, found):
        return False
    if not _is_whole(speech, found, found.value):
        return False
    before = speech.key_before(found.start)
    counted = before.endswith("s") and speech.key_after(found.end) in COUNTED
    labelled = (before in LABELS and not counted) or _is_weakly_labelled(speech, found, before)
    if before == "number" and found.value.value == 1:
        return found.start > 1 and speech.key_before(found.start - 1) in LABELS
    if found.value.value >= policy.digits_from or found.value.negative:
        return labelled or not _is_name(speech, found)
    spaced = speech.gaps[found.start] == Gap.SPACE
    height = spaced and before in FEET and is_numeric(speech, found.start - 2)
    hour = _is_hour(speech, found)
    return height or hour or (labelled and not _begins_range(speech, found))


def _is_weakly_labelled(speech: Speech, found: Found, before: str) -> bool:
    """Whether "lane four" is a label, and nothing is counted as in "on stage two men"."""
    after = speech.key_after(found.end)
    plural = after.endswith("s") and len(after) > _FUNCTION_WORD and after not in VERBS
    pronoun = found.value == Cardinal(1) and after in _AFTER_ONE
    counts = plural or pronoun or after in COUNTED
    on_stage = before == "stage" and speech.key_before(found.start - 1) == "on"
    return before in WEAK_LABELS and not (on_stage or counts)


def _is_whole(speech: Speech, found: Found, cardinal: Cardinal) -> bool:
    """Whether a number is no piece of another, and no figure of speech."""
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    vague = speech.keys[found.start] == "a" and cardinal.value >= _MILLION
    mark = before == "a" and not speech.follows(found.end)
    if (
        mark
        or vague
        or (after in ORDINALS and not (after == "second" and before in _BEFORE_A_DURATION))
        or after in PLURALS
        or after in _VAGUE
        or (before in _PARTS and not _is_noun(speech, found.start))
    ):
        return False
    clock = after == "to" and cardinal.value < _MINUTES and before != "from"
    if clock and speech.kinds[found.end + 1] == Kind.DIGIT:
        return False
    return not (cardinal.negative and is_numeric(speech, found.start - 1))


def _is_noun(speech: Speech, start: int) -> bool:
    """Whether the "point" before a number is no part of it: "at that point eleven of us"."""
    return speech.keys[start - 1] == "point" and speech.key_before(start - 1) in _POINTERS


def _is_hour(speech: Speech, found: Found) -> bool:
    """Whether a small number is an hour: "at three in the morning", "between two and four pm"."""
    before, end = speech.key_before(found.start), found.end
    part = any(speech.matches(end, part) for part in DAY_PARTS)
    day = speech.key_after(end) == "sharp" or (
        before == "at" and speech.key_after(end) in AFTER_A_TIME
    )
    if before in BEFORE_A_TIME and (part or day):
        return True
    if speech.key_after(end) not in ("to", "and", "or"):
        return False
    last = read_below_hundred(speech, end + 1)
    minutes = read_two_digits(speech, last.end) if last and speech.follows(last.end) else None
    if minutes and before in ("from", "between") and minutes.value < _MINUTES:
        return True
    return any(time and read_half_of_day(speech, time.end) for time in (last, minutes))


def accept_ordinal(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Refuse the small ones, "a tenth of", and the second that is a unit of time."""
    if not isinstance(found.value, Ordinal) or not stands_alone(speech, found):
        return False
    hyperbole = speech.keys[found.start] in SCALE_ORDINALS and speech.key_after(found.end) == "time"
    seconds = speech.keys[found.end - 1] == "second" and speech.key_after(found.end) in _OF_SECONDS
    if hyperbole or seconds or _is_address(speech, found, found.value):
        return False
    before = speech.key_before(found.start)
    every = before == "every" and not speech.keys[found.start].endswith("second")
    if found.value.value < policy.digits_from or (
        before in ("a", "one", "every", "per") and not every
    ):
        return (
            before in ("a", "every") and found.end - found.start > 1 and _not_second(speech, found)
        )
    return not _is_name(speech, found)


def _is_address(speech: Speech, found: Found, ordinal: Ordinal) -> bool:
    """Whether a house stands in an avenue with a number: "five hundred fifth avenue"."""
    words = speech.keys[found.start : found.end]
    avenue = speech.key_after(found.end) in ("avenue", "ave") and "and" not in words
    return avenue and len(words) > 1 and 0 < ordinal.value % 100 <= _LAST_AVENUE


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
