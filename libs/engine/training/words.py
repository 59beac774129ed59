"""The words that the model knows: those of its texts, those of a dictionary, and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import islice
from pathlib import Path

from samples import Sample

_MOST_FROM_ONE_SOURCE = 200
"""No source alone makes a word frequent: a manual's terms are not everybody's."""

_SHORTEST_NAME = 3


def vocabulary(sources: Iterable[list[list[Sample]]], most: int) -> list[str]:
    """Return the most frequent words, the most frequent first, ties by spelling."""
    weights: Counter[str] = Counter()
    for paragraphs in sources:
        counts = Counter(sample.word for paragraph in paragraphs for sample in paragraph)
        for word, count in counts.items():
            weights[word] += min(count, _MOST_FROM_ONE_SOURCE) + (2 if count > 1 else 0)
    return sorted(weights, key=lambda word: (-weights[word], word))[:most]


def dictionary_words(
    dictionary: Path, by_frequency: Iterable[str], known: AbstractSet[str], most: int
) -> list[str]:
    """Return the most frequent words of a word list that are not known yet, in lower case."""
    spelled = {line.strip().lower() for line in dictionary.read_text("utf-8").splitlines()}
    return list(islice((w for w in by_frequency if w in spelled and w not in known), most))


def names(dictionary: Path) -> dict[str, str]:
    """Return the words that a word list has with a capital only, by their lower case."""
    capital: dict[str, str] = {}
    lower: set[str] = set()
    for line in dictionary.read_text("utf-8").splitlines():
        word = line.strip()
        if "'" in word or len(word) < _SHORTEST_NAME:
            continue
        if word[0].isupper():
            capital.setdefault(word.lower(), word)
        else:
            lower.add(word)
    return {word: written for word, written in capital.items() if word not in lower}
