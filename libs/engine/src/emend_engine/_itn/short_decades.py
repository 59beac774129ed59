"""Finds decades without their century: "the eighties"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import DECADE_CUES
from emend_engine._itn.english_numbers import DECADES
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Year


def find_short_decades(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the decade at a position, after "the", "mid", "early" or "late".

    "In his eighties" is an age and stays.
    """
    tens = DECADES[speech.keys[at]]
    if tens >= 20 and speech.key_before(at) in DECADE_CUES:  # noqa: PLR2004 - "the tens" are no decade
        yield Found(at, at + 1, "decade", Year(f"{tens}s"), 1.2)
