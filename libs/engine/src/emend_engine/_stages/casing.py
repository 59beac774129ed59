"""Writes capitals where a sentence begins, where a name stands, and in acronyms.

Speech whose recogniser wrote marks and capitals keeps them as they are; so does a word that has a
capital, and what other stages made: addresses, codes, numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from emend_engine._context import (
    SENTENCE_MARKS,
    Context,
    Edit,
    Edits,
    Rule,
    is_capitalised,
    starts_sentence,
)
from emend_engine._punctuator.model import model, probability
from emend_engine._punctuator.network import Array
from emend_engine._stages._turns import score_tokens
from emend_engine._word_classes import plural_stem, without_possessive
from emend_transcript import Token, Tokens

_LOWER, _CAPITAL, _UPPER = range(3)
_SENTENCE = Rule("casing.sentence")
_PRONOUN = Rule("casing.pronoun")
_NAME = Rule("casing.name")
_ACRONYM = Rule("casing.acronym")

_I = re.compile(r"i(?:['’](?:m|ve|ll|d))?")  # noqa: RUF001 - the curly apostrophe is meant
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?")  # noqa: RUF001 - likewise
"""What may get a capital: no address, no code, no number."""

_POSSESSIVE = re.compile(r"['’]s$")  # noqa: RUF001 - likewise


def casing(tokens: Tokens, context: Context) -> Edits:
    """Propose the capitals of every English word that has none."""
    found = score_tokens(tokens, context)
    if found is None:
        return ()
    evidence = found.scores.cases / np.float32(model().temperature)
    choices: list[int] = (evidence + np.array(model().case_bias, np.float32)).argmax(1).tolist()
    edits: list[Edit] = []
    place = 0
    for turn in found.turns:
        if not _has_capitals(tokens, context, turn):
            for offset, at in enumerate(turn, place):
                edit = _edit(tokens, context, at, choices[offset], evidence[offset])
                if edit:
                    edits.append(edit)
        place += len(turn)
    return edits


def _has_capitals(tokens: Tokens, context: Context, turn: Sequence[int]) -> bool:
    """Whether a recogniser wrote a turn's marks, and most of its sentences with a capital."""
    heard = tokens[turn[0] : turn[-1] + 2]
    if not any(token.text in SENTENCE_MARKS and token.last >= token.first for token in heard):
        return False
    starts = [tokens[at].text for at in turn if starts_sentence(tokens, at, context)]
    return 2 * sum(map(is_capitalised, starts)) > len(starts)


def _edit(tokens: Tokens, context: Context, at: int, choice: int, evidence: Array) -> Edit | None:
    token = tokens[at]
    if token.kind != "word" or not token.text.islower() or not _WORD.fullmatch(token.text):
        return None
    if _I.fullmatch(token.text):
        return _written(at, token, _capitalised(token.text), _PRONOUN, 1.0)
    if choice != _LOWER and _is_small_term(token, context):
        choice = _LOWER
    if choice == _UPPER:
        return _written(at, token, _upper(token.text), _ACRONYM, probability(evidence, choice))
    if choice == _CAPITAL:
        confidence = probability(evidence, choice)
        return _written(at, token, _spelled(token.text), _NAME, confidence)
    if starts_sentence(tokens, at, context):
        return _written(at, token, _capitalised(token.text), _SENTENCE, None)
    return None


def _is_small_term(token: Token, context: Context) -> bool:
    """Whether a word is a term that its vocabulary writes without a capital: samādhi, metformin."""
    exact = context.lexicon.exact
    word = without_possessive(token.text)
    entry = exact.get(word) or exact.get(plural_stem(word))
    return entry is not None and not entry.unsure and entry.display.islower()


def _written(at: int, token: Token, text: str, rule: Rule, confidence: float | None) -> Edit | None:
    if text == token.text:
        return None
    return Edit(at, 1, (token._replace(text=text),), rule, confidence)


def _spelled(text: str) -> str:
    """Return a name as dictionaries write it: "McDonald", or else with one capital."""
    stem = _POSSESSIVE.sub("", text)
    return model().names.get(stem, _capitalised(stem)) + text[len(stem) :]


def _capitalised(text: str) -> str:
    first = text[0].upper()
    return first + text[1:] if first.lower() == text[0] else text


def _upper(text: str) -> str:
    stem = _POSSESSIVE.sub("", text)
    return stem.upper() + text[len(stem) :] if stem.isascii() else text
