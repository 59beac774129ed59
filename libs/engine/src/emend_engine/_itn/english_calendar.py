"""English words of dates and times of day; data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

MONTHS = word_set("""
    january february march april may june july august september october november december
    """)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
SHORT_MONTHS = word_set("jan feb apr jun jul aug sept sep oct nov dec")
AMBIGUOUS_MONTHS = frozenset(("march", "may", "august"))
"""Months that are other words as well."""

ERAS: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("b", "c"): "BC",
        ("a", "d"): "AD",
        ("b", "c", "e"): "BCE",
        ("c", "e"): "CE",
        ("common", "era"): "CE",
        ("before", "common", "era"): "BCE",
    }
)
JOINED_ERAS: Mapping[str, str] = MappingProxyType(
    {"bc": "BC", "ad": "AD", "bce": "BCE", "ce": "CE", "b.c.": "BC", "a.d.": "AD"}
)
"""Eras as recognisers write them in one word."""

PERIODS: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("first", "quarter"): "Q1",
        ("second", "quarter"): "Q2",
        ("third", "quarter"): "Q3",
        ("fourth", "quarter"): "Q4",
        ("q", "one"): "Q1",
        ("q", "two"): "Q2",
        ("q", "three"): "Q3",
        ("q", "four"): "Q4",
        ("first", "half"): "H1",
        ("second", "half"): "H2",
    }
)
"""Parts of a business year."""

HALVES_OF_DAY: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("a", "m"): "a.m.",
        ("am",): "a.m.",
        ("a.m.",): "a.m.",
        ("a.m",): "a.m.",
        ("p", "m"): "p.m.",
        ("pm",): "p.m.",
        ("p.m.",): "p.m.",
        ("p.m",): "p.m.",
    }
)
ZONES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {tuple(zone): zone for zone in ("cst", "cet", "pst", "est", "pt", "et", "gmt")}
)
"""Time zones, spelled letter by letter."""

MORE_ZONES = word_set("cst cet pst est gmt ist utc edt pdt cdt mst mdt bst cest")
"""Time zones in one word."""

OCLOCK: frozenset[tuple[str, ...]] = frozenset(
    (("o'clock",), ("o’clock",), ("oclock",), ("o", "clock"), ("o'", "clock"), ("hundred", "hours"))  # noqa: RUF001 - the other apostrophe is meant
)

BEFORE_A_TIME = word_set("""
    at by until till before after from around about past since it's between exactly now
    """)
"""After these "two thirty" is a time of day."""

SEASONS = word_set("season seasons campaign academic school term edition fiscal financial winter")
"""Before these "twenty twenty one twenty two" are two years."""

OPENS = WEEKDAYS | word_set("from between at open opens hours weekdays daily")
"""Near these "nine to five thirty" are times of day."""

AFTER_A_TIME = word_set("instead sharp tomorrow today tonight yesterday local")

APPOINTED = word_set("""
    appointment appointments meeting call class slot session lecture show interview flight train
    bus patient client showing screening mass service reservation booking shift deadline kickoff
    standup curfew checkout start game alarm sync
    """)
"""What is called by its time: "the nine fifteen meeting"."""

AFTER_AN_APPOINTMENT = word_set("""
    is was got just cancelled canceled ran needs and or but didn't hasn't showed today tomorrow
    """)
"""After these "my ten thirty" is an appointment."""

DAY_PARTS: frozenset[tuple[str, ...]] = frozenset(
    (
        ("in", "the", "morning"),
        ("in", "the", "afternoon"),
        ("in", "the", "evening"),
        ("at", "night"),
    )
)

SURELY_BEFORE_AN_EARLY_YEAR = frozenset(("year", "circa", "anno"))
BEFORE_AN_EARLY_YEAR = word_set("in by since until till before after around about of from during")
"""After these "seven eighty eight" may be the year 788."""

AFTER_AN_EARLY_YEAR = word_set("""
    the a an and or but to by at in on of when while where which who that his her its this he she
    it they we i was is were had has as with after before during under until for from there not
    """)
"""Before these nothing is counted."""

HISTORY = word_set("""
    ruled rule reigned reign lived dynasty empire emperor king queen ruler caliphate kingdom era
    period dynasties kings emperors century pope governed flourished
    """)
"""Near these "from three nineteen to five forty" are years."""
