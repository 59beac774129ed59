"""Names of two words of which one is an ordinary word: "new" in New Delhi, "states" in a country's.

Geography and public life only; a lexicon knows the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SECOND_WORDS = {
    "new": "york delhi zealand jersey orleans mexico hampshire england guinea caledonia",
    "united": "states kingdom nations",
    "south": "africa korea carolina dakota sudan america asia",
    "north": "korea carolina dakota america africa macedonia",
    "west": "virginia bengal africa",
    "latin": "america",
    "central": "america asia",
    "middle": "east",
    "far": "east",
    "great": "britain",
    "costa": "rica",
    "puerto": "rico",
    "el": "salvador",
    "sri": "lanka",
    "hong": "kong",
    "rhode": "island",
    "san": "francisco diego jose antonio marino",
    "los": "angeles",
    "las": "vegas",
    "santa": "fe barbara monica cruz",
    "salt": "lake",
    "supreme": "court",
    "white": "house",
    "wall": "street",
    "silicon": "valley",
    "european": "union",
    "soviet": "union",
    "red": "cross",
    "nobel": "prize",
    "tamil": "nadu",
    "uttar": "pradesh",
    "andhra": "pradesh",
    "madhya": "pradesh",
    "himachal": "pradesh",
}

NAME_PAIRS: Mapping[str, frozenset[str]] = MappingProxyType(
    {first: frozenset(seconds.split()) for first, seconds in _SECOND_WORDS.items()}
)
"""The second words of each first word; both get a capital."""
