"""Finds what speakers say when they take something back: "no wait", "or rather", "i mean"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from emend_engine._context import SOFT_MARKS
from emend_engine._stages._english_classes import (
    AUXILIARIES,
    BE,
    OPEN,
    PREPOSITIONS,
    QUESTIONS,
    SUBJECTS,
    WordClass,
)
from emend_engine._stages._word_set import word_set

_LEAST = 0.25
"""The weight of what alone is no cue: okay, um."""

STRONG = 2.0
"""From this weight on a cue can hardly mean anything else."""

_WEIGHTS = """
0.25 okay|ok|right|um|uh|er|erm|like|you know|tell me|i guess
0.5 well|oh|ah|actually|correction
1 no|nah|wait|sorry|i mean|rather|make that|or|nope|apologies|pardon|hmm no
1.5 wait a minute|wait a second|just a second|i apologize|i'm sorry|i am sorry|hold on|hang on|hold up|one second|my apologies
2 or rather|i meant|i meant to say|i meant to ask|i mean to say|i mean to ask|excuse me|pardon me
2 my mistake|my bad|oops|whoops|never mind|nevermind|i should say|that's wrong|i misspoke
2 that's not right|that isn't right|that is wrong|ignore that|i take that back
2 or should i say
3 scratch that|strike that|let me rephrase|let me rephrase that|let me start over|let me correct myself
3 let me start again|let me try again|let me try that again|let me correct that|let me restart
3 let me say that again|let me ask again|what i meant was|what i meant to say was|what i meant to ask was
3 what i mean to ask is|what i meant to ask is|what i meant to say is|i meant to ask you
"""  # noqa: E501 - one weight, one line


def _by_first() -> dict[str, tuple[tuple[tuple[str, ...], float], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for line in _WEIGHTS.strip().splitlines():
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

_NEVER_AFTER_NO = word_set("""
    one ones more longer matter doubt doubts such other others idea need less fewer better worse
    question reason wonder sense means amount body problem problems trouble
    """)
_SAYING = word_set("""
    say said says saying told tell tells answer answered reply replied mean means word yes
    and but
    """)
_HAVING = BE | word_set("has have had there there's make makes got gets give gives")
_OWNED = BE | PREPOSITIONS | word_set("make made not and but because")
_BEFORE_SORRY = BE | word_set("so very really feel feels felt i'm we're truly too say said says")
_BEFORE_WAIT = SUBJECTS | AUXILIARIES | word_set("to please just the a long this that can't")
_MEANT = word_set("it that business well so")
_WAITED_FOR = word_set("for until till")
_BEFORE_MEAN = word_set("what all if that do think when how which whatever yes and but so")
_BEFORE_RATHER = AUXILIARIES | word_set("i'd we'd you'd he'd she'd they'd but than is are a not")
_REFUSED = MappingProxyType(
    {
        "no": (_SAYING, _NEVER_AFTER_NO),
        "sorry": (_BEFORE_SORRY, word_set("but that if i i'm")),
        "wait": (_BEFORE_WAIT, word_set("and till until a here there times time")),
        "i mean": (_BEFORE_MEAN, word_set("it that business no well")),
        "rather": (_BEFORE_RATHER, word_set("than")),
        "or rather": (frozenset[str](), word_set("more less too better")),
        "make that": (_BEFORE_WAIT, word_set("happen clear work point mistake decision choice")),
        "hold on": (_BEFORE_WAIT, word_set("to")),
        "hang on": (_BEFORE_WAIT, word_set("to")),
        "excuse me": (word_set("please"), word_set("for")),
        "i should say": (frozenset[str](), word_set("that so no")),
        "my mistake": (_OWNED, frozenset[str]()),
        "my bad": (_OWNED, word_set("habit habits luck leg knee back")),
        "nah": (_SAYING, frozenset[str]()),
        "correction": (AUXILIARIES | PREPOSITIONS | word_set("the a this"), word_set("of")),
        "never mind": (AUXILIARIES | SUBJECTS, word_set("the")),
    }
)
"""Words just before and just after which the phrase, alone, is no cue."""


_POLITE = frozenset(("excuse me", "pardon me", "never mind", "hold on", "hang on"))
_COURTESIES = _POLITE.union(
    ("sorry", "oops", "whoops", "nevermind", "i'm sorry", "i am sorry"),
    ("wait a minute", "wait a second"),
)
_PARENTHESES = frozenset(("i mean", "sorry", "rather"))
"""What is no part of the sentence where a comma stands before it …"""

_JOINING = word_set("yes and but so or not")
"""… except after these."""

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

    @property
    def is_weak(self) -> bool:
        """Whether it may well be something else: courtesy, an answer, a new thought."""
        return self.weight < STRONG or (len(self.phrases) == 1 and self.phrases[0] in _COURTESIES)

    @property
    def is_polite(self) -> bool:
        """Whether it may only ask for attention, or for time."""
        return len(self.phrases) == 1 and self.phrases[0] in _POLITE

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


def find_cue(keys: Sequence[str], at: int, *, parted: bool = False) -> Cue | None:
    """Return the cue at a position: as many phrases as follow each other, if they weigh enough.

    ``parted`` tells that a mark stands before it.
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
    cue = Cue(end, _ALONE.get(named, weight), named)
    return None if _is_refused(keys, at, cue, parted=parted) else cue


def _phrase(keys: Sequence[str], at: int) -> tuple[tuple[str, ...], float] | None:
    for words, weight in _BY_FIRST.get(keys[at], ()):
        if len(words) == 1 or tuple(keys[at : at + len(words)]) == words:
            return words, weight
    return None


def _is_refused(keys: Sequence[str], at: int, cue: Cue, *, parted: bool) -> bool:
    before = keys[at - 1] if at else ""
    if parted and cue.phrases[0] in _PARENTHESES and before not in _JOINING:
        before = ""
    after = keys[cue.end] if cue.end < len(keys) else ""
    refused = _REFUSED.get(cue.phrases[0])
    if refused and len(cue.phrases) == 1 and (before in refused[0] or after in refused[1]):
        return True
    if cue.phrases[-1] == "i mean" and after in _MEANT:
        return cue.end + 1 >= len(keys)
    if cue.phrases[-1] == "wait" and after in _WAITED_FOR:
        return after not in keys[max(0, at - 6) : at]
    return cue.phrases[0] == "no" and before in _SAYING and cue.weight < STRONG


def is_noun_phrase(cue: Cue, before: str, after: Sequence[WordClass]) -> bool:
    """Whether "no …", or "no wait", after "have" and the like may be what somebody has not."""
    if before not in _HAVING and (before not in PREPOSITIONS or cue.weight >= STRONG):
        return False
    if cue.phrases == ("no", "wait"):
        return after[0] in (WordClass.PREPOSITION, WordClass.CONJUNCTION)
    return cue.lone_no and after[0] in OPEN and list(after[:2]) not in _ACTING


def may_go_on_as_cue(keys: Sequence[str], at: int) -> bool:
    """Whether a cue stands here, or two words of one with which the text ends."""
    for phrase, weight in _BY_FIRST.get(keys[at], ()):
        said = tuple(keys[at : at + len(phrase)])
        if said == phrase and weight > _LEAST:
            return True
        if 1 < len(said) < len(phrase) and said == phrase[: len(said)]:
            return True
    return False
