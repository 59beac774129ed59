"""Cuts a run of words into segments: one speaker, one channel, one language each.

Where the recogniser makes no segments of its own, they also end at a pause of a second, or
of 300 ms after the end of a sentence. None grows beyond 250 words: it is then cut at its
widest pause, so that a part of any transcript stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emend_transcript._model import Word, WordFlag

PAUSE_MS = 1_000
SENTENCE_PAUSE_MS = 300
MAX_WORDS = 250

_GLUED = int(WordFlag.GLUED)
_SENTENCE_ENDS = frozenset(".?!…。？！।؟")  # noqa: RUF001 - other scripts' marks


def cut_segments(words: Sequence[Word], *, whole: bool) -> Iterator[Sequence[Word]]:
    """Yield the words segment by segment.

    Args:
        words: in spoken order.
        whole: they are a segment of the recogniser's own; pauses then do not cut.
    """
    first = 0
    for index in range(1, len(words)):
        if _changes(words[index - 1], words[index]) or (
            not whole and _pauses(words[index - 1], words[index])
        ):
            yield from _small_enough(words[first:index])
            first = index
    if words:
        yield from _small_enough(words[first:])


def _changes(before: Word, after: Word) -> bool:
    return before[5:8] != after[5:8]


def _pauses(before: Word, after: Word) -> bool:
    if after.flags & _GLUED:
        return False
    needed = SENTENCE_PAUSE_MS if before.text[-1] in _SENTENCE_ENDS else PAUSE_MS
    return after.start_ms - before.end_ms >= needed


def _small_enough(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    while len(words) - first > MAX_WORDS:
        cuts = range(first + MAX_WORDS // 2, first + MAX_WORDS)
        cut = max(cuts, key=lambda index: _gap(words, index))
        yield words[first:cut]
        first = cut
    yield words[first:]


def _gap(words: Sequence[Word], index: int) -> tuple[bool, bool, int]:
    """Rank a place for a cut: never inside a word if it can be, best after a sentence."""
    before, after = words[index - 1], words[index]
    loose = not after.flags & _GLUED
    return loose, before.text[-1] in _SENTENCE_ENDS, after.start_ms - before.end_ms
