"""Cues that open a sentence of their own: "What is its name? No wait, what is its age?"."""

from __future__ import annotations

from emend_engine._context import SENTENCE_MARKS, SOFT_MARKS, Context
from emend_engine._stages._cues import STRONG, Cue
from emend_engine._stages._stretch import Stretch, may_stand_alone
from emend_engine._stages._surroundings import Cut, behind
from emend_transcript import Tokens

_MARKED = 0.25
"""What a mark before a cue adds to its weight."""


def sentence_before(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> list[int]:
    """Return the words of the sentence before, where a cue opens one of its own."""
    if at == 0 or tokens[at - 1].text not in SENTENCE_MARKS:
        return []
    return behind(tokens, context, at - 1, cuts)


def ends_between(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a sentence ends between these positions."""
    return any(token.text in SENTENCE_MARKS - SOFT_MARKS for token in tokens[at:end])


def goes_on(before: Stretch, after: Stretch, start: int, cue: Cue) -> bool:
    """Whether a sentence of its own takes the one before back: it begins with the same word."""
    same = before.keys[start : start + 1] == after.keys[:1]
    size = len(before.keys) - start
    whole = size == len(after.keys) and before.classes[start:] == after.classes
    return same and (cue.weight >= STRONG + _MARKED or (whole and may_stand_alone(before, start)))


def kept_question(tokens: Tokens, cut: Cut, last: int, repair: list[int]) -> list[Cut]:
    """Keep the question mark that a cut takes along: "in Prague? Sorry, I meant in Budapest."."""
    marks = [at for at in range(last + 1, repair[0]) if tokens[at].text == "?"]
    end = repair[-1] + 1
    if not marks or end >= len(tokens) or tokens[end].text != ".":
        return []
    return [cut._replace(at=end, end=end + 1, words=(marks[0],))]
