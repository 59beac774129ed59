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

_AS_GOOD, _AS_RIGHT = 0.99, 0.0005
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
    """Return the additions for a high mean, over the texts, of the marks' mean F1.

    The best additions are hardly better than many others, and which ones they are is chance: the
    middle of all that are as good to within a hundredth is what strangers' texts want most likely.
    """
    tried: list[tuple[float, Array]] = []
    for comma, stop, asking in product(_COMMA_STEPS, _STOP_STEPS, _ASKING_STEPS):
        bias = np.array([0, comma, stop, stop + asking], np.float32)
        worth = sum(macro_f1(chosen(one, divisor, bias), one.batch) for one in found)
        tried.append((worth, bias))
    least = max(worth for worth, _ in tried) * _AS_GOOD
    as_good = [bias for worth, bias in tried if worth >= least]
    return np.asarray(np.mean(as_good, axis=0, dtype=np.float32), np.float32)


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
    """Return the additions for the most words in their right case.

    A capital too many is seen sooner than one too few: of additions that are as good, the best of
    those that give the fewest.
    """
    tried: list[tuple[float, float, Array]] = []
    for capital, upper in product(_CASE_STEPS.tolist(), _CASE_STEPS.tolist()):
        bias = np.array([0, capital, upper], np.float32)
        right = sum(
            case_accuracy(scores.cases / divisor + bias, batch) for batch, _, scores in found
        )
        tried.append((capital, right, bias))
    least = max(right for _, right, _ in tried) - _AS_RIGHT * len(found)
    as_good = [one for one in tried if one[1] >= least]
    return min(as_good, key=lambda one: (one[0], -one[1]))[2]


def case_accuracy(scores: Array, batch: Batch) -> float:
    """Return the share of words, sentences' first ones left out, in their right case."""
    known = batch.cases < _CASES
    return float((scores.argmax(1) == batch.cases)[known].mean())
