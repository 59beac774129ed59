"""What a speaker's pauses say about where sentences and clauses end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from emend_engine._context import Context
from emend_engine._punctuator.network import Array
from emend_transcript import Tokens, WordFlag


class PauseWeights(NamedTuple):
    """What a pause is worth, in log-odds against no mark.

    A pause counts by how many times it doubles the speaker's usual gap. The texts that the
    network learned from have no pauses, so these are set by hand: pauses between sentences last
    mostly 0.5 to 1 s, at clause boundaries 0.2 to 0.4 s, and elsewhere there is mostly none
    (Goldman-Eisler 1968; Campione and Véronis 2002).
    """

    stop: float = 1.0
    """For a full stop or a question mark, for each doubling."""
    comma: float = 0.4
    usual_ms: int = 200
    """A shorter usual gap counts as this much: recognisers report most gaps as none."""
    softening_ms: int = 50
    """Added to both, so that no gap at all is not infinitely telling."""
    least: float = -1.0
    most: float = 3.0
    """Doublings beyond these count no more."""


PAUSES = PauseWeights()
_UNKNOWN = -1


def pause_evidence(
    tokens: Tokens, context: Context, turn: Sequence[int], weights: PauseWeights = PAUSES
) -> Array | None:
    """Return what to add to the scores of none, comma, stop and question after each word.

    None where no word has a time of its own, or nobody pauses: then silence tells nothing.
    """
    gaps = _gaps_ms(tokens, context, turn)
    known = [gap for gap in gaps if gap != _UNKNOWN]
    if not any(known):
        return None
    usual = max(weights.usual_ms, 2 * median(known))
    doublings = {gap: _doublings(gap, usual, weights) for gap in set(gaps)}
    column = np.array([doublings[gap] for gap in gaps], np.float32)
    return np.outer(column, np.array([0, weights.comma, weights.stop, weights.stop], np.float32))


def _doublings(gap_ms: int, usual_ms: float, weights: PauseWeights) -> float:
    if gap_ms == _UNKNOWN:
        return 0.0
    times = (gap_ms + weights.softening_ms) / (usual_ms + weights.softening_ms)
    return round(min(max(math.log2(times), weights.least), weights.most), 3)


def _gaps_ms(tokens: Tokens, context: Context, turn: Sequence[int]) -> list[int]:
    words = context.words
    last = len(words) - 1
    gaps: list[int] = []
    for at, after in pairwise(turn):
        here = words[tokens[at].last]
        there = words[min(tokens[after].first, last)]  # beyond: the rest of a word that was cut
        is_known = not (here.flags | there.flags) & WordFlag.INTERPOLATED
        gaps.append(max(0, there.start_ms - here.end_ms) if is_known else _UNKNOWN)
    return [*gaps, _UNKNOWN]
