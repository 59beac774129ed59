"""Phrases with a written form of their own, and phrases that keep their words; data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

FIXED: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("seven", "eleven"): "7-eleven",
        ("nine", "eleven"): "9/11",
        ("porsche", "nine", "eleven"): "porsche 911",
        ("twenty", "four", "seven"): "24/7",
        ("fifty", "fifty"): "50-50",
        ("sixty", "forty"): "60-40",
        ("seventy", "thirty"): "70-30",
        ("eighty", "twenty"): "80-20",
        ("ninety", "ten"): "90-10",
        ("seventy", "sixers"): "76ers",
        ("e", "t", "c"): "etc.",
        ("u", "s"): "US",
        ("u", "k"): "UK",
        ("t", "v"): "TV",
        ("o", "k"): "OK",
        ("c", "o", "two"): "CO2",
        ("co", "two"): "CO2",
        ("a", "one", "c"): "A1C",
        ("h", "one", "n", "one"): "H1N1",
        ("mp", "three"): "MP3",
        ("mp", "four"): "MP4",
        ("m", "p", "three"): "MP3",
        ("covid", "nineteen"): "COVID-19",
        ("g", "seven"): "G7",
        ("g", "eight"): "G8",
        ("k", "two"): "K2",
        ("utf", "eight"): "UTF-8",
        ("utf", "sixteen"): "UTF-16",
        ("u", "t", "f", "eight"): "UTF-8",
        ("sha", "one"): "SHA-1",
        ("sha", "two", "fifty", "six"): "SHA-256",
        ("s", "h", "a", "two", "fifty", "six"): "SHA-256",
        ("md", "five"): "MD5",
        ("m", "d", "five"): "MD5",
        ("h", "two", "six", "four"): "H.264",
        ("h", "two", "six", "five"): "H.265",
        ("ipv", "four"): "IPv4",
        ("ipv", "six"): "IPv6",
        ("i", "p", "v", "four"): "IPv4",
        ("i", "p", "v", "six"): "IPv6",
        ("e", "c", "two"): "EC2",
        ("ec", "two"): "EC2",
        ("w", "d", "forty"): "WD-40",
        ("b", "p"): "BP",
        ("p", "h"): "pH",
        ("i", "p"): "IP",
        ("p", "r"): "PR",
        ("u", "i"): "UI",
        ("u", "x"): "UX",
        ("q", "a"): "QA",
        ("v", "p"): "VP",
        ("g", "p"): "GP",
        ("e", "r"): "ER",
        ("icd", "ten"): "ICD-10",
        ("i", "c", "d", "ten"): "ICD-10",
        ("w", "two"): "W-2",
        ("five", "oh", "one", "c", "three"): "501(c)(3)",
        ("four", "oh", "three", "b"): "403(b)",
        ("k", "twelve"): "K-12",
        ("r", "two", "d", "two"): "R2-D2",
        ("c", "three", "p", "o"): "C-3PO",
        ("v", "six"): "V6",
        ("v", "eight"): "V8",
        ("ak", "forty", "seven"): "AK-47",
        ("a", "k", "forty", "seven"): "AK-47",
        ("f", "fifteen"): "F-15",
        ("f", "sixteen"): "F-16",
        ("f", "eighteen"): "F-18",
        ("f", "twenty", "two"): "F-22",
        ("f", "thirty", "five"): "F-35",
        ("century", "bc"): "century BC",
        ("century", "ad"): "century AD",
        ("century", "bce"): "century BCE",
        ("century", "ce"): "century CE",
        ("century", "b", "c"): "century BC",
        ("century", "a", "d"): "century AD",
        ("century", "b", "c", "e"): "century BCE",
        ("century", "c", "e"): "century CE",
        ("catch", "twenty", "two"): "catch-22",
        ("c", "four"): "C4",
        ("vatican", "two"): "vatican II",
        ("forty", "niners"): "49ers",
        ("p", "h", "d"): "PhD",
        ("p", "h", "ds"): "PhDs",
        ("i", "o", "s"): "iOS",
        ("u", "n"): "UN",
        ("e", "u"): "EU",
        ("h", "r"): "HR",
        ("p", "c"): "PC",
        ("d", "j"): "DJ",
        ("d", "c"): "DC",
        ("m", "d"): "MD",
        ("i", "q"): "IQ",
        ("c", "d"): "CD",
        ("h", "two", "o"): "H2O",
        ("q", "one"): "Q1",
        ("q", "two"): "Q2",
        ("q", "three"): "Q3",
        ("q", "four"): "Q4",
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
        "big ten",
        "six of one half a dozen",
        "the whole nine yards",
        "in a million years",
        "twelve apostles",
        "nine times out of ten",
        "ocean's eleven",
        "a thousand thanks",
        "a hundred times",
        "a thousand times",
        "one foot in",
        "my two cents",
        "your two cents",
        "his two cents",
        "her two cents",
        "their two cents",
        "two cents worth",
        "second nature",
        "a million miles",
        "one in a million",
        "one in a hundred",
        "one in a thousand",
        "six degrees of separation",
        "thanks a million",
        "one thousand and one nights",
        "forty winks",
        "dressed to the nines",
        "give an inch",
        "at sixes and sevens",
        "ten a penny",
        "the one hundred years war",
        "may the fourth be with you",
        "twelfth night",
        "fifteen love",
        "thirty love",
        "forty love",
        "the thirty years war",
        "the hundred years war",
        "the seven years war",
        "a thousand and one nights",
    )
)
"""Phrases that keep their words."""

_AIRCRAFT = word_set("airbus plane planes jet jets aircraft airliner flight fly flew pilot boeing")
_SCANS = word_set("weighted image images signal sequence sequences mri")
_PROCESSORS = word_set("processor processors core intel cpu chip laptop")
_TAXES = word_set("form forms tax taxes irs filed file contractor")
_RESPONSES = word_set("latency latencies percentile response milliseconds request requests")

BESIDE: Mapping[tuple[str, ...], tuple[str, frozenset[str]]] = MappingProxyType(
    {
        ("twenty", "twenty"): ("20/20", frozenset(("vision", "hindsight"))),
        ("i", "three"): ("i3", _PROCESSORS),
        ("i", "five"): ("i5", _PROCESSORS),
        ("i", "seven"): ("i7", _PROCESSORS),
        ("i", "nine"): ("i9", _PROCESSORS),
        ("ten", "ninety", "nine"): ("1099", _TAXES),
        ("ten", "forty"): ("1040", _TAXES),
        ("o", "two"): ("O2", frozenset(("saturation", "sat", "sats", "oxygen"))),
        ("t", "one"): ("T1", _SCANS),
        ("t", "two"): ("T2", _SCANS),
        ("p", "fifty"): ("p50", _RESPONSES),
        ("p", "ninety"): ("p90", _RESPONSES),
        ("p", "ninety", "five"): ("p95", _RESPONSES),
        ("p", "ninety", "nine"): ("p99", _RESPONSES),
        ("a", "three", "eighty"): ("A380", _AIRCRAFT),
        ("a", "three", "twenty"): ("A320", _AIRCRAFT),
        ("a", "three", "thirty"): ("A330", _AIRCRAFT),
        ("a", "three", "fifty"): ("A350", _AIRCRAFT),
    }
)
"""Phrases with a form of their own where one of these stands right before, after or near."""

HYPHENATED = frozenset(
    (
        ("fifty", "fifty"),
        ("sixty", "forty"),
        ("twenty", "twenty"),
        ("twenty", "four", "seven"),
        ("catch", "twenty", "two"),
    )
)
"""Phrases that may have hyphens between their words."""

AFTER_AN_ARTICLE = word_set("""
    us uk un eu tv pc dj hr md phd mba ceo cfo cto usb pdf gps dvd vip mri cpu gpu bmw lcd led
    suv dna gdp nfl nba mlb pin sim url faq cv vc bbc cnn fbi cia ngo npr ph pr ip ui vp gp
    """)
"""Abbreviations before which "a" is the article."""

SIZES = frozenset(("g", "k", "d", "bit"))
"""What a number goes before: 5G, 4K, 3D, 8 bit."""

LINES = frozenset(("480", "720", "1080", "1440", "2160"))
"""Lines of a picture before which "p" follows: 1080p."""

PHRASES_FROM: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        start: frozenset(
            len(phrase)
            for phrases in (FIXED, IDIOMS, BESIDE)
            for phrase in phrases
            if phrase[0] == start
        )
        for start in {phrase[0] for phrases in (FIXED, IDIOMS, BESIDE) for phrase in phrases}
    }
)
"""How long the phrases are that begin with a word."""
