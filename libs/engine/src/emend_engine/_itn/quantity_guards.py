"""Guards of numbers, measures and money: what is an idiom, a guess or a piece of something else."""

from __future__ import annotations

from emend_engine._itn.english_calendar import (
    AFTER_A_TIME,
    BEFORE_A_TIME,
    DAY_PARTS,
    OPENS,
)
from emend_engine._itn.english_callings import CHOOSES
from emend_engine._itn.english_labels import (
    COUNTED,
    LABELS,
    PLURALS,
    RANGES,
    STREETS,
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
)

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
_PARTS = ("half", "quarter", "point", "buck")
SCALE_ORDINALS = ("hundredth", "thousandth", "millionth", "billionth", "trillionth")
_NAME_OF_A_STREET = 3
_CHOICES = 16
"""How far apart the choices of a menu stand: "press one for sales or two for support"."""
_FIGURES = frozenset("123456789")
_SURE_MARK = 100
"""From here on "returns a two hundred" is no mark out of ten."""
_MILLION = 10**6
_MINUTES = 60
_NEAR = 5
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
        return labelled or not is_name(speech, found) or _is_spelled_large(speech, found)
    spaced = speech.gaps[found.start] == Gap.SPACE
    height = spaced and before in FEET and is_numeric(speech, found.start - 2)
    hour = _is_hour(speech, found)
    chosen = _is_choice(speech, found)
    return height or hour or chosen or (labelled and not _begins_range(speech, found))


def _is_weakly_labelled(speech: Speech, found: Found, before: str) -> bool:
    """Whether "lane four" is a label, and nothing is counted as in "on stage two men"."""
    after = speech.key_after(found.end)
    plural = after.endswith("s") and len(after) > _FUNCTION_WORD and after not in VERBS
    pronoun = found.value == Cardinal(1) and after in _AFTER_ONE
    counts = plural or pronoun or after in COUNTED
    on_stage = before == "stage" and speech.key_before(found.start - 1) == "on"
    if before == "day" and after == "of" and not pronoun:
        return speech.key_before(found.start - 1) in ("", "on", "of", "for", "until", "by", "is")
    return before in WEAK_LABELS and not (on_stage or counts)


def _is_whole(speech: Speech, found: Found, cardinal: Cardinal) -> bool:
    """Whether a number is no piece of another, and no figure of speech."""
    before, after = speech.key_before(found.start), speech.key_after(found.end)
    vague = speech.keys[found.start] == "a" and cardinal.value >= _MILLION
    mark = before == "a" and not speech.follows(found.end) and cardinal.value < _SURE_MARK
    if (
        mark
        or vague
        or (after in ORDINALS and not _is_no_ordinal(speech, found.end, before))
        or after in PLURALS
        or after in _VAGUE
        or (before in _PARTS and not _is_noun(speech, found.start))
    ):
        return False
    near = speech.keys[max(0, found.start - _NEAR) : found.start]
    clock = after == "to" and cardinal.value < _MINUTES and OPENS.isdisjoint(near)
    hour = speech.kinds[found.end + 1] == Kind.DIGIT or speech.keys[found.end + 1] in _FIGURES
    if clock and hour:
        return False
    return not (cardinal.negative and is_numeric(speech, found.start - 1))


def _is_no_ordinal(speech: Speech, end: int, before: str) -> bool:
    """Whether an ordinal is no part of a number: "a ten second wait", "50 fifth avenue"."""
    second = speech.keys[end] == "second" and before in _BEFORE_A_DURATION
    return second or speech.key_after(end + 1) in ("avenue", "ave", "graders")


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
    if before in ("to", "until", "till") and _ends_hours(speech, found):
        return True
    if speech.key_after(end) not in ("to", "and", "or"):
        return False
    last = read_below_hundred(speech, end + 1)
    minutes = read_two_digits(speech, last.end) if last and speech.follows(last.end) else None
    near = speech.keys[max(0, found.start - _NEAR) : found.start]
    if minutes and not OPENS.isdisjoint(near) and minutes.value < _MINUTES:
        return True
    return any(time and read_half_of_day(speech, time.end) for time in (last, minutes))


def _is_choice(speech: Speech, found: Found) -> bool:
    """Whether a menu offers a number: "press one for sales, two for support"."""
    if speech.key_after(found.end) not in ("for", "if", "to"):
        return False
    near = range(max(0, found.start - _CHOICES), found.start)
    return any(speech.keys[at] in CHOOSES and speech.kinds[at + 1] for at in near)


def _ends_hours(speech: Speech, found: Found) -> bool:
    """Whether a number ends hours that began with a time: "from eight thirty to four"."""
    start = found.start - 1
    near = speech.keys[max(0, start - _NEAR) : start]
    minutes = start > 1 and speech.kinds[start - 1] >= Kind.DIGIT and speech.kinds[start - 2]
    return bool(minutes) and not OPENS.isdisjoint(near) and not speech.follows(found.end)


def _begins_range(speech: Speech, found: Found) -> bool:
    """Whether "chapter two" goes on: "and three"."""
    return speech.key_after(found.end) in RANGES and is_numeric(speech, found.end + 1)


def is_name(speech: Speech, found: Found, beside: str = "") -> bool:
    """Whether one word has a capital inside a sentence, as in "the Ten Commandments"."""
    single = found.end - found.start == 1 + len(beside.split())
    inside = found.start > 0 and speech.gaps[found.start] <= Gap.COMMA
    return single and inside and speech.texts[found.start][:1].isupper()


def is_before_a_noun(speech: Speech, found: Found) -> bool:
    """Whether a word in small letters follows: "the Sixteenth president", not "Twelfth Night"."""
    return speech.follows(found.end) and speech.texts[found.end][:1].islower()


def _is_spelled_large(speech: Speech, found: Found) -> bool:
    """Whether a count has a capital only by the recogniser: "He ate Twelve apples"."""
    before = speech.texts[found.start - 1]
    opens = found.start == 1 or speech.gaps[found.start - 1] == Gap.HARD
    after = speech.texts[found.end]
    counted = after.islower() and after.endswith("s") and len(after) > _FUNCTION_WORD
    small = (before[:1].islower() and before not in ("the", "of")) or (opens and before != "The")
    small = small or (before in ("the", "The", "of") and counted)
    street = not STREETS.isdisjoint(speech.keys[found.end : found.end + _NAME_OF_A_STREET])
    return small and (street or is_before_a_noun(speech, found))
