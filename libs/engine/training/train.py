"""Trains the punctuation and casing model and writes the file that ships with the engine.

``make train corpora=DIR``; the same texts, seed, machine and NumPy give the same bytes.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from batches import Batch, Encoded, encode, epoch, lines, whole
from corpora import Source, load_sources, paragraphs
from export import Arrays, quantised, text, write
from learning import Adam, mark_scores, step
from network import Parameters, Shape, initial
from samples import Sample, samples
from tuning import case_accuracy, case_bias, macro_f1, mark_bias, scored, temperature
from words import names, vocabulary

from emend_engine._punctuator.features import ENDINGS, RESERVED, WordClass
from emend_engine._punctuator.model import build
from emend_engine._punctuator.network import score

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_OUTPUT = _HERE.parent / "src/emend_engine/_punctuator/model.npz"
_TUNING_TEXTS = _ROOT / "tests/eval/sets/punctuation/dev.txt"
_NAMES = "wamerican-large/usr/share/dict/american-english-large"
_VOCABULARY = 16_000
_BATCH_WORDS = 6_000
_WIDTH, _CHANNELS = 96, 128
_DROP = 0.1
_RATE, _WARM_UP = 2e-3, 200
_TUNING_SHARE = 50
"""One paragraph in so many of a source's last is kept for tuning."""

_CALIBRATING = 40_000
"""So many words say how large activations become."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything read: what is trained on, tuned on and tested on."""

    training: dict[str, list[list[Sample]]]
    tuning: list[list[Sample]]
    held: dict[str, list[list[Sample]]]
    repeats: dict[str, float]


def read(sources: tuple[Source, ...], root: Path) -> Corpus:
    """Read every source, and keep the end of each large one for tuning."""
    corpus = Corpus({}, [], {}, {source.name: source.repeat for source in sources})
    for source in sources:
        found = [samples(paragraph) for paragraph in paragraphs(source, root)]
        kept = 0 if source.ours or source.held else len(found) // _TUNING_SHARE
        corpus.tuning.extend(found[len(found) - kept :])
        target = corpus.held if source.held else corpus.training
        target[source.name] = found[: len(found) - kept]
        print(f"{source.name:14} {sum(map(len, found)):9,} words  {source.licence}")
    return corpus


def train(
    sources: list[tuple[Encoded, float]], shape: Shape, epochs: float, seed: int
) -> Parameters:
    """Train from random parameters; prints how it goes."""
    random = np.random.default_rng(seed)
    parameters, optimiser = initial(shape, random), Adam()
    total = int(epochs * sum(len(source) * times for source, times in sources) / _BATCH_WORDS)
    done, smooth, started = 0, 0.0, time.monotonic()
    while done < total:
        for batch in epoch(sources, _BATCH_WORDS, random):
            rate = _RATE * min(1, done / _WARM_UP) * (0.5 + 0.5 * np.cos(np.pi * done / total))
            loss, gradients = step(parameters, batch, _DROP, random)
            optimiser.update(parameters, gradients, rate)
            smooth = loss if not done else 0.99 * smooth + 0.01 * loss
            done += 1
            if done % 200 == 0:
                minutes = (time.monotonic() - started) / 60
                print(f"{done:6} of {total}  loss {smooth:.4f}  {minutes:.1f} min", flush=True)
            if done >= total:
                break
    return parameters


def decided(arrays: Arrays, tuning: list[Batch]) -> Arrays:
    """Return the arrays with the decisions that are best on the tuning texts."""
    neutral: Arrays = {
        "mark.decision": np.zeros(4, np.float32),
        "case.decision": np.zeros(3, np.float32),
        "temperature": np.array(1, np.float32),
    }
    found = scored(build(arrays | neutral).network, tuning)
    divisor = temperature(found)
    return arrays | {
        "mark.decision": mark_bias(found, divisor),
        "case.decision": case_bias(found, divisor),
        "temperature": np.array(divisor, np.float32),
    }


def report(arrays: Arrays, batches: dict[str, Batch]) -> None:
    """Print the scores on each set."""
    model = build(arrays)
    print(f"temperature {model.temperature:.1f}  marks {model.mark_bias}  cases {model.case_bias}")
    for name, batch in batches.items():
        scores = score(model.network, batch.features)
        marks = scores.marks / np.float32(model.temperature) + np.array(model.mark_bias, np.float32)
        cases = scores.cases / np.float32(model.temperature) + np.array(model.case_bias, np.float32)
        each = "  ".join(
            f"{mark} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            for mark, (precision, recall, f1) in mark_scores(marks.argmax(1), batch.marks).items()
        )
        print(f"{name:12} macro {macro_f1(marks, batch):.3f}  {each}", end="")
        print(f"  case {case_accuracy(cases, batch):.4f}")


def main() -> None:
    """Read, train, tune, write, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder that fetch.sh filled")
    parser.add_argument("--epochs", type=float, default=4.5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    options = parser.parse_args()
    corpus = read(load_sources(_HERE / "sources.toml"), options.corpora)
    known = vocabulary(corpus.training.values(), _VOCABULARY)
    numbers = {word: number for number, word in enumerate(known, RESERVED)}
    spelled = names(options.corpora / _NAMES)

    def encoded(texts: list[list[Sample]]) -> Encoded:
        return encode(texts, numbers, spelled.keys())

    sources = [(encoded(texts), corpus.repeats[name]) for name, texts in corpus.training.items()]
    shape = Shape(len(known) + RESERVED, ENDINGS, len(WordClass), _WIDTH, _CHANNELS)
    parameters = train(sources, shape, options.epochs, options.seed)
    dev = [
        samples(line)
        for line in _TUNING_TEXTS.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    batches = {
        "written": lines(encoded(dev), [len(one) for one in dev]),
        "tuning": whole(encoded(corpus.tuning)),
    }
    calibration = np.concatenate([batch.features for batch in batches.values()], axis=1)
    arrays = quantised(parameters, calibration[:, :_CALIBRATING])
    arrays |= {"vocabulary": text(known), "names": text(sorted(spelled.values()))}
    arrays = decided(arrays, list(batches.values()))
    write(arrays, options.output)
    held = {name: whole(encoded(texts)) for name, texts in corpus.held.items()}
    report(arrays, batches | held)


if __name__ == "__main__":
    main()
