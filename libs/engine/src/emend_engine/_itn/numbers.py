"""Longest-match readers of number words: from a position, a value and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._itn.number_words import Kind
from emend_engine._itn.speech import Gap, Speech

_UNLIMITED = 10**24
_HUNDRED = 100
_LONGEST_ORDINAL = 24
"""Words in the longest ordinal that is looked for."""


class Number(NamedTuple):
    """A value, and the position behind the words that spell it."""

    value: int
    end: int
    indian: int = 0
    """As in ``Cardinal``."""
    article: bool = False
    """It begins with "a", as in "a hundred"."""


def read_below_hundred(speech: Speech, at: int) -> Number | None:
    """Read 1 to 99."""
    if speech.kinds[at] == Kind.DIGIT:
        return Number(speech.values[at], at + 1)
    return read_two_digits(speech, at)


def read_two_digits(speech: Speech, at: int) -> Number | None:
    """Read 10 to 99."""
    kind = speech.kinds[at]
    if kind == Kind.TEEN:
        return Number(speech.values[at], at + 1)
    if kind != Kind.TENS:
        return None
    if speech.kinds[at + 1] == Kind.DIGIT and speech.follows(at + 1):
        return Number(speech.values[at] + speech.values[at + 1], at + 2)
    return Number(speech.values[at], at + 1)


def read_below_thousand(speech: Speech, at: int, *, joint: bool = True) -> Number | None:
    """Read up to "nine hundred and ninety nine", or "twenty five hundred".

    ``joint`` allows the "and".
    """
    head = read_below_hundred(speech, at)
    if head is None:
        head = _read_article(speech, at)
    if head is None or not _is_hundred(speech, head):
        return None if head and head.article else head
    value, end = head.value * _HUNDRED, head.end + 1
    after = end + 1 if joint and _is_joint(speech, end) else end
    tail = read_below_hundred(speech, after) if speech.follows(after) else None
    if tail is None or _starts_anew(speech, tail, joined=after > end):
        return Number(value, end, article=head.article)
    return Number(value + tail.value, tail.end, article=head.article)


def read_cardinal(speech: Speech, start: int) -> Number | None:
    """Read groups of descending scale: "two million | five hundred thousand | and six".

    Once for each position of a speech: nearly every reader asks for it.
    """
    known = speech.cardinals
    if start not in known:
        known[start] = _cardinal(speech, start)
    return known[start]


def _cardinal(speech: Speech, start: int) -> Number | None:
    if speech.kinds[start] == Kind.ZERO:
        return Number(0, start + 1)
    total, end, limit = 0, start, _UNLIMITED
    indian, article = 0, False
    while True:
        at = _next_group(speech, start, end)
        group = read_below_thousand(speech, at) or _bare_scale(speech, at, start)
        if group is None or (end > start and group.article):
            break
        scale, reached = _scale(speech, group)
        if scale == 1:
            if group.value < limit:
                total, end, indian = total + group.value, reached, min(indian, 1)
            break
        if scale >= limit:
            break
        article = article or group.article
        if speech.kinds[reached - 1] == Kind.INDIAN:
            indian = 1 if total else scale
        elif indian:
            indian = 1
        total, end, limit = total + group.value * scale, reached, scale
    if end == start:
        return None
    return Number(total, end, indian, article or speech.keys[start] in speech.language.articles)


def read_ordinal(speech: Speech, start: int) -> Number | None:
    """Read "twenty first", "two hundred and fifth"."""
    end = speech.ordinals[start]
    if end < 0 or end - start >= _LONGEST_ORDINAL:
        return None
    return _ordinal(speech, start, end)


def read_digit(speech: Speech, at: int) -> str:
    """Return the digit of a word, "oh" among them; empty where there is none."""
    if speech.kinds[at] in (Kind.DIGIT, Kind.ZERO):
        return str(speech.values[at])
    return "0" if speech.keys[at] in speech.language.zeros else ""


def _ordinal(speech: Speech, start: int, at: int) -> Number | None:
    piece = speech.window(start, at + 1)
    piece.kinds[at - start], piece.values[at - start] = speech.language.ordinals[speech.keys[at]]
    if at > start and speech.keys[start] == "hundred":
        rest = _ordinal(speech, start + 1 + (speech.keys[start + 1] == "and"), at)
        below = rest is not None and rest.value < _HUNDRED
        return rest._replace(value=_HUNDRED + rest.value) if rest and below else None
    number = read_cardinal(piece, 0)
    if at == start and speech.keys[at] in ("hundredth", "thousandth"):
        return Number(piece.values[0], at + 1)
    if number is None or number.end != at + 1 - start:
        return None
    return number._replace(end=at + 1)


def _read_article(speech: Speech, at: int) -> Number | None:
    if speech.keys[at] not in speech.language.articles or not speech.follows(at + 1):
        return None
    return Number(1, at + 1, article=True)


def _bare_scale(speech: Speech, at: int, start: int) -> Number | None:
    """Read the "a" of "a thousand"."""
    is_scale = speech.kinds[at + 1] == Kind.SCALE and at == start
    return _read_article(speech, at) if is_scale else None


def _is_hundred(speech: Speech, head: Number) -> bool:
    fits = head.value % 10 != 0 or head.value in (10, 1)
    return fits and speech.kinds[head.end] == Kind.HUNDRED and speech.follows(head.end)


def _is_joint(speech: Speech, at: int) -> bool:
    joint = speech.keys[at] in speech.language.joints
    return joint and speech.follows(at) and bool(speech.kinds[at + 1])


def _starts_anew(speech: Speech, tail: Number, *, joined: bool) -> bool:
    """Whether the tail is the head of another number: "one hundred and two hundred"."""
    if speech.kinds[tail.end] == Kind.HUNDRED and speech.follows(tail.end):
        return True
    return joined and tail.value == 1 and speech.keys[tail.end] == "of"


def _next_group(speech: Speech, start: int, end: int) -> int:
    """Return where the next group may begin: across an "and", or a comma before hundreds."""
    if end == start:
        return start
    if _is_joint(speech, end):
        return end + 1 if speech.follows(end + 1) else speech.length
    if speech.gaps[end] == Gap.COMMA:
        return end if speech.kinds[end + 1] == Kind.HUNDRED else speech.length
    return end if speech.follows(end) else speech.length


def _scale(speech: Speech, group: Number) -> tuple[int, int]:
    """Return the product of the scales behind a group, and where they end."""
    scale, end = 1, group.end
    while speech.follows(end):
        kind = speech.kinds[end]
        first = scale == 1 and kind in (Kind.SCALE, Kind.INDIAN)
        if not first and not (kind == Kind.INDIAN and speech.values[end] > scale):
            break
        scale, end = scale * speech.values[end], end + 1
    return scale, end
