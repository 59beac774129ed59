r"""ASS and SSA (.ass, .ssa) as a transcript: each dialogue line a segment, its Name the speaker.

Source: "Sub Station Alpha v4.00+ Script Format": ``[Events]`` has a ``Format`` line that names the
fields, then ``Dialogue`` lines, whose last field, the text, may hold commas; times are
``h:mm:ss.cc``. ``\N``, ``\n`` and ``\h`` are white space, what stands in braces is not shown, nor
what is drawn after ``\p1``. Karaoke (``\k`` and its kin, in hundredths of a second) times
syllables. Comments are passed over. A line that one name has again at the same time is read once
where it lies over the other, on another layer or put in its place by ``\pos``: elsewhere players
show both. A line that ends before it starts has no duration and a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from emend_transcript._chunks import Chunk, chunk_words, in_sections, joined_syllables
from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import label
from emend_transcript._source import Group, Source
from emend_transcript.captions._faults import Faults

_HEADS = ("[script info]", "[v4 styles]", "[v4+ styles]", "[events]")
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect",
           "text")  # fmt: skip
_TIME = re.compile(r"\s*(\d{1,9}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?\s*")
_BLOCK = re.compile(r"\{([^{}]*+)\}|\\([Nnh])")
_DRAWING = re.compile(r"\\p(\d)")
_PLACED = re.compile(r"\\(?:pos|move)\(")
_KARAOKE = re.compile(r"\\[kK][fo]?(\d{1,9})")
_TIMES_HINT = "Write each as Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,text."


class _Line(NamedTuple):
    """A dialogue line. Times are milliseconds."""

    start_ms: int
    end_ms: int
    layer: str
    name: str
    text: str
    number: int


def matches(text: str) -> bool:
    """A first line that heads one of the format's sections."""
    lines = (line.strip() for line in text[:10_000].splitlines())
    first = next((line for line in lines if line and line[0] not in ";!"), "")
    return first.lower() in _HEADS


def read(text: str) -> Source:
    """Read the dialogue lines, in the order of their times.

    Raises:
        FormatError: ``bad_caption`` with the line whose times are none.
    """
    title: str | None = None
    fields: Sequence[str] = _FIELDS
    found: list[_Line] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        kind, _, value = line.lstrip().partition(":")
        if kind == "Format" and "text" in value.lower():
            fields = [field.strip().lower() for field in value.split(",")]
        elif kind == "Dialogue":
            found.append(_dialogue(value, fields, number))
        elif kind == "Title" and not found:
            title = label(value.strip(), f"line {number}")
    spoken = sorted(_once(found), key=lambda one: (one.start_ms, one.number))
    return Source(groups=list(map(_group, spoken)), title=title, warnings=_warnings(found, spoken))


def _once(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines without those that lie over the same one's like."""
    on_layer: Counter[tuple[object, ...]] = Counter()
    most: Counter[tuple[object, ...]] = Counter()
    for one in lines:
        said = (one.start_ms, one.end_ms, one.name, _plain(one.text))
        layer = (*said, one.layer)
        if not (on_layer[layer] and _PLACED.search(one.text)):
            on_layer[layer] += 1
        if on_layer[layer] > most[said]:
            most[said] = on_layer[layer]
            yield one


def _warnings(found: Sequence[_Line], spoken: Sequence[_Line]) -> list[str]:
    faults = Faults()
    for one in found:
        if one.end_ms < one.start_ms:
            reason = f"the line ends at {one.end_ms} ms, before its start at {one.start_ms} ms"
            faults.keep(one.number, reason)
    more = len(found) - len(spoken)
    again = [f"{more} lines repeat another at the same time; read once"] if more else []
    return [*map(str, faults.warnings()), *again]


def _dialogue(value: str, fields: Sequence[str], number: int) -> _Line:
    parts = dict(zip(fields, value.split(",", len(fields) - 1), strict=False))
    start, end = _TIME.fullmatch(parts.get("start", "")), _TIME.fullmatch(parts.get("end", ""))
    if start is None or end is None:
        reason = f"A dialogue line without the times it must have: {quoted(value.strip())}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _TIMES_HINT)
    name = parts.get("name", parts.get("actor", "")).strip()
    layer, text = parts.get("layer", "").strip(), parts.get("text", "")
    return _Line(_milliseconds(start), _milliseconds(end), layer, name, text, number)


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds = (int(match[group]) for group in (1, 2, 3))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[4] or "0").ljust(3, "0"))


def _plain(text: str) -> str:
    return "".join(chunk.text for chunk in _chunks(text, None, [0]))


def _group(line: _Line) -> Group:
    place = f"line {line.number}"
    starts = [line.start_ms]
    words = list(chunk_words(list(_chunks(line.text, label(line.name, place), starts)), place))
    spoken = [word for word, _ in words]
    end_ms = max(line.start_ms, line.end_ms)
    if len(starts) > 1:
        bounded = [min(one, end_ms) for one in (*starts, end_ms)]
        spoken = joined_syllables(in_sections(words, list(pairwise(bounded))))
    return Group(spoken, line.start_ms, end_ms, place)


def _chunks(text: str, speaker: str | None, starts: list[int]) -> Iterator[Chunk]:
    """Yield what is shown; where karaoke begins a syllable, its start is added to ``starts``."""
    position, drawn, next_ms = 0, False, starts[0]
    for match in [*_BLOCK.finditer(text), None]:
        end = match.start() if match else len(text)
        if not drawn and end > position:
            yield Chunk(text[position:end], len(starts) - 1, speaker)
        if match is None:
            return
        position = match.end()
        if match[2] and not drawn:
            yield Chunk(" ", len(starts) - 1, speaker)
        for length in _KARAOKE.findall(match[1] or ""):
            starts.append(next_ms)
            next_ms += int(length) * 10
        for level in _DRAWING.findall(match[1] or ""):
            drawn = level != "0"
