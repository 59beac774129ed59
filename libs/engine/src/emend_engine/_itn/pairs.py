"""Finds numbers that a word of its own joins: "six by nine", "nine out of ten", "ten minus two"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.amounts import read_amounts
from emend_engine._itn.digits import read_digits
from emend_engine._itn.english_labels import LABELS, PRESSURE_CUES, PROPORTION_CUES
from emend_engine._itn.figures import as_ordinal
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_cardinal, read_ordinal, read_two_digits
from emend_engine._itn.policies import PLAIN, ItnPolicy
from emend_engine._itn.quantities import find_quantities, read_unit
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Cardinal, Decimal, Found, Measure, Range, Verbatim
from emend_engine._itn.writing import write_amount

_COST = 1.05
_NEAR = 6
_MOST_TERMS = 12
_ROUND = (10, 12, 15, 20, 25, 50, 100, 1000, 10_000, 100_000)
"""What a share is counted in: "one in ten"."""
_OPERATORS = (
    ("divided", "by"),
    ("multiplied", "by"),
    ("to", "the", "power", "of"),
    ("times",),
    ("plus",),
    ("minus",),
)
_OPERATOR_STARTS = frozenset(words[0] for words in _OPERATORS)
_RESULTS = ("equals", "is", "makes")
_SYSTOLIC, _DIASTOLIC = range(70, 251), range(30, 151)


def find_pairs(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the pairs whose first number stands at a position."""
    if speech.key_before(at) == "point":
        return
    low = read_cardinal(speech, at)
    if low is None or low.article or not speech.follows(low.end):
        return
    joint = speech.keys[low.end]
    if speech.kinds[low.end] >= Kind.TEEN:
        yield from _screen(speech, at)
    if joint == "by":
        yield from _dimensions(speech, at, low.end, low.value, policy)
    elif joint in ("in", "to"):
        yield from _share(speech, at, low.end, low.value)
        yield from _power(speech, at, low, policy)
    if joint in ("out", "point"):
        yield from _rating(speech, at, policy)
    elif joint == "over" or speech.kinds[low.end]:
        yield from _pressure(speech, at, policy)
    elif joint in _OPERATOR_STARTS:
        yield from _terms(speech, at, low, policy)


def _screen(speech: Speech, at: int) -> Iterator[Found]:
    """Find "nineteen twenty by ten eighty", the lines and columns of a picture."""
    sides: list[int] = []
    start = at
    for joint in ("by", ""):
        head = read_two_digits(speech, start)
        tail = read_two_digits(speech, head.end) if head and speech.follows(head.end) else None
        if head is None or tail is None:
            return
        sides.append(head.value * 100 + tail.value)
        start = tail.end + 1
        if joint and not (speech.keys[tail.end] == joint and speech.follows(tail.end)):
            return
    if not (speech.follows(start - 1) and speech.kinds[start - 1]):
        value = Verbatim(f"{sides[0]} by {sides[1]}")
        yield Found(at, start - 1, "range", value, _COST)


def _dimensions(
    speech: Speech, at: int, joint: int, low: int, policy: ItnPolicy
) -> Iterator[Found]:
    """Find "six by nine feet", not "two by two they came"."""
    article = speech.key_before(at) in ("a", "an", "the")
    for high in find_quantities(speech, joint + 1, policy):
        last = high.value
        if (isinstance(last, Measure) and isinstance(last.amount, Cardinal)) or (
            isinstance(last, Cardinal) and (last.value != low or article)
        ):
            yield Found(at, high.end, "range", Range(Cardinal(low), last, "by"), _COST)


