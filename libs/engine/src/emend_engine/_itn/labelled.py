"""Finds numbers whose neighbours say what they are: verses, versions, ranges, rulers, idioms."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import (
    CHAPTERS,
    FIXED,
    IDIOMS,
    LABELS,
    ROMAN_LABELS,
    RULERS,
    SCORE_CUES,
    SCRIPTURES,
    VERSES,
    VERSION_CUES,
)
from emend_engine._itn.english_units import TIME_UNITS
from emend_engine._itn.figures import as_roman
from emend_engine._itn.nemo_words import ABBREVIATIONS, JOINED
from emend_engine._itn.numbers import (
    Number,
    read_below_hundred,
    read_below_thousand,
    read_cardinal,
    read_digit,
    read_ordinal,
)
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantities import find_quantities
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import (
    Cardinal,
    Decimal,
    Found,
    Measure,
    Money,
    Range,
    Verbatim,
    Verse,
)

_LONGEST_PHRASE = 6
_FIRST_RANK = 1.0
_HUNDRED = 100
_MOST_PARTS = 5
"""Numbers in the longest version."""
_SPANS = ("to", "through")
_JOINTS = (*_SPANS, "or", "and")


def find_abbreviations(speech: Speech, at: int, *, cased: bool) -> Iterator[Found]:
    """Yield what nemo's list of abbreviations has for the words at a position."""
    for length in range(_LONGEST_PHRASE, 0, -1):
        words = tuple(speech.keys[at : at + length])
        written = ABBREVIATIONS.get(words)
        if written is None and cased and length == 1:
            written = JOINED.get(words[0])
        if written is None or any(speech.gaps[at + 1 : at + length]):
            continue
        said = " ".join(speech.texts[at : at + length])
        if said != said.lower():
            if said not in (said.capitalize(), said.upper().replace(" AND ", " and ")):
                continue
            written = written[0].upper() + written[1:]
        yield Found(at, at + length, "abbreviation", Verbatim(written), 1.01)


def find_phrases(speech: Speech, at: int) -> Iterator[Found]:
    """Yield idioms, as they are, and phrases with a written form of their own."""
    for length in range(_LONGEST_PHRASE, 1, -1):
        words = tuple(speech.keys[at : at + length])
        if any(speech.gaps[at + 1 : at + length]):
            continue
        if words in IDIOMS:
            yield Found(at, at + length, "idiom", Verbatim(""), 0.5)
        elif words in FIXED:
            yield Found(at, at + length, "phrase", Verbatim(FIXED[words]), _FIRST_RANK)
    yield from _spelled(speech, at)


