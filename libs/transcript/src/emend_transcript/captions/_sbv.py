"""Reads and writes SBV captions (.sbv), the form in which YouTube hands out its own.

Source: YouTube Help, "Supported subtitle and closed caption files": a line
``0:00:01.000,0:00:02.500``, lines of text, an empty line. ``[br]`` in the text parts lines too.
Text that belongs to no caption is refused with its line. YouTube's files hold captions that end
before their start; those are kept and named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript.captions._faults import Faults
from emend_transcript.captions._model import CaptionFile, Cue

_TIME = r"(\d{1,9}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]*+,[ \t]*+{_TIME}\s*")
_FIRST = re.compile(rf"\s*{_TIME}[ \t]*+,[ \t]*+\d+:")
_TIMES_HINT = "Write them as 0:00:01.000,0:00:02.500."
_MAX_MINUTE = 59


def is_sbv(text: str) -> bool:
    """Tell whether a text begins with two times and a comma between them."""
    return _FIRST.match(text.removeprefix("\ufeff")) is not None


def parse_sbv(text: str) -> CaptionFile:
    """Return the captions of an SBV file.

    Raises:
        FormatError: ``bad_caption`` with the line at fault.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = Faults()
    cues: list[Cue] = []
    held: list[str] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _TIMES.fullmatch(line)
        if match or (not line.strip() and is_open):
            _close(cues, held)
            is_open = match is not None
        if match:
            cues.append(_cue(match.groups(), line, number, faults))
        elif is_open:
            held.append(line)
        elif line.strip():
            _refuse(line, number)
    _close(cues, held)
    return CaptionFile(tuple(cues), "sbv", warnings=faults.warnings())


def format_sbv(file: CaptionFile) -> str:
    """Return a caption file as SBV; the tags of other formats are dropped."""
    return "\n".join(map(_block, file.cues))


def _block(cue: Cue) -> str:
    text = cue.text if cue.format == "sbv" else cue.plain_text
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    body = "".join(f"{line}\n" for line in lines)
    return f"{format_time(cue.start_ms)},{format_time(cue.end_ms)}\n{body}"


def format_time(time_ms: int) -> str:
    """Return ``0:00:01.500``."""
    seconds, thousandths = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _cue(groups: Sequence[str | None], line: str, number: int, faults: Faults) -> Cue:
    if any(int(groups[at] or 0) > _MAX_MINUTE for at in (1, 2, 5, 6)):
        _refuse(line, number)
    start_ms, end_ms = _milliseconds(groups[:4]), _milliseconds(groups[4:])
    if end_ms < start_ms:
        reason = f"the caption ends at {end_ms} ms, before its start at {start_ms} ms"
        faults.keep(number, reason)
    return Cue(start_ms, end_ms, "", format="sbv", line=number)


def _milliseconds(fields: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(value or 0) for value in fields[:3])
    fraction = ((fields[3] or "") + "0000")[:4]
    return (hours * 3600 + minutes * 60 + seconds) * 1000 + (int(fraction) + 5) // 10


def _close(cues: list[Cue], held: list[str]) -> None:
    """Give the caption that ends here its text."""
    if cues and held:
        last = cues[-1]
        text = "\n".join(filter(str.strip, "\n".join(held).replace("[br]", "\n").split("\n")))
        cues[-1] = Cue(last.start_ms, last.end_ms, text, format="sbv", line=last.line)
    held.clear()


def _refuse(line: str, number: int) -> None:
    what = quoted(line.strip())
    has_clock = re.match(r"\s*[-\d]\S{0,40}:", line) is not None
    reason = f"These are no caption times: {what}" if has_clock else f"The text {what} has no times"
    raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _TIMES_HINT)
