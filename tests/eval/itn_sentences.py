"""Makes spoken sentences of every class from patterns and random values, the same for one seed.

``{name}`` in a pattern is filled by the maker of that name. The sentences are nobody's: patterns
and word lists were written for this project.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType

from tests.eval.spoken_numbers import DIGITS, in_words, ordinal_in_words

_MONTHS = """
january february march april may june july august september october november december
""".split()  # noqa: SIM905
_UNITS = """
kilometers meters centimeters kilograms grams milligrams hours seconds minutes miles feet
percent megabytes gigabytes watts volts hectares ounces yards milliliters kilowatts megahertz
""".split()  # noqa: SIM905
_LONG_UNITS = (
    "square meters",
    "square kilometers",
    "cubic meters",
    "square feet",
    "kilometers per hour",
    "miles per hour",
    "meters per second",
    "degrees celsius",
    "degrees fahrenheit",
    "kilowatt hours",
    "megabits per second",
    "grams per liter",
    "square miles",
    "gigabits per second",
    "kilocalories per hour",
    "revolutions per minute",
)
_CURRENCIES = (
    "dollars",
    "us dollars",
    "euros",
    "yen",
    "indian rupees",
    "rupees",
    "british pounds",
    "australian dollars",
    "canadian dollars",
    "mexican pesos",
    "swiss francs",
    "south korean won",
    "russian rubles",
    "swedish krona",
    "turkish liras",
    "thai bahts",
    "nigerian nairas",
    "south african rands",
    "pounds sterling",
    "hong kong dollars",
    "arab emirates dirhams",
)
_NAMES = "anna john maria peter sam lucy omar priya".split()  # noqa: SIM905
_SITES = "gmail yahoo outlook hotmail example nvidia acme globex".split()  # noqa: SIM905
_WORDS = "about news shop team docs help music store".split()  # noqa: SIM905
_ENDS = ("com", "net", "c o m", "org", "e d u", "fr", "de", "uk")
_LETTERS = "bcdefghjklmnpqrstuvwxyz"
_ABBREVIATIONS = (
    "d n a", "c e o", "g p u", "u s b", "b b c", "c n n", "h t m l", "p d f", "s q l", "v p n",
    "i e e e", "doctor brown", "mister jones", "misses smith", "saint mary", "for example",
    "s and p", "seven eleven", "a t and t", "i o t", "wi fi", "three d", "covid nineteen",
    "p c i e", "a w s", "r t x", "n l p", "c plus plus", "h d m i", "x m l",
)  # fmt: skip
_CARRIERS = (
    "{x}",
    "we saw {x} there",
    "it was {x} in the end",
    "{x} is what they said",
    "he wrote about {x}",
    "they want {x} now",
    "i think {x} would do",
    "she said {x} to everyone",
)

Fill = Callable[[Random], str]


def _cardinal(chance: Random) -> str:
    size = chance.choice((20, 100, 1000, 1000, 10_000, 100_000, 10**6, 10**7, 10**10))
    return in_words(chance.randrange(13, size), chance.choice(("", "", "and ")))


def _small(chance: Random) -> str:
    return in_words(chance.randrange(1, 13))


def _two(chance: Random) -> str:
    return in_words(chance.randrange(10, 100))


def _amount(chance: Random) -> str:
    return in_words(chance.randrange(2, chance.choice((20, 100, 1000, 5000))))


def _ordinal(chance: Random) -> str:
    return ordinal_in_words(chance.randrange(1, chance.choice((20, 100, 1000))))


def _digits(count: int) -> Fill:
    return lambda chance: " ".join(chance.choice(DIGITS) for _ in range(count))


def _decimal(chance: Random) -> str:
    whole = in_words(chance.randrange(chance.choice((10, 100, 1000))))
    return f"{whole} point {_digits(chance.randrange(1, 4))(chance)}"


def _year(chance: Random) -> str:
    kind = chance.randrange(3)
    if kind == 0:
        return f"{in_words(chance.randrange(13, 20))} {in_words(chance.randrange(10, 100))}"
    if kind == 1:
        return f"twenty {in_words(chance.randrange(10, 40))}"
    return f"two thousand {chance.choice(('', 'and '))}{in_words(chance.randrange(1, 24))}"


def _day(chance: Random) -> str:
    return ordinal_in_words(chance.randrange(1, 32))


def _hour(chance: Random) -> str:
    return in_words(chance.randrange(1, 13))


def _minute(chance: Random) -> str:
    return in_words(chance.randrange(10, 60))


def _letters(chance: Random) -> str:
    return " ".join(chance.choice(_LETTERS) for _ in range(chance.randrange(2, 5)))


def _any_of(options: Sequence[str]) -> Fill:
    return lambda chance: chance.choice(options)


MAKERS: Mapping[str, Fill] = MappingProxyType(
    {
        "cardinal": _cardinal,
        "small": _small,
        "two": _two,
        "amount": _amount,
        "ordinal": _ordinal,
        "decimal": _decimal,
        "year": _year,
        "day": _day,
        "hour": _hour,
        "minute": _minute,
        "letters": _letters,
        "digit": _digits(1),
        "three": _digits(3),
        "four": _digits(4),
        "month": _any_of(_MONTHS),
        "unit": _any_of(_UNITS),
        "units": _any_of(_LONG_UNITS),
        "currency": _any_of(_CURRENCIES),
        "name": _any_of(_NAMES),
        "site": _any_of(_SITES),
        "word": _any_of(_WORDS),
        "end": _any_of(_ENDS),
        "half": _any_of(("a m", "p m", "am", "pm")),
        "zone": _any_of(("e s t", "p s t", "g m t")),
        "scale": _any_of(("million", "billion", "trillion")),
        "decade": _any_of(["hundreds", "sixties", "seventies", "eighties", "nineties"]),
        "abbreviation": _any_of(_ABBREVIATIONS),
    }
)

PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cardinal": ("{cardinal}", "minus {cardinal}", "{small}", "{two}", "{cardinal} people"),
        "ordinal": ("{ordinal}", "the {ordinal} time", "the {ordinal} chapter"),
        "decimal": (
            "{decimal}", "minus {decimal}", "{decimal} {scale}", "{two} {scale}",
            "point {three}", "{small} {scale}",
        ),
        "date": (
            "q two {year}", "third quarter {year}", "{month} {day} {year}", "{month} {two} {year}",
            "{month} {day}", "{month} {day} {year}", "the {day} of {month}", "{month} {year}",
            "the {day} of {month} {year}", "first quarter of {year}", "second half of {year}",
        ),
        "year": (
            "{year}", "in {year}", "nineteen {decade}", "eighteen {decade}", "{two} b c",
            "four hundred b c", "{small} hundred before common era", "{small} {two} a d",
            "nineteen oh five", "twenty o eight",
        ),
        "time": (
            "{hour} {minute}", "{hour} {half}", "{hour} {minute} {half}", "{hour} o'clock",
            "half past {hour}", "quarter past {hour}", "quarter to {hour}", "{hour} o'clock {half}",
            "{hour} {minute} {half} {zone}", "{hour} {half} {zone}", "{hour} o {digit}",
            "{minute} to {hour} {half}", "{minute} minutes to {hour} {half}", "half past zero",
            "{hour} hundred hours", "quarter till {hour}", "half past {hour} {half} {zone}",
            "{minute} past {hour}", "{hour} o clock",
        ),
        "money": (
            "{amount} {currency}", "{amount} dollars and {two} cents", "{two} cents",
            "{two} {scale} {currency}", "{decimal} {scale} dollars", "{two} dollars {two}",
            "minus {small} {currency}", "one fifty {currency}", "point {three} {currency}",
            "one dollar", "{small} dollars and {small} cents", "{decimal} {currency}",
        ),
        "measure": (
            "{amount} {unit}", "{amount} {units}", "{decimal} {unit}", "minus {two} {unit}",
            "{decimal} {units}", "one kilogram", "{two} foot tall", "{two} percent",
        ),
        "telephone": (
            "{three} {three} {four}", "plus {digit} {three} {three} {four}",
            "{digit} {three} {three} {four}", "{four} {four} {four} {four}",
            "{three} {three} {three}", "{three} dot {three} dot {two} dot {two}",
            "double {digit} {digit} {three} {four}", "triple {digit} {three} {four}",
        ),
        "code": (
            "{letters} {two}", "{letters} {three}", "b {three}", "{three}", "{four}",
            "{four} {digit}", "x {two} {two}",
        ),
        "electronic": (
            "{letters} at {site} dot {end}", "{name} at {site} dot {end}",
            "{letters} {digit} at {site} dot {end}", "w w w dot {site} dot com",
            "{site} dot {end}", "w w w dot {site} dot {end} slash {word}",
            "{letters} dot {letters} at {site} dot com", "{letters} at {letters} dot {end}",
            "h t t p colon slash slash w w w dot {letters} dot {end}",
            "{letters} dash {letters} {digit} at {site} dot {end}",
            "{site} dot com slash {word}", "{letters} underscore {letters} at {site} dot com",
        ),
        "abbreviation": ("{abbreviation}", "the {abbreviation}", "{abbreviation} and more"),
        "word": (
            "nothing to write here", "the {word} of {name}", "{name} and {name} went home",
            "one of them", "no one", "a hundred {word}", "the march of time",
        ),
    }
)  # fmt: skip


def sentences(kind: str, count: int, seed: int) -> Iterator[str]:
    """Yield sentences of one class."""
    chance = Random(f"{kind} {seed}")  # noqa: S311 - nothing secret
    for _ in range(count):
        pattern = chance.choice(_CARRIERS).replace("{x}", chance.choice(PATTERNS[kind]))
        yield re.sub(r"\{(\w+)\}", lambda match: MAKERS[match.group(1)](chance), pattern)


def as_recognised(texts: Iterable[str], seed: int) -> Iterator[str]:
    """Yield sentences as a recogniser with capitals writes them: beginnings, names, letters."""
    chance = Random(f"capitals {seed}")  # noqa: S311 - nothing secret
    for text in texts:
        style = chance.randrange(3)
        if style == 0:
            yield text[0].upper() + text[1:]
        elif style == 1:
            named = (*_MONTHS, *_NAMES, "i")
            yield " ".join(word.capitalize() if word in named else word for word in text.split())
        else:
            yield " ".join(word.upper() if len(word) == 1 else word for word in text.split())
