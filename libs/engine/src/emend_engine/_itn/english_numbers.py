"""English number words, ordinals and what scales them; data only."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from emend_engine._stages._word_set import word_set


class Kind(IntEnum):
    """What a word may do in a number."""

    NONE = 0
    ZERO = 1
    DIGIT = 2
    TEEN = 3
    TENS = 4
    HUNDRED = 5
    SCALE = 6
    INDIAN = 7
    """A scale of the Indian system: lakh, crore."""


class NumberWord(NamedTuple):
    """A word's kind and value."""

    kind: Kind
    value: int


_DIGITS = "one two three four five six seven eight nine"
_TEENS = """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    """
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = "thousand million billion trillion quadrillion quintillion sextillion"
_INDIAN = {"lakh": 5, "crore": 7, "arab": 9, "kharab": 11, "nil": 13, "padma": 15, "shankh": 17}

_DIGIT_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth"
_TEEN_ORDINALS = """
    tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
    nineteenth
    """
_TENS_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_SCALE_ORDINALS = "thousandth millionth billionth trillionth"


def _words(text: str, kind: Kind, start: int, step: int) -> dict[str, NumberWord]:
    return {word: NumberWord(kind, start + step * at) for at, word in enumerate(text.split())}


def _scales(text: str) -> dict[str, NumberWord]:
    return {word: NumberWord(Kind.SCALE, 1000**power) for power, word in enumerate(text.split(), 1)}


NUMBERS: Mapping[str, NumberWord] = MappingProxyType(
    {"zero": NumberWord(Kind.ZERO, 0), "hundred": NumberWord(Kind.HUNDRED, 100)}
    | _words(_DIGITS, Kind.DIGIT, 1, 1)
    | _words(_TEENS, Kind.TEEN, 10, 1)
    | _words(_TENS, Kind.TENS, 20, 10)
    | _scales(_SCALES)
    | {
        form: NumberWord(Kind.INDIAN, 10**power)
        for word, power in _INDIAN.items()
        for form in (word, f"{word}s")
    }
)
"""Every number word."""

ORDINALS: Mapping[str, NumberWord] = MappingProxyType(
    {"zeroth": NumberWord(Kind.ZERO, 0), "hundredth": NumberWord(Kind.HUNDRED, 100)}
    | _words(_DIGIT_ORDINALS, Kind.DIGIT, 1, 1)
    | _words(_TEEN_ORDINALS, Kind.TEEN, 10, 1)
    | _words(_TENS_ORDINALS, Kind.TENS, 20, 10)
    | _scales(_SCALE_ORDINALS)
)
"""Every ordinal, with the kind and value of its number word."""

DENOMINATORS: Mapping[str, int] = MappingProxyType(
    {"half": 2, "quarter": 4, "quarters": 4}
    | {word: number.value for word, number in ORDINALS.items() if number.value > 2}  # noqa: PLR2004 - no "second"
    | {f"{word}s": number.value for word, number in ORDINALS.items() if number.value > 2}  # noqa: PLR2004
)
"""What a fraction may be counted in."""

DECADES: Mapping[str, int] = MappingProxyType(
    {"tens": 10} | {f"{word[:-1]}ies": 20 + 10 * at for at, word in enumerate(_TENS.split())}
)
"""Plurals of the tens: "nineties"."""

BIG_SCALES = word_set("""
    million billion trillion quadrillion quintillion sextillion septillion octillion
    nonillion decillion undecillion duodecillion tredecillion quattuordecillion
    quindecillion sexdecillion septendecillion octodecillion novemdecillion vigintillion
    centillion
    """)
"""Scales that are written as words after a figure: "2 million"."""

HINDI: Mapping[str, NumberWord] = MappingProxyType(
    {
        "ek": NumberWord(Kind.DIGIT, 1),
        "teen": NumberWord(Kind.DIGIT, 3),
        "char": NumberWord(Kind.DIGIT, 4),
        "chaar": NumberWord(Kind.DIGIT, 4),
        "paanch": NumberWord(Kind.DIGIT, 5),
        "panch": NumberWord(Kind.DIGIT, 5),
        "saat": NumberWord(Kind.DIGIT, 7),
        "aath": NumberWord(Kind.DIGIT, 8),
        "das": NumberWord(Kind.TEEN, 10),
        "gyarah": NumberWord(Kind.TEEN, 11),
        "barah": NumberWord(Kind.TEEN, 12),
        "bees": NumberWord(Kind.TENS, 20),
        "pachees": NumberWord(Kind.TEEN, 25),
        "tees": NumberWord(Kind.TENS, 30),
        "chalis": NumberWord(Kind.TENS, 40),
        "pachaas": NumberWord(Kind.TENS, 50),
        "pachas": NumberWord(Kind.TENS, 50),
        "saath": NumberWord(Kind.TENS, 60),
        "sattar": NumberWord(Kind.TENS, 70),
        "assi": NumberWord(Kind.TENS, 80),
        "nabbe": NumberWord(Kind.TENS, 90),
        "sau": NumberWord(Kind.HUNDRED, 100),
        "hazaar": NumberWord(Kind.SCALE, 1000),
        "hazar": NumberWord(Kind.SCALE, 1000),
    }
)
"""Hindi number words in English speech; read only beside "sau", "hazaar", lakh, crore or rupees."""
