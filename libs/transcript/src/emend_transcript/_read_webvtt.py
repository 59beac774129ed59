"""WebVTT captions (.vtt), cut into cues as the W3C's parser does.

Source: W3C WebVTT, "WebVTT file parsing". That parser skips what it cannot read and goes on,
so this one does too, but says so in the transcript's warnings; where nothing is left, the
first fault is the error. A block of text without times is not in any cue and is named too,
except for NOTE, STYLE and REGION. What stands inside a cue is read by ``_webvtt_text.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import label
from emend_transcript._source import Group, Source
from emend_transcript._webvtt_text import SPACE, TIME, cue_words, time_ms

_SIGNATURE = re.compile(r"WEBVTT(?:[ \t\r\n]|$)")
_TIMES = re.compile(rf"[{SPACE}]*{TIME}[{SPACE}]*-->[{SPACE}]*{TIME}(?![0-9])")
_NOT_SPOKEN = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LANGUAGE = re.compile(r"Language:\s*([\w-]+)\s*", re.IGNORECASE)
_MAX_WARNINGS = 20


@dataclass(slots=True)
class _Block:
    """Lines between two empty ones, as far as they were read."""

    line: int
    times: tuple[int, int] | None = None
    seen_arrow: bool = False
    text: list[str] = field(default_factory=list[str])


def matches(text: str) -> bool:
    """The signature that the standard asks for."""
    return _SIGNATURE.match(text) is not None


def read(text: str) -> Source:
    """Read the cues; see the module for what is skipped.

    Raises:
        FormatError: ``bad_caption`` if the signature is missing or no cue can be read.
    """
    lines = re.sub("\r\n?", "\n", text).replace("\0", "\ufffd").split("\n")
    if not _SIGNATURE.match(lines[0]):
        reason = f"A WebVTT file begins with WEBVTT, this one with {quoted(lines[0])}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, "line 1")
    header, position = _header(lines)
    faults: list[tuple[str, str]] = []
    cues = _cues(lines, position, faults)
    if not cues:
        none = (ErrorCode.NO_WORDS, "The file holds no captions", "line 1")
        raise FormatError(*((ErrorCode.BAD_CAPTION, *faults[0]) if faults else none))
    return Source(
        groups=[Group(cue_words(*cue), cue[1], cue[2], f"line {cue[3]}") for cue in cues],
        language=next((found[1] for found in map(_LANGUAGE.fullmatch, header) if found), None),
        title=label(lines[0][6:].strip(" \t-"), "line 1"),
        warnings=_warnings(faults),
    )


def _warnings(faults: Sequence[tuple[str, str]]) -> list[str]:
    shown = [f"{place}: {reason}; skipped" for reason, place in faults[:_MAX_WARNINGS]]
    more = len(faults) - len(shown)
    return [*shown, f"and {more} more"] if more else shown


def _header(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return the lines of the head after the first, and where the body starts."""
    position = 1
    while position < len(lines) and lines[position] and "-->" not in lines[position]:
        position += 1
    return list(lines[1:position]), position


def _cues(
    lines: Sequence[str], position: int, faults: list[tuple[str, str]]
) -> list[tuple[str, int, int, int]]:
    """Return each cue's text, start, end and line."""
    cues: list[tuple[str, int, int, int]] = []
    while position < len(lines):
        if not lines[position]:
            position += 1
            continue
        block, position = _block(lines, position)
        if block.times:
            cues.append(("\n".join(block.text), *block.times, block.line))
        elif block.seen_arrow:
            fault = f"These are no caption times: {quoted(lines[block.line - 1])}"
            faults.append((fault, f"line {block.line}"))
        elif not _NOT_SPOKEN.match(block.text[0]):
            fault = f"The text {quoted(block.text[0])} has no times"
            faults.append((fault, f"line {block.line}"))
    return cues


def _block(lines: Sequence[str], position: int) -> tuple[_Block, int]:
    """Collect a block as the standard says: a second arrow, or a late one, starts the next."""
    block = _Block(position + 1)
    first = position
    while position < len(lines) and lines[position]:
        line = lines[position]
        if "-->" in line:
            if block.seen_arrow or position - first > 1:
                break
            block = _Block(position + 1, _times(line), seen_arrow=True)
        else:
            block.text.append(line)
        position += 1
    return block, position


def _times(line: str) -> tuple[int, int] | None:
    match = _TIMES.match(line)
    if match is None:
        return None
    fields = match.groups()
    return time_ms(fields[:4]), time_ms(fields[4:])
