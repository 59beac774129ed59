"""English number words and the words around them that decide; data only."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from emend_engine._stages._word_set import word_set


class Kind(IntEnum):
    """What a word may do in a number."""

    ZERO = 0
    UNIT = 1
    TEEN = 2
    TENS = 3
    HUNDRED = 4
    SCALE = 5
    ARTICLE = 6
    """The "a" of "a hundred"."""
    OH = 7
    """The "oh" of "nineteen oh five"."""
    JOINT = 8
    """The "and" or comma within a number."""


class NumberWord(NamedTuple):
    """A word's kind and value."""

    kind: Kind
    value: int


_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("thousand", "million", "billion", "trillion")

NUMBER_WORDS = MappingProxyType(
    {"zero": NumberWord(Kind.ZERO, 0), "hundred": NumberWord(Kind.HUNDRED, 100)}
    | {word: NumberWord(Kind.UNIT, value) for value, word in enumerate(_UNITS, 1)}
    | {word: NumberWord(Kind.TEEN, value) for value, word in enumerate(_TEENS, 10)}
    | {word: NumberWord(Kind.TENS, 10 * value) for value, word in enumerate(_TENS, 2)}
    | {word: NumberWord(Kind.SCALE, 1000**power) for power, word in enumerate(_SCALES, 1)}
)

ARTICLE = "a"
JOINT = "and"
OHS = frozenset(("oh", "o"))

LABELS = word_set("chapter verse page section shloka sloka sutra volume lesson slide")
"""After these, even a small number is written in digits."""

RANGES = frozenset(("and", "to", "or", "through"))
"""After a label and a number these begin a range, which is left alone whole."""

TRIGGERS = LABELS.union(_TEENS, _TENS, _SCALES, ["hundred"])
"""Without one of these nothing is converted: lone small numbers stay words."""

ORDINALS = word_set("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth
    fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth
    thirds fourths fifths sixths sevenths eighths ninths tenths hundredths thousandths millionths
    """)
"""Before these a cardinal is only the first half of an ordinal or a fraction."""

PLURALS = frozenset(("hundreds", "thousands", "millions", "billions", "trillions", "dozen"))
"""After a number these are part of it, and older than our way of writing it."""

FRACTIONS = frozenset(("half", "quarter", "quarters", "third", "thirds"))
DECIMAL_POINT = "point"

COUNTED = word_set("""
    seconds minutes hours days weeks months years people men women children students times
    percent dollars rupees pounds euros cents kilometers kilometres kilometer kilometre miles
    meters metres feet degrees verses chapters pages items questions minute hour day week month
    year percentage vision hindsight
    """)
"""Before these "fifteen twenty" is a guess at a count, and "twenty twenty" no year."""

CLOCK = frozenset(("at", "around"))
"""After these "nineteen thirty" may be a time of day."""
