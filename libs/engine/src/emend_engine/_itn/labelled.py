"""Finds numbers whose neighbours say what they are: versions, ranges, rulers."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import (
    AFTER_AN_ORDINAL,
    LABELS,
    MONTHLY_VERSIONS,
    ROMAN_LABELS,
    RULERS,
    SCORE_CUES,
    TITLES,
    VERSION_CUES,
    VOTES,
)
from emend_engine._itn.english_numbers import BIG_SCALES
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.figures import as_roman
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import (
    Number,
    read_below_hundred,
    read_cardinal,
    read_digit,
    read_ordinal,
)
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantities import find_quantities
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import (
    Cardinal,
    Decimal,
    Found,
    Measure,
    Money,
    Range,
    Verbatim,
)
from emend_engine._itn.verses import find_verses

_FIRST_RANK = 1.0
_HUNDRED = 100
_FIFTY = 50
"""The one super bowl that did without Roman figures."""
_FARTHEST = 20
"""How many times the lower number fits in the higher of "two to three hundred"."""
_MOST_PARTS = 5
"""Numbers in the longest version."""
_SPANS = ("to", "through")
_JOINTS = (*_SPANS, "or", "and")


def find_labelled(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield what begins at a position because of the words around it."""
    yield from find_verses(speech, at, policy)
    yield from _versions(speech, at)
    yield from _ranges(speech, at, policy)
    if policy.roman:
        yield from _romans(speech, at)


def _versions(speech: Speech, at: int) -> Iterator[Found]:
    """Find "three point eleven point two" after the name of what has versions."""
    before = speech.key_before(at)
    lead = "v" if before == "v" else ""
    parts: list[str] = []
    end = at
    while len(parts) < _MOST_PARTS:
        part = _version_part(speech, end)
        if part is None:
            break
        parts.append(part[0])
        end = part[1]
        if speech.keys[end] not in ("point", "dot") or not speech.follows(end):
            break
        if not (speech.kinds[end + 1] or speech.keys[end + 1] in speech.language.zeros):
            break
        end += 1
    named = before in VERSION_CUES or bool(lead)
    alone = bool(lead) and len(parts) == 1 and speech.kinds[at] == Kind.DIGIT
    if alone or len(parts) > 2 or (named and len(parts) == 2):  # noqa: PLR2004 - two parts alone are a decimal
        text = lead + ".".join(parts)
        yield Found(at - len(lead), end, "version", Verbatim(text), _FIRST_RANK)
    elif before == "python" and len(parts) == 1 and speech.keys[at] == "three":
        minor = read_below_hundred(speech, at + 1) if speech.follows(at + 1) else None
        if minor:
            yield Found(at, minor.end, "version", Verbatim(f"3.{minor.value}"), _FIRST_RANK)
    elif before in MONTHLY_VERSIONS and speech.keys[end] in ("oh", "o") and len(parts) == 1:
        month = read_digit(speech, end + 1) if speech.follows(end + 1) else ""
        if month:
            yield Found(at, end + 2, "version", Verbatim(f"{parts[0]}.0{month}"), _FIRST_RANK)


def _version_part(speech: Speech, at: int) -> tuple[str, int] | None:
    """Read a part of a version: a number, or digits that begin with a zero."""
    if speech.keys[at] in speech.language.zeros:
        digit = read_digit(speech, at + 1) if speech.follows(at + 1) else ""
        return f"0{digit}", at + 1 + len(digit)
    number = read_cardinal(speech, at)
    return None if number is None or number.article else (str(number.value), number.end)