def find_labelled(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield what begins at a position because of the words around it."""
    yield from _verses(speech, at, policy)
    yield from _versions(speech, at)
    yield from _ranges(speech, at, policy)
    if policy.roman:
        yield from _romans(speech, at)


def _spelled(speech: Speech, at: int) -> Iterator[Found]:
    """Find three or more letters said one by one: "d n a"."""
    end = at
    while _is_letter(speech, end) and (end == at or speech.gaps[end] == Gap.SPACE):
        end += 1
    text = "".join(speech.keys[at:end])
    digit = bool(read_digit(speech, end)) and speech.follows(end)
    article = text[:1] == "a" and text[1:] in JOINED
    if 3 <= end - at <= 6 and not digit and not article and text[-1] != "i":  # noqa: PLR2004 - longer ones are spelling
        yield Found(at, end, "abbreviation", Verbatim(text.upper()), 1.2)


def _is_letter(speech: Speech, at: int) -> bool:
    return len(speech.keys[at]) == 1 and speech.keys[at].isalpha()


def _verses(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    before = speech.key_before(at)
    chapter = read_below_thousand(speech, at)
    if chapter is None or chapter.article:
        return
    if before.rpartition(" ")[2] in SCRIPTURES:
        verse = _small(speech, at)
        if verse:
            text = Verse(verse[0].value, verse[1].value, "", "")
            yield Found(at, verse[1].end, "verse", text, _FIRST_RANK)
    label = speech.keys[chapter.end]
    if before not in CHAPTERS or label not in VERSES or speech.gaps[chapter.end] > Gap.COMMA:
        return
    verse_number = read_below_thousand(speech, chapter.end + 1)
    if verse_number and speech.follows(chapter.end + 1):
        mark = "," if speech.gaps[chapter.end] == Gap.COMMA else policy.verse_mark
        value = Verse(chapter.value, verse_number.value, mark, speech.texts[chapter.end])
        yield Found(at, verse_number.end, "verse", value, _FIRST_RANK)


def _small(speech: Speech, at: int) -> tuple[Number, Number] | None:
    """Read a chapter and a verse that follow each other."""
    chapter = read_below_hundred(speech, at)
    if chapter is None or not speech.follows(chapter.end):
        return None
    verse = read_below_hundred(speech, chapter.end)
    return (chapter, verse) if verse else None


def _versions(speech: Speech, at: int) -> Iterator[Found]:
    """Find "three point eleven point two" after the name of what has versions."""
    cue = speech.key_before(at) in VERSION_CUES or speech.key_before(at) == "v"
    parts: list[str] = []
    end = at
    while len(parts) < _MOST_PARTS:
        number = read_cardinal(speech, end)
        if number is None or number.article:
            break
        parts.append(str(number.value))
        end = number.end
        if speech.keys[end] not in ("point", "dot") or not speech.follows(end):
            break
        if not speech.kinds[end + 1]:
            break
        end += 1
    if len(parts) > 2 or (cue and len(parts) == 2):  # noqa: PLR2004 - two parts alone are a decimal
        yield Found(at, end, "version", Verbatim(".".join(parts)), _FIRST_RANK)


def _ranges(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    low = read_cardinal(speech, at)
    if low is None or low.article or speech.keys[low.end] not in _JOINTS:
        return
    if not (speech.follows(low.end) and speech.follows(low.end + 1)):
        return
    score = speech.keys[low.end] in _SPANS and not SCORE_CUES.isdisjoint(
        speech.keys[max(0, at - 3) : at]
    )
    labelled = speech.key_before(at) in LABELS
    joint = speech.keys[low.end]
    for high in find_quantities(speech, low.end + 1, policy):
        last = high.value
        if not isinstance(last, Cardinal | Decimal | Measure | Money):
            continue
        first = _first_of_range(low.value, last)
        if joint not in _SPANS and not _shares(speech, at, low.value, first, high):
            continue
        if score and isinstance(last, Cardinal):
            value = Range(Cardinal(low.value), last, "-")
            yield Found(at, high.end, "score", value, high.cost)
        elif first and (labelled or _are_figures(first, last, policy)):
            yield Found(at, high.end, "range", Range(first, last, joint), high.cost)


def _shares(speech: Speech, at: int, low: int, first: Cardinal | None, high: Found) -> bool:
    """Whether the scale or the unit of "two or three hundred" is that of both numbers."""
    if first is None or (speech.follows(high.end) and speech.kinds[high.end]):
        return False
    scaled = first.value > low or isinstance(high.value, Decimal)
    if speech.key_before(at) == "between":
        return low > 1 and scaled
    alone = low == 1 and not scaled
    alternatives = "or" in speech.keys[at : high.end] and not alone
    return alternatives and (scaled or not isinstance(high.value, Cardinal))


def _first_of_range(low: int, last: Cardinal | Decimal | Measure | Money) -> Cardinal | None:
    """Return the lower number: 200 of "two to three hundred"; none where it is not lower."""
    amount = last if isinstance(last, Cardinal | Decimal) else last.amount
    if isinstance(amount, Decimal):
        whole = amount.whole or 0
        below = amount.scale and not amount.digits and low < whole
        if below and whole % _HUNDRED == 0 and low < whole // _HUNDRED:
            return Cardinal(low * _HUNDRED)
        return Cardinal(low) if below else None
    if not isinstance(amount, Cardinal):
        return None
    for scale, below in ((100_000, 10), (1000, 1000), (_HUNDRED, _HUNDRED)):
        if amount.value % scale == 0 and low < amount.value // scale < below:
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
                text = as_roman(number.value)
                yield Found(at, number.end, "roman", Verbatim(text), _FIRST_RANK)
    if speech.keys[at] == "the" and speech.key_before(at) in RULERS and speech.follows(at + 1):
        number = read_ordinal(speech, at + 1)
        if number and number.value < 40:  # noqa: PLR2004 - no ruler had a higher number
            yield Found(at, number.end, "roman", Verbatim(as_roman(number.value)), _FIRST_RANK)
