"""Finds chapters and verses: "chapter two verse five", "gita two forty seven"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import CHAPTERS, COUNTED, VERSES
from emend_engine._itn.english_scripture import (
    BIBLE,
    BOOK_NUMBERS,
    NUMBERED_BOOKS,
    PSALMS,
    SCRIPTURES,
)
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_thousand, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech, is_figure
from emend_engine._itn.times import read_half_of_day
from emend_engine._itn.values import Found, Verbatim, Verse

_COST = 1.0
_HUNDRED = 100
_PARTS = 3
"""Numbers in the longest reference: book, chapter and verse."""


def find_verses(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the references whose first number stands at a position."""
    before = speech.key_before(at).rpartition(" ")[2]
    if before in CHAPTERS:
        yield from _labelled(speech, at, policy)
    numbered = before in NUMBERED_BOOKS and speech.key_before(at - 1) in BOOK_NUMBERS
    if not (numbered or before in SCRIPTURES or before in BIBLE):
        return
    numbers = _numbers(speech, at, psalm=before in PSALMS)
    if not numbers or _is_a_count(speech, numbers[-1].end):
        return
    yield from _reference(speech, at, before, numbers)


def _labelled(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "two verse five" after "chapter"."""
    chapter = read_below_thousand(speech, at)
    if chapter is None or chapter.article:
        return
    label = speech.keys[chapter.end]
    if label not in VERSES or speech.gaps[chapter.end] > Gap.COMMA:
        return
    verse = _verse(speech, chapter.end + 1)
    if verse and speech.follows(chapter.end + 1):
        mark = "," if speech.gaps[chapter.end] == Gap.COMMA else policy.verse_mark
        value = Verse(chapter.value, verse.value, mark, speech.texts[chapter.end])
        yield Found(at, verse.end, "verse", value, _COST)


def _verse(speech: Speech, at: int) -> Number | None:
    """Read the number of a verse, "two fifty five" among them."""
    pair = read_two_digits(speech, at + 1) if speech.kinds[at] == Kind.DIGIT else None
    if pair and speech.follows(at + 1):
        return Number(speech.values[at] * _HUNDRED + pair.value, pair.end)
    return read_below_thousand(speech, at)


def _reference(speech: Speech, at: int, book: str, numbers: list[Number]) -> Iterator[Found]:
    """Yield the numbers joined as the book's references are, with the number of the book."""
    end = numbers[-1].end
    mark = "." if book in SCRIPTURES else ":"
    if mark == ":" and len(numbers) == _PARTS:
        return
    text = mark.join(str(number.value) for number in numbers)
    which = BOOK_NUMBERS.get(speech.key_before(at - 1)) if book in NUMBERED_BOOKS else None
    if which:
        name = speech.texts[at - 1]
        yield Found(at - 2, end, "verse", Verbatim(f"{which} {name} {text}"), _COST)
    elif len(numbers) > 1 or book in PSALMS:
        yield Found(at, end, "verse", Verbatim(text), _COST)


def _numbers(speech: Speech, at: int, *, psalm: bool) -> list[Number]:
    """Read up to three numbers that follow each other; "one nineteen" is one psalm."""
    numbers: list[Number] = []
    end = at
    while len(numbers) < _PARTS and (end == at or speech.follows(end)):
        number = _number(speech, end)
        if number is None:
            break
        numbers.append(number)
        end = number.end
    if psalm and len(numbers) > 1 and numbers[0].value == 1 and numbers[1].value >= 10:  # noqa: PLR2004 - "psalm one ten"
        numbers[:2] = [Number(_HUNDRED + numbers[1].value, numbers[1].end)]
    return numbers


def _number(speech: Speech, at: int) -> Number | None:
    number = read_below_thousand(speech, at)
    return None if number is None or number.article else number


def _is_a_count(speech: Speech, end: int) -> bool:
    """Whether the numbers are a time or count something: "mark two thirty pm"."""
    if not speech.follows(end):
        return False
    after = speech.keys[end]
    more = (
        bool(speech.kinds[end])
        or is_figure(after)
        or after in ("percent", "point", "hundred", "thousand")
    )
    return more or after in COUNTED or read_half_of_day(speech, end) is not None
