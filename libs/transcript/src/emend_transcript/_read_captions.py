"""Makes groups of words of captions, in the order of their times, each word once.

What captions only show again is left out (``_repeated_captions.py``), and the names that stand
before what is said become speakers (``_named_captions.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from emend_transcript._json import label
from emend_transcript._named_captions import named
from emend_transcript._repeated_captions import Shown, shown_once
from emend_transcript._source import Group, Spoken
from emend_transcript.captions import CaptionFile, Cue


def plain_words(cue: Cue) -> list[Spoken]:
    """Return the words of a caption that has no markup; none has a time of its own."""
    place = f"line {cue.line}"
    return [Spoken(word, location=place, glued=False) for word in cue.plain_text.split()]


def caption_groups(
    file: CaptionFile, words: Callable[[Cue], list[Spoken]], warnings: list[str]
) -> list[Group]:
    """Return the words of each caption.

    Args:
        file: the captions; those that name voices themselves are not searched for names.
        words: reads one of them.
        warnings: gets a line about what is shown again.
    """
    shown = shown_once(sorted(file.cues, key=lambda cue: cue.start_ms))
    again = _count_lines(file.cues) - _count_lines([one.cue for one in shown])
    if again:
        lines = "1 line" if again == 1 else f"{again} lines"
        warnings.append(f"{lines} of captions only show again what stands before; read once")
    if any(cue.voice for cue in file.cues):
        return [_group(one, None, words) for one in shown]
    return [_group(one, speaker, words) for one, speaker in named(shown)]


def _count_lines(cues: Sequence[Cue]) -> int:
    return sum(bool(line.strip()) for cue in cues for line in cue.lines)


def caption_warnings(file: CaptionFile) -> list[str]:
    """Return the file's warnings, and one where its captions are not in the order of time."""
    return [*map(str, file.warnings), *_disorder(file.cues)]


def _disorder(cues: Sequence[Cue]) -> Iterator[str]:
    """Name the first caption that stands behind a later one."""
    for before, after in pairwise(cues):
        if after.start_ms < before.start_ms:
            place = f"line {after.line}: the caption starts at {after.start_ms} ms"
            yield f"{place}, before the one above it; all are put in the order of time"
            return


def _group(one: Shown, speaker: str | None, words: Callable[[Cue], list[Spoken]]) -> Group:
    cue = one.cue
    spoken = words(cue)
    for number, start_ms, end_ms in one.highlights:
        if number < len(spoken):
            spoken[number] = spoken[number]._replace(start_ms=start_ms, end_ms=end_ms)
    if speaker:
        name = label(speaker, f"line {cue.line}")
        spoken = [word._replace(speaker=name) for word in spoken]
    # What ends before it starts is refused in SubRip, kept and named by the other readers.
    end_ms = cue.end_ms if cue.format == "srt" else max(cue.start_ms, cue.end_ms)
    return Group(spoken, cue.start_ms, end_ms, f"line {cue.line}")
