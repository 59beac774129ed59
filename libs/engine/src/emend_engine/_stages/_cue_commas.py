"""The commas around a cue, its repair and its echo: which of them go along."""

from __future__ import annotations

from emend_engine._context import SOFT_MARKS
from emend_engine._rules import RULES
from emend_engine._stages._cues import Cue
from emend_engine._stages._stretch import Stretch, may_follow
from emend_engine._stages._surroundings import Cut
from emend_transcript import Tokens

_INTERJECTION = RULES["corrections.interjection"]


def closing_comma(
    tokens: Tokens, places: tuple[list[int], list[int]], after: Stretch
) -> int | None:
    """Return the comma that parts a repair from what goes on, if another opened it.

    ``in which year, i mean which century(,) did``; "on monday, i mean tuesday, we left" keeps it.
    """
    taken, repair = places
    if not taken or tokens[taken[-1] + 1].text != ",":
        return None
    for size in range(1, min(len(taken) + 2, len(repair))):
        comma = repair[size - 1] + 1
        if comma < repair[size]:
            goes_on = tokens[comma].text == "," and may_follow(after, size)
            return comma if goes_on else None
    return None


def interjection(tokens: Tokens, cue: Cue, last: int, span: tuple[int, int]) -> list[Cut]:
    """Cut a mere ", i mean," that corrects nothing, with its commas."""
    parted = last + 1 < span[0] and tokens[span[1] - 1].text in SOFT_MARKS
    if cue.phrases != ("i mean",) or not parted:
        return []
    return [Cut(last + 1, span[1], _INTERJECTION, 0.8, "corrects nothing")]


def echoed(tokens: Tokens, repair: list[int], echo: tuple[int, int]) -> tuple[int, int]:
    """Return the range of tokens of an echo, with the commas around it."""
    at, end = repair[echo[0] - 1] + 1, repair[echo[1] - 1] + 1
    closed = at < repair[echo[0]] and end < len(tokens) and tokens[end].text in SOFT_MARKS
    return at, end + closed
