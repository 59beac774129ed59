"""SBV captions, as YouTube takes them, each turn's first with its speaker's name."""

from __future__ import annotations

from emend_transcript._document import Document
from emend_transcript.captions import CaptionFile, Cue, cut_captions, format_sbv


def render_sbv(document: Document) -> str:
    """Return an SBV file; without any words it is empty."""
    cues = cut_captions(document.result, document.captions, name_speakers=True)
    made = (Cue(cue.start_ms, cue.end_ms, "\n".join(cue.lines), format="sbv") for cue in cues)
    return format_sbv(CaptionFile(tuple(made), "sbv"))
