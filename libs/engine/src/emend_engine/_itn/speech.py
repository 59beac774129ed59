"""What the readers of this package read: the words between the marks, as parallel lists."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from emend_engine._context import HYPHENS, Context, language_of, same_voice
from emend_engine._itn.language import Language
from emend_engine._itn.number_words import Kind, NumberWord
from emend_transcript import Token, Tokens

if TYPE_CHECKING:
    from emend_engine._itn.numbers import Number


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    SPACE = 0
    HYPHEN = 1
    COMMA = 2
    HARD = 3
    """Any other mark, another voice, another language, or the text's edge."""


_NO_NUMBER = NumberWord(Kind.NONE, 0)
POSSESSIVE = ("'s", "’s")  # noqa: RUF001 - the other apostrophe is meant
_ORDINAL_ENDS = ("st", "nd", "rd", "th")
_PADDING = 6
"""Readers look this far beyond a position without asking where the text ends."""


class Speech(NamedTuple):
    """Words without the marks between them; the lists have padding behind the last word."""

    keys: list[str]
    """In lower case; empty where no rule may read: another language, beyond the end."""
    texts: list[str]
    gaps: list[Gap]
    places: list[int]
    """Each word's position in the tokens."""
    kinds: list[Kind]
    values: list[int]
    ordinals: list[int]
    """Where the number words from a position end in an ordinal; -1 where they do not."""
    length: int
    language: Language
    cardinals: dict[int, Number | None]
    """The whole numbers that were read already, by their first word; see ``read_cardinal``."""

    def follows(self, at: int) -> bool:
        """Whether the word at a position continues the one before it."""
        return self.gaps[at] <= Gap.HYPHEN

    def matches(self, at: int, words: tuple[str, ...]) -> bool:
        """Whether these words stand at a position, with nothing between them."""
        end = at + len(words)
        return tuple(self.keys[at:end]) == words and not any(self.gaps[at + 1 : end])

    def key_before(self, at: int) -> str:
        """Return the word before a position; empty at the edge, or where a mark parts them."""
        return self.keys[at - 1] if at and self.gaps[at] <= Gap.HYPHEN else ""

    def key_after(self, end: int) -> str:
        """Return the word at an end; empty at the edge, or where a mark parts them."""
        return self.keys[end] if self.gaps[end] <= Gap.HYPHEN else ""

    def window(self, start: int, end: int) -> Speech:
        """Return a piece as a speech of its own."""
        return make_speech(
            self.keys[start:end],
            self.texts[start:end],
            [Gap.HARD, *self.gaps[start + 1 : end]],
            self.places[start:end],
            self.language,
        )


def make_speech(
    keys: list[str], texts: list[str], gaps: list[Gap], places: list[int], language: Language
) -> Speech:
    """Return the speech of some words, with the number words looked up."""
    numbers = [language.numbers.get(key, _NO_NUMBER) for key in keys]
    if not language.loan_cues.isdisjoint(keys):
        numbers = _with_loans(keys, numbers, language)
    return Speech(
        keys + [""] * _PADDING,
        texts + [""] * _PADDING,
        gaps + [Gap.HARD] * _PADDING,
        places,
        [number.kind for number in numbers] + [Kind.NONE] * _PADDING,
        [number.value for number in numbers] + [0] * _PADDING,
        _ordinals(keys, gaps, numbers, language) + [-1] * _PADDING,
        len(keys),
        language,
        {},
    )


def _ordinals(
    keys: list[str], gaps: list[Gap], numbers: list[NumberWord], language: Language
) -> list[int]:
    ends = [-1] * len(keys)
    if language.ordinals.keys().isdisjoint(keys):
        return ends
    inside = language.joints | language.articles
    for at in range(len(keys) - 1, -1, -1):
        if keys[at] in language.ordinals:
            ends[at] = at
        elif (numbers[at].kind or keys[at] in inside) and at + 1 < len(keys):
            ends[at] = ends[at + 1] if gaps[at + 1] <= Gap.HYPHEN else -1
    return ends


