"""Takes out what is denied as soon as it is said: "the fleet not the fleet" before "the army"."""

from __future__ import annotations

from emend_engine._context import Context, is_english
from emend_engine._rules import RULES
from emend_engine._stages._cue_commas import closing_comma
from emend_engine._stages._echoes import bridge, denial
from emend_engine._stages._english_classes import WordClass
from emend_engine._stages._stretch import NOMINAL, Stretch
from emend_engine._stages._surroundings import Cut, ahead, behind, stretch
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

_CUE = RULES["corrections.cue"]
_DET, _PREP = WordClass.DETERMINER, WordClass.PREPOSITION

DENYING = word_set("not i no")
"""Words with which what is denied begins, where no cue stands before it."""

_AHEAD = 18
_DENIED = 7
"""Within so many words a word comes again that is denied."""

_LONGEST = 5


def by_denial(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> list[Cut]:
    """Return the cut of what is denied as soon as it is said: "the fleet not the fleet"."""
    keys = context.keys
    if not denial(keys, at) or set(keys[max(0, at - 2) : at]).isdisjoint(keys[at : at + _DENIED]):
        return []
    left, right = behind(tokens, context, at, cuts), ahead(tokens, context, at, _AHEAD)
    if not left or not is_english(context, tokens[at]):
        return []
    after = stretch(tokens, context, right)
    denied = _find_denied(stretch(tokens, context, left), after)
    if denied is None:
        return []
    start, end = denied
    made = Cut(left[start], right[end], _CUE, 0.8, "denied and said otherwise")
    rest = Stretch(after.keys[end:], after.classes[end:])
    comma = closing_comma(tokens, (left[start:], right[end:]), rest)
    return [made] if comma is None else [made, made._replace(at=comma, end=comma + 1)]


def _find_denied(before: Stretch, after: Stretch) -> tuple[int, int] | None:
    """Find ``not the fleet`` after "the fleet" and before what is meant: "the army".

    Returns where in ``before`` the words begin that go, and where in ``after`` the repair begins.
    The words denied must be those said last, and something of their kind must follow.
    """
    size = denial(after.keys, 0)
    if not size:
        return None
    for count in range(min(_LONGEST, len(before.keys)), 0, -1):
        said = list(before.keys[-count:])
        if said != list(after.keys[size : size + count]):
            continue
        start = len(before.keys) - count
        end = size + count
        return _matched(before, after, start, end + bridge(after.keys, end))
    return None


def _matched(before: Stretch, after: Stretch, start: int, end: int) -> tuple[int, int] | None:
    """Take in the article or preposition that the repair brings anew; none where it is no match."""
    kinds = after.classes[end : end + 1]
    if not kinds or not NOMINAL.intersection(before.classes[start:]):
        return None
    if kinds[0] is _PREP and after.keys[end] not in before.keys:
        return None
    if kinds[0] in (_DET, _PREP):
        while start and before.classes[start] is not kinds[0] and _links(before, start - 1):
            start -= 1
        return (start, end) if before.classes[start] is kinds[0] else None
    while before.classes[start] in (_DET, _PREP) and kinds[0] in NOMINAL:
        start += 1
    return (start, end) if kinds[0] in NOMINAL else None


def _links(before: Stretch, at: int) -> bool:
    return before.classes[at] in (_DET, _PREP)
