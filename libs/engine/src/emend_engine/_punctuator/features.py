"""What the network sees of a word: its number, its ending and its class, once per distinct word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple
from zlib import crc32

PADDING, BOUNDARY, UNKNOWN = 0, 1, 2
"""Word numbers that stand for no word: nothing known, another voice, a word never seen."""

RESERVED = 3
ENDINGS = 2_048
_ENDING_LETTERS = 3

_DIGIT = re.compile(r"\d")
_CURLY = str.maketrans("’", "'")  # noqa: RUF001 - the curly apostrophe is meant
_LONGEST = 40
"""A longer word is no word of English; its beginning is as good."""


WITH_APOSTROPHE: Mapping[str, str] = {
    word.replace("'", ""): word
    for word in (
        *("ain't", "aren't", "can't", "couldn't", "didn't", "doesn't", "don't", "hadn't"),
        *("hasn't", "haven't", "isn't", "shouldn't", "wasn't", "weren't", "won't", "wouldn't"),
        *("i'm", "i've", "you're", "you've", "you'll", "we've", "they're", "they've", "they'll"),
        *("he's", "she's", "that's", "there's", "here's", "what's", "where's", "who's", "how's"),
        *("that'll", "y'all", "o'clock"),
    )
}
"""Short forms that some recognisers write without their apostrophe; none is a word of today."""


class WordClass(IntEnum):
    """Coarse classes that a word's spelling gives away."""

    NONE = 0
    PLAIN = 1
    NAME = 2
    """Spelled with a capital wherever a dictionary has it."""
    NUMBER = 3
    MIXED = 4
    LETTER = 5
    CLITIC = 6
    FOREIGN = 7
    SIGN = 8
    ADDRESS = 9


class WordFeatures(NamedTuple):
    """Rows of the three embedding tables."""

    word: int
    ending: int
    kind: int


PAD_FEATURES = WordFeatures(PADDING, 0, WordClass.NONE)
BOUNDARY_FEATURES = WordFeatures(BOUNDARY, 0, WordClass.NONE)


def normalised(key: str) -> str:
    """Return a word as the vocabulary spells it: lower case, every digit a 0."""
    return _DIGIT.sub("0", key[:_LONGEST].lower().translate(_CURLY))


def word_features(key: str, vocabulary: Mapping[str, int], names: AbstractSet[str]) -> WordFeatures:
    """Return the features of one word."""
    word = normalised(key)
    ending = crc32(word[-_ENDING_LETTERS:].encode("utf-8", "replace")) % (ENDINGS - 1) + 1
    number = vocabulary.get(word) or vocabulary.get(word.removesuffix("'s"), UNKNOWN)
    return WordFeatures(number, ending, word_class(word, names))


def word_class(word: str, names: AbstractSet[str]) -> WordClass:  # noqa: PLR0911 - a table of guards
    """Return the class of a word in lower case."""
    if "@" in word or "://" in word or word.startswith("www."):
        return WordClass.ADDRESS
    if "0" in word:
        return WordClass.NUMBER if not word.strip("0.,:") else WordClass.MIXED
    if len(word) == 1:
        return WordClass.LETTER if word.isalpha() else WordClass.SIGN
    if word in names or word.removesuffix("'s") in names:
        return WordClass.NAME
    if "'" in word:
        return WordClass.CLITIC
    if not word.isascii():
        return WordClass.FOREIGN
    return WordClass.PLAIN if word.replace(".", "").isalpha() else WordClass.SIGN
