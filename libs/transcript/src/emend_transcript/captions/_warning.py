"""What a reader of captions passed over, or kept although it is odd."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaptionWarning:
    """One fault of a caption file that did not keep it from being read."""

    line: int
    """Counted from 1."""
    reason: str

    def __str__(self) -> str:
        """Name the line first: ``line 12: …``."""
        return f"line {self.line}: {self.reason}"
