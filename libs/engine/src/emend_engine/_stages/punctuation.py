"""Puts full stops, commas and question marks where the network and the speaker's pauses want them.

Speech that has marks already keeps them, and gets no other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from emend_engine._context import SENTENCE_MARKS, Context, Edit, Edits, is_note
from emend_engine._punctuator.decision import Mark, decided
from emend_engine._punctuator.figures import is_of_figure
from emend_engine._punctuator.model import model, probability
from emend_engine._punctuator.network import Array
from emend_engine._punctuator.reading import Reading
from emend_engine._rules import RULES, Rule
from emend_engine._stages._acronyms import acronyms
from emend_engine._stages._pauses import pause_evidence
from emend_engine._stages._turns import english_turns, read_turns, within_terms
from emend_transcript import Token, Tokens

_MARKS: Mapping[int, tuple[str, Rule]] = {
    Mark.COMMA: (",", RULES["punctuation.comma"]),
    Mark.STOP: (".", RULES["punctuation.full_stop"]),
    Mark.QUESTION: ("?", RULES["punctuation.question"]),
}
_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]?|(?:mr|mrs|ms|dr|prof|st|vs)\.?|.*\.", re.IGNORECASE
)
"""Words that a full stop would become a part of."""

_MARKED_WORDS = 40
"""Speech with a mark for so many words or fewer is punctuated: its recogniser wrote the marks."""

_GROUP_DIGITS = 3

_WRITTEN_MARKS = SENTENCE_MARKS | {",", ";", ":"}


def unpunctuated(tokens: Tokens, context: Context) -> Reading | None:
    """Return what is to be read where an English turn has no marks."""
    turns = english_turns(tokens, context)
    if all(_is_punctuated(tokens, turn) for turn in turns):
        return None
    return read_turns(tokens, context, turns)


def punctuation(tokens: Tokens, context: Context) -> Edits:
    """Propose the marks of every English turn that has none.

    The end of a turn ends a sentence; so does the end of all words, unless the context says
    that the speech goes on: then only the words and the pauses before it tell.
    """
    found = context.scored
    if found is None:
        return ()
    edits: list[Edit] = []
    start = 0
    for turn in found.turns:
        scores = found.scores.marks[start : start + len(turn)]
        start += len(turn)
        if not _is_punctuated(tokens, turn):
            ends = context.ends or turn[-1] < found.turns[-1][-1] or not found.reaches_end
            evidence = _evidence(tokens, context, turn, scores)
            words = [context.keys[at] for at in turn]
            evidence[within_terms(words, context.lexicon), Mark.COMMA :] = -np.inf
            choices = decided(words, evidence, model().mark_bias, ends=ends)
            edits += _turn_marks(tokens, turn, choices, evidence)
    return edits


def _is_punctuated(tokens: Tokens, turn: Sequence[int]) -> bool:
    after = turn[-1] + 1
    while after < len(tokens) and tokens[after].kind == "punctuation":
        after += 1
    marks = sum(token.text in _WRITTEN_MARKS for token in tokens[turn[0] : after])
    return marks * _MARKED_WORDS >= len(turn)


def _evidence(tokens: Tokens, context: Context, turn: Sequence[int], scores: Array) -> Array:
    evidence = scores / np.float32(model().temperature)
    pauses = pause_evidence(tokens, context, turn)
    return evidence if pauses is None else evidence + pauses


def _turn_marks(
    tokens: Tokens, turn: Sequence[int], choices: Sequence[int], evidence: Array
) -> list[Edit]:
    edits: list[Edit] = []
    texts = [tokens[at].text.lower() for at in turn]
    inside = {
        place
        for letters in acronyms(texts)
        for place in range(letters.start, letters.start + letters.size - 1)
    }
    for place, choice in enumerate(choices):
        at = turn[place] + 1
        if place in inside or _belong_together(*texts[place : place + 2]):
            continue
        if choice != Mark.NONE and _is_free(tokens, at, choice):
            edits.append(_edit(tokens, at, choice, evidence[place]))
    return edits


def _belong_together(left: str, right: str = "") -> bool:
    """Whether two words in lower case are one: "4111 1111" of a long number, "3.5 kg"."""
    if is_of_figure(left, right):
        return True
    return min(len(left), len(right)) >= _GROUP_DIGITS and (left + right).isdecimal()


def _is_free(tokens: Tokens, at: int, choice: int) -> bool:
    """Whether this mark may stand before the token at this position."""
    follows = at < len(tokens) and not is_note(tokens[at])
    if follows and (tokens[at].kind == "punctuation" or tokens[at].glued):
        return False
    return choice == Mark.COMMA or not _ABBREVIATION.fullmatch(tokens[at - 1].text)


def _edit(tokens: Tokens, at: int, choice: int, evidence: Array) -> Edit:
    text, rule = _MARKS[choice]
    first = tokens[at].first if at < len(tokens) else tokens[-1].last + 1
    mark = Token(text, first, first - 1, glued=True, kind="punctuation")
    return Edit(at, 0, (mark,), rule, probability(evidence, choice))
