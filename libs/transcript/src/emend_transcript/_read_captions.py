"""Makes groups of words of captions that have no markup between words."""

from __future__ import annotations

from collections.abc import Iterator

from emend_transcript._source import Group, Spoken
from emend_transcript.captions import CaptionFile, Cue


def plain_groups(file: CaptionFile) -> Iterator[Group]:
    """Yield the words of each caption; none has a time of its own."""
    return map(_group, file.cues)


def _group(cue: Cue) -> Group:
    place = f"line {cue.line}"
    words = [Spoken(word, location=place, glued=False) for word in cue.plain_text.split()]
    end_ms = max(cue.start_ms, cue.end_ms) if cue.format == "sbv" else cue.end_ms
    return Group(words, cue.start_ms, end_ms, place)
