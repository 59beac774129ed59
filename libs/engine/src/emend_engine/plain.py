"""The stages as plain functions, text in and text out, for scripts and for evaluation.

Each runs a single stage as the pipeline runs it. White space is made single, lines stay lines.
"""

from __future__ import annotations

from functools import partial

from emend_engine._process import process_transcript
from emend_engine._profiles import Profile
from emend_transcript import from_text, joined

_FLUENT = Profile("plain-fluent", 1, ("fillers", "repeats"))
_WRITTEN = Profile("plain-written", 1, ("itn",))


def remove_disfluencies(text: str) -> str:
    """Return the text without fillers, repeats and abandoned beginnings."""
    return _by_line(text, _FLUENT)


def to_written(text: str) -> str:
    """Return the text with its spoken numbers, dates, times and the like as they are written."""
    return _by_line(text, _WRITTEN)


def _by_line(text: str, profile: Profile) -> str:
    return "\n".join(map(partial(_corrected, profile=profile), text.split("\n")))


def _corrected(line: str, profile: Profile) -> str:
    return joined(process_transcript(from_text(line), profile).tokens)
