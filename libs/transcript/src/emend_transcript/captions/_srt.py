r"""Reads and writes SubRip captions (.srt), leniently but never with a caption lost.

There is no standard; the form is that of SubRip's own files: a number, a line
``00:00:01,000 --> 00:00:02,500``, lines of text, an empty line. Taken as well: no number, one
written ``1.`` or ``#1``, a point or colon for the comma, spaces in the times, short or missing
fractions, any number of hours, other arrows (``->``, ``–>``), coordinates after the times, empty
lines inside a caption, or between all lines, which line ends of CR CR LF make. Refused with their
line: a number with text but no times, times that are none, negative or reversed times, text ahead
of the first caption.
"""  # noqa: RUF002 - the dash that some editors make of two hyphens

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript.captions._model import CaptionFile, Cue
from emend_transcript.captions._webvtt_times import format_clock

REVERSED_MS = 100
"""By how much a caption may end before its start: a frame or two are rounding."""

_GAP = r"[ \t]{0,3}"
_TIME = (
    rf"(?:(\d{{1,9}}){_GAP}:{_GAP})?(\d{{1,2}}){_GAP}:{_GAP}(\d{{1,2}})"
    rf"(?:{_GAP}[,.]{_GAP}(\d{{1,9}})|:(\d{{3}}))?"
)
_SEPARATOR = r"[ \t]{0,9}(?:-{1,3}|[–—]{1,2})(?:>|&gt;)[ \t]{0,9}"  # noqa: RUF001 - as above
_TIMES = re.compile(rf"\s*{_TIME}{_SEPARATOR}{_TIME}(?:\s+(.*))?")
_ARROW = re.compile(rf"\d{_SEPARATOR}\d")
_CLOCK = re.compile(r"\d\s{0,3}:\s{0,3}\w")
_NEGATIVE = re.compile(r"(?:^|>)\s*[-−]\s*\d")  # noqa: RUF001 - the minus sign
_NUMBER = re.compile(r"[\s\u200b\ufeff]*#?(\d+)[.:)]?\s*")
_TIMES_HINT = "Write them as 00:00:01,000 --> 00:00:02,500."
_MAX_MINUTE = 59
_NUMBER_DIGITS = 9
_MOST_SKIPPED = 9
"""By how much numbers jump where captions were deleted."""


@dataclass(slots=True)
class _Draft:
    start_ms: int
    end_ms: int
    coordinates: str
    identifier: str
    line: int
    text: list[str] = field(default_factory=list[str])


def is_srt(text: str) -> bool:
    """Tell whether a text has an arrow between two digits, and no WebVTT head."""
    return not text.startswith("WEBVTT") and _ARROW.search(text) is not None


