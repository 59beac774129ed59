"""The network with its gradients, in NumPy: embeddings, dilated convolutions, two heads.

A word is the sum of a mixture of its vector, which is given and stays, and of what is learned: a
row for its ending, one for its class and, for words that the texts have, one of its own.

A dilated convolution over words (van den Oord et al. 2016, "WaveNet"; Yu and Koltun 2016) sees
32 words to either side at a tenth of a recurrent net's steps. The engine runs the same sums over
small integers (``emend_engine/_punctuator/network.py``).
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int32]
Parameters: TypeAlias = dict[str, Array]

TABLES = ("ending", "kind", "own")
"""What is looked up by the features after the first, which is looked up in the vectors."""

DILATIONS = (1, 2, 4, 8, 16)


class Shape(NamedTuple):
    """Sizes of the network."""

    words: int
    """So many words have a row of their own besides what is made of their vector."""
    dimensions: int
    endings: int
    kinds: int
    width: int
    channels: int


def initial(shape: Shape, random: np.random.Generator) -> Parameters:
    """Return random parameters; words begin as what their vectors say."""
    channels = shape.channels

    def normal(rows: int, columns: int, gain: float = 2.0) -> Array:
        scale = np.sqrt(gain / rows)
        return (random.standard_normal((rows, columns)) * scale).astype(np.float32)

    parameters = {
        "vector": normal(shape.dimensions, shape.width, 0.04),
        "ending": normal(shape.endings, shape.width, 0.01 * shape.endings),
        "kind": normal(shape.kinds, shape.width, 0.01 * shape.kinds),
        "own": np.zeros((shape.words, shape.width), np.float32),
    }
    parameters["ending"][0] = parameters["kind"][0] = 0
    parameters |= {"in": normal(5 * shape.width, channels), "in.bias": _zeros(channels)}
    for layer in range(len(DILATIONS)):
        parameters |= {
            f"{layer}.wide": normal(3 * channels, channels),
            f"{layer}.wide.bias": _zeros(channels),
            f"{layer}.deep": normal(channels, channels, 0.3),
            f"{layer}.deep.bias": _zeros(channels),
        }
    parameters |= {"mark": normal(channels, 4, 0.2), "mark.bias": _zeros(4)}
    return parameters | {"case": normal(channels, 3, 0.2), "case.bias": _zeros(3)}


def _zeros(size: int) -> Array:
    return np.zeros(size, np.float32)


def neighbours(hidden: Array, offsets: tuple[int, ...]) -> Array:
    """Return each position's neighbours side by side, zeros beyond the ends."""
    length, width = hidden.shape
    wide = np.zeros((length, width * len(offsets)), np.float32)
    for column, offset in enumerate(offsets):
        low, high = max(0, -offset), min(length, length - offset)
        if low < high:
            wide[low:high, column * width : (column + 1) * width] = hidden[
                low + offset : high + offset
            ]
    return wide


def gathered(gradient: Array, offsets: tuple[int, ...]) -> Array:
    """Return what ``neighbours`` spread out, added up where it came from."""
    length = len(gradient)
    width = gradient.shape[1] // len(offsets)
    summed = np.zeros((length, width), np.float32)
    for column, offset in enumerate(offsets):
        low, high = max(0, -offset), min(length, length - offset)
        if low < high:
            summed[low + offset : high + offset] += gradient[
                low:high, column * width : (column + 1) * width
            ]
    return summed


class Pass:
    """One forward pass that remembers what the backward pass needs."""

    def __init__(
        self,
        parameters: Parameters,
        features: Integers,
        vectors: Array,
        drop: float = 0.0,
        random: np.random.Generator | None = None,
    ) -> None:
        self.parameters = p = parameters
        self.features = features
        self.vectors = vectors[features[0]]
        embedded = self.vectors @ p["vector"]
        for row, name in enumerate(TABLES, start=1):
            embedded += p[name][features[row]]
        self.wide = [neighbours(np.asarray(embedded, np.float32), (-2, -1, 0, 1, 2))]
        hidden = np.asarray(np.maximum(self.wide[0] @ p["in"] + p["in.bias"], 0), np.float32)
        hidden = self.first = _dropped(hidden, drop, random)
        self.drop = drop if random is not None else 0.0
        self.deep: list[Array] = []
        for layer, dilation in enumerate(DILATIONS):
            wide = neighbours(hidden, (-dilation, 0, dilation))
            deep = np.maximum(wide @ p[f"{layer}.wide"] + p[f"{layer}.wide.bias"], 0)
            deep = _dropped(deep, drop, random)
            mixed = hidden + deep @ p[f"{layer}.deep"] + p[f"{layer}.deep.bias"]
            hidden = np.asarray(mixed, np.float32)
            self.wide.append(wide)
            self.deep.append(deep)
        self.hidden = hidden
        self.marks: Array = self.hidden @ p["mark"] + p["mark.bias"]
        self.cases: Array = self.hidden @ p["case"] + p["case.bias"]

    def gradients(self, marks: Array, cases: Array) -> Parameters:
        """Return the gradient of every parameter, given those of the scores."""
        p, out = self.parameters, Parameters()
        for name, scores in (("mark", marks), ("case", cases)):
            out[name] = self.hidden.T @ scores
            out[f"{name}.bias"] = scores.sum(0)
        flow = np.asarray(marks @ p["mark"].T + cases @ p["case"].T, np.float32)
        for layer in reversed(range(len(DILATIONS))):
            flow = flow + self._block(layer, flow, out)
        flow *= self._open(self.first)
        out["in"], out["in.bias"] = self.wide[0].T @ flow, flow.sum(0)
        embedded = gathered(flow @ p["in"].T, (-2, -1, 0, 1, 2))
        out["vector"] = self.vectors.T @ embedded
        for row, name in enumerate(TABLES, start=1):
            out[name] = _scattered(self.features[row], embedded, p[name].shape)
        return out

    def _open(self, values: Array) -> Array:
        """Return the slope of rectifier and dropping together: none where nothing came out."""
        return np.asarray(values > 0, np.float32) / np.float32(1 - self.drop)

    def _block(self, layer: int, flow: Array, out: Parameters) -> Array:
        p, dilation = self.parameters, DILATIONS[layer]
        deep = self.deep[layer]
        out[f"{layer}.deep"], out[f"{layer}.deep.bias"] = deep.T @ flow, flow.sum(0)
        inner: Array = flow @ p[f"{layer}.deep"].T
        inner *= self._open(deep)
        out[f"{layer}.wide"] = self.wide[layer + 1].T @ inner
        out[f"{layer}.wide.bias"] = inner.sum(0)
        return gathered(inner @ p[f"{layer}.wide"].T, (-dilation, 0, dilation))


def _dropped(values: Array, drop: float, random: np.random.Generator | None) -> Array:
    """Return values with some set to nothing (Srivastava et al. 2014), the others raised."""
    if random is None or not drop:
        return values
    kept = random.random(values.shape, np.float32) >= drop
    return np.multiply(values, kept.astype(np.float32) / np.float32(1 - drop))


def _scattered(rows: Integers, gradient: Array, shape: tuple[int, ...]) -> Array:
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    table = np.zeros(shape, np.float32)
    table[ordered[starts]] = np.add.reduceat(gradient[order], starts)
    table[0] = 0
    return table
