"""A stretch of tokens as one line of text with its number words as digits, and the way back.

"my card is four one one one, okay, 1111-1111 …" reads "my card is 4 1 1 1 1111-1111 …": what
dictates digits is written as digits, and what a listener says in between is left out. Patterns
are searched in the line; where they match, the line tells which tokens are behind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from emend_engine._pii.spoken import is_dictated, read_digits
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

    def units_at(self, start: int, end: int) -> list[Unit]:
        """Return the units of a match; ``end`` is exclusive."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return self.units[max(first, 0) : last]


def read_line(
    tokens: Tokens,
    keys: Sequence[str],
    kinds: Sequence[str],
    places: Sequence[int],
    *,
    spoken: bool,
) -> Line:
    """Return the line that the tokens at some places make; number words count where ``spoken``."""
    own = [keys[place] for place in places]
    pieces: list[str] = []
    units: list[Unit] = []
    length = at = 0
    while at < len(own):
        if spoken and pieces and pieces[-1][-1:].isdigit():
            at = _past_listener(own, at)
        token = tokens[places[at]]
        read = _read(own, at) if spoken else None
        text, following = read or (token.text, at + 1)
        joined = _is_sign(units[-1:], pieces[-1:]) or (read and text in _SIGNS.values())
        space = "" if joined or token.glued or not pieces else " "
        start = length + len(space)
        units.append(Unit(start, places[at], places[following - 1], exact=read is None))
        pieces += (space, text) if space else (text,)
        length = start + len(text)
        at = following
    return Line("".join(pieces), units, [unit.start for unit in units], keys, kinds)


def _read(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return what a word dictates and the position after it; none where it stands for itself."""
    key = keys[at]
    near, before = is_dictated(keys, at + 1), is_dictated(keys, at - 1)
    if key in _SIGNS and near and before:
        return _SIGNS[key], at + 1
    if key == _PLUS and near and not before:
        return "+", at + 1
    spelled = key == "o" and not before and at > 0 and len(keys[at - 1]) == 1
    if key in _NOUGHTS and (spelled or not (near or before)):
        return None
    return read_digits(keys, at)


def _is_sign(units: Sequence[Unit], pieces: Sequence[str]) -> bool:
    """Whether the last piece is a sign that was read out, which its number follows at once."""
    return any(not unit.exact for unit in units) and not pieces[-1].isalnum()


def _past_listener(keys: Sequence[str], at: int) -> int:
    """Skip "okay", "mm-hmm, go ahead" and the like, where digits go on behind it."""
    end = at
    heard = False
    while end < min(len(keys), at + _MOST_BETWEEN) and (
        keys[end] in _LISTENING or keys[end] in _BETWEEN
    ):
        heard |= keys[end] in _LISTENING
        end += 1
    return end if heard and is_dictated(keys, end) else at
