"""Tells a "no" that somebody said from one that takes back: "he said no sorry we are closed"."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._stages._cue_words import (
    BEFORE_TELL,
    BETWEEN_NOES,
    LISTENERS,
    NOES,
    SAID_ON,
    TELL,
    TOLD,
)
from emend_engine._stages._english_classes import (
    AUXILIARIES,
    OBJECTS,
    QUESTIONS,
    SUBJECTS,
)

_FURTHEST = 6
"""So many words may stand between the verb of saying and a cue: "he said no no oh wait"."""

_AGAIN = 4
"""Within so many words after a cue the verb comes again that is taken back."""


def is_told(keys: Sequence[str], cue: tuple[int, int], phrases: Sequence[str]) -> bool:
    """Whether the words from ``cue[0]`` to ``cue[1]`` are, or go on with, a "no" that was said.

    Not where what follows says the verb or the question anew: "he said no wait she said".
    """
    at, end = cue
    if not SAID_ON.issuperset(phrases):
        return False
    last = at - 1
    while last >= max(0, at - _FURTHEST) and keys[last] in BETWEEN_NOES:
        last -= 1
    if NOES.isdisjoint(keys[last + 1 : end]):
        return False
    verb = _verb_of_saying(keys, last)
    if verb is None or keys[verb] in keys[end : end + _AGAIN]:
        return False
    following = keys[end] if end < len(keys) else ""
    if following in QUESTIONS and keys[0] in QUESTIONS:
        return False
    return verb == last or (following not in OBJECTS and following != "her")


def _verb_of_saying(keys: Sequence[str], last: int) -> int | None:
    """Return where the verb stands that ends here, or before whom it is said to: "told me"."""
    if last > 0 and keys[last] in LISTENERS:
        last -= 1
        if last > 0 and keys[last] == "to":
            last -= 1
    if last < 0 or keys[last] in TOLD:
        return last if last >= 0 else None
    return last if keys[last] in TELL and _is_asserted(keys, last) else None


def _is_asserted(keys: Sequence[str], verb: int) -> bool:
    """Whether it is "they say" or "to say", not the noun, nor the end of "did they say"."""
    before = keys[verb - 1] if verb else ""
    if before in SUBJECTS:
        return verb < 2 or keys[verb - 2] not in AUXILIARIES  # noqa: PLR2004 - two words before
    return before in BEFORE_TELL
