"""Finds what speakers say when they take something back: "no wait", "or rather", "i mean"."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from emend_engine._context import SOFT_MARKS
from emend_engine._stages._cue_words import (
    COURTESIES,
    HAVING,
    JOINING,
    MEANT,
    NUMBERED,
    PARENTHESES,
    POLITE,
    REFUSED,
    SAYING,
    WAITED,
    WAITED_FOR,
    WEIGHTS,
)
from emend_engine._stages._english_classes import (
    BE,
    OPEN,
    PREPOSITIONS,
    QUESTIONS,
    WordClass,
    word_class,
)
from emend_engine._stages._told import is_told
from emend_engine._stages._word_set import word_set

_LEAST = 0.25
"""The weight of what alone is no cue: okay, um."""

STRONG = 2.0
"""From this weight on a cue can hardly mean anything else."""


def _by_first() -> dict[str, tuple[tuple[tuple[str, ...], float], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for line in WEIGHTS.strip().splitlines():
        weight, _, phrases = line.partition(" ")
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, float(weight)))
    return {
        first: tuple(sorted(phrases, key=lambda entry: -len(entry[0])))
        for first, phrases in found.items()
    }


_BY_FIRST = MappingProxyType(_by_first())

TRIGGERS = frozenset(_BY_FIRST) - word_set("um uh er erm like you tell okay ok right")
"""Words with which a cue may begin."""

_SINGLE = frozenset(first for first, entries in _BY_FIRST.items() if len(entries[-1][0]) == 1)
_SECONDS = MappingProxyType(
    {
        first: frozenset(words[1] for words, _ in entries if len(words) > 1)
        for first, entries in _BY_FIRST.items()
    }
)

LONGEST = 12
"""So many words are looked through for one cue."""

_ALONE: Mapping[tuple[str, ...], float] = MappingProxyType({("no",): 1.0, ("actually",): 0.5})
"""What these weigh, even after an "or"."""

_LEADING = MappingProxyType(
    {
        "or": 1.0,
        "well": 0.5,
        "oh": 0.5,
        "ah": 0.5,
        "okay": 0.25,
        "ok": 0.25,
        "right": 0.25,
        "like": 0.25,
    }
)
"""Phrases that make a cue only before another."""

_PLAIN = frozenset(("no", "wait"))
"""What is said for itself too often, even before words that stood there already."""

_ACTING = (
    [WordClass.PAST, WordClass.DETERMINER],
    [WordClass.PAST, WordClass.NAME],
    [WordClass.VERB, WordClass.DETERMINER],
)
"""Classes that after a "no" are a verb and its object, not what somebody has not."""


class Cue(NamedTuple):
    """A cue found: its end among the words, its weight, and its phrases but for "or" and "oh"."""

    end: int
    weight: float
    phrases: tuple[str, ...]
    joined: bool = False
    """Whether an "or" leads it, which may also name a choice."""

    @property
    def is_weak(self) -> bool:
        """Whether it may well be something else: courtesy, an answer, a new thought."""
        return self.weight < STRONG or (len(self.phrases) == 1 and self.phrases[0] in COURTESIES)

    @property
    def is_polite(self) -> bool:
        """Whether it may only ask for attention, or for time."""
        return len(self.phrases) == 1 and self.phrases[0] in POLITE

    @property
    def lone_no(self) -> bool:
        """Whether it is a "no" and nothing else."""
        return self.phrases == ("no",)


def may_be_cue(keys: Sequence[str], at: int) -> bool:
    """Whether the next word lets a cue begin here; cheap."""
    key = keys[at]
    if key in _SINGLE and key not in _LEADING:
        return True
    after = keys[at + 1] if at + 1 < len(keys) else ""
    return after in _SECONDS[key] or (
        key in _LEADING and (after in _BY_FIRST or after in SOFT_MARKS)
    )


def find_cue(keys: Sequence[str], at: int, marked: Container[int] = ()) -> Cue | None:
    """Return the cue at a position: as many phrases as follow each other, if they weigh enough.

    ``marked`` has the positions before which a mark stands.
    """
    weight, end = 0.0, at
    phrases: list[str] = []
    while end < min(len(keys), at + LONGEST):
        found = _phrase(keys, end)
        if found is None:
            break
        words, more = found
        name = " ".join(words)
        weight += more / 2 if name in phrases else more
        phrases.append(name)
        end += len(words)
    if phrases[-1:] == ["tell me"] and (end == len(keys) or keys[end] not in QUESTIONS):
        end, weight = end - 2, weight - _LEAST
        phrases.pop()
    while phrases and phrases[-1] in _LEADING:
        end -= 1
        weight -= _LEADING[phrases.pop()]
    if not phrases or weight < 0.5:  # noqa: PLR2004 - "actually", at least
        return None
    named = tuple(name for name in phrases if name not in _LEADING)
    cue = Cue(end, _ALONE.get(named, weight), named, joined=phrases[0] == "or")
    refused = is_told(keys, (at, end), named) or _is_refused(keys, at, cue, marked)
    return None if refused else cue


def _phrase(keys: Sequence[str], at: int) -> tuple[tuple[str, ...], float] | None:
    for words, weight in _BY_FIRST.get(keys[at], ()):
        if len(words) == 1 or tuple(keys[at : at + len(words)]) == words:
            return words, weight
    return None


def _is_refused(keys: Sequence[str], at: int, cue: Cue, marked: Container[int]) -> bool:
    before, after = keys[at - 1] if at else "", _at(keys, cue.end)
    if at in marked and cue.phrases[0] in PARENTHESES and before not in JOINING:
        before = ""
        if cue.end in marked and cue.phrases == ("i mean",):
            after = ""
    if not _PLAIN.issuperset(cue.phrases) and _comes_again(keys, at, cue.end):
        return False
    refused = REFUSED.get(cue.phrases[0])
    if refused and len(cue.phrases) == 1 and (before in refused[0] or after in refused[1]):
        return True
    if cue.phrases[-1] == "i mean" and after in MEANT:
        return cue.end + 1 >= len(keys)
    if cue.phrases[-1] == "wait":
        again = len(cue.phrases) > 1 and after in keys[max(0, at - 6) : at]
        return (after in WAITED_FOR and not again) or (after in WAITED and before in HAVING)
    if cue.lone_no and _is_number(keys, before, cue.end):
        return True
    return cue.phrases[0] == "no" and before in SAYING and cue.weight < STRONG


def _comes_again(keys: Sequence[str], at: int, end: int) -> bool:
    """Whether the next two words stood in a row before: "what did he do i mean what did she"."""
    following = list(keys[end : end + 2])
    return any(list(keys[place : place + 2]) == following for place in range(at - 1))


def _is_number(keys: Sequence[str], before: str, after: int) -> bool:
    """Whether "no" says "number", or that of some things no two are alike."""
    numbered = before in NUMBERED and word_class(_at(keys, after)) is WordClass.NUMBER
    return numbered or (_at(keys, after) == "two" and _at(keys, after + 1) in BE)


def _at(keys: Sequence[str], at: int) -> str:
    return keys[at] if at < len(keys) else ""


def is_noun_phrase(cue: Cue, before: str, after: Sequence[WordClass]) -> bool:
    """Whether "no …", or "no wait", after "have" and the like may be what somebody has not."""
    if before not in HAVING and (before not in PREPOSITIONS or cue.weight >= STRONG):
        return False
    if cue.phrases == ("no", "rather"):
        return before in HAVING
    if cue.phrases == ("no", "wait"):
        return after[0] in (WordClass.PREPOSITION, WordClass.CONJUNCTION)
    return cue.lone_no and after[0] in OPEN and list(after[:2]) not in _ACTING


def is_said_as_a_word(cue: Cue, keys: Sequence[str], before: int, after: int) -> bool:
    """Whether a "no", with a comma after it only, is what something is: "the vote was no, …"."""
    said = keys[before] == "if" or (keys[before] in BE and keys[after] not in QUESTIONS)
    return cue.lone_no and said


def may_go_on_as_cue(keys: Sequence[str], at: int) -> bool:
    """Whether a cue stands here, or two words of one with which the text ends."""
    for phrase, weight in _BY_FIRST.get(keys[at], ()):
        said = tuple(keys[at : at + len(phrase)])
        if said == phrase and weight > _LEAST:
            return True
        if 1 < len(said) < len(phrase) and said == phrase[: len(said)]:
            return True
    return False
