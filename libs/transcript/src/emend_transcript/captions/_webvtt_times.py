"""WebVTT's timestamps. Source: W3C WebVTT, "collect a WebVTT timestamp"."""

from __future__ import annotations

import re

SPACE = r" \t\n\f\r"
"""ASCII white space, in a character class."""

TIME = r"(?:([0-9]++):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?![0-9])"
"""Hours are optional and have any number of digits; everything else has exactly its own."""

_TIME = re.compile(TIME)
_HOUR_DIGITS = 15
_MOST_HOURS = 10**_HOUR_DIGITS


def match_ms(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    """Return the groups of a match of ``TIME`` as milliseconds, at most 10¹⁵ hours."""
    digits = (hours or "0").lstrip("0")
    count = int(digits or "0") if len(digits) <= _HOUR_DIGITS else _MOST_HOURS
    return ((count * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def parse_timestamp(text: str) -> int | None:
    """Return a timestamp that is all of the text as milliseconds, or none if it is none."""
    match = _TIME.fullmatch(text)
    return match_ms(match[1], match[2], match[3], match[4]) if match else None


def format_clock(time_ms: int, point: str = ".") -> str:
    """Return ``00:00:01.500``; hours have two digits or more."""
    seconds, thousandths = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"
