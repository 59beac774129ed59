"""Turns paragraphs into what the network learns from: word features and the marks and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from emend_engine._punctuator.features import normalised
from emend_transcript import from_text

ABBREVIATIONS = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "capt", "lt", "sgt", "rev", "hon"),
        *("sen", "rep", "gov", "no", "vol", "fig", "e.g", "i.e", "etc", "vs", "cf", "jr", "sr"),
        *("inc", "ltd", "co", "corp", "dept", "approx", "ed", "al", "adj", "n", "v"),
        *("jan", "feb", "aug", "sept", "oct", "nov", "dec"),
    )
)
_INITIAL = re.compile(r"[a-z](?:\.[a-z])*\.?")
_QUOTES = frozenset("\"'“”‘’`()[]«»*")  # noqa: RUF001
_AMBIGUOUS = frozenset(";:-–—…")  # noqa: RUF001


class Mark(IntEnum):
    """What stands after a word."""

    NONE = 0
    COMMA = 1
    STOP = 2
    QUESTION = 3
    SOME = 4
    """A colon, semicolon or dash: some mark is right, which one is a matter of taste."""
    ANY = 5
    """Nothing can be said, as before a bracket."""


class Case(IntEnum):
    """How a word is written where no sentence begins."""

    LOWER = 0
    CAPITAL = 1
    UPPER = 2
    ANY = 3
    """Nothing can be said: a sentence begins here."""


class Sample(NamedTuple):
    """One word and what is right about it."""

    word: str
    mark: Mark
    case: Case


def samples(paragraph: str) -> list[Sample]:
    """Return the words of a paragraph, each with the mark after it and its case."""
    found: list[Sample] = []
    starts = True
    for word, marks in _words(paragraph):
        mark = _mark(word, marks)
        case = Case.ANY if starts else _case(word)
        found.append(Sample(normalised(word).removesuffix("."), mark, case))
        starts = mark in (Mark.STOP, Mark.QUESTION) or bool(_QUOTES & set(marks) or ":" in marks)
    return found


def sentences(words: list[Sample]) -> Iterator[list[Sample]]:
    """Cut a paragraph's words after every full stop and question mark."""
    start = 0
    for end, sample in enumerate(words, start=1):
        if sample.mark in (Mark.STOP, Mark.QUESTION):
            yield words[start:end]
            start = end
    if start < len(words):
        yield words[start:]


def _words(paragraph: str) -> Iterator[tuple[str, list[str]]]:
    word, marks = "", list[str]()
    for is_mark, run in groupby(from_text(paragraph).words, key=lambda found: found.is_mark):
        for found in run:
            if is_mark:
                marks.append(found.text)
                continue
            if word:
                yield word, marks
            word, marks = found.text, []
    if word:
        yield word, marks


def _mark(word: str, marks: list[str]) -> Mark:  # noqa: PLR0911 - a table of guards
    if not marks or marks == ["-"]:
        return Mark.NONE
    if any("?" in mark for mark in marks):
        return Mark.QUESTION
    if any("!" in mark for mark in marks):
        return Mark.STOP
    if "." in marks:
        return _stop(word, marks)
    if "," in marks:
        return Mark.COMMA
    if any(_AMBIGUOUS & set(mark) for mark in marks):
        return Mark.SOME
    return Mark.ANY


def _stop(word: str, marks: list[str]) -> Mark:
    lower = word.lower()
    if lower in ABBREVIATIONS or _INITIAL.fullmatch(lower):
        return Mark.COMMA if "," in marks else Mark.ANY
    return Mark.STOP


def _case(word: str) -> Case:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return Case.ANY
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return Case.UPPER
    if any(letter.isupper() for letter in letters):
        return Case.CAPITAL
    return Case.LOWER
