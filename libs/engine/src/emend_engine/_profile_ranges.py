"""What a profile's settings may be beyond their types, for its reader and its schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SHARE = (0, 1)
_MOST_SAID = 1_000

RANGES: Mapping[str, tuple[int, int]] = {
    "loops.said_at_most": (1, _MOST_SAID),
    "loops.longest": (1, _MOST_SAID),
    "itn.digits_from": (0, 2**31 - 1),
    "itn.group_from": (0, 2**31 - 1),
    "pii.confidence_from": _SHARE,
    "review.confidence_below": _SHARE,
    "terms.doubted_below": _SHARE,
}
"""The least and the most of numbers, by their place in the document."""

PATTERNS: Mapping[str, tuple[str, str]] = {
    "language": (r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", "a tag of BCP 47, such as en-GB"),
    "pii.regions": (r"[A-Z]{2}", "a country's two capitals, such as GB"),
}
"""The form of texts, or of the items of a list, and what to write."""


def beyond(path: str, said: object) -> str:
    """Return what may stand at a place where a value of the right type is out of range."""
    place = path.partition("[")[0]
    if place in RANGES and isinstance(said, int | float):
        least, most = RANGES[place]
        return "" if least <= said <= most else f"write {least} to {most}"
    if place in PATTERNS and isinstance(said, str):
        pattern, advice = PATTERNS[place]
        return "" if re.fullmatch(pattern, said) else f"write {advice}"
    return ""


def narrowed(path: str) -> dict[str, Any]:
    """Return the same in words of JSON Schema."""
    place = path.partition("[")[0]
    if place in RANGES:
        least, most = RANGES[place]
        return {"minimum": least, "maximum": most}
    return {"pattern": f"^{PATTERNS[place][0]}$"} if place in PATTERNS else {}
