"""Reads the ways in which recognisers write a time; all become whole milliseconds."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted

MAX_MS = 2**31 - 1
"""24 days; no recording is longer, and every database's plain integer holds it."""

_DECIMAL = re.compile(r"\s*[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:[eE][+-]?\d{1,3})?\s*")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)[,.](\d{3})")
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,18})?)S)?)?"
)


def milliseconds(value: Any, per_second: int, location: str) -> int:
    """Return a number, or a number in a string, as milliseconds, halves rounded up.

    Args:
        value: the number as the JSON held it.
        per_second: how many of its units make a second: 1, 1,000, or 10,000,000 for ticks.
        location: the JSON path, for the error.

    Raises:
        FormatError: ``wrong_type`` if it is no number, ``bad_time`` if it is no possible time.
    """
    if isinstance(value, float):
        scaled = value * (1000 / per_second)
        if -MAX_MS <= scaled <= MAX_MS:
            nearest = math.floor(scaled + 0.5)
            # Floats are inexact: a half is decided on the digits that the file wrote.
            if abs(scaled - nearest) < 0.499_999:  # noqa: PLR2004 - a half, nearly
                return nearest
            return _round(Decimal(repr(value)), per_second)
    elif isinstance(value, int) and not isinstance(value, bool):
        if -MAX_MS * per_second <= value * 1000 <= MAX_MS * per_second:
            return _round(Decimal(value), per_second)
    elif isinstance(value, str):
        return _from_text(value, per_second, location)
    else:
        raise FormatError(
            ErrorCode.WRONG_TYPE, f"A time is a number, not {quoted(value)}", location
        )
    raise _impossible(value, location)


def duration_text(value: str, location: str) -> int:
    """Return an ISO 8601 duration such as ``PT1M0.76S`` as milliseconds.

    Raises:
        FormatError: ``bad_time`` if it is none.
    """
    match = _ISO_DURATION.fullmatch(value)
    if match is None or value.endswith(("P", "T")):
        reason = f"The time {quoted(value)} is not an ISO 8601 duration"
        raise FormatError(ErrorCode.BAD_TIME, reason, location)
    days, hours, minutes, seconds = (Decimal(group or 0) for group in match.groups())
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return milliseconds(str(total), 1, location)


def clock_text(value: Any, location: str) -> int:
    """Return ``00:01:02,500`` as milliseconds.

    Raises:
        FormatError: ``bad_time`` if it is none.
    """
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _impossible(value, location)
    hours, minutes, seconds, thousandths = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _from_text(value: str, per_second: int, location: str) -> int:
    if not _DECIMAL.fullmatch(value):
        raise _impossible(value, location)
    number = Decimal(value)
    if abs(number) * 1000 > MAX_MS * per_second:
        raise _impossible(value, location)
    return _round(number, per_second)


def _round(value: Decimal, per_second: int) -> int:
    return int((value * 1000 / per_second).to_integral_value(ROUND_HALF_UP))


def _impossible(value: object, location: str) -> FormatError:
    return FormatError(ErrorCode.BAD_TIME, f"The time {quoted(value)} cannot be", location)
