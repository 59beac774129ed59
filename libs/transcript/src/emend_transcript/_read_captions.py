"""Makes groups of words of captions, in the order of their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from emend_transcript._source import Group, Spoken
from emend_transcript.captions import CaptionFile, Cue


def plain_groups(file: CaptionFile) -> Iterator[Group]:
    """Yield the words of each caption that has no markup; none has a time of its own."""
    return map(_group, in_order(file))


def in_order(file: CaptionFile) -> list[Cue]:
    """Return the captions in the order of their starts."""
    return sorted(file.cues, key=lambda cue: cue.start_ms)


def caption_warnings(file: CaptionFile) -> list[str]:
    """Return the file's warnings, and one where its captions are not in the order of time."""
    return [*map(str, file.warnings), *_disorder(file.cues)]


def _disorder(cues: Sequence[Cue]) -> list[str]:
    """Name the first caption that stands behind a later one."""
    for before, after in pairwise(cues):
        if after.start_ms < before.start_ms:
            place = f"line {after.line}: the caption starts at {after.start_ms} ms"
            return [f"{place}, before the one above it; all are put in the order of time"]
    return []


def _group(cue: Cue) -> Group:
    place = f"line {cue.line}"
    words = [Spoken(word, location=place, glued=False) for word in cue.plain_text.split()]
    end_ms = max(cue.start_ms, cue.end_ms) if cue.format == "sbv" else cue.end_ms
    return Group(words, cue.start_ms, end_ms, place)
