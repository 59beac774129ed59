"""The W3C's WebVTT parser transcribed step by step, to compare the one that ships with.

Source: W3C WebVTT, section 6, "WebVTT parser algorithm", "Collect a WebVTT block", "Collect WebVTT
cue timings and settings", "Collect a WebVTT timestamp", "WebVTT cue text tokenizer". It walks one
code point at a time with a position pointer, as the text does, and is slow; nothing is shared with
the reader in ``emend_transcript.captions``. Step numbers are those of the standard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

WHITE_SPACE = "\t\n\f\r "
DIGITS = "0123456789"


@dataclass
class Input:
    """The input and its position pointer."""

    text: str
    position: int = 0

    @property
    def ended(self) -> bool:
        """Whether position is past the end of input."""
        return self.position >= len(self.text)

    @property
    def here(self) -> str:
        """The code point at position; empty past the end."""
        return self.text[self.position : self.position + 1]

    def collect(self, wanted: Callable[[str], bool]) -> str:
        """Collect a sequence of code points."""
        start = self.position
        while not self.ended and wanted(self.here):
            self.position += 1
        return self.text[start : self.position]

    def line(self) -> str:
        """Collect what is not a line feed."""
        return self.collect(lambda one: one != "\n")


@dataclass
class AlgorithmCue:
    """A cue; times are milliseconds."""

    identifier: str
    start_ms: int = 0
    end_ms: int = 0
    settings: str = ""
    text: str = ""


@dataclass
class Track:
    """What the algorithm yields."""

    cues: list[AlgorithmCue] = field(default_factory=list[AlgorithmCue])
    styles: list[str] = field(default_factory=list[str])
    regions: list[str] = field(default_factory=list[str])


@dataclass
class _Block:
    line_count: int = 0
    previous: int = 0
    buffer: str = ""
    seen_eof: bool = False
    seen_arrow: bool = False
    cue: AlgorithmCue | None = None
    kind: str = ""


def parse(text: str) -> Track | None:
    """WebVTT parser algorithm; none where the signature is missing."""
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    source = Input(text)
    if len(text) < 6 or text[:6] != "WEBVTT" or text[6:7] not in ("", " ", "\t", "\n"):  # noqa: PLR2004
        return None
    track = Track()
    source.line()
    if source.ended:
        return track
    source.position += 1
    if source.ended:
        return track
    if source.here != "\n":
        _collect_block(source, track, in_header=True)
    else:
        source.position += 1
    source.collect(lambda one: one == "\n")
    while not source.ended:
        block = _collect_block(source, track, in_header=False)
        if block.cue:
            track.cues.append(block.cue)
        elif block.kind == "STYLE":
            track.styles.append(block.buffer)
        elif block.kind == "REGION":
            track.regions.append(block.buffer)
        source.collect(lambda one: one == "\n")
    return track


def _collect_block(source: Input, track: Track, *, in_header: bool) -> _Block:
    block = _Block(previous=source.position)
    while True:
        line = source.line()
        block.line_count += 1
        if source.ended:
            block.seen_eof = True
        else:
            source.position += 1
        if "-->" in line:
            first = block.line_count == 1
            second = block.line_count == 2 and not block.seen_arrow  # noqa: PLR2004
            if in_header or not (first or second):
                source.position = block.previous
                break
            _arrow(block, line, source.position)
        elif not line:
            break
        else:
            _text(block, line, track, in_header=in_header)
            block.previous = source.position
        if block.seen_eof:
            break
    if block.cue:
        block.cue.text = block.buffer
    return block


def _arrow(block: _Block, line: str, position: int) -> None:
    """Step 11.4: times, or none."""
    block.seen_arrow = True
    block.previous = position
    block.cue = timings(line, AlgorithmCue(block.buffer))
    if block.cue:
        block.buffer = ""


def _text(block: _Block, line: str, track: Track, *, in_header: bool) -> None:
    """Step 11.6: anything else."""
    seen_cue = bool(track.cues) or block.cue is not None
    if not in_header and block.line_count == 2 and not seen_cue:  # noqa: PLR2004
        for kind in ("STYLE", "REGION"):
            rest = block.buffer.removeprefix(kind)
            if block.buffer.startswith(kind) and all(one in WHITE_SPACE for one in rest):
                block.kind, block.buffer = kind, ""
    block.buffer += f"\n{line}" if block.buffer else line


def timings(line: str, cue: AlgorithmCue) -> AlgorithmCue | None:
    """Collect WebVTT cue timings and settings; none on failure."""
    source = Input(line)
    _skip(source)
    start = timestamp(source)
    _skip(source)
    if start is None or not source.text.startswith("-->", source.position):
        return None
    source.position += 3
    _skip(source)
    end = timestamp(source)
    if end is None:
        return None
    cue.start_ms, cue.end_ms, cue.settings = start, end, line[source.position :]
    return cue


def _skip(source: Input) -> None:
    source.collect(lambda one: one in WHITE_SPACE)


def timestamp(source: Input) -> int | None:
    """Collect a WebVTT timestamp; none on an error."""
    if source.ended or source.here not in DIGITS:
        return None
    digits = _digits(source)
    value1, value4 = int(digits), 0
    hours = len(digits) != 2 or value1 > 59  # noqa: PLR2004
    value2 = _part(source, ":", 2)
    if value2 is None:
        return None
    if hours or source.here == ":":
        value3 = _part(source, ":", 2)
    else:
        value1, value2, value3 = 0, value1, value2
    value4 = None if value3 is None else _part(source, ".", 3)
    if value3 is None or value4 is None or value2 > 59 or value3 > 59:  # noqa: PLR2004
        return None
    return ((value1 * 60 + value2) * 60 + value3) * 1000 + value4


def _part(source: Input, sign: str, length: int) -> int | None:
    """Read a sign and exactly so many digits."""
    if source.ended or source.here != sign:
        return None
    source.position += 1
    digits = _digits(source)
    return int(digits) if len(digits) == length else None


def _digits(source: Input) -> str:
    return source.collect(lambda one: one in DIGITS)
