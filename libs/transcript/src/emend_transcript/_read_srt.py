r"""SubRip captions (.srt), read leniently but never with a caption lost.

There is no standard; the form is that of SubRip's own files: a number, a line
``00:00:01,000 --> 00:00:02,500``, lines of text, an empty line. Taken as well: no number, a
point for the comma, short or missing fractions, coordinates after the times, HTML tags
(``<i>``) and ASS codes (``{\an8}``), which are dropped, and empty lines inside a caption.
Refused with their line: a number with text but no times, times that are none, text ahead of
the first caption. Word times are divided by characters. Speaker prefixes stay text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._source import Group, Source, Spoken

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,9}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_ARROW = re.compile(r"\d[ \t]{0,9}-->[ \t]{0,9}\d")
_NUMBER = re.compile(r"\s*\d+\s*")
_NEW_LINE = re.compile(r"\r\n|\r|\n")


class _Cue(NamedTuple):
    start_ms: int
    end_ms: int
    line: int
    text: list[str]


def matches(text: str) -> bool:
    """An arrow between two digits, and no WebVTT head."""
    return not text.startswith("WEBVTT") and _ARROW.search(text) is not None


def read(text: str) -> Source:
    """Read the captions; see the module for what is taken and what refused."""
    lines = _NEW_LINE.split(text)
    return Source(groups=(_group(cue) for cue in _cues(lines)))


def _group(cue: _Cue) -> Group:
    place = f"line {cue.line}"
    text = html.unescape(_MARKUP.sub("", " ".join(cue.text)))
    words = [Spoken(word, location=place, glued=False) for word in text.split()]
    return Group(words, cue.start_ms, cue.end_ms, place)


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    cue: _Cue | None = None
    for index, line in enumerate(lines):
        if "-->" in line:
            if cue:
                yield cue
            cue = _cue(line, index + 1)
        elif line.strip() and not _numbers_a_cue(lines, index):
            _refuse_stray(lines, index, cue)
            if cue:
                cue.text.append(line)
    if cue:
        yield cue


def _cue(line: str, number: int) -> _Cue:
    match = _TIMES.fullmatch(line)
    if match is None or any(int(match[group]) > 59 for group in (2, 3, 6, 7)):  # noqa: PLR2004
        hint = "Write them as 00:00:01,000 --> 00:00:02,500."
        reason = f"These are no caption times: {quoted(line.strip())}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", hint)
    fields = match.groups()
    return _Cue(_milliseconds(fields[:4]), _milliseconds(fields[4:]), number, [])


def _milliseconds(fields: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(value or 0) for value in fields[:3])
    fraction = ((fields[3] or "") + "0000")[:4]
    return (hours * 3600 + minutes * 60 + seconds) * 1000 + (int(fraction) + 5) // 10


def _numbers_a_cue(lines: Sequence[str], index: int) -> bool:
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(_NUMBER.fullmatch(lines[index])) and "-->" in following


def _refuse_stray(lines: Sequence[str], index: int, cue: _Cue | None) -> None:
    """Refuse text that belongs to no caption: losing it silently would be worse."""
    line, number = lines[index].strip(), index + 1
    if cue is None:
        reason = f"The text {quoted(line)} stands before the first caption's times"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}")
    after_gap = not lines[index - 1].strip() and index > cue.line
    if after_gap and _NUMBER.fullmatch(line):
        reason = f"The caption numbered {quoted(line)} has no times"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}")
