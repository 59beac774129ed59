"""What was said, apart from how it is written: one small record per class."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Cardinal(NamedTuple):
    """A whole number."""

    value: int
    negative: bool = False
    indian: int = 0
    """Said in lakhs or crores: the one scale of "two lakh", or 1 where there are several."""


class Decimal(NamedTuple):
    """A number with a point, or one before a scale: "2.5 million", "2 million"."""

    whole: int | None
    digits: str = ""
    scale: str = ""
    negative: bool = False


class Fraction(NamedTuple):
    """A fraction, with the whole number before it: "two and a half"."""

    whole: int | None
    over: int
    under: int


Amount: TypeAlias = Cardinal | Decimal | Fraction


class Ordinal(NamedTuple):
    """A place in an order."""

    value: int


class Measure(NamedTuple):
    """An amount of a unit."""

    amount: Amount
    sign: str
    """The unit's sign, or empty where it keeps its words."""
    said: str
    """The unit's words."""


class Money(NamedTuple):
    """An amount of a currency, or of its hundredths alone."""

    amount: Amount | None
    sign: str
    hundredths: int | None
    said: str
    """The currency's words, or those of its hundredths."""


class Date(NamedTuple):
    """A day or month, with the year if it was said."""

    month: str
    day: int | None
    year: str
    day_first: bool = False
    lead: str = ""
    """The "the" before the day."""
    of: bool = False
    """"the fifth of july"."""
    comma: bool = False
    """A comma was written before the year."""


class Year(NamedTuple):
    """A year or a decade."""

    text: str
    era: str = ""
    period: str = ""
    """Q1 to Q4, H1 or H2."""
    era_said: str = ""
    sure: bool = False
    """The reader has looked around already."""


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int
    half: str = ""
    """``a.m.`` or ``p.m.``"""
    zone: str = ""
    full: bool = False
    """Minutes were not said, nor "o'clock": "three pm"."""
    relative: bool = False
    """Said from a whole hour: "half past two"."""
    said: str = ""
    """The words after the hour, for "five o'clock"."""


class Verbatim(NamedTuple):
    """What every policy writes alike: an address, a code, an abbreviation."""

    text: str


class Phone(NamedTuple):
    """Digits said one by one, with the country's code and the extension."""

    digits: str
    country: str = ""
    grouped: str = ""
    """The whole number as its country groups it; empty where no country's plan has it."""


class Verse(NamedTuple):
    """A chapter and a verse."""

    chapter: int
    verse: int
    mark: str
    """A mark between them: "chapter 2, verse 47"."""
    label: str
    """The word before the verse; empty where there was none: 2.47."""


class Range(NamedTuple):
    """Two amounts and what stands between them."""

    low: Cardinal
    high: Cardinal | Decimal | Measure | Money
    joint: str
    """``to``, ``through``, or the dash of a score."""


Value: TypeAlias = (
    Cardinal
    | Decimal
    | Fraction
    | Ordinal
    | Measure
    | Money
    | Date
    | Year
    | Clock
    | Verbatim
    | Phone
    | Verse
    | Range
)


class Found(NamedTuple):
    """A value, and the words from ``start`` to before ``end`` that say it."""

    start: int
    end: int
    rule: str
    """The rule's id without its prefix: ``cardinal``, ``date`` …"""
    value: Value
    cost: float = 1.1
    """Of two ways to read the same words, the cheaper is taken."""
