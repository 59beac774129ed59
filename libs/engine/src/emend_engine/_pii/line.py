"""A stretch of tokens as one line of text with its number words as digits, and the way back.

"my card is four one one one, okay, 1111-1111 …" reads "my card is 4 1 1 1 1111-1111 …": what
dictates digits is written as digits, and what a listener says in between is left out. Patterns
are searched in the line; where they match, the line tells which tokens are behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from emend_engine._pii.announcements import Phrase
from emend_engine._pii.phrases import Subject
from emend_engine._pii.spoken import SPOKEN, is_dictated, read_digits
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

_SIGNS = {
    "dot": ".",
    "point": ".",
    "dash": "-",
    "hyphen": "-",
    "minus": "-",
    "slash": "/",
    "colon": ":",
}
_PLUS = "plus"
_NOUGHTS = ("oh", "o")
_LISTENING = word_set(
    "ok okay yes yeah yep right sure good mm hmm mhm uh huh um then next got it go ahead"
)
_BETWEEN = frozenset((",", ".", "-", "–", "—", "…", "...", "?", "!", "and"))  # noqa: RUF001 - a dash is meant
_MOST_BETWEEN = 7
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_ZIP = re.compile(r"\d{5}")
"""Before a figure like this "OH" is Ohio."""
_SKIPPED = _LISTENING | _BETWEEN
_READ = SPOKEN | _SIGNS.keys() | {_PLUS}
"""Words that may dictate something; all others stand for themselves."""


class Unit(NamedTuple):
    """A piece of the line and the tokens that it stands for; both ends inclusive."""

    start: int
    first: int
    last: int
    exact: bool
    """The piece is its token's text, character for character."""


class Line(NamedTuple):
    """The text to search and where each of its pieces comes from."""

    text: str
    units: list[Unit]
    starts: list[int]
    keys: Sequence[str]
    """Those of all tokens, whatever stretch the line is of."""
    kinds: Sequence[str]
    """Those of all tokens."""
    phrases: Mapping[int, Phrase]
    """What announces something, in the stretch and near it, by the place of its last token."""
    subjects: frozenset[Subject]
    """What the phrases announce."""
    words: frozenset[str]
    """The runs of letters and digits in the text, in lower case."""
    digits: int
    """How many digits are in the text."""

    def units_at(self, start: int, end: int) -> list[Unit]:
        """Return the units of a match; ``end`` is exclusive."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return self.units[max(first, 0) : last]


def read_line(
    tokens: Tokens,
    keys: Sequence[str],
    kinds: Sequence[str],
    places: Sequence[int],
    phrases: Mapping[int, Phrase],
    *,
    spoken: bool,
) -> Line:
    """Return the line that the tokens at some places make; number words count where ``spoken``."""
    own = [keys[place] for place in places]
    pieces: list[str] = []
    units: list[Unit] = []
    starts: list[int] = []
    length = at = 0
    after_sign = False
    while at < len(own):
        if spoken and own[at] in _SKIPPED and pieces and pieces[-1][-1:].isdigit():
            at = _past_listener(own, at)
        token = tokens[places[at]]
        read = _read(own, at) if spoken and own[at] in _READ else None
        text, following = read or (token.text, at + 1)
        is_sign = read is not None and not text.isalnum()
        if pieces and not (after_sign or token.glued or (is_sign and text != "+")):
            pieces.append(" ")
            length += 1
        pieces.append(text)
        starts.append(length)
        units.append(Unit(length, places[at], places[following - 1], exact=read is None))
        length += len(text)
        after_sign = is_sign
        at = following
    line = "".join(pieces)
    subjects: frozenset[Subject] = frozenset(phrase.subject for phrase in phrases.values())
    words = frozenset(_WORD.findall(line.lower()))
    digits = sum(map(len, _DIGITS.findall(line)))
    return Line(line, units, starts, keys, kinds, phrases, subjects, words, digits)


def _read(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return what a word dictates and the position after it; none where it stands for itself."""
    key = keys[at]
    near, before = is_dictated(keys, at + 1), is_dictated(keys, at - 1)
    if key in _SIGNS and near and before:
        return _SIGNS[key], at + 1
    if key == _PLUS and near and not before:
        return "+", at + 1
    spelled = key == "o" and not before and at > 0 and len(keys[at - 1]) == 1
    spelled |= not before and at + 1 < len(keys) and _ZIP.fullmatch(keys[at + 1]) is not None
    if key in _NOUGHTS and (spelled or not (near or before)):
        return None
    return read_digits(keys, at)


def _past_listener(keys: Sequence[str], at: int) -> int:
    """Skip "okay", "mm-hmm, go ahead" and the like, where digits go on behind it."""
    end = at
    heard = False
    while end < min(len(keys), at + _MOST_BETWEEN) and keys[end] in _SKIPPED:
        heard |= keys[end] in _LISTENING
        end += 1
    return end if heard and is_dictated(keys, end) else at
