"""Scores how parallel two stretches of words are: the same words, or words of the same class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from emend_engine._stages._english_classes import OPEN, VERBS, WordClass
from emend_engine._stages._stretch import COUNTED, NOMINAL, Stretch, noun_phrase
from emend_engine._stages._word_set import word_set

_AUX, _DET, _PREP = WordClass.AUXILIARY, WordClass.DETERMINER, WordClass.PREPOSITION
_NAME, _NOUN, _PAST = WordClass.NAME, WordClass.NOUN, WordClass.PAST

_SAME_CLASS = MappingProxyType(
    {
        _AUX: 1.5,
        _DET: 1.6,
        _PREP: 1.4,
        WordClass.SUBJECT: 1.5,
        WordClass.OBJECT: 1.5,
        WordClass.CONJUNCTION: 1.0,
        WordClass.QUANTITY: 1.4,
        WordClass.NUMBER: 2.0,
        WordClass.ORDINAL: 2.0,
        WordClass.DAY: 2.0,
        WordClass.MONTH: 2.0,
        WordClass.COMPARATIVE: 1.8,
        WordClass.DIRECTION: 2.0,
        WordClass.ADVERB: 0.8,
        WordClass.VERB: 1.2,
        _PAST: 1.2,
        WordClass.PARTICIPLE: 1.2,
        WordClass.ADJECTIVE: 1.0,
        _NAME: 1.5,
        _NOUN: 0.8,
    }
)
_SAME_WORD = 2.5
_MIXED: Mapping[frozenset[WordClass], float] = MappingProxyType(
    {
        frozenset((_NOUN, _NAME)): 0.8,
        frozenset((_NOUN, WordClass.VERB)): 0.4,
        frozenset((_NOUN, WordClass.SUBJECT)): 0.2,
        frozenset((_NAME, WordClass.SUBJECT)): 0.2,
        frozenset((WordClass.NUMBER, WordClass.ORDINAL)): 1.0,
    }
)
"""For two classes that many words are both of, or a pronoun and what it stands for."""

_ANY_LAST = 0.5
"""For the last word before the cue and another open class."""

_NAME_PARTS = word_set("new san los las saint st north south east west great")


def parallel(before: Stretch, after: Stretch, at: int) -> float | None:
    """Score how well the repair repeats the frame of what begins here; none if not at all."""
    score = _first_match(before, after, at)
    if score is None:
        return None
    place = 1
    for offset in range(at + 1, len(before.keys)):
        key = before.keys[offset]
        ahead = list(after.keys[place : place + 3])
        if key in ahead:
            place += ahead.index(key) + 1
            score += 1.0 if before.classes[offset] in OPEN else 0.5
        else:
            score -= 0.3
            place += 1
    return score


def _first_match(before: Stretch, after: Stretch, at: int) -> float | None:
    key, kind = before.keys[at], before.classes[at]
    if key == after.keys[0]:
        return None if key == "to" and _other_to(before, after, at) else _SAME_WORD
    if kind is after.classes[0]:
        return _SAME_CLASS.get(kind)
    mixed = frozenset((kind, after.classes[0]))
    score = _MIXED.get(mixed)
    unlike = _PAST in mixed and not mixed.isdisjoint((_NOUN, _NAME))
    if at < len(before.keys) - 1 or unlike or not OPEN.issuperset(mixed):
        return score
    return max(score or 0.0, _ANY_LAST)


def _other_to(before: Stretch, after: Stretch, at: int) -> bool:
    """Whether one "to" goes before a verb and the other before a thing."""
    following = [*before.keys[at + 1 : at + 2], *after.keys[1:2]]
    kinds = [*before.classes[at + 1 : at + 2], *after.classes[1:2]]
    if len(kinds) < 2:  # noqa: PLR2004 - one of them ends there
        return False
    if following[1] in VERBS and kinds[0] is _NOUN:
        return True
    things = (_DET, _NAME, WordClass.DAY, WordClass.NUMBER)
    return any(
        following[left] in VERBS and kinds[right] in things for left, right in ((0, 1), (1, 0))
    )


_LONGEST_INSTEAD = 4
_EXCHANGED = COUNTED | {_NAME}
_ADDING = word_set("too also well even both")


def find_instead(before: Stretch, after: Stretch) -> int | None:
    """Find the "in paris" in ``in paris (rather) in milan``: built exactly alike, word for word."""
    if "not" in before.keys or any(key.endswith("n't") for key in before.keys):
        return None
    if not _ADDING.isdisjoint(after.keys):
        return None
    for size in range(1, min(_LONGEST_INSTEAD, len(before.keys), len(after.keys)) + 1):
        start = len(before.keys) - size
        first = before.classes[start]
        same = size > 1 and _share_a_frame(before, after, start)
        exchanged = size == 1 and first in _EXCHANGED
        goes_on = after.keys[size : size + 1] == ["of"]
        pairs = zip(before.classes[start:], after.classes[:size], strict=True)
        alike = not goes_on and all(
            left is right or {left, right} == {_NOUN, _NAME} for left, right in pairs
        )
        if alike and (same or exchanged):
            return start
    return None


def _share_a_frame(before: Stretch, after: Stretch, start: int) -> bool:
    """Whether only names differ: "of the king | of the queen", "dutch people | belgian people"."""
    if before.keys[start] == after.keys[0]:
        counted = before.classes[start] is _NOUN and before.classes[-1] in COUNTED
        return counted or before.classes[start] in (_PREP, _DET)
    last = after.keys[len(before.keys) - start - 1]
    return before.keys[-1] == last and NOMINAL.issuperset(before.classes[start:])


def whole_name(before: Stretch, after: Stretch, start: int) -> int:
    """Take the whole of "george washington" where "abraham lincoln" replaces the last of it."""
    if before.classes[start] is _NAME and after.classes[0] is _NAME:
        while start and (
            before.classes[start - 1] is _NAME or before.keys[start - 1] in _NAME_PARTS
        ):
            start -= 1
        return start
    if _is_finite(after) and start and before.classes[start - 1] is _AUX:
        return start - 1
    if after.classes[0] is _NAME and start == len(before.keys) - 1:
        return noun_phrase(before)
    if start != len(before.keys) - 1:
        return start
    return _whole_compound(before, after, start)


def _is_finite(after: Stretch) -> bool:
    """Whether it begins with a verb that no auxiliary stands before: "happens"."""
    return after.classes[0] is WordClass.VERB and after.keys[0] not in VERBS


def _whole_compound(before: Stretch, after: Stretch, start: int) -> int:
    """Go back over as many nouns as replace them; behind an article only over nouns proper."""
    size = _run(after.classes)
    at = start
    while at and start - at + 1 < size and _may_be_name(before, at - 1):
        at -= 1
    nouns = before.classes[start] in (_NOUN, _NAME)
    reached = at and before.classes[at - 1] in (_AUX, _PREP, _DET)
    return at if nouns and reached else start


def _may_be_name(before: Stretch, at: int) -> bool:
    return before.classes[at] in (_NOUN, _NAME) or before.keys[at] in _NAME_PARTS


def _run(classes: Sequence[WordClass]) -> int:
    size = 0
    while size < len(classes) and classes[size] in (_NOUN, _NAME, WordClass.VERB):
        size += 1
    return size - (size > 1 and classes[size - 1] is WordClass.VERB)


def without_repeat(before: Stretch, after: Stretch, start: int) -> int:
    """Go back over words that would stand twice: ``the [the …] the``."""
    for size in (3, 2, 1):
        left = list(before.keys[max(0, start - size) : start])
        if left and len(left) == size and left == list(after.keys[:size]):
            return start - size
    return start
