"""Finds decades without their century: "the eighties"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import DECADE_CUES, DECADE_PARTS, POSSESSIVES
from emend_engine._itn.english_numbers import DECADES, NUMBERS
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Found, Year

_LISTED = 6
"""Decades in the longest list that is looked through."""


def find_short_decades(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the decade at a position, after "the", "mid", "early" or "late", or another.

    "In his eighties" and "in her early thirties" are ages and stay.
    """
    tens = DECADES[speech.keys[at]]
    if tens >= 20 and _is_decade(speech, at):  # noqa: PLR2004 - "the tens" are no decade
        yield Found(at, at + 1, "decade", Year(f"{tens}s"), 1.2)


def _is_decade(speech: Speech, at: int) -> bool:
    """Whether a cue stands before the decade, or before others that it is listed with."""
    for _ in range(_LISTED):
        before = speech.key_before(at)
        if before in DECADE_PARTS:
            return speech.key_before(at - 1) not in POSSESSIVES
        if before in ("a", "an"):
            return bool(speech.key_after(at + 1))
        if before in DECADE_CUES or before in NUMBERS:
            return True
        other = at - 2 if before in ("and", "or", "to") and at > 1 else at - 1
        if other < 0 or speech.keys[other] not in DECADES or speech.gaps[at] > Gap.COMMA:
            return False
        at = other
    return False
