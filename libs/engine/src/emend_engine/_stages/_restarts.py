"""Finds beginnings that were dropped without a word: "what is the who is the author"."""

from __future__ import annotations

from emend_engine._stages._english_classes import QUESTIONS, WordClass
from emend_engine._stages._stretch import Stretch
from emend_engine._stages._word_set import word_set

SUBJECTS = word_set("i you he she it we they")
TRIGGERS = QUESTIONS | SUBJECTS

_UNFINISHED_VERBS = word_set("""
    am is are was were have has had want need wanted needed gave got took made put will would
    can could should must may might i'm
    """)
"""After a subject these ask for more."""

_LONGEST_BEGINNING = 7
_LINKS = word_set("and but so because well okay")
_ASKED = frozenset(
    {
        WordClass.AUXILIARY,
        WordClass.VERB,
        WordClass.PAST,
        WordClass.NOUN,
        WordClass.QUANTITY,
        WordClass.NUMBER,
    }
)
"""Classes that follow a question word."""

_PRONOUNS = word_set("that this these those another each his its")
_NO_RELATIVES = word_set("what how why")
_INVERTED = word_set("did do does")
_CUT_SHORT = frozenset((WordClass.DETERMINER, WordClass.AUXILIARY, WordClass.QUANTITY))


def find_restart(before: Stretch, after: Stretch, *, filled: bool) -> int | None:
    """Return where the dropped beginning starts, if ``after`` begins anew.

    ``filled`` tells that a filler stood between them.
    """
    if after.classes[0] is WordClass.SUBJECT:
        return _subject_again(before, after)
    if len(after.classes) > 1:
        return _question_again(before, after, filled=filled)
    return None


def _subject_again(before: Stretch, after: Stretch) -> int | None:
    """Accept "i want | i need" at the beginning of a clause; not "i think i can"."""
    keys = before.keys
    if keys[-1] == "to" and len(keys) <= _LONGEST_BEGINNING:
        opens = 1 if keys[0] in _LINKS else 0
        same = keys[opens : opens + 2] == after.keys[:2]
        return opens if same and after.classes[1] is WordClass.AUXILIARY else None
    start = len(keys) - 2
    if start < 0 or len(after.keys) < 3 or keys[start] != after.keys[0]:  # noqa: PLR2004 - a clause
        return None
    opens = start == 0 or (keys[start - 1] in _LINKS and start == 1)
    again = keys[-1] in _UNFINISHED_VERBS and after.keys[1] in _UNFINISHED_VERBS
    elliptical = after.keys[2] == keys[start] or after.classes[2] in (
        WordClass.CONJUNCTION,
        WordClass.SUBJECT,
    )
    return start if opens and again and not elliptical else None


def _question_again(before: Stretch, after: Stretch, *, filled: bool) -> int | None:
    first = before.classes[0]
    start = 1 if before.keys[0] in _LINKS and len(before.keys) > 1 else 0
    if first is WordClass.PREPOSITION and _asks(before, 1):
        return start if _prepositional(before, after) else None
    if not _asks(before, start) or after.classes[1] not in _ASKED:
        return None
    last = before.classes[-1]
    if last is WordClass.DETERMINER and before.keys[-1] not in _PRONOUNS:
        return start
    short = len(before.keys) - start == 2  # noqa: PLR2004 - "what is", "how many"
    again = after.classes[1] in (WordClass.AUXILIARY, WordClass.QUANTITY)
    if filled and again and (after.keys[0] in _NO_RELATIVES or after.keys[1] in _INVERTED):
        return start
    return start if short and again and last in _CUT_SHORT else None


def _asks(before: Stretch, at: int) -> bool:
    return at < len(before.classes) and before.classes[at] is WordClass.QUESTION


def _prepositional(before: Stretch, after: Stretch) -> bool:
    """Whether "in what" is followed at once by "in which"."""
    return (
        len(before.keys) == 2  # noqa: PLR2004 - a preposition and a question word
        and after.classes[0] is WordClass.PREPOSITION
        and after.classes[1] is WordClass.QUESTION
        and after.classes[2:3] != [WordClass.CONJUNCTION]
    )
