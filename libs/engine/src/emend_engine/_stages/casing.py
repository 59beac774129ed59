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
    is_capitalised,
    starts_sentence,
)
from emend_engine._english import is_known
from emend_engine._punctuator.figures import is_of_figure
from emend_engine._punctuator.model import model, probability
from emend_engine._punctuator.network import Array
from emend_engine._punctuator.reading import Reading
from emend_engine._rules import RULES, Rule
from emend_engine._stages._acronyms import SOLE_ACRONYMS, Letters, acronyms, written
from emend_engine._stages._name_pairs import NAME_PAIRS
from emend_engine._stages._names import names_in
from emend_engine._stages._numbered_names import with_names
from emend_engine._stages._proper_names import NEVER_NAMES
from emend_engine._stages._turns import english_turns, read_turns
from emend_engine._word_classes import plural_stem, without_possessive
from emend_transcript import Token, Tokens

_LOWER, _CAPITAL, _UPPER = range(3)
_SENTENCE = RULES["casing.sentence"]
_PRONOUN = RULES["casing.pronoun"]
_NAME = RULES["casing.name"]
_ACRONYM = RULES["casing.acronym"]

_I = re.compile(r"i(?:['’](?:m|ve|ll|d))?")  # noqa: RUF001 - the curly apostrophe is meant
_MAY_CHANGE = re.compile(
    r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?|[a-z](?:\.[a-z])+\.?"  # noqa: RUF001 - likewise
)
"""What may get a capital: no address, no code, no number."""

_DOTTED = re.compile(r"(?!e\.g|i\.e|a\.m|p\.m)[a-z](?:\.[a-z])+\.?")
_ALWAYS_SMALL = re.compile(r"(?:e\.g|i\.e|a\.m|p\.m)\.?")
_BY_FORM = 0.95
"""The confidence of what the spelling itself shows."""

_POSSESSIVE = re.compile(r"['’]s$")  # noqa: RUF001 - likewise


def english_reading(tokens: Tokens, context: Context) -> Reading | None:
    """Return what is to be read: every English turn."""
    turns = english_turns(tokens, context)
    return read_turns(tokens, context, turns) if turns else None


def casing(tokens: Tokens, context: Context) -> Edits:
    """Propose the capitals of every English word that has none."""
    found = context.scored
    if found is None:
        return ()
    evidence = found.scores.cases / np.float32(model().temperature)
    choices: list[int] = (evidence + np.array(model().case_bias, np.float32)).argmax(1).tolist()
    edits: list[Edit] = []
    place = 0
    for turn in found.turns:
        chosen, scores = choices[place : place + len(turn)], evidence[place : place + len(turn)]
        place += len(turn)
        if not _has_capitals(tokens, context, turn):
            edits += _turn_edits(tokens, context, turn, chosen, scores)
    return edits


def _turn_edits(
    tokens: Tokens, context: Context, turn: Sequence[int], choices: Sequence[int], evidence: Array
) -> list[Edit]:
    edits: list[Edit] = []
    read_out = {one.start: one for one in acronyms([context.keys[at] for at in turn])}
    names = _names(tokens, context, turn, choices)
    done = 0
    for place, at in enumerate(turn):
        if tokens[at].kind != "word":
            edits += _of_another_stage(tokens, context, at)
        elif place in read_out:
            letters = read_out[place]
            done = place + letters.size
            after = "".join(context.keys[at] for at in turn[done : done + 1])
            is_name = choices[done] == _CAPITAL and after in model().names if after else False
            edits += _letters(tokens, turn[place:done], letters, are_initials=is_name)
        elif place >= done:
            edit = _edit(tokens, context, at, choices[place], evidence[place], names.get(at))
            edits += [edit] if edit else []
    return edits


def _names(
    tokens: Tokens, context: Context, turn: Sequence[int], choices: Sequence[int]
) -> dict[int, str]:
    """Return how the words of names are written, by their positions; a mark parts names."""
    words: list[str] = []
    seen: list[bool] = []
    places: list[int] = []
    for at, choice in zip(turn, choices, strict=True):
        if places and at > places[-1] + 1:
            words.append("")
            seen.append(False)
            places.append(at - 1)
        words.append(context.keys[at])
        seen.append(choice == _CAPITAL or tokens[at].text[:1].isupper())
        places.append(at)
    return {places[place]: written for place, written in names_in(words, seen).items()}


