"""TTML's time expressions as milliseconds.

Source: W3C TTML2, 12.3 "Time Value Expressions", 7.2 "Parameter Attributes", and annex H on the
SMPTE time base. ``00:01:02.5``, ``00:01:02:12`` with frames, ``62.5s``, ``750f``, ``10000000t``; a
bare number, which drafts allowed, is seconds, and a comma is taken for the point.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._times import MAX_MS

_CLOCK = re.compile(
    r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,18})|:(\d{1,9})(?:\.(\d{1,9}))?)?"
)
_OFFSET = re.compile(r"(\d{1,18}(?:[.,]\d{1,18})?)(h|m|s|ms|f|t)?")
_SECONDS = {"h": 3600, "m": 60, "s": 1, "": 1}
_HINT = "Write it as 00:00:01.500 or 1.5s."
_DIGITS = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class TimeParameters:
    """What a file says about its times."""

    frame_rate: int = 30
    """Nominal: frames counted in a second of clock time."""
    multiplier: Fraction = Fraction(1)
    """What makes the effective rate of the nominal one: 1000/1001 for NTSC."""
    sub_frame_rate: int = 1
    tick_rate: Fraction = Fraction(1)
    smpte: bool = False
    drop: str = ""

    @property
    def effective_rate(self) -> Fraction:
        """Frames in a second that passes."""
        return self.frame_rate * self.multiplier


def time_parameters(attributes: Mapping[str, str]) -> TimeParameters:
    """Return the parameters among the root's attributes; those that say nothing have defaults."""
    rate = _number(attributes.get("frameRate"), 30)
    pair = re.split(r"[\s:]+", attributes.get("frameRateMultiplier", "1 1").strip())
    top, bottom = (_number(one, 1) for one in (*pair, "1")[:2])
    sub = _number(attributes.get("subFrameRate"), 1)
    multiplier = Fraction(top, bottom)
    ticks = rate * multiplier * sub if "frameRate" in attributes else Fraction(1)
    if "tickRate" in attributes:
        ticks = Fraction(_number(attributes["tickRate"], 1))
    smpte = attributes.get("timeBase") == "smpte"
    return TimeParameters(rate, multiplier, sub, ticks, smpte, attributes.get("dropMode", ""))


def parse_time(text: str, parameters: TimeParameters, place: str) -> int:
    """Return a time expression as milliseconds, halves rounded up.

    Raises:
        FormatError: ``bad_time`` at the place, if it is none or beyond 24 days.
    """
    seconds = _seconds(text.strip(), parameters)
    if seconds is None or seconds * 1000 > MAX_MS:
        reason = f"This is no time that can be: {quoted(text)}"
        raise FormatError(ErrorCode.BAD_TIME, reason, place, _HINT)
    return int(seconds * 1000 + Fraction(1, 2))


def _seconds(text: str, parameters: TimeParameters) -> Fraction | None:
    if match := _CLOCK.fullmatch(text):
        return _of_clock(match, parameters)
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    count, metric = Fraction(match[1].replace(",", ".")), match[2] or ""
    if metric == "ms":
        return count / 1000
    if metric == "f":
        return count / parameters.effective_rate
    return count / parameters.tick_rate if metric == "t" else count * _SECONDS[metric]


def _of_clock(match: re.Match[str], parameters: TimeParameters) -> Fraction:
    hours, minutes, seconds = (int(one or 0) for one in match.groups()[:3])
    clock = (hours * 60 + minutes) * 60 + seconds
    fraction = Fraction(f"0.{match[4] or 0}")
    frames = int(match[5] or 0) + Fraction(int(match[6] or 0), parameters.sub_frame_rate)
    if not parameters.smpte:
        return clock + fraction + frames / parameters.effective_rate
    counted = (clock + fraction) * parameters.frame_rate + frames
    return (counted - _dropped(hours * 60 + minutes, parameters.drop)) / parameters.effective_rate


def _dropped(minutes: int, mode: str) -> int:
    """Return how many numbers of frames are left out until a minute."""
    if mode == "dropNTSC":
        return 2 * (minutes - minutes // 10)
    return 4 * (minutes // 2 - minutes // 20) if mode == "dropPAL" else 0


def _number(text: str | None, default: int) -> int:
    return int(text) or default if text and _DIGITS.fullmatch(text.strip()) else default
