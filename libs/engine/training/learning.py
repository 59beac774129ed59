"""Loss, optimiser and scores: what training is made of besides the network."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from batches import Batch
from network import Array, Parameters, Pass
from numpy.typing import NDArray

_ALLOWED_MARKS = np.array(
    [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 1]],
    np.float32,
)
"""Which of none, comma, stop, question each kind of target allows."""

_ALLOWED_CASES = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], np.float32)
_MARK_WEIGHTS = np.array([1, 1, 1, 2, 1, 0], np.float32)


def probabilities(scores: Array) -> Array:
    """Return the softmax of each row."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def slope(scores: Array, allowed: Array, weights: Array | None = None) -> tuple[float, Array]:
    """Return the mean loss, -log of the allowed probability, and its gradient by the scores."""
    chance = probabilities(scores)
    right = (chance * allowed).sum(1, keepdims=True)
    gradient = chance - chance * allowed / right
    loss = -np.log(right[:, 0])
    if weights is not None:
        gradient, loss = gradient * weights[:, None], loss * weights
    return float(loss.mean()), (gradient / len(scores)).astype(np.float32)


def step(
    parameters: Parameters,
    batch: Batch,
    vectors: Array,
    drop: float,
    random: np.random.Generator,
) -> tuple[float, Parameters]:
    """Return the loss on a batch and the gradients."""
    done = Pass(parameters, batch.features, vectors, drop, random)
    loss, marks = slope(done.marks, _ALLOWED_MARKS[batch.marks], _MARK_WEIGHTS[batch.marks])
    other, cases = slope(done.cases, _ALLOWED_CASES[batch.cases])
    return loss + other, done.gradients(marks, cases)


@dataclass(slots=True)
class Adam:
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    decay: float = 0.1
    count: int = 0
    mean: Parameters = field(default_factory=dict[str, Array])
    square: Parameters = field(default_factory=dict[str, Array])

    def update(self, parameters: Parameters, gradients: Parameters, rate: float) -> None:
        """Move the parameters against the gradients."""
        self.count += 1
        norm = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
        clip = min(1.0, 1.0 / (norm + 1e-9))
        speed = rate * np.sqrt(1 - 0.98**self.count) / (1 - 0.9**self.count)
        for name, gradient in gradients.items():
            g = gradient * np.float32(clip)
            mean = self.mean.setdefault(name, np.zeros_like(g))
            square = self.square.setdefault(name, np.zeros_like(g))
            mean += np.float32(0.1) * (g - mean)
            square += np.float32(0.02) * (g * g - square)
            value = parameters[name]
            if g.ndim == 2:  # noqa: PLR2004 - matrices and tables: a rare word is worth less
                value *= np.float32(1 - rate * self.decay)
            value -= np.float32(speed) * mean / (np.sqrt(square) + np.float32(1e-8))


def mark_scores(
    predicted: NDArray[np.int64], truth: NDArray[np.int8]
) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of comma, stop and question where one answer is right."""
    known = truth < 4  # noqa: PLR2004 - the first four targets are answers
    found: dict[str, tuple[float, float, float]] = {}
    for number, name in ((1, "comma"), (2, "stop"), (3, "question")):
        hits = int(((predicted == number) & (truth == number)).sum())
        claimed = int(((predicted == number) & known).sum())
        real = int((truth == number).sum())
        precision, recall = hits / max(claimed, 1), hits / max(real, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        found[name] = (precision, recall, f1)
    return found
