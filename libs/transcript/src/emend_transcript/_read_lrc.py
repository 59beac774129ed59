"""LRC lyrics (.lrc) as a transcript, as whisper.cpp and players have them: times before lines.

There is no standard; a line is ``[mm:ss.xx]text``, several times before a text say it several
times, ``[ti:…]`` and its kin tell about the file, ``<mm:ss.xx>`` inside gives a word its time. A
line ends where the next begins; the last one's end nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from emend_transcript._chunks import Chunk, chunk_words, joined_syllables, within
from emend_transcript._json import label
from emend_transcript._source import Group, Source, Spoken

_TIME = r"(\d{1,4}):([0-5]?\d)(?:[.:](\d{1,3}))?"
_STAMPS = re.compile(rf"(?:\[{_TIME}\][ \t]{{0,9}})+")
_STAMP = re.compile(rf"\[{_TIME}\]")
_WORD_STAMP = re.compile(rf"<{_TIME}>")
_ABOUT = re.compile(r"\[([a-zA-Z#]{1,20}):([^\]]*)\][ \t]*")
_LAST_MS = 4_000
"""How long the last line is taken to last."""


def matches(text: str) -> bool:
    """A first line with a time before it, whatever tells about the file above it."""
    lines = (line.strip() for line in text[:10_000].splitlines())
    first = next((line for line in lines if line and not _ABOUT.fullmatch(line)), "")
    return _STAMP.match(first) is not None


def read(text: str) -> Source:
    """Read the lines in the order of their times; those without a time are passed over."""
    warnings: list[str] = []
    title: str | None = None
    found: list[tuple[int, str, int]] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        stamps = _STAMPS.match(line.lstrip())
        if stamps:
            shown = line.lstrip()[stamps.end() :]
            starts = map(_milliseconds, _STAMP.findall(stamps.group()))
            found += [(start, shown, number) for start in starts]
        elif about := _ABOUT.fullmatch(line.strip()):
            title = label(about[2], f"line {number}") if about[1] == "ti" else title
        elif line.strip():
            warnings.append(f"line {number}: a line without a time; skipped")
    found.sort(key=lambda one: one[0])
    ends = [*(start for start, _, _ in found[1:]), None]
    groups = [_group(*one, end) for one, end in zip(found, ends, strict=False)]
    return Source(groups=groups, title=title, warnings=warnings[:20])


def _milliseconds(fields: Sequence[str]) -> int:
    minutes, seconds, fraction = fields
    return (int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))


def _group(start_ms: int, text: str, number: int, next_ms: int | None) -> Group:
    place = f"line {number}"
    starts = [start_ms]
    words = list(chunk_words(list(_chunks(text, starts)), place))
    end_ms = max(starts[-1], start_ms + _LAST_MS) if next_ms is None else next_ms
    spoken = [word for word, _ in words]
    if len(starts) > 1:
        spoken = joined_syllables(_timed(words, [*starts, end_ms]))
    return Group(spoken, start_ms, end_ms, place)


def _timed(words: Sequence[tuple[Spoken, int]], times: Sequence[int]) -> Iterator[Spoken]:
    for section, members in groupby(words, key=lambda pair: pair[1]):
        start_ms = times[section]
        own = [word for word, _ in members]
        yield from within(own, start_ms, max(start_ms, times[section + 1]))


def _chunks(text: str, starts: list[int]) -> Iterator[Chunk]:
    position = 0
    for match in _WORD_STAMP.finditer(text):
        yield Chunk(text[position : match.start()], len(starts) - 1)
        position = match.end()
        starts.append(max(starts[-1], _milliseconds(match.groups(""))))
    yield Chunk(text[position:], len(starts) - 1)
