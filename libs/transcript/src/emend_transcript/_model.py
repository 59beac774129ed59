"""The transcript model: immutable words, the tokens made of them, and the changes in between.

A word is what the recogniser said and never changes. A token is what is published; it points
at the words it came from, and its times and confidence are derived from them. A change says
which rule replaced which tokens by which. Replaying the changes over the words gives the
tokens (``_replay.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import NamedTuple, TypeAlias


class WordFlag(IntFlag):
    """What a reader must know about one word; stored as an integer."""

    NONE = 0
    MARK = 1
    """A punctuation mark that the recogniser wrote, not something spoken."""
    GLUED = 2
    """No space stands before it: a mark, or the second half of ``twenty-five``."""
    INTERPOLATED = 4
    """The recogniser gave no time for this word alone; it was divided by characters."""
    ADJUSTED = 8
    """The recogniser's time was impossible by a little and was moved; see the adapter."""
    REDACTED = 16
    """Its text was blanked, because it is behind something that was redacted."""


class Word(NamedTuple):
    """One word or mark as recognised. Times are milliseconds from the recording's start.

    A tuple rather than a dataclass: an hour of speech has 9,000 of them, and a frozen
    dataclass costs three times as much to build.
    """

    index: int  # pyright: ignore[reportIncompatibleMethodOverride] - nobody searches a word
    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None
    speaker: str | None = None
    channel: int | None = None
    language: str | None = None
    flags: int = 0

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation rather than speech."""
        return bool(self.flags & WordFlag.MARK)

    @property
    def is_glued(self) -> bool:
        """Whether it follows its predecessor without a space."""
        return bool(self.flags & WordFlag.GLUED)


class Segment(NamedTuple):
    """A stretch of speech by one speaker on one channel in one language.

    ``first`` and ``last`` are word indexes, both inclusive. Segments follow each other
    without gaps and together hold every word.
    """

    start_ms: int
    end_ms: int
    first: int
    last: int
    speaker: str | None = None
    channel: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser handed over, whatever its format was."""

    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    format: str
    """The format's name, as in ``FORMATS``: ``whisper``, ``deepgram``, ``srt`` …"""
    recogniser: str | None = None
    """Model or engine, where the file names it."""
    language: str | None = None
    duration_ms: int | None = None
    """The recording's length, where the file gives it."""
    title: str | None = None
    warnings: tuple[str, ...] = ()
    """What the reader had to skip, each with its place; for people."""


class Token(NamedTuple):
    """One piece of the published text.

    ``first`` and ``last`` are the indexes of the words it came from, both inclusive. A token
    that no word stands behind (an inserted comma) has ``last == first - 1`` and stands before
    the word ``first``.
    """

    text: str
    first: int
    last: int
    glued: bool = False
    """No space stands before it."""
    kind: str = "word"
    """``word``, ``punctuation`` or ``entity:<class>``, such as ``entity:year``."""


class Change(NamedTuple):
    """One edit: the tokens ``before``, standing at position ``at``, became ``after``.

    ``at`` counts in the token list as the earlier changes left it, so changes replay in
    order by plain splicing. ``first`` and ``last`` are the range of words concerned.
    """

    sequence: int
    stage: str
    rule: str
    """The rule's id, such as ``itn.year``."""
    version: int
    """The rule's version; raised whenever the rule decides differently."""
    at: int
    first: int
    last: int
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    confidence: float | None = None
    alternatives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What decided a result. The same four values give the same bytes."""

    pipeline_version: str
    profile: str
    """``name@version``."""
    profile_hash: str
    lexicon_hash: str
    input_hash: str


@dataclass(frozen=True, slots=True)
class Result:
    """A corrected transcript, or one part of it, with everything that led to it."""

    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    tokens: tuple[Token, ...]
    changes: tuple[Change, ...]
    header: Header


Words: TypeAlias = Sequence[Word]
Tokens: TypeAlias = Sequence[Token]
