"""Caption files as they stand: cues with their settings, and what stands around them.

Nothing here is a transcript yet. The readers (``_webvtt.py``, ``_srt.py``, ``_sbv.py``) make
these values of text, the writers make text of them, and what was read is written back equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from emend_transcript.captions._markup import plain_markup
from emend_transcript.captions._warning import CaptionWarning
from emend_transcript.captions._webvtt_text import Node, first_voice, parse_cue_text, plain_cue_text

CaptionFormat: TypeAlias = Literal["webvtt", "srt", "sbv"]
Auto: TypeAlias = Literal["auto"]


@dataclass(frozen=True, slots=True)
class CueSettings:
    """Where and how a WebVTT cue is shown; the defaults are those of the standard."""

    vertical: Literal["", "rl", "lr"] = ""
    """The writing direction; empty is horizontal."""
    line: float | Auto = "auto"
    """A line number, or a percentage where ``snap_to_lines`` is false."""
    snap_to_lines: bool = True
    line_align: Literal["start", "center", "end"] = "start"
    position: float | Auto = "auto"
    """A percentage."""
    position_align: Literal["line-left", "center", "line-right", "auto"] = "auto"
    size: float = 100.0
    """A percentage."""
    align: Literal["start", "center", "end", "left", "right"] = "center"
    region: str | None = None
    """The identifier of one of the file's regions."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption of a file. Times are milliseconds from the recording's start."""

    start_ms: int
    end_ms: int
    """Not checked against the start by ``parse_webvtt``, since the standard does not."""
    text: str
    """The payload as written, tags and entities included, lines parted by ``\\n``."""
    identifier: str = ""
    settings: CueSettings = CueSettings()
    format: CaptionFormat = "webvtt"
    """Whose markup the text has."""
    coordinates: str = ""
    """What stands after the times of a SubRip caption, such as ``X1:40 X2:600``."""
    line: int = field(default=0, compare=False)
    """The line of the file with the cue's times, counted from 1."""

    @property
    def plain_text(self) -> str:
        """The text without tags, entities decoded; WebVTT's ruby text stays, as in its DOM."""
        if self.format == "webvtt":
            return plain_cue_text(self.text)
        return plain_markup(self.text) if self.format == "srt" else self.text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the plain text."""
        text = self.plain_text
        return tuple(text.split("\n")) if text else ()

    @property
    def voice(self) -> str | None:
        """The name in the text's first ``<v Name>``; none without one."""
        return first_voice(self.text) if self.format == "webvtt" else None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The text's tree as the standard's cue text parser makes it."""
        return parse_cue_text(self.text)


@dataclass(frozen=True, slots=True)
class Region:
    """A WebVTT region: a part of the picture in which cues scroll. Numbers are percentages."""

    identifier: str = ""
    width: float = 100.0
    lines: int = 3
    anchor: tuple[float, float] = (0.0, 100.0)
    viewport_anchor: tuple[float, float] = (0.0, 100.0)
    scroll: Literal["", "up"] = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A WebVTT comment."""

    text: str
    before: int
    """The index of the cue it stands before; the number of cues for one at the end."""


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """A caption file. Two are equal if they say the same, whatever a reader warned of."""

    cues: tuple[Cue, ...]
    format: CaptionFormat = "webvtt"
    title: str = ""
    """What follows ``WEBVTT`` on the first line."""
    header: tuple[str, ...] = ()
    """The lines below the first, such as ``Language: en``."""
    styles: tuple[str, ...] = ()
    """The style sheets' text."""
    regions: tuple[Region, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[CaptionWarning, ...] = field(default=(), compare=False)
    """The first 20 faults, and one line that counts the others."""
    lost: CaptionWarning | None = field(default=None, compare=False)
    """The first fault that cost a caption or a text; none where nothing was lost."""
