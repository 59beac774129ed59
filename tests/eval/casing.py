"""Capitals: names, acronyms and words that are names only at times, beside the first-word rule.

``uv run --with truecase python -m tests.eval.run casing`` compares with truecase as well, on our
words, since its own tokeniser wants data that it does not bring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from emend_engine.plain import punctuate
from emend_transcript import from_text
from tests.eval.cases import SETS
from tests.eval.rows import Row

_READ_OUT = re.compile(r"\{([^|}]*)\|([^}]*)\}")
_PRONOUN = re.compile(r"\bi\b")


def measure() -> list[Row]:
    """Return for each split what the stage and the plainest rule make of it."""
    return [row for split in ("dev", "held", "fresh") for row in _rows(split)]


def _rows(split: str) -> Iterator[Row]:
    pairs = [_pair(line) for line in _lines(split)]
    writers = {"": punctuate, ", first word and I only": _first_word, **_oracle()}
    for name, write in writers.items():
        right, words, whole = _score(pairs, write)
        note = f"of {words} words; {whole} sentences whole"
        yield Row("casing", f"{split}{name}", len(pairs), right / words, note=note)


def _oracle() -> dict[str, Callable[[str], str]]:
    """Return truecase where it is installed; it has no types."""
    if find_spec("truecase") is None:
        return {}
    caser: Any = import_module("truecase.TrueCaser").TrueCaser()

    def write(said: str) -> str:
        return " ".join(caser.get_true_case_from_tokens(_words(said)))

    return {", truecase": write}


def _lines(split: str) -> list[str]:
    lines = (SETS / "casing" / f"{split}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _pair(line: str) -> tuple[str, str]:
    """Return a sentence as heard, in small letters with its marks, and as published."""
    return _READ_OUT.sub(r"\1", line).lower(), _READ_OUT.sub(r"\2", line)


def _first_word(said: str) -> str:
    return _PRONOUN.sub("I", said[0].upper() + said[1:])


def _score(pairs: list[tuple[str, str]], write: Callable[[str], str]) -> tuple[int, int, int]:
    """Return how many words are right, how many there are, and how many sentences are whole.

    Of a sentence with more or fewer words than it should have, the words at its beginning count
    that are right before the first one that is wrong.
    """
    right = words = whole = 0
    for said, wanted in pairs:
        got, want = _words(write(said)), _words(wanted)
        same = [one == other for one, other in zip(got, want, strict=False)]
        right += sum(same) if len(got) == len(want) else [*same, False].index(False)
        words += len(want)
        whole += got == want
    return right, words, whole


def _words(text: str) -> list[str]:
    return [word.text for word in from_text(text).words]
