"""Finds where a question begins that is given up for another: "what is the uh no who was"."""

from __future__ import annotations

from emend_engine._stages._cues import STRONG, Cue
from emend_engine._stages._english_classes import WordClass
from emend_engine._stages._stretch import (
    Stretch,
    is_cut_short,
    is_fragment,
    opening_of_question,
)
from emend_engine._stages._word_set import word_set

_Q, _AUX, _DET = WordClass.QUESTION, WordClass.AUXILIARY, WordClass.DETERMINER
_PREP, _SUBJECT = WordClass.PREPOSITION, WordClass.SUBJECT
_NOUN, _PAST = WordClass.NOUN, WordClass.PAST

FURTHEST = 12
"""So many words before the cue are looked at, but for the beginning of a question."""

_SHORT = 8
_LINKS = word_set("and so but well okay")


def abandoned_question(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    """Return where in ``before`` begins what the question in ``after`` replaces; none if nothing.

    A cue too weak, or a question that began too long ago, takes nothing back.
    """
    opening = opening_of_question(before)
    if cue.weight < 1 and not (opening == 0 and _asks_at_once(before, after)):
        return None
    if len(before.keys) - (opening or 0) > FURTHEST:
        return None
    if opening is None:
        whole = len(before.keys) > _SHORT or cue.is_weak
        loose = is_cut_short(before) or is_fragment(before)
        return None if whole and not loose else beginning(before)
    for at in range(len(before.keys) - 2, opening, -1):
        if list(before.keys[at : at + 2]) == list(after.keys[:2]):
            return at
    clause = _relative_clause(before, after, opening)
    if clause is not None:
        return clause
    return _last_question_word(before, after, opening, cue)


def _asks_at_once(before: Stretch, after: Stretch) -> bool:
    return after.classes[1:2] == [_AUX] or list(before.keys[:2]) == list(after.keys[:2])


def _relative_clause(before: Stretch, after: Stretch, opening: int) -> int | None:
    """Return where the clause begins that another replaces: "the year when he | when she died"."""
    again = before.keys[opening : opening + 2] == after.keys[:2]
    asks = [_AUX, _DET] if after.keys[0] in ("who", "which") else [_AUX]
    inverted = after.classes[1 : 1 + len(asks)] == asks or is_cut_short(before)
    places = [at for at in range(opening + 2, len(before.keys) - 1) if _is_again(before, after, at)]
    return places[-1] if places and not again and not inverted else None


def _is_again(before: Stretch, after: Stretch, at: int) -> bool:
    return before.classes[at] is _Q and before.keys[at] == after.keys[0]


def _last_question_word(before: Stretch, after: Stretch, opening: int, cue: Cue) -> int:
    """Return where to cut: a question word at the very end, or the first with its preposition."""
    last = len(before.keys) - 1
    trailing = last == opening > 2  # noqa: PLR2004 - "it was made in which"
    if trailing and cue.weight >= STRONG and after.classes[1:2] != [_NOUN]:
        return beginning(before)
    if last > opening + 1 and before.classes[last] is _Q and after.classes[0] is _Q:
        return last
    if opening and before.classes[opening - 1] is _PREP:
        return opening if _same_frame(before, after, opening) else opening - 1
    return opening


def _same_frame(before: Stretch, after: Stretch, opening: int) -> bool:
    """Whether only "what king" becomes "which emperor", after a preposition that stays."""
    unfinished = _AUX not in before.classes[opening:]
    nominal = after.keys[0] in ("what", "which", "whose", "how") and len(after.classes) > 1
    return unfinished and nominal and after.classes[1] not in (_AUX, _DET, _SUBJECT, _PAST)


def beginning(before: Stretch) -> int:
    """Return where the clause begins, after an "and" or "so"."""
    linked = before.keys[0] in _LINKS and len(before.keys) > 1
    return 1 if linked else 0
