"""What a word may do in a number, whatever the language."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a word may do in a number."""

    NONE = 0
    ZERO = 1
    DIGIT = 2
    TEEN = 3
    TENS = 4
    HUNDRED = 5
    SCALE = 6
    INDIAN = 7
    """A scale of the Indian system: lakh, crore."""


class NumberWord(NamedTuple):
    """A word's kind and value."""

    kind: Kind
    value: int
