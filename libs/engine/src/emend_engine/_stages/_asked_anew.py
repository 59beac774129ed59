"""Finds a question that is asked anew after a mere filler: "who was um when was"."""

from __future__ import annotations

from emend_engine._stages._english_classes import BE, WordClass
from emend_engine._stages._stretch import NOMINAL, Stretch, is_cut_short
from emend_engine._stages._word_set import word_set

_Q, _AUX, _DET = WordClass.QUESTION, WordClass.AUXILIARY, WordClass.DETERMINER
_PAST, _NAME, _QUANTITY = WordClass.PAST, WordClass.NAME, WordClass.QUANTITY
_PREP, _SUBJECT = WordClass.PREPOSITION, WordClass.SUBJECT

_LONGEST_PHRASE, _FURTHEST, _NEAR_AUXILIARY = 5, 12, 5
VERBAL = frozenset((_AUX, WordClass.VERB, _PAST))
LINKS = word_set("and but so or well okay")
FINITE = word_set("is are was were do does did can could will would shall should may might must")

_ASKING = word_set("""
    know knows knew think say said tell told ask asked wonder remember see saw understand explain
    decide show find learn sure idea matter depend depends guess forget forgot is was are were
    """)
"""After these a question may be said within a sentence: "do you know um when it is"."""


def question_anew(before: Stretch, after: Stretch) -> int | None:
    """Accept "who was | when was", "in what year | in what month"; not "you know | when"."""
    if before.classes[0] is after.classes[0] is _AUX and is_cut_short(before):
        asked_twice = FINITE.issuperset((before.keys[0], after.keys[0])) and len(after.keys) > 1
        return 0 if asked_twice and before.classes.count(_AUX) == 1 else None
    asked = int(after.classes[0] is _PREP)
    start = int(before.keys[0] in LINKS)
    opening = start + int(before.classes[start : start + 1] == [_PREP])
    if _class(after, asked) is not _Q or _class(before, opening) is not _Q:
        return None
    if len(before.keys) - start > _FURTHEST or _class(before, opening + 1) in (_SUBJECT, _DET):
        return None
    alike = asked == opening - start and len(before.keys) - opening <= _LONGEST_PHRASE - 1
    if alike and before.classes[start:] == after.classes[: len(before.keys) - start]:
        return start
    last = before.keys[-1]
    embedded = last in _ASKING and len(before.keys) - opening > 2  # noqa: PLR2004 - "who was" is cut short
    finished = _AUX in before.classes[opening:] and not is_cut_short(before)
    of_subject = finished and asked == 0 and _asks_for_subject(after)
    if not (_is_inverted(after, asked) or of_subject) or (embedded and last not in BE):
        return None
    return None if finished and not _is_short(before, opening) else start


def _is_short(before: Stretch, opening: int) -> bool:
    """Whether a question has its auxiliary and subject and little more: "what did the celts"."""
    at = before.classes.index(_AUX, opening)
    rest = before.classes[at + 1 :]
    return bool(rest) and not any(kind in VERBAL or kind is _SUBJECT for kind in rest)


def _asks_for_subject(after: Stretch) -> bool:
    """Whether a question has its verb at once: "what made the king leave"."""
    asked = after.keys[0] in ("who", "what")
    return asked and _class(after, 1) is _PAST and _class(after, 2) in (_DET, _NAME)


def _is_inverted(after: Stretch, at: int) -> bool:
    """Whether an auxiliary comes before the subject: "when was he", "which king did"."""
    kinds = after.classes[at + 1 : at + _NEAR_AUXILIARY]
    if _AUX not in kinds:
        return False
    between = kinds[: kinds.index(_AUX)]
    return all(kind in NOMINAL or kind in (_QUANTITY, _PREP) for kind in between)


def _class(stretch: Stretch, at: int) -> WordClass | None:
    return stretch.classes[at] if 0 <= at < len(stretch.classes) else None
