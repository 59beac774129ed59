"""Cuts what a recogniser calls a word into words and punctuation marks, losing nothing.

Joining the pieces, with a space before each that is not glued, gives the recogniser's text back
with its white space made single.
"""

# ruff: noqa: RUF001 - marks that look alike are told apart here

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from emend_transcript._errors import ErrorCode, FormatError, quoted

_OPENING = "([{“„‟«‹¿¡「『（【《〈〔‘"
_CLOSING = ".,;:!?…)]}”»›。，、；：！？）」』】》〉〕।॥؟،؛۔։՝՞።፣፤፥፦፧"
_MARKS = frozenset(_OPENING + _CLOSING + "\"'’-‐‑–—―♪♫")
"""What counts as a mark at a word's edge. Signs that are spoken (% & @ # $ * / +) do not."""

_GLUED_ALONE = frozenset(_CLOSING)
"""Marks that stand against the word before them when nothing else tells."""

_INTERIOR = re.compile(
    r"\.{2,}|-{2,}|[…—―\"“”„«»「」『』（）【】《》〈〉。，、；：！？।॥؟،؛۔]"
    r"|(?<=[^\W\d_])[,;!?](?=[^\W\d_])"
)
"""Marks that end a word even without a space after them: ``well...so``, ``yes—no``."""

_ADDRESS = re.compile(r"@|://|^www\.|\.\w+/", re.IGNORECASE)
"""E-mail addresses and URLs, which are never cut inside."""

_HYPHEN = re.compile(r"[-‐‑]")
_NOT_COMPOUND = re.compile(r"[\d@./:_\\&+]")
"""A hyphen beside any of these belongs to its word: ``COVID-19``, ``555-1234``."""

_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof"})
_ELISION = re.compile(
    r"['’](?:\d|(?:cause|em|tis|twas|twere|til|till|n|bout|round|neath|kay)$)", re.IGNORECASE
)
"""An apostrophe that opens its word rather than a quotation: ``'90s``, ``'cause``."""

_LABEL = re.compile(r"\[(?:[A-Z]{2}[A-Z_]*|\*+)\]")
"""What stands for something said or heard, and is one word: ``[PHONE]``, ``[BLANK_AUDIO]``."""

_DROPPED_LETTER = ("s", "in")
"""Word endings after which an apostrophe is no quotation mark: ``boys'``, ``goin'``."""

MAX_CHARACTERS = 2_000
"""Longer words are refused: no language has them, and a part must hold each whole."""


class Piece(NamedTuple):
    """A part of a recogniser's word."""

    text: str
    mark: bool
    glued: bool
    """No space stands before it; of a first piece, that none ever stands before such a mark."""


def split(text: str) -> tuple[Piece, ...]:
    """Cut a recogniser's word; white space gives none.

    Raises:
        FormatError: ``bad_text`` for NUL or a lone surrogate, ``too_long``.
    """
    return _split(text) if len(text) > 40 else _split_cached(text)  # noqa: PLR2004 - rare words


def check_text(text: str) -> str:
    """Return text that every database and codec can carry.

    Raises:
        FormatError: ``bad_text`` for NUL or a lone surrogate.
    """
    if "\0" in text:
        raise FormatError(ErrorCode.BAD_TEXT, f"The text {quoted(text)} holds a NUL character")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            reason = f"The text {quoted(text)} holds half of a surrogate pair"
            raise FormatError(ErrorCode.BAD_TEXT, reason) from error
    return text


def _split(text: str) -> tuple[Piece, ...]:
    if text.isalpha() and text.isascii() and len(text) <= MAX_CHARACTERS:
        return (Piece(text, mark=False, glued=False),)
    check_text(text)
    return tuple(
        piece
        for number, run in enumerate(text.split())
        for piece in _split_run(run, is_first=number == 0)
    )


_split_cached = lru_cache(maxsize=8_192)(_split)


def _split_run(run: str, *, is_first: bool) -> Iterator[Piece]:
    if len(run) > MAX_CHARACTERS:
        reason = f"A word of {len(run):,} characters: {quoted(run)}"
        hint = f"Words of more than {MAX_CHARACTERS:,} characters are refused."
        raise FormatError(ErrorCode.TOO_LONG, reason, hint=hint)
    start, end = _core(run)
    glued = is_first and start > 0 and run[0] in _GLUED_ALONE
    for text, mark in (*_marks(run[:start]), *_interior(run[start:end]), *_marks(run[end:])):
        yield Piece(text, mark, glued)
        glued = True


def _core(run: str) -> tuple[int, int]:
    """Return where the word between the outer marks starts and ends."""
    end = len(run)
    while end and run[end - 1] in _MARKS:
        end -= 1
    start = 0
    while start < end and run[start] in _MARKS:
        start += 1
    if start == end:
        return len(run), len(run)
    if start and _LABEL.fullmatch(run, start - 1, end + 1):
        return start - 1, end + 1
    return _keep_leading(run, start, end), _keep_trailing(run, start, end)


def _keep_leading(run: str, start: int, end: int) -> int:
    """Give a word back the mark before it that is a part of it: ``.5``, ``-5``, ``'90s``."""
    if not start:
        return 0
    mark = run[start - 1]
    if mark in ".-" and run[start].isdigit() and run[start - 2 : start - 1] != mark:
        return start - 1
    elided = mark in "'’" and _ELISION.match(run[start - 1 : end])
    return start - 1 if elided else start


def _keep_trailing(run: str, start: int, end: int) -> int:
    """Give a word back the mark after it that is a part of it: ``U.S.``, ``boys'``, ``f(x)``."""
    if end == len(run):
        return end
    core, mark, after = run[start:end], run[end], run[end + 1 : end + 2]
    if mark == "." and after != ".":
        kept = bool(_ACRONYM.fullmatch(f"{core}.")) or core.lower() in _TITLES
    elif mark in "'’":
        quotation = run[:start].endswith(("'", "‘"))
        kept = not quotation and core.lower().endswith(_DROPPED_LETTER)
    else:
        kept = (mark == ")" and "(" in core) or (mark == "]" and "[" in core)
    return end + 1 if kept else end


def _marks(text: str) -> Iterator[tuple[str, bool]]:
    for _, same in groupby(text):
        yield "".join(same), True


def _interior(core: str) -> Iterator[tuple[str, bool]]:
    if core.isalnum() or _ADDRESS.search(core):
        if core:
            yield core, False
        return
    position = 0
    for match in _INTERIOR.finditer(core):
        yield from _compound(core[position : match.start()])
        yield match.group(), True
        position = match.end()
    yield from _compound(core[position:])


def _compound(text: str) -> Iterator[tuple[str, bool]]:
    """Cut ``twenty-five`` at its hyphen."""
    if not text:
        return
    parts = _HYPHEN.split(text)
    if len(parts) == 1 or not all(parts) or _NOT_COMPOUND.search(text):
        yield text, False
        return
    position = 0
    for part in parts:
        if position:
            yield text[position], True
            position += 1
        yield part, False
        position += len(part)
