"""Numbers that have the form of a person's, and are dates, years, amounts, ISBNs or counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from emend_engine._pii.findings import digits_of

_YEAR = r"(?:1[5-9]|20)\d\d"
_FORMS = (
    re.compile(r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}(?: \d{1,2}){0,3}"),
    re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?: \d{1,2}){0,3}"),
    re.compile(rf"{_YEAR}(?:\D{{1,3}}{_YEAR})*"),
    re.compile(r"[1-9]0{5,}|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d00){2,}"),
    re.compile(r"97[89](?:[- ]\d{1,7}){3}[- ]\d"),
    re.compile(r"(?!0|\d{3}\.\d{4}$)\d{1,6}\.\d+"),
    re.compile(r"(?:1?\d?\d|2[0-4]\d|25[0-5])(?:\.(?:1?\d?\d|2[0-4]\d|25[0-5])){3}"),
)
"""Dates, years, amounts, ISBNs (ISO 2108), decimals, and what only an address on a network is."""

_ANY_FORM = re.compile("|".join(f"(?:{form.pattern})" for form in _FORMS))
_CHUNK = re.compile(r"[^ ,]+(?:,[^ ,]+)*")
_NUMBER = re.compile(r"\d{1,20}")
_COUNTED = [
    "".join(map(str, range(start, 12 * step + start, step)[::direction]))
    for step in (1, 2, 5, 10)
    for start in (0, 1)
    for direction in (1, -1)
]
"""Counted by ones, twos, fives and tens, up and down."""


def is_ordinary(text: str) -> bool:
    """Whether a number, or any part of it between spaces, is of an ordinary form."""
    return _is_of_form(text) or any(
        _is_of_form(chunk) and not chunk.isdecimal() for chunk in _CHUNK.findall(text)
    )


def without_ordinary(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand that no date, amount or the like interrupts."""
    start = end = -1
    for chunk in _CHUNK.finditer(text):
        if _is_of_form(chunk.group()) and not chunk.group().isdecimal():
            if end >= 0:
                yield start, end
            start = end = -1
        else:
            start, end = (chunk.start() if start < 0 else start), chunk.end()
    if end >= 0:
        yield start, end


def is_counting(text: str) -> bool:
    """Whether numbers are only counted up or down, evenly: "1 2 3 4 5", "10 20 30 40"."""
    groups = _NUMBER.findall(text)
    steps = {int(later) - int(earlier) for earlier, later in pairwise(groups)}
    if len(groups) > 3 and len(steps) == 1 and 0 not in steps:  # noqa: PLR2004 - three may be chance
        return True
    digits = digits_of(text)
    return any(digits in counted for counted in _COUNTED)


def _is_of_form(text: str) -> bool:
    return _ANY_FORM.fullmatch(text) is not None
