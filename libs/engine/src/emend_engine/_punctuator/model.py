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
    BOUNDARY,
    BOUNDARY_FEATURES,
    PAD_FEATURES,
    RESERVED,
    UNKNOWN,
    WITH_APOSTROPHE,
    WordClass,
    WordFeatures,
    word_features,
)
from emend_engine._punctuator.figures import known_words
from emend_engine._punctuator.network import Array, Block, Network, Product, Scores, score_all
from emend_engine._punctuator.reading import Question

DILATIONS = (1, 2, 4, 8, 16)
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
    spelled = WITH_APOSTROPHE.get(key, key)
    features = word_features(spelled, found.vocabulary, found.names.keys())
    if key[:1].isupper() and features.kind in _LETTERS:
        return features._replace(kind=WordClass.NAME)
    return features


def knows(word: str) -> bool:
    """Whether a word in lower case can be English, a name or a number."""
    found = _features(word)
    if found.kind == WordClass.PLAIN:
        return found.word != UNKNOWN
    return found.kind != WordClass.FOREIGN


def score_questions(questions: Sequence[Question]) -> list[Scores]:
    """Return the scores of the words of each question, in order, as if it were asked alone."""
    rows = [_rows(question) for question in questions]
    found = score_all(model().network, [np.array(own, np.int32).reshape(-1, 3).T for own in rows])
    words = [[at for at, row in enumerate(own) if row.word > BOUNDARY] for own in rows]
    return [
        Scores(scores.marks[own], scores.cases[own])
        for scores, own in zip(found, words, strict=True)
    ]


def _rows(question: Question) -> list[WordFeatures]:
    rows: list[WordFeatures] = []
    for turn in question.turns:
        rows.extend(map(_features, known_words(turn)))
        rows.append(BOUNDARY_FEATURES)
    if not question.ends:
        rows[-1:] = [PAD_FEATURES]
    return rows
