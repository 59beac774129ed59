"""Reads WebVTT files as the standard's parser does, and says what that parser drops in silence.

Source: W3C WebVTT (https://www.w3.org/TR/webvtt1/), "WebVTT file parsing". Blocks end at an empty
line or before a second line with an arrow; a block whose times cannot be read is dropped and the
next is read. Only a file without the signature is refused: the standard then reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript.captions._faults import Faults
from emend_transcript.captions._model import CaptionFile, Cue, Note, Region
from emend_transcript.captions._webvtt_settings import parse_cue_settings, parse_region
from emend_transcript.captions._webvtt_times import SPACE, TIME, match_ms

_SIGNATURE = re.compile(r"WEBVTT(?:[ \t\r\n]|$)")
_TIMES = re.compile(rf"[{SPACE}]*+{TIME}[{SPACE}]*+-->[{SPACE}]*+{TIME}")
_BLOCKS = ("STYLE", "REGION")
_NOTE = re.compile(r"NOTE(?:[ \t]|$)")
_ARROW = "-->"


@dataclass(slots=True)
class _State:
    """What the parser holds while it goes from block to block."""

    lines: Sequence[str]
    cues: list[Cue] = field(default_factory=list[Cue])
    styles: list[str] = field(default_factory=list[str])
    regions: list[Region] = field(default_factory=list[Region])
    notes: list[Note] = field(default_factory=list[Note])
    faults: Faults = field(default_factory=Faults)
    region_names: set[str] = field(default_factory=set[str])


def is_webvtt(text: str) -> bool:
    """Tell whether a text has the standard's signature; a byte order mark may stand before it."""
    return _SIGNATURE.match(text.removeprefix("\ufeff")) is not None


def parse_webvtt(content: str | bytes) -> CaptionFile:
    """Return the cues, regions, style sheets and comments that the standard keeps of a file.

    No cue may be left: ``lost`` then tells the first thing that was skipped, if any was.

    Args:
        content: the file, or its text; a byte order mark is passed over. Bytes are decoded as the
            standard asks: UTF-8, with U+FFFD for what is none.

    Raises:
        FormatError: ``bad_caption`` at ``line 1``, if the signature is missing.
    """
    text = content if isinstance(content, str) else content.decode(errors="replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.replace("\0", "\ufffd").split("\n")
    if not _SIGNATURE.match(lines[0]):
        reason = f"A WebVTT file begins with WEBVTT, this one with {quoted(lines[0])}"
        hint = "Put a line WEBVTT and an empty line before the first cue."
        raise FormatError(ErrorCode.BAD_CAPTION, reason, "line 1", hint)
    end = _header_end(lines)
    state = _State(lines)
    _parse_blocks(state, end)
    return CaptionFile(
        cues=tuple(state.cues),
        title=lines[0][6:].strip(" \t"),
        header=tuple(lines[1:end]),
        styles=tuple(state.styles),
        regions=tuple(state.regions),
        notes=tuple(state.notes),
        warnings=state.faults.warnings(),
        lost=state.faults.first_lost,
    )


def _header_end(lines: Sequence[str]) -> int:
    position = 1
    while position < len(lines) and lines[position] and _ARROW not in lines[position]:
        position += 1
    return position


def _parse_blocks(state: _State, position: int) -> None:
    lines = state.lines
    while position < len(lines):
        if not lines[position]:
            position += 1
            continue
        first = position
        arrow = next((n for n in (first, first + 1) if _has_arrow(lines, n)), None)
        position = _block_end(lines, first if arrow is None else arrow + 1)
        if arrow is None:
            _keep_block(state, lines[first:position], first + 1)
        else:
            identifier = lines[first] if arrow > first else ""
            _keep_cue(state, identifier, arrow, lines[arrow + 1 : position])


def _has_arrow(lines: Sequence[str], position: int) -> bool:
    return position < len(lines) and _ARROW in lines[position]


def _block_end(lines: Sequence[str], position: int) -> int:
    while position < len(lines) and lines[position] and _ARROW not in lines[position]:
        position += 1
    return position


def _keep_cue(state: _State, identifier: str, arrow: int, text: Sequence[str]) -> None:
    line, number = state.lines[arrow], arrow + 1
    match = _TIMES.match(line)
    if match is None:
        reason = f"These are no caption times: {quoted(line.strip())}"
        state.faults.lose(number, reason)
        return
    groups = match.groups()
    settings, ignored = parse_cue_settings(line[match.end() :], state.region_names)
    for setting in ignored:
        state.faults.keep(number, f"the setting {quoted(setting)} is not understood; left out")
    start_ms, end_ms = match_ms(*groups[:4]), match_ms(*groups[4:])
    if end_ms < start_ms:
        state.faults.keep(number, f"the cue ends at {end_ms} ms, before its start at {start_ms} ms")
    state.cues.append(Cue(start_ms, end_ms, "\n".join(text), identifier, settings, line=number))


def _keep_block(state: _State, block: Sequence[str], number: int) -> None:
    """Keep a block without times: a comment, a style sheet, a region; anything else is lost."""
    head, body = block[0], "\n".join(block[1:])
    if _NOTE.match(head):
        state.notes.append(Note("\n".join(block)[4:].strip(), len(state.cues)))
        return
    kind = next((name for name in _BLOCKS if head.startswith(name)), "")
    if not kind or head[len(kind) :].strip(" \t\n\f"):
        state.faults.lose(number, f"The text {quoted(head)} has no times")
    elif state.cues:
        state.faults.keep(number, f"a {kind} block counts only before the first cue; skipped")
    elif body and kind == "STYLE":
        state.styles.append(body)
    elif body:
        state.regions.append(region := parse_region(body))
        state.region_names.add(region.identifier)