def _letters(
    tokens: Tokens, places: Sequence[int], letters: Letters, *, are_initials: bool
) -> list[Edit]:
    """Write letters as one acronym, or as initials: "j r r tolkien"."""
    said = [tokens[at] for at in places]
    if any(token.kind != "word" or not token.text.islower() for token in said):
        return []
    if places[-1] - places[0] >= len(places) or (are_initials and not letters.is_known):
        return [
            Edit(at, 1, (token._replace(text=token.text.upper()),), _ACRONYM, _BY_FORM)
            for at, token in zip(places, said, strict=True)
        ]
    joined = said[0]._replace(text=letters.written, last=said[-1].last)
    return [Edit(places[0], len(places), (joined,), _ACRONYM, _BY_FORM)]


def _has_capitals(tokens: Tokens, context: Context, turn: Sequence[int]) -> bool:
    """Whether a recogniser wrote a turn's marks, and most of its sentences with a capital."""
    heard = tokens[turn[0] : turn[-1] + 2]
    if not any(token.text in SENTENCE_MARKS and token.last >= token.first for token in heard):
        return False
    starts = [tokens[at].text for at in turn if starts_sentence(tokens, at, context)]
    return 2 * sum(map(is_capitalised, starts)) > len(starts)


def _edit(
    tokens: Tokens,
    context: Context,
    at: int,
    choice: int,
    evidence: Array,
    name: str | None,
) -> Edit | None:
    token, keys = tokens[at], context.keys
    text = token.text
    may_change = text.islower() and _MAY_CHANGE.fullmatch(text) and not _stays_small(keys, at)
    if not may_change:
        return None
    small_term = _is_small_term(token, context)
    shown = _by_form(keys, at, None if small_term else name)
    if shown is not None:
        return _written(at, token, *shown)
    if text in NEVER_NAMES or (name is not None and name.islower()):
        choice = _LOWER
    if choice == _UPPER and is_known(text):
        choice = _of_known(text)
    if choice != _LOWER and not small_term:
        rule, write = (_ACRONYM, _upper) if choice == _UPPER else (_NAME, _spelled)
        return _written(at, token, write(text), rule, probability(evidence, choice))
    is_start = starts_sentence(tokens, at, context)
    return _written(at, token, _capitalised(text), _SENTENCE, None) if is_start else None


def _of_known(text: str) -> int:
    """Return the case of a word that dictionaries have, where the network takes it for letters."""
    spelled = model().names.get(text, text)
    if spelled.isupper():
        return _UPPER
    return _LOWER if spelled.islower() else _CAPITAL


def _by_form(keys: Sequence[str], at: int, name: str | None) -> tuple[str, Rule, float] | None:
    """Return how the word's own form, or the words of its name, say that it is written."""
    text = keys[at]
    if text in SOLE_ACRONYMS or _DOTTED.fullmatch(text):
        return written(text), _ACRONYM, _BY_FORM
    if _I.fullmatch(text):
        return _capitalised(text), _PRONOUN, 1.0
    if name is not None:
        rule = _ACRONYM if name.isupper() else _NAME
        return None if name.islower() else (name, rule, _BY_FORM)
    return (_spelled(text), _NAME, _BY_FORM) if _is_of_pair(keys, at) else None


def _of_another_stage(tokens: Tokens, context: Context, at: int) -> list[Edit]:
    """Give what another stage made in words its capital: "the 21st of May", half an address."""
    token = tokens[at]
    text, rule = with_names(token), _NAME
    first, _, others = text.partition(" ")
    in_words = bool(others) or token.kind.startswith("entity:pii.")
    if in_words and first.isalpha() and starts_sentence(tokens, at, context):
        text, rule = _capitalised(text), _SENTENCE
    edit = _written(at, token, text, rule, None)
    return [edit] if edit else []


def _stays_small(keys: Sequence[str], at: int) -> bool:
    """Whether a word is written small even where a sentence begins: "p.m.", the "kg" of "5 kg"."""
    if _ALWAYS_SMALL.fullmatch(keys[at]):
        return True
    return at > 0 and is_of_figure(keys[at - 1], keys[at])


def _is_of_pair(keys: Sequence[str], at: int) -> bool:
    before, after = keys[at - 1] if at else "", "".join(keys[at + 1 : at + 2])
    return after in NAME_PAIRS.get(keys[at], ()) or keys[at] in NAME_PAIRS.get(before, ())


def _is_small_term(token: Token, context: Context) -> bool:
    """Whether a word is a term that its vocabulary writes without a capital: samādhi, metformin.

    A word with accents is one unless the vocabulary has it as a name: the network knows none.
    """
    exact = context.lexicon.exact
    word = without_possessive(token.text)
    if not word.isascii() and word not in context.lexicon.names:
        return True
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