def _share(speech: Speech, at: int, joint: int, low: int) -> Iterator[Found]:
    """Find "one in ten", and "two to one" where a proportion is spoken of."""
    high = read_cardinal(speech, joint + 1)
    if high is None or high.article or not speech.follows(joint + 1):
        return
    value = Range(Cardinal(low), Cardinal(high.value), speech.keys[joint])
    if speech.keys[joint] == "in":
        counted = speech.follows(high.end) and (
            speech.kinds[high.end] or read_unit(speech, high.end, PLAIN)
        )
        if low < high.value in _ROUND and low < min(_ROUND) and not counted:
            yield Found(at, high.end, "range", value, _COST)
        return
    near = (*speech.keys[max(0, at - _NEAR) : at], *speech.keys[high.end : high.end + 1])
    if not PROPORTION_CUES.isdisjoint(near):
        yield Found(at, high.end, "range", value, _COST)


def _rating(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "nine out of ten", whose numbers are written alike."""
    for low in read_amounts(speech, at, policy):
        end = low.end
        if low.article or not (speech.follows(end) and speech.matches(end, ("out", "of"))):
            continue
        high = read_cardinal(speech, end + 2)
        if high is None or high.article or not speech.follows(end + 2):
            continue
        labelled = speech.key_before(at) in LABELS
        figures = labelled or isinstance(low.amount, Decimal) or high.value >= policy.digits_from
        if figures and isinstance(low.amount, Cardinal | Decimal):
            first = write_amount(low.amount, policy)
            last = write_amount(Cardinal(high.value), policy)
            yield Found(at, high.end, "range", Verbatim(f"{first} out of {last}"), _COST)


def _terms(speech: Speech, at: int, first: Number, policy: ItnPolicy) -> Iterator[Found]:
    """Find "ten divided by two", "seven minus three equals four"."""
    parts = [write_amount(Cardinal(first.value), policy)]
    end, largest, result = first.end, first.value, False
    while len(parts) < _MOST_TERMS and not result:
        words = _operator(speech, end)
        if not words:
            break
        after = end + len(words)
        number = read_cardinal(speech, after) if speech.follows(after) else None
        if number is None or number.article:
            break
        result = words[0] in _RESULTS
        if result and len(parts) == 1:
            return
        written = write_amount(Cardinal(number.value), policy)
        parts += [" ".join(speech.texts[end:after]), written]
        largest, end = max(largest, number.value), number.end
    sure = largest >= policy.digits_from or "equals" in parts
    if len(parts) > 1 and sure:
        yield Found(at, end, "range", Verbatim(" ".join(parts)), _COST)


def _operator(speech: Speech, at: int) -> tuple[str, ...]:
    if not speech.follows(at):
        return ()
    if speech.keys[at] in _RESULTS:
        return (speech.keys[at],)
    return next((words for words in _OPERATORS if speech.matches(at, words)), ())


def _power(speech: Speech, at: int, low: Number, policy: ItnPolicy) -> Iterator[Found]:
    """Find "two to the sixteenth", a power whose exponent has figures."""
    if not speech.matches(low.end, ("to", "the")) or not speech.follows(low.end):
        return
    exponent = read_ordinal(speech, low.end + 2)
    if exponent and exponent.value >= policy.digits_from and not speech.follows(exponent.end):
        joint = " ".join(speech.texts[low.end : low.end + 2])
        text = f"{low.value} {joint} {as_ordinal(exponent.value)}"
        yield Found(at, exponent.end, "range", Verbatim(text), _COST)


def _pressure(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "one twenty over eighty", a blood pressure."""
    near = not PRESSURE_CUES.isdisjoint(speech.keys[max(0, at - _NEAR) : at])
    for high in read_digits(speech, at, 3, policy):
        if speech.keys[high.end] != "over" or not speech.follows(high.end):
            continue
        low = read_cardinal(speech, high.end + 1)
        if low is None or not speech.follows(high.end + 1):
            continue
        if int(high.text) in _SYSTOLIC and low.value in _DIASTOLIC:
            spoken = high.end - at > 1 and len(high.text) == 3  # noqa: PLR2004 - "one twenty"
            if near or (spoken and low.value < int(high.text)):
                yield Found(at, low.end, "range", Verbatim(f"{high.text}/{low.value}"), _COST)
