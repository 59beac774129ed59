"""English words beside which numbers are written in figures, or keep their words; data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

LABELS = word_set("""
    chapter chapters verse verses page pages section sections shloka shlokas sloka slokas
    sutra sutras volume lesson slide step grade level question exercise figure table unit
    part act scene phase gate terminal platform flight room route highway interstate channel
    apartment suite floor line item option number article paragraph appendix season episode
    version track mandala adhyaya canto kanda mantra invoice building psalm model type
    """)
"""After these even a small number is written in figures."""

CHAPTERS = word_set("chapter adhyaya canto mandala skandha")
VERSES = word_set("""
    verse verses shloka shlokas sloka slokas sutra sutras mantra mantras
    """)
SCRIPTURES = word_set("""
gita gītā bhagavatam bhāgavatam dhammapada ramayana rāmāyaṇa rigveda ṛgveda psalm psalms
""")
"""Texts whose chapter and verse may follow at once: "gita two forty seven"."""

CODE_CUES = word_set("""
    pin code number extension ext zip zipcode postcode password passcode serial id account
    phone mobile cell fax dial otp digits
    """)
"""Near these, digits said one by one are a code."""

NUMBERED = word_set("""
    form vitamin seat locker unit bay block sector
    flight room gate highway route interstate bus train suite apartment extension channel
    boeing airbus page number model order invoice ticket booking reference building platform
    error bugs
    """)
"""Directly before these pieces of a number are run together: "room two twenty"."""

PHONE_CUES = word_set("""
    call phone dial reach text ring telephone number mobile cell fax
    """)

STREETS = word_set("""
    street avenue road lane drive boulevard court place way terrace square parkway st ave rd
    blvd
    """)

VERSION_CUES = word_set("""
    version release python java node ios android ubuntu debian fedora kubernetes django
    windows chrome firefox safari php ruby rust typescript javascript kafka postgres
    postgresql mysql redis linux kernel angular react swift kotlin terraform macos numpy
    pytorch tensorflow bluetooth usb
    """)
"""After these, numbers joined by "point" or "dot" are a version."""

POSSESSIVES = word_set("my your his her their our its")
PRONOUNS = word_set("i we you he she it they who that this which and one")

BEFORE_A_MONTH = word_set("""
    in on of since until till by from before after during last next this early late mid
    around between dated to through
    """)

COUNTED = word_set("""
    seconds minutes hours days weeks months years people men women children students times
    percent dollars rupees pounds euros cents kilometers kilometres kilometer kilometre
    miles meters metres feet degrees verses chapters pages items questions minute hour day
    week month year percentage vision hindsight
    """)
"""Before these "fifteen twenty" is a guess at a count, and "twenty twenty" no year."""

CLOCK_CUES = frozenset(("at", "around"))
"""After these "nineteen thirty" may be a time of day."""

PLURALS = word_set("hundreds thousands millions billions trillions dozen dozens")
"""After a number these are part of it, and written as words."""

RANGES = frozenset(("and", "to", "or", "through"))
"""After a label and a number these begin a range, which is left alone whole."""

SCORE_CUES = word_set("""
    won win wins lost lose loses beat leading lead leads score scored tied drew trailing
    """)

DECADE_CUES = word_set("the mid early late")

BEFORE_A_BARE_POINT = word_set("is was of by equals about than to a zero between")
"""After these "point five" is a number."""

RULERS = word_set("""
    elizabeth louis henry charles george edward james richard william philip ferdinand
    napoleon nicholas catherine alexander frederick benedict pius gregory leo innocent
    clement ivan peter ramses ramesses xerxes darius paul rama wilhelm franz carlos juan
    alfonso
    """)
"""Names after which "the fourteenth" is a ruler's number."""

ROMAN_LABELS: frozenset[tuple[str, ...]] = frozenset((("world", "war"), ("super", "bowl")))

FIXED: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("seven", "eleven"): "7-eleven",
        ("nine", "eleven"): "9/11",
        ("twenty", "four", "seven"): "24/7",
        ("fifty", "fifty"): "50-50",
        ("e", "t", "c"): "etc.",
        ("u", "s"): "US",
        ("u", "k"): "UK",
        ("t", "v"): "TV",
        ("o", "k"): "OK",
        ("c", "o", "two"): "CO2",
        ("h", "two", "o"): "H2O",
        ("four", "oh", "one", "k"): "401k",
        ("nine", "one", "one"): "911",
    }
)
"""Phrases with a written form of their own."""

IDIOMS: frozenset[tuple[str, ...]] = frozenset(
    tuple(idiom.split())
    for idiom in (
        "ten commandments",
        "the eleventh hour",
        "eleventh hour",
        "six feet under",
        "twelve angry men",
        "twenty twenty vision",
        "is twenty twenty",
        "one foot in",
        "two cents",
        "second nature",
        "a million miles",
        "one in a million",
        "thanks a million",
        "one thousand and one nights",
        "forty winks",
        "dressed to the nines",
        "give an inch",
        "at sixes and sevens",
        "ten a penny",
        "the one hundred years war",
        "a thousand and one nights",
    )
)
"""Phrases that keep their words."""

IDIOM_STARTS = frozenset(idiom[0] for idiom in IDIOMS)
FIXED_STARTS = frozenset(phrase[0] for phrase in FIXED)
