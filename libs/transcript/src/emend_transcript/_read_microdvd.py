"""MicroDVD captions (.sub) as a transcript: times are frames, whose rate the file may tell.

There is no standard; a line is ``{start}{end}text``, ``|`` parts lines, codes such as ``{y:i}`` are
not shown. The first line, ``{1}{1}23.976``, tells the frames a second; without it nothing does, and
the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_LINE = re.compile(r"\{(\d{1,9})\}\{(\d{0,9})\}(.*)")
_RATE = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*")
_CODE = re.compile(r"\{[a-zA-Z]:[^{}]{0,100}\}")
_RATE_HINT = "Put a first line {1}{1}25 with the frames a second, or convert the file to SubRip."
_LINE_HINT = "Write it as {25}{50}text."


def matches(text: str) -> bool:
    """A first line that begins with two numbers in braces."""
    return _LINE.match(text.lstrip()) is not None


def read(text: str) -> Source:
    """Read the captions; one without an end ends with the next one's start.

    Raises:
        FormatError: ``no_times`` if the file does not tell how long a frame is, ``bad_caption``
            with the line that is no caption, ``bad_time``.
    """
    rows = list(_rows(text))
    rate = _rate(rows[0][1]) if rows else None
    if rate is None:
        reason = "The times are frames, and nothing tells how many a second has"
        place = f"line {rows[0][0]}" if rows else "line 1"
        raise FormatError(ErrorCode.NO_TIMES, reason, place, _RATE_HINT)
    groups = [_group(number, row, rate) for number, row in rows[1:]]
    following = [after.start_ms for _, after in pairwise(groups)]
    ends = [*following, None][: len(groups)]
    return Source(
        groups=[
            group if group.end_ms is not None else replace(group, end_ms=end)
            for group, end in zip(groups, ends, strict=True)
        ]
    )


def _rows(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        row = _LINE.fullmatch(line.strip())
        if row is None:
            reason = f"This is no MicroDVD caption: {quoted(line.strip())}"
            raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _LINE_HINT)
        yield number, row


def _rate(row: re.Match[str]) -> float | None:
    """Return the frames a second that a first line tells."""
    match = _RATE.fullmatch(row[3])
    rate = float(match[1].replace(",", ".")) if match else 0.0
    return rate if rate > 0 and int(row[1]) <= 1 and int(row[2] or 0) <= 1 else None


def _group(number: int, row: re.Match[str], rate: float) -> Group:
    place = f"line {number}"
    start = milliseconds(int(row[1]) / rate, 1, place)
    end = milliseconds(int(row[2]) / rate, 1, place) if row[2] else None
    shown = _CODE.sub("", row[3]).replace("|", " ")
    words = [Spoken(word, location=place, glued=False) for word in shown.split()]
    return Group(words, start, end, place)