def goes_on(speech: Speech, at: int) -> bool:
    """Whether a number word or figures stand right before a position."""
    if not at or speech.gaps[at] > Gap.HYPHEN:
        return False
    return bool(speech.kinds[at - 1]) or is_figure(speech.keys[at - 1])


def is_figure(key: str) -> bool:
    """Whether a word is a number in figures: 25, $25, 40D, 1980s; not 21st or 10%."""
    if key[-1:].isdigit():
        return True
    return key[:1].isdigit() and key[-1:].isalpha() and key[-2:] not in _ORDINAL_ENDS


def _with_loans(keys: list[str], numbers: list[NumberWord], language: Language) -> list[NumberWord]:
    """Return the number words with the borrowed ones, in runs where one is beyond doubt."""
    known = list(numbers)
    at = 0
    while at < len(keys):
        end = at
        while end < len(keys) and keys[end] in language.loans:
            end += 1
        run = keys[at:end]
        if run and not language.loan_cues.isdisjoint((*run, *keys[end : end + 1])):
            known[at:end] = [language.loans[key] for key in run]
        at = max(end, at + 1)
    return known


def read_speech(tokens: Tokens, context: Context, language: Language) -> Speech:
    """Return the words of some tokens; those of other languages are there, but say nothing."""
    speech = _words(tokens, context, language)
    if not language.rare_scales.isdisjoint(context.keys):
        _forget_rare_scales(speech, nemo=context.profile.itn.nemo)
    return speech


def _forget_rare_scales(speech: Speech, *, nemo: bool) -> None:
    """Take "one arab man", "two nil" and "ten arab emirates dirhams" for what they are.

    A scale has rupees behind it; in nemo's grammar everything but the emirates.
    """
    rare, cues = speech.language.rare_scales, speech.language.scale_cues
    for at, key in enumerate(speech.keys[: speech.length]):
        after = speech.keys[at + 1]
        scale = after != "emirates" if nemo else speech.kinds[at + 1] or after in cues
        if key in rare and not scale:
            speech.kinds[at] = Kind.NONE


def _words(tokens: Tokens, context: Context, language: Language) -> Speech:
    keys: list[str] = []
    texts: list[str] = []
    gaps: list[Gap] = []
    places: list[int] = []
    gap = Gap.HARD
    owners = frozenset[str]() if context.profile.itn.nemo else language.owners
    one_voice = not context.voices
    one_language = _is_all(tokens, context, language)
    for place, token in enumerate(tokens):
        if token.kind == "punctuation":
            gap = max(gap, _gap(tokens, place))
            continue
        if not one_voice and places and not same_voice(context, tokens[places[-1]], token):
            gap = Gap.HARD
        known = one_language or language_of(context, token) == language.tag
        for text in words_of(token):
            key = text.lower() if known else ""
            owner = key[-2:] in POSSESSIVE and key[:-2] in owners
            keys.append(key[:-2] if owner else key)
            texts.append(text[:-2] if owner else text)
            gaps.append(gap if known else Gap.HARD)
            places.append(place)
            gap = Gap.SPACE if known and not owner else Gap.HARD
    return make_speech(keys, texts, gaps, places, language)


def words_of(token: Token) -> Sequence[str]:
    """Return the words of a token; those that were only marked are still to be written."""
    if token.kind.startswith("entity:pii.") and " " in token.text:
        words = token.text.split(" ")
        if all(map(str.isalpha, words)):
            return words
    return (token.text,)


def _is_all(tokens: Tokens, context: Context, language: Language) -> bool:
    """Whether no word names a language, and the text's is this one."""
    spoken = {word.language for word in context.words}
    return spoken == {None} and bool(tokens) and language_of(context, tokens[0]) == language.tag


def _gap(tokens: Tokens, place: int) -> Gap:
    token = tokens[place]
    if token.text in HYPHENS and token.glued and _is_glued(tokens, place + 1):
        return Gap.HYPHEN
    return Gap.COMMA if token.text == "," else Gap.HARD


def _is_glued(tokens: Tokens, place: int) -> bool:
    following: Token | None = tokens[place] if place < len(tokens) else None
    return following is not None and following.glued
