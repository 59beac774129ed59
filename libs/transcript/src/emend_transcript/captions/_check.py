"""Tells which captions break a limit, ours or those of any file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol, TypeAlias

from emend_transcript._caption_settings import DEFAULT_CAPTIONS, CaptionSettings
from emend_transcript._visible import columns

Limit: TypeAlias = Literal[
    "characters", "lines", "characters_per_second", "min_ms", "max_ms", "gap_ms"
]


class Timed(Protocol):
    """A caption of whatever kind: ``Caption`` or ``Cue``."""

    @property
    def start_ms(self) -> int:
        """When it appears."""
        ...

    @property
    def end_ms(self) -> int:
        """When it goes."""
        ...

    @property
    def lines(self) -> tuple[str, ...]:
        """What it shows."""
        ...


class Violation(NamedTuple):
    """One limit that one caption breaks."""

    caption: int
    """Which one, from 0."""
    limit: Limit
    """The field of the settings."""
    found: float
    allowed: float
    single_word: bool
    """The caption is one word, which nothing could have cut."""


def check_captions(
    captions: Sequence[Timed], settings: CaptionSettings = DEFAULT_CAPTIONS
) -> list[Violation]:
    """Return every limit that is broken, caption by caption; an overlap is a negative gap."""
    return [
        Violation(index, limit, found, allowed, len(" ".join(one.lines).split()) == 1)
        for index, one in enumerate(captions)
        for limit, found, allowed in _broken(one, settings)
    ] + [
        Violation(
            index, "gap_ms", later.start_ms - earlier.end_ms, settings.gap_ms, single_word=False
        )
        for index, (earlier, later) in enumerate(pairwise(captions), 1)
        if later.start_ms - earlier.end_ms < settings.gap_ms
    ]


def _broken(one: Timed, settings: CaptionSettings) -> Iterator[tuple[Limit, float, float]]:
    duration_ms = one.end_ms - one.start_ms
    widest = max(map(columns, one.lines), default=0)
    characters = sum(map(columns, one.lines)) + max(len(one.lines) - 1, 0)
    rate = settings.characters_per_second
    if widest > settings.characters:
        yield "characters", widest, settings.characters
    if len(one.lines) > settings.lines:
        yield "lines", len(one.lines), settings.lines
    if characters * 1000 > rate * duration_ms:
        found = characters * 1000 / duration_ms if duration_ms > 0 else float("inf")
        yield "characters_per_second", found, rate
    if duration_ms < settings.min_ms:
        yield "min_ms", duration_ms, settings.min_ms
    if duration_ms > settings.max_ms:
        yield "max_ms", duration_ms, settings.max_ms
