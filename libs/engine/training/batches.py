"""Encodes samples as arrays and cuts them into pieces as a transcript would: turns, cut parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from samples import Mark, Sample, sentences

from emend_engine._punctuator.features import (
    BOUNDARY_FEATURES,
    PAD_FEATURES,
    PADDING,
    UNKNOWN,
    WordClass,
    WordFeatures,
    word_features,
)

_REACH = 33
"""Padding after which a piece sees nothing of the piece before it."""

_CUT = 0.3
_PADDED = 0.15
_UNKNOWN_WORDS = 0.05
_WITHOUT_OWN = 0.25
_UNKNOWN_NAMES = 0.2
_LONGER = 0.72
_MOST_SENTENCES = 14
_LONG = 0.12
_LONG_SENTENCES = (10, 40)


OWN = 3
"""The row of features that says which row of its own a word has, besides its vector."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Columns of one source: features (3 rows), marks, cases, and where sentences start."""

    features: NDArray[np.int32]
    marks: NDArray[np.int8]
    cases: NDArray[np.int8]
    starts: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.marks)


def encode(
    paragraphs: list[list[Sample]], vocabulary: Mapping[str, int], names: AbstractSet[str]
) -> Encoded:
    """Encode a source."""
    known: dict[str, WordFeatures] = {}
    rows: list[WordFeatures] = []
    marks: list[int] = []
    cases: list[int] = []
    starts: list[int] = []
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            starts.append(len(rows))
            for word, mark, case in sentence:
                if word not in known:
                    known[word] = word_features(word, vocabulary, names)
                rows.append(known[word])
                marks.append(mark)
                cases.append(case)
    return Encoded(
        np.array(rows, np.int32).T.copy(),
        np.array(marks, np.int8),
        np.array(cases, np.int8),
        np.array(starts, np.int32),
    )


class Own(NamedTuple):
    """By the number of a word: its row of its own, and whether it has a vector without it."""

    numbers: NDArray[np.int32]
    have_vector: NDArray[np.bool_]


_Piece: TypeAlias = tuple[Encoded, int, int, bool]
"""A source, where the piece starts and ends in it, and whether a voice ends with it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Features and targets of one long sequence of pieces."""

    features: NDArray[np.int32]
    marks: NDArray[np.int8]
    cases: NDArray[np.int8]


def whole(source: Encoded, sentences_each: int = 4) -> Batch:
    """Return a source as one batch of short texts, undisturbed, to measure on."""
    cuts = [*source.starts[::sentences_each].tolist(), len(source)]
    pieces = [(source, cuts[i], cuts[i + 1], True) for i in range(len(cuts) - 1)]
    return _packed(pieces, None)


def lines(source: Encoded, lengths: Sequence[int]) -> Batch:
    """Return a source as one batch of texts of these lengths."""
    cuts = list(accumulate(lengths, initial=0))
    return _packed([(source, cuts[i], cuts[i + 1], True) for i in range(len(lengths))], None)


def epoch(
    sources: list[tuple[Encoded, float]], words: int, own: Own, random: np.random.Generator
) -> Iterator[Batch]:
    """Yield every source once, or as often as its number says, in batches of about ``words``."""
    pieces = [piece for source, times in sources for piece in _repeated(source, times, random)]
    gathered: list[_Piece] = []
    size = 0
    order: list[int] = random.permutation(len(pieces)).tolist()
    for number in order:
        gathered.append(pieces[number])
        size += gathered[-1][2] - gathered[-1][1]
        if size >= words:
            yield _disturbed(_packed(gathered, random), own, random)
            gathered, size = [], 0


def _repeated(source: Encoded, times: float, random: np.random.Generator) -> Iterator[_Piece]:
    for _ in range(int(times)):
        yield from _pieces(source, random)
    for piece in _pieces(source, random):
        if random.random() < times % 1:
            yield piece


def _pieces(source: Encoded, random: np.random.Generator) -> Iterator[_Piece]:
    starts = [*source.starts.tolist(), len(source)]
    position = 0
    while position < len(starts) - 1:
        after = min(position + _sentences(random), len(starts) - 1)
        start, end = starts[position], starts[after]
        if random.random() < _CUT and end - start > 8:  # noqa: PLR2004 - too short to cut
            yield (
                source,
                start + int(random.integers(0, 4)),
                end - int(random.integers(1, 5)),
                False,
            )
        else:
            yield source, start, end, True
        position = after


def _sentences(random: np.random.Generator) -> int:
    """Draw the length of a piece: mostly some sentences, now and then a part of a lecture."""
    if random.random() < _LONG:
        return int(random.integers(*_LONG_SENTENCES, endpoint=True))
    return min(int(random.geometric(1 - _LONGER)), _MOST_SENTENCES)


def _packed(pieces: list[_Piece], random: np.random.Generator | None) -> Batch:
    features: list[NDArray[np.int32]] = []
    marks: list[NDArray[np.int8]] = []
    cases: list[NDArray[np.int8]] = []
    edge = np.array([BOUNDARY_FEATURES], np.int32).T
    void = np.repeat(np.array([PAD_FEATURES], np.int32).T, _REACH, axis=1)
    for source, start, end, is_turn in pieces:
        between = [edge] if is_turn else []
        if random is None or not is_turn or random.random() < _PADDED:
            between = [*between, void, *between]
        length = sum(int(part.shape[1]) for part in between)
        features += [source.features[:, start:end], *between]
        marks += [source.marks[start:end], np.full(length, Mark.ANY, np.int8)]
        cases += [source.cases[start:end], np.full(length, 3, np.int8)]
    return Batch(np.concatenate(features, 1), np.concatenate(marks), np.concatenate(cases))


def with_own(batch: Batch, own: Own) -> Batch:
    """Return a batch with the row of features that a network in training has besides."""
    rows = own.numbers[batch.features[0]]
    return Batch(np.concatenate([batch.features, rows[None]]), batch.marks, batch.cases)


def _disturbed(batch: Batch, own: Own, random: np.random.Generator) -> Batch:
    """Hide some words and names, so that the network learns to do without them.

    A word whose own row is hidden still has its vector, like one that no text had.
    """
    batch = with_own(batch, own)
    features = batch.features
    size = int(features.shape[1])
    alike = own.have_vector[features[0]] & (random.random(size, np.float32) < _WITHOUT_OWN)
    features[OWN, alike] = PADDING
    words = (features[0] > UNKNOWN) & (random.random(size, np.float32) < _UNKNOWN_WORDS)
    features[0, words] = features[OWN, words] = UNKNOWN
    names = random.random(size, np.float32) < _UNKNOWN_NAMES
    features[2, names & (features[2] == WordClass.NAME)] = WordClass.PLAIN
    return batch
