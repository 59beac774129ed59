"""English number words, ordinals and what scales them; data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emend_engine._itn.number_words import Kind, NumberWord
from emend_engine._stages._word_set import word_set

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


RARE_SCALES = frozenset(
    form for word in _INDIAN for form in (word, f"{word}s") if word not in ("lakh", "crore")
)
"""Indian scales that are other words in English."""

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

BIG_SCALES_BY_SIZE: Mapping[str, int] = MappingProxyType(
    {"million": 10**6, "billion": 10**9, "trillion": 10**12}
)
"""Scales after which "and a half" is half of the scale: "a million and a half"."""

_HINDI_DIGITS = {
    "ek": 1, "do": 2, "teen": 3, "char": 4, "chaar": 4, "paanch": 5, "panch": 5, "chhah": 6,
    "chhe": 6, "saat": 7, "aath": 8, "nau": 9,
}  # fmt: skip
_HINDI_TEENS = {"das": 10, "gyarah": 11, "barah": 12, "pandrah": 15, "pachees": 25}
_HINDI_TENS = {
    "bees": 20, "tees": 30, "chalis": 40, "chaalis": 40, "pachaas": 50, "pachas": 50, "saath": 60,
    "sattar": 70, "assi": 80, "nabbe": 90,
}  # fmt: skip

HINDI: Mapping[str, NumberWord] = MappingProxyType(
    {"sau": NumberWord(Kind.HUNDRED, 100)}
    | {word: NumberWord(Kind.SCALE, 1000) for word in ("hazaar", "hazar")}
    | {word: NumberWord(Kind.DIGIT, value) for word, value in _HINDI_DIGITS.items()}
    | {word: NumberWord(Kind.TEEN, value) for word, value in _HINDI_TEENS.items()}
    | {word: NumberWord(Kind.TENS, value) for word, value in _HINDI_TENS.items()}
)
"""Hindi number words in English speech; most are other words too, so they need a neighbour."""

HINDI_NEIGHBOURS = frozenset(
    ("sau", "hazaar", "hazar", "lakh", "crore", "rupees", "rupaye", "rupaya")
)
"""Beside these a Hindi number word is one: "ek sau aath", "do lakh"."""

SURE_HINDI = frozenset(("pachaas", "pachas", "gyarah", "pachees", "chalis", "chaalis", "nabbe"))
"""Hindi number words that are nothing else."""
