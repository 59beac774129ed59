"""The spoken words of an English transcript as the network reads them: turns of one voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from emend_engine._context import Context, is_english
from emend_engine._folding import without_accents
from emend_engine._lexicon import Lexicon
from emend_engine._punctuator.model import knows
from emend_engine._punctuator.network import Scores
from emend_engine._punctuator.reading import Question, Reading, Scored
from emend_engine._word_classes import LEXICAL, plural_stem, without_possessive
from emend_transcript import Tokens

_NO_COMPOUND = re.compile(r"[\d@./:_\\&+]")
"""A hyphen beside any of these parts no words: "covid-19"."""


def english_turns(tokens: Tokens, context: Context) -> list[list[int]]:
    """Return the positions of the spoken words of each turn that the network can read."""
    return [
        turn
        for turn in _turns(tokens, context)
        if is_english(context, tokens[turn[0]]) and _is_readable(turn, context)
    ]


def read_turns(tokens: Tokens, context: Context, turns: list[list[int]]) -> Reading:
    """Return how the network reads the words of one or more turns."""
    parts = [[words_in(context.keys[at]) for at in turn] for turn in turns]
    words = tuple(
        tuple([_as_read(one, context) for several in turn for one in several]) for turn in parts
    )
    reaches_end = all(token.kind == "punctuation" for token in tokens[turns[-1][-1] + 1 :])
    question = Question(words, context.ends or not reaches_end)
    return Reading(turns, question, [len(part) for turn in parts for part in turn], reaches_end)


def scored(reading: Reading, scores: Scores) -> Scored:
    """Return turns with the scores of their tokens: the last word's marks, the first one's case."""
    ends = list(accumulate(reading.sizes))
    if ends[-1] > len(ends):
        scores = Scores(scores.marks[[end - 1 for end in ends]], scores.cases[[0, *ends[:-1]]])
    return Scored(reading.turns, scores, reading.reaches_end)


def words_in(key: str) -> Sequence[str]:
    """Return the words that a token in lower case is written with: "the 21st of may" has four."""
    if key.isalnum():
        return (key,)
    return [
        part
        for run in key.split()
        for part in ((run,) if _NO_COMPOUND.search(run) else run.split("-"))
        if part
    ] or (key,)


def within_terms(words: Sequence[str], lexicon: Lexicon) -> list[int]:
    """Return the positions of words, in lower case, that a longer term goes on after."""
    inside: set[int] = set()
    for at, word in enumerate(words):
        for count in range(min(lexicon.lengths.get(word, 0), len(words) - at), 1, -1):
            *others, last = words[at : at + count]
            forms = {last, plural_stem(last), without_possessive(last)}
            if any(" ".join((*others, form)) in lexicon.exact for form in forms):
                inside.update(range(at, at + count - 1))
                break
    return sorted(inside)


def _as_read(key: str, context: Context) -> str:
    """Return a word as the network reads it: letters without accents, a known name capitalised.

    It learned from English alone, where an accent says that a word is of another language.
    """
    plain, lexicon = without_accents(key), context.lexicon
    entry = lexicon.exact.get(key)
    if entry is None:  # "new" is of a name only beside "york"
        is_name = key in lexicon.names and not knows(key)
    else:
        is_name = entry.display[:1].isupper()
    return plain.capitalize() if is_name else plain


def _is_readable(turn: Sequence[int], context: Context) -> bool:
    """Whether half of a turn or more is English words and known terms, as of a quoted verse."""
    classes = context.lexicon.classes
    keys = [word for at in turn for word in words_in(context.keys[at])]
    return sum(knows(key) or classes[key] & LEXICAL > 0 for key in keys) * 2 >= len(keys)


def _turns(tokens: Tokens, context: Context) -> list[list[int]]:
    voices = iter(context.voices)
    change = next(voices, None)
    turns: list[list[int]] = [[]]
    for at, token in enumerate(tokens):
        if token.kind == "punctuation":
            continue
        while change is not None and token.first >= change:
            turns.append([])
            change = next(voices, None)
        turns[-1].append(at)
    return [turn for turn in turns if turn]
