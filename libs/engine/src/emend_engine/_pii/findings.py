"""What a detector answers: a place in the line, the rule that found it, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from emend_engine._pii.line import Line
from emend_engine._rules import Rule


class Finding(NamedTuple):
    """Something identifying in a line, from ``start`` to before ``end``."""

    start: int
    end: int
    rule: Rule
    confidence: float
    reason: str
    """Never quotes what was found."""


MISHEARD = 0.55
"""The confidence in a number that is announced, but whose check digit does not fit."""

Detector: TypeAlias = Callable[[Line], Iterable[Finding]]

_NOT_PLAIN = re.compile(r"[\W_]+")
_NO_DIGIT = re.compile(r"[^0-9]+")


def bare(text: str) -> str:
    """Return a number without its separators, in capitals."""
    return _NOT_PLAIN.sub("", text).upper()


def digits_of(text: str) -> str:
    """Return the digits of a text, those of other scripts as 0 to 9."""
    if text.isascii():
        return _NO_DIGIT.sub("", text)
    return "".join(str(int(character)) for character in text if character.isdecimal())
