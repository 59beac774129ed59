"""Chooses, on texts not trained on, what is added to the scores before the highest one wins."""

from __future__ import annotations

from itertools import product

import numpy as np
from batches import Batch
from learning import mark_scores, probabilities
from numpy.typing import NDArray

from emend_engine._punctuator.network import Array, Network, Scores, score

_MARK_STEPS = np.arange(-1.0, 1.51, 0.25)
_CASE_STEPS = np.arange(-2.0, 2.01, 0.25)
_TEMPERATURES = np.arange(0.8, 2.01, 0.1)
_ANSWERS = 4
_CASES = 3


def scored(network: Network, batches: list[Batch]) -> list[tuple[Batch, Scores]]:
    """Return each batch with its scores."""
    return [(batch, score(network, batch.features)) for batch in batches]


def temperature(found: list[tuple[Batch, Scores]]) -> np.float32:
    """Return what the scores must be divided by for the likeliest probabilities."""

    def surprise(divisor: float) -> float:
        total = 0.0
        for batch, scores in found:
            known = batch.marks < _ANSWERS
            chances = probabilities((scores.marks / divisor)[known])
            right = chances[np.arange(len(chances)), batch.marks[known]]
            total -= float(np.log(right + 1e-12).mean())
        return total

    return np.float32(min(_TEMPERATURES.tolist(), key=surprise))


def mark_bias(found: list[tuple[Batch, Scores]], divisor: np.float32) -> Array:
    """Return the additions for the best mean, over the batches, of the marks' mean F1."""
    best = (-1.0, np.zeros(_ANSWERS, np.float32))
    for comma, stop, question in product(_MARK_STEPS, _MARK_STEPS, _MARK_STEPS):
        bias = np.array([0, comma, stop, question], np.float32)
        worth = [macro_f1(scores.marks / divisor + bias, batch) for batch, scores in found]
        best = max(best, (sum(worth), bias), key=lambda one: one[0])
    return best[1]


def macro_f1(scores: Array, batch: Batch) -> float:
    """Return the mean F1 of comma, stop and question."""
    chosen: NDArray[np.int64] = scores.argmax(1)
    return sum(one[2] for one in mark_scores(chosen, batch.marks).values()) / _CASES


def case_bias(found: list[tuple[Batch, Scores]], divisor: np.float32) -> Array:
    """Return the additions for the most words in their right case."""
    best = (-1.0, np.zeros(_CASES, np.float32))
    for capital, upper in product(_CASE_STEPS, _CASE_STEPS):
        bias = np.array([0, capital, upper], np.float32)
        right = sum(case_accuracy(scores.cases / divisor + bias, batch) for batch, scores in found)
        best = max(best, (right, bias), key=lambda one: one[0])
    return best[1]


def case_accuracy(scores: Array, batch: Batch) -> float:
    """Return the share of words, sentences' first ones left out, in their right case."""
    known = batch.cases < _CASES
    return float((scores.argmax(1) == batch.cases)[known].mean())
