"""From the scores of words to the marks after them: the likeliest, and whole sentences' build."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from emend_engine._punctuator.network import Array
from emend_engine._stages._questions import is_question


class Mark(IntEnum):
    """The columns of the network's scores."""

    NONE = 0
    COMMA = 1
    STOP = 2
    QUESTION = 3


_ASKED, _STATED = 3.0, -1.0
"""What the build of a sentence adds to the log-odds of a question mark against a full stop."""


def decided(
    words: Sequence[str], evidence: Array, bias: Sequence[float], *, ends: bool
) -> list[int]:
    """Return the mark after each word of a turn, in lower case; a turn that ends has one there.

    ``bias`` is added to the log-odds of none, comma, stop and question before the highest wins.
    """
    decisive = evidence + np.array(bias, np.float32)
    choices: list[int] = decisive.argmax(1).tolist()
    if ends and choices[-1] in (Mark.NONE, Mark.COMMA):
        choices[-1] = Mark.STOP
    start = 0
    for place, choice in enumerate(choices):
        if choice >= Mark.STOP:
            asks = float(decisive[place, Mark.QUESTION] - decisive[place, Mark.STOP])
            asks += _ASKED if is_question(words[start : place + 1]) else _STATED
            choices[place] = Mark.QUESTION if asks > 0 else Mark.STOP
            start = place + 1
    return choices