def parse_srt(text: str) -> CaptionFile:
    """Return the captions of a SubRip file; one without a number gets its place as its number.

    Raises:
        FormatError: ``bad_caption`` or ``bad_time`` with the line at fault.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    drafts: list[_Draft] = []
    number = ""
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if found := _times(line, index + 1):
            found.identifier = number or str(len(drafts) + 1)
            drafts.append(found)
            number = ""
        elif _numbers_a_caption(lines, index):
            number = _NUMBER.sub(r"\1", line)
        else:
            _refuse_stray(lines, index, drafts[-1] if drafts else None)
            drafts[-1].text.append(line)
    if not drafts and text.strip():
        reason = f"There are no captions, only text that begins with {quoted(text.strip())}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, "line 1", _TIMES_HINT)
    return CaptionFile(tuple(_cue(draft) for draft in drafts), "srt")


def format_srt(file: CaptionFile) -> str:
    """Return a caption file as SubRip; the tags of other formats are dropped."""
    return "\n".join(_block(number, cue) for number, cue in enumerate(file.cues, 1))


def _cue(draft: _Draft) -> Cue:
    return Cue(
        draft.start_ms, draft.end_ms, "\n".join(draft.text), draft.identifier,
        format="srt", coordinates=draft.coordinates, line=draft.line,
    )  # fmt: skip


def _block(number: int, cue: Cue) -> str:
    times = f"{format_clock(cue.start_ms, ',')} --> {format_clock(cue.end_ms, ',')}"
    text = cue.text if cue.format == "srt" else cue.plain_text
    lines = (line for line in text.replace("\r", "\n").split("\n") if line.strip())
    body = "".join(f"{_without_times(line)}\n" for line in lines)
    identifier = cue.identifier if cue.identifier.isdecimal() else str(number)
    return f"{identifier}\n{f'{times} {cue.coordinates}'.rstrip()}\n{body}"


def _without_times(line: str) -> str:
    """Keep a line of text from being read as times."""
    if _match(line) or ("-->" in line and _CLOCK.search(line)):
        return line.replace("-->", "→").replace(">", "→")
    return line


def _match(line: str) -> re.Match[str] | None:
    """Match a line of times; ``12:30 -> 12:45`` is text."""
    match = _TIMES.fullmatch(line)
    is_plain = match and "-->" not in line and not (match[1] or match[4])
    return None if is_plain else match


def _times(line: str, number: int) -> _Draft | None:
    """Return the times in a line; none if it is no line of times."""
    if ">" not in line and "&gt;" not in line:
        return None
    match = _match(line)
    if match is None and not ("-->" in line and _CLOCK.search(line)):
        return None
    if match is None or any(int(match[group]) > _MAX_MINUTE for group in (2, 3, 7, 8)):
        return _refuse_times(line, number)
    groups = match.groups()
    start_ms, end_ms = _milliseconds(groups[:5]), _milliseconds(groups[5:10])
    if end_ms < start_ms - REVERSED_MS:
        reason = f"The caption ends at {end_ms} ms, before its start at {start_ms} ms"
        hint = "Exchange the two times if they are reversed."
        raise FormatError(ErrorCode.BAD_TIME, reason, f"line {number}", hint)
    return _Draft(start_ms, end_ms, (groups[10] or "").strip(), "", number)


def _refuse_times(line: str, number: int) -> None:
    what = quoted(line.strip())
    if _NEGATIVE.search(line):
        reason = f"A caption's time is negative: {what}"
        hint = "Move all captions so that the first begins at zero or later."
        raise FormatError(ErrorCode.BAD_TIME, reason, f"line {number}", hint)
    reason = f"These are no caption times: {what}"
    raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _TIMES_HINT)


def _milliseconds(fields: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(value or 0) for value in fields[:3])
    fraction = ((fields[3] or fields[4] or "") + "0000")[:4]
    return (hours * 3600 + minutes * 60 + seconds) * 1000 + (int(fraction) + 5) // 10


def _numbers_a_caption(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is a number above a line of times; not if it ends a caption's text."""
    if not _NUMBER.fullmatch(lines[index]):
        return False
    following = index + 1
    while following < len(lines) and not lines[following].strip():
        following += 1
    if following == len(lines) or (following > index + 1 and index and lines[index - 1].strip()):
        return False
    below = lines[following]
    return bool(_match(below)) or ("-->" in below and ":" in below)


def _refuse_stray(lines: Sequence[str], index: int, draft: _Draft | None) -> None:
    """Refuse text that belongs to no caption: losing it silently would be worse."""
    line, number = lines[index].strip(), index + 1
    if draft is None:
        reason = f"The text {quoted(line)} stands before the first caption's times"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _TIMES_HINT)
    stands_apart = not lines[index - 1].strip() and index > draft.line
    if stands_apart and _is_next_number(line, draft.identifier):
        reason = f"The caption numbered {quoted(line)} has no times"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _TIMES_HINT)


def _is_next_number(line: str, before: str) -> bool:
    """Tell whether a line numbers the caption after one; ``1984`` in the eighth is its text."""
    match = _NUMBER.fullmatch(line)
    if match is None or len(match[1]) > _NUMBER_DIGITS:
        return False
    return not before.isdecimal() or 0 < int(match[1]) - int(before) <= _MOST_SKIPPED
