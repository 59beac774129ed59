"""Finds phrases with a form of their own, idioms, abbreviations and compounds such as 5G."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.digits import read_digits
from emend_engine._itn.english_phrases import (
    AFTER_AN_ARTICLE,
    BESIDE,
    FIXED,
    HYPHENATED,
    IDIOMS,
    LINES,
    PHRASES_FROM,
    SIZES,
)
from emend_engine._itn.nemo_words import ABBREVIATIONS, CAPITAL, JOINED
from emend_engine._itn.numbers import read_below_thousand, read_digit
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech, is_figure
from emend_engine._itn.values import Found, Verbatim

_LONGEST_PHRASE = 6
_COST = 1.0
_NEAR = 4
_ARTICLES = ("a", "i")
_SIZES_AND_LINES = SIZES | {"p"}


def find_abbreviations(speech: Speech, at: int, *, cased: bool) -> Iterator[Found]:
    """Yield what nemo's list of abbreviations has for the words at a position."""
    for length in range(_LONGEST_PHRASE, 0, -1):
        if Gap.HYPHEN in (speech.gaps[at], speech.gaps[at + length]):
            continue
        words = tuple(speech.keys[at : at + length])
        capital = CAPITAL.get(tuple(speech.texts[at : at + length]))
        if capital and not any(speech.gaps[at + 1 : at + length]):
            yield Found(at, at + length, "abbreviation", Verbatim(capital), 1.01)
            continue
        written = ABBREVIATIONS.get(words)
        unit = at > 0 and is_figure(speech.keys[at - 1])
        if written is None and cased and length == 1 and not unit:
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
    for length in PHRASES_FROM.get(speech.keys[at], ()):
        words = tuple(speech.keys[at : at + length])
        widest = Gap.HYPHEN if words in HYPHENATED else Gap.SPACE
        if any(gap > widest for gap in speech.gaps[at + 1 : at + length]):
            continue
        if words in IDIOMS:
            yield Found(at, at + length, "idiom", Verbatim(""), 0.5)
        elif words in FIXED and not _is_spelled_on(speech, at, length):
            text = FIXED[words]
            if len(words[0]) > 1 and speech.texts[at][:1].isupper():
                text = text[:1].upper() + text[1:]
            yield Found(at, at + length, "phrase", Verbatim(text), _COST)
        elif words in BESIDE and _is_beside(speech, at, length, BESIDE[words][1]):
            yield Found(at, at + length, "phrase", Verbatim(BESIDE[words][0]), _COST)
    yield from _spelled(speech, at)


def find_compounds(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield "5G", "4K", "3D" from a number and one of few letters; "1080p" from a picture's."""
    if _SIZES_AND_LINES.isdisjoint(speech.keys[at + 1 : at + 5]):
        return
    for digits in read_digits(speech, at, 4, policy):
        lines = digits.text in LINES or (digits.pairs and digits.end == at + 1)
        if lines and speech.keys[digits.end] == "p" and speech.follows(digits.end):
            yield Found(at, digits.end + 1, "phrase", Verbatim(f"{digits.text}p"), _COST)
    number = read_below_thousand(speech, at, joint=False)
    if number is None or speech.keys[number.end] not in SIZES:
        return
    end = number.end + 1
    if speech.follows(number.end) and not _is_joined(speech, end):
        size = speech.keys[number.end].upper()
        text = f"{number.value} bit" if size == "BIT" else f"{number.value}{size}"
        yield Found(at, end, "phrase", Verbatim(text), _COST)


def _is_beside(speech: Speech, at: int, length: int, cues: frozenset[str]) -> bool:
    near = speech.keys[max(0, at - _NEAR) : at + length + 1]
    return not cues.isdisjoint(near)


def _is_spelled_on(speech: Speech, at: int, length: int) -> bool:
    """Whether two letters belong to more: the "u s" of "u s b"."""
    if length > 2 or not (_is_letter(speech, at) and _is_letter(speech, at + 1)):  # noqa: PLR2004 - two letters
        return False
    before, after = speech.key_before(at), speech.key_after(at + length)
    return any(len(key) == 1 and key.isalpha() and key not in _ARTICLES for key in (before, after))


def _spelled(speech: Speech, at: int) -> Iterator[Found]:
    """Find three or more letters said one by one: "d n a"."""
    within = at > 0 and speech.follows(at) and _is_letter(speech, at - 1)
    if within and speech.keys[at - 1] not in _ARTICLES:
        return
    end = at
    while (
        end - at <= _LONGEST_PHRASE
        and _is_letter(speech, end)
        and (end == at or speech.gaps[end] == Gap.SPACE)
    ):
        end += 1
    text = "".join(speech.keys[at:end])
    article = text[:1] == "a" and (text[1:] in JOINED or text[1:] in AFTER_AN_ARTICLE)
    whole = not (article or _is_code(speech, end) or _ends_in_word(speech, end))
    if whole and 3 <= end - at <= 6:  # noqa: PLR2004 - longer ones are spelling
        yield Found(at, end, "abbreviation", Verbatim(text.upper()), 1.2)


def _ends_in_word(speech: Speech, end: int) -> bool:
    """Whether the last letter is a word: "i", or the article of "a twentieth"."""
    last = speech.keys[end - 1]
    return (last == "i" and not speech.kinds[end]) or (last == "a" and speech.ordinals[end] >= 0)


def _is_code(speech: Speech, end: int) -> bool:
    """Whether a digit follows the letters; a decimal, as in "u s b three point one", is none."""
    digit = bool(read_digit(speech, end)) and speech.follows(end)
    return digit and speech.keys[end + 1] != "point"


def _is_letter(speech: Speech, at: int) -> bool:
    return len(speech.keys[at]) == 1 and speech.keys[at].isalpha()


def _is_joined(speech: Speech, at: int) -> bool:
    """Whether a letter or a code such as G50 stands at a position, and is no article."""
    key = speech.keys[at]
    code = key[:1].isalpha() and key[-1:].isdigit()
    return speech.follows(at) and (code or (_is_letter(speech, at) and key not in _ARTICLES))
