"""Chooses, on texts not trained on, what is added to the scores before the highest one wins."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from batches import Batch
from learning import mark_scores, probabilities
from numpy.typing import NDArray

from emend_engine._punctuator.decision import decided
from emend_engine._punctuator.features import BOUNDARY
from emend_engine._punctuator.network import Array, Network, Scores, score

_COMMA_STEPS = np.arange(-0.25, 1.01, 0.25)
_STOP_STEPS = np.arange(-0.25, 1.26, 0.25)
_ASKING_STEPS = np.arange(-0.5, 1.01, 0.5)
"""Of a question mark, above a full stop."""

_CASE_STEPS = np.arange(-2.0, 2.01, 0.25)
_TEMPERATURES = np.arange(0.8, 2.01, 0.1)
_ANSWERS = 4
_CASES = 3


class Scored(NamedTuple):
    """Texts as one batch, their words, and what the network says of them."""

    batch: Batch
    words: list[str]
    scores: Scores


def scored(network: Network, batch: Batch, words: list[str]) -> Scored:
    """Return a batch with its scores; ``words`` are those of its pieces, in order."""
    return Scored(batch, words, score(network, batch.features))


def temperature(found: list[Scored]) -> np.float32:
    """Return what the scores must be divided by for the likeliest probabilities."""

    def surprise(divisor: float) -> float:
        total = 0.0
        for batch, _, scores in found:
            known = batch.marks < _ANSWERS
            chances = probabilities((scores.marks / divisor)[known])
            right = chances[np.arange(len(chances)), batch.marks[known]]
            total -= float(np.log(right + 1e-12).mean())
        return total

    return np.float32(min(_TEMPERATURES.tolist(), key=surprise))


def mark_bias(found: list[Scored], divisor: np.float32) -> Array:
    """Return the additions for the best mean, over the texts, of the marks' mean F1."""
    best = (-1.0, np.zeros(_ANSWERS, np.float32))
    for comma, stop, asking in product(_COMMA_STEPS, _STOP_STEPS, _ASKING_STEPS):
        bias = np.array([0, comma, stop, stop + asking], np.float32)
        worth = sum(macro_f1(chosen(one, divisor, bias), one.batch) for one in found)
        best = max(best, (worth, bias), key=lambda one: one[0])
    return best[1]


def chosen(found: Scored, divisor: np.float32, bias: Array) -> NDArray[np.int64]:
    """Return the marks that the engine would write, with nothing between the pieces."""
    evidence = found.scores.marks / divisor
    marks = np.zeros(len(evidence), np.int64)
    spoken = np.flatnonzero(found.batch.features[0] > BOUNDARY)
    cuts = np.flatnonzero(np.diff(spoken) > 1) + 1
    done = 0
    for places in np.split(spoken, cuts):
        words = found.words[done : done + len(places)]
        marks[places] = decided(words, evidence[places], bias.tolist(), ends=True)
        done += len(places)
    return marks


def macro_f1(marks: NDArray[np.int64], batch: Batch) -> float:
    """Return the mean F1 of comma, stop and question."""
    return sum(one[2] for one in mark_scores(marks, batch.marks).values()) / _CASES


def case_bias(found: list[Scored], divisor: np.float32) -> Array:
    """Return the additions for the most words in their right case."""
    best = (-1.0, np.zeros(_CASES, np.float32))
    for capital, upper in product(_CASE_STEPS, _CASE_STEPS):
        bias = np.array([0, capital, upper], np.float32)
        right = sum(
            case_accuracy(scores.cases / divisor + bias, batch) for batch, _, scores in found
        )
        best = max(best, (right, bias), key=lambda one: one[0])
    return best[1]


def case_accuracy(scores: Array, batch: Batch) -> float:
    """Return the share of words, sentences' first ones left out, in their right case."""
    known = batch.cases < _CASES
    return float((scores.argmax(1) == batch.cases)[known].mean())