def _ranges(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    low = read_cardinal(speech, at)
    if low is None or low.article or speech.keys[low.end] not in _JOINTS:
        return
    if not (speech.follows(low.end) and speech.follows(low.end + 1)):
        return
    if speech.keys[low.end - 1] in BIG_SCALES:
        return  # each has its own: "from 5 million to 12 million"
    joint = speech.keys[low.end]
    score = _is_score(speech, at, joint)
    labelled = speech.key_before(at) in LABELS
    listed = labelled and speech.key_before(at).endswith("s")
    for high in find_quantities(speech, low.end + 1, policy):
        last = high.value
        if not isinstance(last, Cardinal | Decimal | Measure | Money) or _goes_on(speech, high.end):
            continue
        first = _first_of_range(low.value, last)
        alike = listed or _is_mixed(speech, at, first, last, policy)
        if joint not in _SPANS and not (
            first and (alike or _shares(speech, at, low.value, first, high))
        ):
            continue
        if score and isinstance(last, Cardinal):
            value = Range(Cardinal(low.value), last, "-")
            yield Found(at, high.end, "score", value, high.cost)
        elif first and (labelled or _are_figures(first, last, policy)):
            yield Found(at, high.end, "range", Range(first, last, joint), high.cost)


def _is_score(speech: Speech, at: int, joint: str) -> bool:
    """Whether a game or a vote is spoken of: "won three to two", "passed sixty to forty"."""
    game = joint in _SPANS and not SCORE_CUES.isdisjoint(speech.keys[max(0, at - 3) : at])
    return game or (joint == "to" and not VOTES.isdisjoint(speech.keys[max(0, at - 6) : at]))


def _goes_on(speech: Speech, end: int) -> bool:
    """Whether more of a number follows: "from nine to eleven thirty"."""
    return speech.follows(end) and speech.kinds[end] in (Kind.TEEN, Kind.TENS)


def _is_mixed(
    speech: Speech,
    at: int,
    first: Cardinal | None,
    last: Cardinal | Decimal | Measure | Money,
    policy: ItnPolicy,
) -> bool:
    """Whether both numbers get figures because one has: "between five and ten dollars"."""
    if first is None or first.value >= policy.digits_from:
        return False
    counted = "or" in speech.keys[at + 1 : at + 3] and isinstance(last, Cardinal)
    return (counted or speech.key_before(at) == "between") and _are_figures(first, last, policy)


def _shares(speech: Speech, at: int, low: int, first: Cardinal | None, high: Found) -> bool:
    """Whether the scale or the unit of "two or three hundred" is that of both numbers."""
    if first is None or (speech.follows(high.end) and speech.kinds[high.end]):
        return False
    scaled = first.value > low or isinstance(high.value, Decimal)
    if speech.key_before(at) == "between":
        return isinstance(high.value, Money) or (low > 1 and scaled)
    alone = low == 1 and not scaled
    alternatives = "or" in speech.keys[at : high.end] and not alone
    return alternatives and (scaled or not isinstance(high.value, Cardinal))


def _first_of_range(low: int, last: Cardinal | Decimal | Measure | Money) -> Cardinal | None:
    """Return the lower number: 200 of "two to three hundred"; none where it is not lower."""
    amount = last if isinstance(last, Cardinal | Decimal) else last.amount
    if isinstance(amount, Decimal):
        whole = amount.whole or 0
        below = amount.scale and (low < whole or (amount.digits and low == whole))
        if below and not amount.digits and whole % _HUNDRED == 0 and low < whole // _HUNDRED:
            return Cardinal(low * _HUNDRED)
        return Cardinal(low) if below else None
    if not isinstance(amount, Cardinal):
        return None
    for scale, below in ((100_000, 10), (1000, 1000), (_HUNDRED, _HUNDRED)):
        near = amount.value <= low * scale * _FARTHEST
        if near and amount.value % scale == 0 and low < amount.value // scale < below:
            return Cardinal(low * scale)
    return Cardinal(low) if low < amount.value or amount.value == 1 else None


def _are_figures(
    first: Cardinal, last: Cardinal | Decimal | Measure | Money, policy: ItnPolicy
) -> bool:
    if isinstance(last, Measure) and isinstance(last.amount, Cardinal):
        small = max(first.value, last.amount.value) < policy.digits_from
        return not (small and last.said.lower().removesuffix("s") in TIME_UNITS)
    return not isinstance(last, Cardinal) or max(first.value, last.value) >= policy.digits_from


def _romans(speech: Speech, at: int) -> Iterator[Found]:
    """Find "world war two" and "louis the fourteenth"."""
    for label in ROMAN_LABELS:
        if at >= len(label) and speech.matches(at - len(label), label) and speech.follows(at):
            number = read_below_hundred(speech, at)
            if number:
                text = as_roman(number.value) if number.value != _FIFTY else str(_FIFTY)
                yield Found(at, number.end, "roman", Verbatim(text), _FIRST_RANK)
    ruler = speech.key_before(at) in RULERS or speech.key_before(at - 1) in TITLES
    if speech.keys[at] == "the" and ruler and speech.follows(at + 1):
        number = read_ordinal(speech, at + 1)
        if number and number.value < 40 and not _is_thing(speech, number):  # noqa: PLR2004 - no ruler had a higher number
            yield Found(at, number.end, "roman", Verbatim(as_roman(number.value)), _FIRST_RANK)


def _is_thing(speech: Speech, number: Number) -> bool:
    """Whether an ordinal has a noun: "louis the first one to speak"."""
    return speech.key_after(number.end) in AFTER_AN_ORDINAL
