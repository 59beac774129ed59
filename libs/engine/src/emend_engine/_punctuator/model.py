"""The shipped model: loaded once, at its first use, from one file of arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from emend_engine._punctuator.features import (
    BOUNDARY_FEATURES,
    PAD_FEATURES,
    RESERVED,
    UNKNOWN,
    WordClass,
    WordFeatures,
    word_features,
)
from emend_engine._punctuator.figures import known_words
from emend_engine._punctuator.network import Array, Block, Network, Product, Scores, score

DILATIONS = (1, 2, 4, 8, 16)
_KEPT_WORDS = 20_000
_LETTERS = (WordClass.PLAIN, WordClass.FOREIGN)


class Model(NamedTuple):
    """The network and the words it knows."""

    network: Network
    vocabulary: Mapping[str, int]
    names: Mapping[str, str]
    """Words written with a capital wherever they stand, by their lower case."""
    mark_bias: tuple[float, float, float, float]
    """Added to the scores of none, comma, stop and question before the highest wins."""
    case_bias: tuple[float, float, float]
    temperature: float
    """Scores divided by this make honest probabilities."""


@cache
def model() -> Model:
    """Return the shipped model."""
    with as_file(files("emend_engine._punctuator") / "model.npz") as path, np.load(path) as arrays:
        return build(dict(arrays))


def build(arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    """Make a model of its arrays, as the training writes them."""
    words = _lines(arrays["vocabulary"])
    names = _lines(arrays["names"])
    mark_bias = [float(bias) for bias in arrays["mark.decision"]]
    case_bias = [float(bias) for bias in arrays["case.decision"]]
    return Model(
        _network(arrays),
        {word: number for number, word in enumerate(words, RESERVED)},
        {name.lower(): name for name in names},
        (mark_bias[0], mark_bias[1], mark_bias[2], mark_bias[3]),
        (case_bias[0], case_bias[1], case_bias[2]),
        float(arrays["temperature"]),
    )


def _network(arrays: Mapping[str, NDArray[np.generic]]) -> Network:
    def product(name: str) -> Product:
        return Product(
            arrays[name].astype(np.float32),
            np.float32(arrays[f"{name}.step"]),
            arrays[f"{name}.scale"].astype(np.float32),
            arrays[f"{name}.bias"].astype(np.float32),
        )

    tables = tuple(_table(arrays, name) for name in ("word", "ending", "kind"))
    blocks = tuple(
        Block(dilation, product(f"{layer}.wide"), product(f"{layer}.deep"))
        for layer, dilation in enumerate(DILATIONS)
    )
    return Network(tables, product("in"), blocks, product("mark"), product("case"))


def _table(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Array:
    return arrays[name].astype(np.float32) * np.float32(arrays[f"{name}.scale"])


def _lines(text: NDArray[np.generic]) -> list[str]:
    return text.tobytes().decode().split("\n")


def probability(scores: Array, choice: int) -> float:
    """Return the probability of one of several scored choices, to three decimals."""
    values: list[float] = scores.tolist()
    highest = max(values)
    raised = [math.exp(value - highest) for value in values]
    return round(raised[choice] / sum(raised), 3)


@lru_cache(maxsize=16_384)
def _features(key: str) -> WordFeatures:
    found = model()
    features = word_features(key, found.vocabulary, found.names.keys())
    if key[:1].isupper() and features.kind in _LETTERS:
        return features._replace(kind=WordClass.NAME)
    return features


def knows(word: str) -> bool:
    """Whether a word in lower case can be English, a name or a number."""
    found = _features(word)
    if found.kind == WordClass.PLAIN:
        return found.word != UNKNOWN
    return found.kind != WordClass.FOREIGN


def score_turns(turns: Sequence[Sequence[str]], *, ends: bool) -> Scores:
    """Return the scores of the words of turns, in order.

    ``turns`` are the words in lower case of one voice each; a capital says that a word is a name,
    whatever the model knows of it. ``ends`` says that the speech ends
    with the last; otherwise it goes on, and nothing is known of how.
    """
    size = sum(map(len, turns))
    if size > _KEPT_WORDS:
        return _score(tuple(map(tuple, turns)), ends)
    return _score_kept(tuple(map(tuple, turns)), ends)


def _score(turns: tuple[tuple[str, ...], ...], ends: bool) -> Scores:  # noqa: FBT001 - cached
    rows: list[WordFeatures] = []
    places: list[int] = []
    for turn in turns:
        places.extend(range(len(rows), len(rows) + len(turn)))
        rows.extend(map(_features, known_words(turn)))
        rows.append(BOUNDARY_FEATURES)
    if not ends:
        rows[-1:] = [PAD_FEATURES]
    scores = score(model().network, np.array(rows, np.int32).T)
    return Scores(scores.marks[places], scores.cases[places])


_score_kept = lru_cache(maxsize=2)(_score)
"""Punctuation and casing ask for the same words one after the other."""
