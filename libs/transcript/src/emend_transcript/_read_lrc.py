"""LRC lyrics (.lrc) as a transcript, as whisper.cpp and players have them: times before lines.

There is no standard; a line is ``[mm:ss.xx]text``, several times before a text say it several
times, ``[ti:…]`` and its kin tell about the file, ``<mm:ss.xx>`` inside gives a word its time.
``[offset:+500]`` shows all of it 500 ms earlier, as players have it, a negative one later. A line
ends where the next begins; the last one's end nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from emend_transcript._chunks import Chunk, chunk_words, in_sections, joined_syllables
from emend_transcript._errors import ErrorCode, FormatError
from emend_transcript._json import label
from emend_transcript._source import Group, Source
from emend_transcript.captions._faults import Faults

_TIME = r"(\d{1,4}):([0-5]?\d)(?:[.:](\d{1,3}))?"
_STAMPS = re.compile(rf"(?:\[{_TIME}\][ \t]{{0,9}})+")
_STAMP = re.compile(rf"\[{_TIME}\]")
_WORD_STAMP = re.compile(rf"<{_TIME}>")
_ABOUT = re.compile(r"\[([a-zA-Z#]{1,20}):([^\]]*)\][ \t]*")
_OFFSET = re.compile(r"\s*([+-]?\d{1,9})\s*")
_LAST_MS = 4_000
"""How long the last line is taken to last."""
_MOST_CHARACTERS = 20_000
"""What lines with several times may come to in any file: several times a long song."""
_HINT = "Write a line for each time that it is said."


class _Line(NamedTuple):
    """A line and where it stands. Its time is milliseconds."""

    start_ms: int
    text: str
    number: int


def matches(text: str) -> bool:
    """A first line with a time before it, whatever tells about the file above it."""
    lines = (line.strip() for line in text[:10_000].splitlines())
    first = next((line for line in lines if line and not _ABOUT.fullmatch(line)), "")
    return _STAMP.match(first) is not None


def read(text: str) -> Source:
    """Read the lines in the order of their times; those without a time are passed over.

    Raises:
        FormatError: ``bad_caption`` with the line at which times repeat more text than a file of
            this length can hold, ``bad_time``.
    """
    faults = Faults()
    about: dict[str, str] = {}
    found: list[_Line] = []
    most = characters = max(_MOST_CHARACTERS, 2 * len(text))
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if stamps := _STAMPS.match(line.lstrip()):
            shown = line.lstrip()[stamps.end() :].rstrip()
            starts = [_milliseconds(one) for one in _STAMP.findall(stamps.group())]
            characters -= len(starts) * len(shown)
            if characters < 0:
                _refuse(len(starts), most, number)
            found += [_Line(start, shown, number) for start in starts]
        elif tells := _ABOUT.fullmatch(line.strip()):
            _note(about, tells[1].lower(), tells[2], number, faults)
        elif line.strip():
            faults.lose(number, "a line without a time")
    return Source(
        groups=_groups(found, int(about.get("offset", "0"))),
        title=label(about.get("ti"), "the line [ti:]"),
        warnings=list(map(str, faults.warnings())),
    )


def _refuse(times: int, most: int, number: int) -> None:
    reason = f"Lines with several times ({times} here) come to more than {most} characters of text"
    raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _HINT)


def _note(about: dict[str, str], name: str, value: str, number: int, faults: Faults) -> None:
    """Keep what a line tells about the file; the last one holds."""
    if name == "offset" and not _OFFSET.fullmatch(value):
        faults.lose(number, "an offset that is no whole number of milliseconds")
    else:
        about[name] = value


def _groups(lines: Sequence[_Line], offset_ms: int) -> list[Group]:
    """Return the lines in the order of their times, which an offset moves ahead, to 0 at most."""
    ordered = sorted(lines, key=lambda one: one.start_ms)
    ends = [*(one.start_ms for one in ordered[1:]), None]
    return [_group(*pair, offset_ms) for pair in zip(ordered, ends, strict=False)]


def _milliseconds(fields: Sequence[str]) -> int:
    minutes, seconds, fraction = fields
    return (int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))


def _group(line: _Line, next_ms: int | None, offset_ms: int) -> Group:
    place = f"line {line.number}"
    starts = [line.start_ms]
    words = list(chunk_words(list(_chunks(line.text, starts)), place))
    end_ms = max(starts[-1], line.start_ms + _LAST_MS) if next_ms is None else next_ms
    times = [max(0, one - offset_ms) for one in (*starts, end_ms)]
    spoken = [word for word, _ in words]
    if len(starts) > 1:
        spoken = joined_syllables(in_sections(words, list(pairwise(times))))
    return Group(spoken, times[0], times[-1], place)


def _chunks(text: str, starts: list[int]) -> Iterator[Chunk]:
    position = 0
    for match in _WORD_STAMP.finditer(text):
        yield Chunk(text[position : match.start()], len(starts) - 1)
        position = match.end()
        starts.append(max(starts[-1], _milliseconds(match.groups(""))))
    yield Chunk(text[position:], len(starts) - 1)
