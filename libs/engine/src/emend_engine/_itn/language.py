"""What a language tells the readers of numbers: a frozen record of tables, and nothing else.

A language whose words stand in the order that ``tabled.py`` reads needs one module with such a
record, and a row in ``languages.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from emend_engine._itn.number_words import NumberWord

Table: TypeAlias = Mapping[str, str]
_NOTHING: Table = MappingProxyType({})
_NO_NUMBERS: Mapping[str, NumberWord] = MappingProxyType({})
_NO_WORDS: frozenset[str] = frozenset()


class Language(NamedTuple):
    """The words of one language, in lower case and composed (NFC).

    English has tables for whole numbers and ordinals here; what it says beyond those, and the
    guards against its idioms, stand in modules of its own.
    """

    tag: str
    """The primary subtag of BCP 47."""
    numbers: Mapping[str, NumberWord]
    ordinals: Mapping[str, NumberWord]
    """The last words of ordinals, with the kind and value of their number words."""
    joints: frozenset[str] = _NO_WORDS
    """"And" between a hundred and what follows."""
    articles: frozenset[str] = _NO_WORDS
    """"A", which means one before a hundred or thousand."""
    zeros: frozenset[str] = _NO_WORDS
    """Words for the digit 0 beside the number word."""
    loans: Mapping[str, NumberWord] = _NO_NUMBERS
    """Number words of another language; they count in runs that hold or precede a loan cue."""
    loan_cues: frozenset[str] = _NO_WORDS
    rare_scales: frozenset[str] = _NO_WORDS
    """Scales that are other words unless a number or one of ``scale_cues`` follows."""
    scale_cues: frozenset[str] = _NO_WORDS

    owners: frozenset[str] = _NO_WORDS
    """Number words and ordinals that stay so before an apostrophe and s: "henry the eighth's"."""

    endings: Table = _NOTHING
    """What is written after the figures of an ordinal, by its last word."""
    points: frozenset[str] = _NO_WORDS
    halves: Mapping[str, int] = MappingProxyType({})
    """Words that add so many hundredths to the number behind them."""
    whole_halves: Mapping[str, int] = MappingProxyType({})
    """Words that mean so many hundredths by themselves: one and a half."""
    doubtful: frozenset[str] = _NO_WORDS
    """Number words that are other words too: alone they count only before a unit."""
    percent: frozenset[str] = _NO_WORDS
    currencies: Table = _NOTHING
    """Signs by the currency's word."""
    minor_units: frozenset[str] = _NO_WORDS
    """Hundredths of a currency."""
    units: Table = _NOTHING
    """Signs by the unit's word; empty where it keeps its word."""
    time_units: frozenset[str] = _NO_WORDS
    """Units whose small numbers stay words in prose."""
    months: frozenset[str] = _NO_WORDS
    hours: frozenset[str] = _NO_WORDS
    """"O'clock"."""
    past: frozenset[tuple[str, ...]] = frozenset()
    """Words between an hour and its minutes."""
    minutes: frozenset[str] = _NO_WORDS
    labels: frozenset[str] = _NO_WORDS
    """After these even a small number is written in figures."""
    spans: frozenset[str] = _NO_WORDS
    """Words between the two numbers of a range."""
    idioms: frozenset[tuple[str, ...]] = frozenset()
    """Phrases that keep their words."""
