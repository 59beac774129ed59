"""A stretch of words and their classes, and what can be told of its grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_engine._stages._english_classes import WordClass
from emend_engine._stages._word_set import word_set

_Q, _AUX, _DET = WordClass.QUESTION, WordClass.AUXILIARY, WordClass.DETERMINER
_NAME, _NOUN, _ADJECTIVE = WordClass.NAME, WordClass.NOUN, WordClass.ADJECTIVE
_PREP, _SUBJECT, _VERB = WordClass.PREPOSITION, WordClass.SUBJECT, WordClass.VERB
_PAST = WordClass.PAST

LONGEST = 24
"""So many words are looked at; a stretch as long as this may begin anywhere."""

_DEMONSTRATIVES = word_set("that this these those all both some many most much his hers")
COUNTED = frozenset(
    {
        WordClass.NUMBER,
        WordClass.DAY,
        WordClass.MONTH,
        WordClass.DIRECTION,
        WordClass.ORDINAL,
        WordClass.COMPARATIVE,
    }
)
NOMINAL = COUNTED | {_NAME, _NOUN, _ADJECTIVE, WordClass.COMPARATIVE, WordClass.PARTICIPLE}
_IMPERATIVES = word_set("name list tell give describe explain identify find show define state")

_ALSO_JOINING = word_set("when where how why")
"""Before a subject these open a clause, no question: "when this spirit is present"."""

_NOMINAL_QUESTIONS = word_set("what which whose")
_BEFORE_NOUNS = frozenset((_DET, _PREP, _ADJECTIVE, WordClass.QUANTITY, WordClass.COMPARATIVE))

INCOMPLETE = frozenset((_DET, _PREP, _AUX, WordClass.CONJUNCTION, WordClass.QUANTITY, _Q))
"""Classes with which nobody ends what he says."""


class Stretch(NamedTuple):
    """Some words in a row: their keys and their classes, in parallel."""

    keys: Sequence[str]
    classes: Sequence[WordClass]


def in_context(keys: Sequence[str], kinds: Sequence[WordClass]) -> list[WordClass]:
    """Return the classes, verbs made nouns where they are: "the attack", "which state is"."""
    told = list(kinds)
    for at in range(1, len(told)):
        if told[at] is not _VERB or keys[at - 1] == "to":
            continue
        asked = (
            keys[at - 1] in _NOMINAL_QUESTIONS
            and told[at + 1 : at + 2]
            and (told[at + 1] in (_AUX, _VERB, _PAST))
        )
        if asked or told[at - 1] in _BEFORE_NOUNS:
            told[at] = _NOUN
    return told


def opening_of_question(before: Stretch) -> int | None:
    """Return the position of the first question word, or of an auxiliary that comes first."""
    for at, kind in enumerate(before.classes):
        if kind is _Q:
            return at
    return 0 if before.classes[0] is _AUX or before.keys[0] in _IMPERATIVES else None


def is_cut_short(before: Stretch) -> bool:
    """Whether nobody would end with this word: "the", "of", "what"."""
    return before.classes[-1] in INCOMPLETE and before.keys[-1] not in _DEMONSTRATIVES


def is_fragment(before: Stretch) -> bool:
    """Whether it is a noun phrase without a verb: "the capital of peru"."""
    verbal = (_AUX, _VERB, _PAST, _SUBJECT)
    return before.classes[0] in (_DET, _PREP) and not any(k in verbal for k in before.classes)


def is_question(before: Stretch) -> bool:
    """Whether it begins as a question does."""
    first, *rest = before.classes
    if len(before.keys) >= LONGEST:
        return False
    if before.keys[0] in _ALSO_JOINING and rest and rest[0] in (_DET, _SUBJECT, _NAME):
        return False
    return first in (_Q, _AUX) or (first is _PREP and rest[:1] == [_Q])


def opens_question(after: Stretch) -> bool:
    """Whether a question, or an order such as "name the", begins here."""
    first = after.classes[0]
    second = after.classes[1] if len(after.classes) > 1 else None
    if first is _PREP and second is _Q:
        return True
    asks = after.keys[0] in _IMPERATIVES and (
        second in (_DET, WordClass.QUANTITY, WordClass.NUMBER, WordClass.OBJECT)
    )
    return first is _Q or asks


def noun_phrase(before: Stretch) -> int:
    """Return where the noun phrase at the end begins; the length where none is."""
    at = len(before.keys)
    if before.classes[-1] in (_SUBJECT, WordClass.OBJECT):
        return at - 1
    while at and before.classes[at - 1] in NOMINAL:
        at -= 1
    determined = 0 < at < len(before.keys) and before.classes[at - 1] in (_DET, WordClass.QUANTITY)
    return at - 1 if determined else at


def trailing_nouns(before: Stretch) -> int:
    """Return the length of a noun phrase's end, where "no" can hardly be a determiner."""
    size = 0
    while size < len(before.classes) and before.classes[-1 - size] in (_NOUN, _NAME, _ADJECTIVE):
        size += 1
    if size == 0:
        if before.classes[-1] is _DET:
            return len(before.classes)
        inverted = _AUX in before.classes and before.classes[-1] in (_VERB, _PAST)
        return int(inverted or before.classes[-1] is WordClass.COMPARATIVE)
    around = before.classes[-1 - size] if size < len(before.classes) else None
    determined = around in (_DET, _PREP, _AUX, WordClass.QUANTITY) or (around is _Q and size == 1)
    return size if determined else 0


def may_follow(after: Stretch, at: int) -> bool:
    """Whether the word here goes on with the phrase before it, so that no comma belongs there."""
    kind, last = after.classes[at], after.classes[at - 1]
    if kind in (_AUX, _VERB, _PAST, _PREP):
        return True
    if last is _NAME and at > 1 and after.classes[at - 2] is _DET:
        return kind is _NOUN
    if last is WordClass.ORDINAL and kind is WordClass.COMPARATIVE:
        return True
    return kind in (_NOUN, _ADJECTIVE) and last in (*COUNTED, _ADJECTIVE, _DET)


def may_stand_alone(before: Stretch, start: int) -> bool:
    """Whether "in june" or "on the left" begins here and ends the sentence."""
    return before.classes[start] is _PREP and len(before.keys) - start > 1
