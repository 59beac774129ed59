"""Collects what a reader of captions met: a few in words, the others only counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from emend_transcript.captions._warning import CaptionWarning

MAX_WARNINGS = 20
"""A file of nothing but faults must not become larger by being read."""


@dataclass(slots=True)
class Faults:
    """The faults of one file, in the order of its lines."""

    shown: list[CaptionWarning] = field(default_factory=list[CaptionWarning])
    more: int = 0
    last_line: int = 0
    first_lost: CaptionWarning | None = None
    """The first fault that cost a cue or a text."""

    def lose(self, line: int, reason: str) -> None:
        """Note that something was skipped that a viewer would miss."""
        if self.first_lost is None:
            self.first_lost = CaptionWarning(line, reason)
        self.keep(line, f"{reason}; skipped")

    def keep(self, line: int, reason: str) -> None:
        """Note something odd."""
        self.last_line = line
        if len(self.shown) < MAX_WARNINGS:
            self.shown.append(CaptionWarning(line, reason))
        else:
            self.more += 1

    def warnings(self) -> tuple[CaptionWarning, ...]:
        """Return the first faults, and one that counts the others."""
        more = (
            [CaptionWarning(self.last_line, f"the last of {self.more} more")] if self.more else []
        )
        return (*self.shown, *more)
