"""How numbers are written, apart from how they are read: plain, frozen data with three defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

PolicyName: TypeAlias = Literal["plain", "nemo", "lecture"]


@dataclass(frozen=True, slots=True)
class ItnPolicy:
    """The conventions of inverse text normalisation; the fields' defaults are ``plain``."""

    nemo: bool = False
    """Read and write as nemo_text_processing's English grammar does, whatever else stands here."""
    digits_from: int = 10
    """A lone smaller number stays a word: "two reasons", but "12 reasons"."""
    group_from: int = 10_000
    """From here on digits are grouped: 9000, but 10,000."""
    group_mark: str = ","
    unit_signs: bool = True
    """Units that have an international sign get it: 5 km; otherwise 5 kilometers."""
    percent_sign: bool = True
    currency_signs: bool = True
    """$5; otherwise 5 dollars."""
    fractions: bool = True
    """3/4 and 2 1/2; otherwise in words."""
    relative_times: bool = True
    """"half past two" becomes 2:30; otherwise it stays."""
    short_decades: bool = True
    """"the eighties" becomes the 80s; otherwise it stays."""
    verse_mark: str = ""
    """Stands between a chapter and its verse: "," gives "chapter 2, verse 47"."""
    roman: bool = True
    """"world war two" becomes world war II, "louis the fourteenth" louis XIV."""
    range_dash: bool = False
    """An en dash stands between two numbers instead of "to": "10 to 15"."""


PLAIN = ItnPolicy()
"""What a general reader of English expects."""

NEMO = ItnPolicy(nemo=True, digits_from=13, roman=False, fractions=False, short_decades=False)
"""The conventions of nemo_text_processing 1.2."""

LECTURE = ItnPolicy(
    unit_signs=False,
    fractions=False,
    relative_times=False,
    short_decades=False,
    verse_mark=",",
)
"""A talk to be read: prose keeps its words where figures would disturb."""

POLICIES: Mapping[PolicyName, ItnPolicy] = MappingProxyType(
    {"plain": PLAIN, "nemo": NEMO, "lecture": LECTURE}
)
"""The built-in policies by name."""
