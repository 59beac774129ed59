"""The network at run time: sums of small integers, so every machine gives the same scores.

Weights and activations are whole numbers from -127 to 127. A sum of at most 1,040 products of
two of them stays below 2^24, which 32-bit floats hold exactly, so a matrix product is exact in
whatever order, with however many threads the linear algebra library adds it up. Everything else
is one multiplication or addition at a time, which IEEE 754 fixes to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Array: TypeAlias = NDArray[np.float32]
Features: TypeAlias = NDArray[np.int32]

_AT_ONCE = 384
"""Positions computed together: what they need fits into a core's cache; more are slower again."""

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
    """Return the scores of every position of a sequence of features (3 rows)."""
    return score_all(network, [features])[0]


def score_all(network: Network, sequences: Sequence[Features]) -> list[Scores]:
    """Return the scores of every position of several sequences, which do not see each other.

    Together they are several times as fast as short ones alone, since every product reads its
    weights once; the sums are exact, so the scores are the same. On one thread: products this
    small are done before another core has noticed, and a service runs a process on each core
    already.
    """
    pieces = [piece for rows in sequences for piece in _pieces(rows, network.reach)]
    marks, cases = [np.zeros((0, 4), np.float32)], [np.zeros((0, 3), np.float32)]
    with _threads().limit(limits=1, user_api="blas"):  # pyright: ignore[reportUnknownMemberType] - no stubs
        for window in _windows(pieces):
            found = _window(network, [piece.features for piece in window])
            for kept in _kept(window):
                marks.append(found.marks[kept])
                cases.append(found.cases[kept])
    every = Scores(np.concatenate(marks), np.concatenate(cases))
    edges = pairwise(accumulate((rows.shape[1] for rows in sequences), initial=0))
    return [Scores(every.marks[start:end], every.cases[start:end]) for start, end in edges]


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


class _Piece(NamedTuple):
    """A stretch of a sequence that is not too long, with what is in reach around it."""

    features: Features
    start: int
    """The positions that are wanted, counted in ``features``; the others are surroundings."""
    end: int


def _pieces(features: Features, reach: int) -> Iterator[_Piece]:
    length = features.shape[1]
    for start in range(0, length, _AT_ONCE):
        end = min(start + _AT_ONCE, length)
        low, high = max(0, start - reach), min(length, end + reach)
        yield _Piece(features[:, low:high], start - low, end - low)


def _windows(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces, in order, as many at once as have not too many positions together."""
    window: list[_Piece] = []
    size = 0
    for piece in pieces:
        size += piece.features.shape[1]
        if window and size > _AT_ONCE:
            yield window
            window, size = [], piece.features.shape[1]
        window.append(piece)
    if window:
        yield window


def _kept(window: Sequence[_Piece]) -> Iterator[slice]:
    first = 0
    for piece in window:
        yield slice(first + piece.start, first + piece.end)
        first += piece.features.shape[1]


def _window(network: Network, sequences: Sequence[Features]) -> Scores:
    rows = _Rows([features.shape[1] for features in sequences])
    features: Features = np.concatenate(sequences, axis=1)
    word, ending, kind = (table[row] for table, row in zip(network.tables, features, strict=True))
    hidden = _whole(network.first, word + ending + kind)
    hidden = _rectified(network.first, rows.beside(hidden, _NEAR))
    for block in network.blocks:
        around = (-block.dilation, 0, block.dilation)
        deep = _rectified(block.wide, rows.beside(_whole(block.wide, hidden), around))
        hidden = hidden + _product(block.deep, _whole(block.deep, deep))
    return Scores(
        _product(network.marks, _whole(network.marks, hidden)),
        _product(network.cases, _whole(network.cases, hidden)),
    )


class _Rows:
    """The rows of several sequences that stand one after the other."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._several = len(sizes) > 1
        if self._several:
            self._before = np.array([at for size in sizes for at in range(size)])
            self._after = np.array([size - at - 1 for size in sizes for at in range(size)])

    def beside(self, values: Array, offsets: tuple[int, ...]) -> Array:
        """Return the rows beside each row as one; zeros beyond its sequence's ends."""
        length, width = values.shape
        reach = offsets[-1]
        padded = np.zeros((length + 2 * reach, width), np.float32)
        padded[reach : reach + length] = values
        near = np.concatenate([padded[reach + o : reach + o + length] for o in offsets], axis=1)
        if self._several:
            for column, offset in enumerate(offsets):
                strange = (self._before < -offset) | (self._after < offset)
                near[strange, column * width : (column + 1) * width] = 0
        return near


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
