"""What a single word looks like to the stage ``pii``: the gate that lets prose pass untouched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from emend_engine._pii.spoken import DICTATED
from emend_engine._pii.streets import SURE_KINDS
from emend_engine._stages._word_set import word_set

PLAIN, WEAK, STRONG = 0, 1, 2
"""Nothing; a word that counts in company; a word that is reason enough to look."""

_CACHED_LENGTH = 40
_DIGITS = 3
"""Fewer digits than this identify nobody on their own."""

_MIXED = 6
"""A word of so many characters, with two digits and a letter behind them, may be a code."""

_LONG = 8
"""A longer word with a single digit in it is no word."""

_TELLING = word_set(
    "dot born birth birthday birthday's birthdays birthdate dob d.o.b d.o.b. plate plates "
    "registration rego postcode zipcode pincode"
)
"""Words that are followed or surrounded by what the digits alone would not show."""

_ADDRESS = re.compile(r"@|://|:.*:|^www\.|[a-z]\.[a-z]{2}", re.IGNORECASE | re.DOTALL)
PLACE_WORDS = frozenset(
    ("box", "st", "ave", "rd", "dr", "ln", "blvd", "ct", "pl", "pkwy", "hwy")
) | (
    word_set(
        """
        street avenue road drive lane boulevard court place terrace parkway highway crescent close
        circle way square trail grove gardens row mews rue via calle avenida rua viale piazza corso
        address live lives residing reside resides located wohne adresse anschrift woon vivo moro
        abito habite jalan jl ul nagar marg parade promenade esplanade embankment bor mieszkam house
        plot улица ул проспект переулок бульвар вулиця вул đường phố ngõ hẻm sống chỉ
        """
    )
)
"""Words by which even a number of one digit is an address: "12 oak street", "box 12"."""
_NEAR_PLACE = 8
_ABROAD = re.compile(r".(?:straße|strasse|weg|platz|allee|gasse|straat|laan|gracht|gatan|vej)$")

_LEFT, _RIGHT = 24, 12
"""How far from a telling word something identifying may begin and end, in tokens."""


def zones(keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that may hold something identifying; ends are exclusive."""
    shaped = [(at, shape) for at, shape in enumerate(map(_shape, keys)) if shape]
    hot = sorted({*_hot(shaped), *(at for at, _ in shaped if _is_house(keys, at))})
    found: list[tuple[int, int]] = []
    for at in hot:
        first, end = max(at - _LEFT, 0), min(at + _RIGHT, len(keys))
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
    return found


def is_telling(key: str) -> bool:
    """Whether a word holds or dictates a digit or is an address."""
    return _shape(key) != PLAIN


def _hot(shapes: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield the places of strong words, and of weak ones that stand side by side."""
    last = -3
    for at, shape in shapes:
        if shape == STRONG or at - last <= 2:  # noqa: PLR2004 - a hyphen may stand between
            yield at
        last = at


def _is_house(keys: Sequence[str], at: int) -> bool:
    """Whether a figure stands near a word that makes it an address."""
    if keys[at][:1].isdecimal():
        near = keys[max(at - _NEAR_PLACE, 0) : at + _NEAR_PLACE + 2]
        return not PLACE_WORDS.isdisjoint(near) or any(map(_ABROAD.search, near))
    return keys[at] in DICTATED and not SURE_KINDS.isdisjoint(keys[at : at + _NEAR_PLACE + 1])


def _shape(key: str) -> int:
    return _look(key) if len(key) > _CACHED_LENGTH else _look_cached(key)


def _look(key: str) -> int:
    if key in DICTATED:
        return WEAK
    if key in _TELLING:
        return STRONG
    if key.isalpha():
        return PLAIN
    digits = sum(map(str.isdecimal, key))
    if digits >= _DIGITS or (digits and len(key) >= _LONG) or _ADDRESS.search(key):
        return STRONG
    if digits > 1 and len(key) >= _MIXED and key[-1].isalpha():
        return STRONG
    return WEAK if digits else PLAIN


_look_cached = lru_cache(maxsize=65_536)(_look)
