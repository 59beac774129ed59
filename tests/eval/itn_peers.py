"""Compares with other open engines of inverse text normalisation, class by class, with reasons.

``uv run --group oracles python -m tests.eval.itn_peers``: each engine that is installed reads the
sentences of ``plain_spoken_held``; what it writes otherwise than the policy ``plain`` is counted
by how it differs. Their conventions are not ours, so a difference is no error by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from emend_engine.plain import to_written
from tests.eval.cases import SETS, Case, read_cases

Write = Callable[[str], str]

_SET = SETS / "itn" / "plain_spoken_held.tsv"


def main() -> None:
    """Run the command line."""
    cases = read_cases(_SET)
    ours = [to_written(case.said) for case in cases]
    for name, load in _PEERS:
        try:
            write = load()
        except ImportError as error:
            print(f"{name}: skipped: {error}; the oracles come with: uv sync --group oracles")
            continue
        theirs = [_written(write, case.said) for case in cases]
        right = sum(case.written == text for case, text in zip(cases, theirs, strict=True))
        agree = sum(map(str.__eq__, ours, theirs))
        print(f"{name}: {agree} of {len(cases)} agree; {right} as the set has it")
        for line in _differences(cases, ours, theirs):
            print(f"  {line}")


def _written(write: Write, said: str) -> str:
    """Return what another engine writes; nothing where it fails."""
    try:
        return write(said)
    except Exception:  # noqa: BLE001 - another's program, which may fail in any way
        return ""


def _differences(cases: list[Case], ours: list[str], theirs: list[str]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for case, our, their in zip(cases, ours, theirs, strict=True):
        if our != their:
            counts.setdefault(case.kind, Counter())[_how(case.said, our, their)] += 1
    for kind, reasons in sorted(counts.items()):
        yield f"{kind}: " + ", ".join(f"{count} {how}" for how, count in reasons.most_common())


def _how(said: str, ours: str, theirs: str) -> str:
    """Return how another's writing differs from ours."""
    if not theirs:
        return "fail there"
    if theirs == said:
        return "keep their words there"
    if ours == said:
        return "keep their words here"
    if _digits(ours) == _digits(theirs):
        return "have the same figures in another style"
    return "have other figures"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _text2num() -> Write:
    module: Any = import_module("text_to_num")
    return lambda text: module.alpha2digit(text, "en")


def _wetext() -> Write:
    module: Any = import_module("wetext")
    return module.Normalizer(lang="en", operator="itn").normalize


def _premove() -> Write:
    module: Any = import_module("premove_itn")
    return module.normalize_sentence


def _damga() -> Write:
    module: Any = import_module("damga")
    return module.InverseNormalizer(lang="en").normalize


def _nemo() -> Write:
    module: Any = import_module("nemo_text_processing.inverse_text_normalization.inverse_normalize")
    read = module.InverseNormalizer(lang="en", input_case="lower_cased").inverse_normalize
    return lambda text: read(text, verbose=False)


_PEERS: tuple[tuple[str, Callable[[], Write]], ...] = (
    ("text2num", _text2num),
    ("wetext", _wetext),
    ("premove-itn", _premove),
    ("damga", _damga),
    ("nemo_text_processing", _nemo),
)


if __name__ == "__main__":
    main()
