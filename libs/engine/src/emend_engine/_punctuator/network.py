"""The network at run time: sums of small integers, so every machine gives the same scores.

Weights and activations are whole numbers from -127 to 127. A sum of at most 1,040 products of
two of them stays below 2^24, which 32-bit floats hold exactly, so a matrix product is exact in
whatever order, with however many threads the linear algebra library adds it up. Everything else
is one multiplication or addition at a time, which IEEE 754 fixes to the last bit.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Array: TypeAlias = NDArray[np.float32]
Features: TypeAlias = NDArray[np.int32]

_AT_ONCE = 1_024
"""Positions computed together: what they need fits into a core's cache."""

_NEAR = (-2, -1, 0, 1, 2)
_LIMIT = 127


class Product(NamedTuple):
    """One matrix product: whole weights, the scale of its input, and what makes sums of scores."""

    weights: Array
    step: np.float32
    """What 1 stands for in the input."""
    scale: Array
    """What 1 stands for in each column of the output."""
    bias: Array


class Block(NamedTuple):
    """One residual block: a convolution over three words ``dilation`` apart, and a mixture."""

    dilation: int
    wide: Product
    deep: Product


class Network(NamedTuple):
    """Embedding tables, ready-made as steps of the first product, and all products."""

    tables: tuple[Array, ...]
    first: Product
    blocks: tuple[Block, ...]
    marks: Product
    cases: Product

    @property
    def reach(self) -> int:
        """How many words to either side can change a score."""
        return _NEAR[-1] + sum(block.dilation for block in self.blocks)


class Scores(NamedTuple):
    """A row per word: none, comma, stop, question; and lower, capital, upper."""

    marks: Array
    cases: Array


def score(network: Network, features: Features) -> Scores:
    """Return the scores of every position of a sequence of features (3 rows).

    On one thread: products this small are done before another core has noticed, and a service
    runs a process on each core already.
    """
    with _threads().limit(limits=1, user_api="blas"):  # pyright: ignore[reportUnknownMemberType] - no stubs
        return _score(network, features)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _score(network: Network, features: Features) -> Scores:
    length, reach = features.shape[1], network.reach
    marks, cases = [np.zeros((0, 4), np.float32)], [np.zeros((0, 3), np.float32)]
    for start in range(0, length, _AT_ONCE):
        end = min(start + _AT_ONCE, length)
        low, high = max(0, start - reach), min(length, end + reach)
        found = _window(network, features[:, low:high])
        marks.append(found.marks[start - low : end - low])
        cases.append(found.cases[start - low : end - low])
    return Scores(np.concatenate(marks), np.concatenate(cases))


def _window(network: Network, features: Features) -> Scores:
    word, ending, kind = (table[rows] for table, rows in zip(network.tables, features, strict=True))
    hidden = _rectified(network.first, _beside(_whole(network.first, word + ending + kind), _NEAR))
    for block in network.blocks:
        around = (-block.dilation, 0, block.dilation)
        deep = _rectified(block.wide, _beside(_whole(block.wide, hidden), around))
        hidden = hidden + _product(block.deep, _whole(block.deep, deep))
    return Scores(
        _product(network.marks, _whole(network.marks, hidden)),
        _product(network.cases, _whole(network.cases, hidden)),
    )


def _whole(product: Product, values: Array) -> Array:
    whole = np.rint(values / product.step)
    return np.clip(whole, -_LIMIT, _LIMIT, out=whole)


def _product(product: Product, whole: Array) -> Array:
    sums = whole @ product.weights
    sums *= product.scale
    sums += product.bias
    return sums


def _rectified(product: Product, whole: Array) -> Array:
    sums = _product(product, whole)
    return np.maximum(sums, 0, out=sums)


def _beside(values: Array, offsets: tuple[int, ...]) -> Array:
    length, width = values.shape
    reach = offsets[-1]
    padded = np.zeros((length + 2 * reach, width), np.float32)
    padded[reach : reach + length] = values
    return np.concatenate([padded[reach + o : reach + o + length] for o in offsets], axis=1)
