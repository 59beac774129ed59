"""Inverse text normalisation: whole sentences right, sentences that must stay, and speed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from emend_engine import PolicyName
from emend_engine.plain import to_written
from tests.eval.cases import SETS, Case, misses, read_cases, words_per_second
from tests.eval.rows import Row

_SAMPLE = Path(__file__).parents[1] / "samples" / "bhagavad-gita-chapter-two.whisper.json"


def measure() -> list[Row]:
    """Measure every set, by class where nothing was tuned on it, and the speed on a lecture."""
    rows = [row for path in sorted((SETS / "itn").glob("*.tsv")) for row in _rows(path)]
    return [*rows, _speed()]


def _rows(path: Path) -> Iterator[Row]:
    """Yield a set's rows; its name begins with the policy's, or with the language."""
    cases = read_cases(path)
    policy: PolicyName = "nemo" if path.stem.startswith("nemo") else "plain"
    language = "hi" if path.stem.startswith("hindi") else "en"
    write = partial(to_written, policy=policy, language=language)
    if path.stem.endswith("held"):
        for kind in sorted({case.kind for case in cases}):
            same = [case for case in cases if case.kind == kind]
            yield _row(f"{path.stem}: {kind}", same, write)
    yield _row(path.stem, cases, write)


def _row(measured: str, cases: Sequence[Case], write: Callable[[str], str]) -> Row:
    wrong = misses(cases, write)
    stay = [case for case in cases if case.said == case.written]
    changed = sum(miss.case.said == miss.case.written for miss in wrong)
    return Row(
        "itn",
        measured,
        len(cases),
        1 - len(wrong) / len(cases),
        changed / len(stay) if stay else None,
        note=f"{wrong[0].case.said!r} gave {wrong[0].got!r}" if wrong else "",
    )


def _speed() -> Row:
    segments = json.loads(_SAMPLE.read_text())["segments"]
    texts = [segment["text"] for segment in segments] * 10
    speed = words_per_second(texts, to_written)
    return Row("itn", "a lecture, text to text", len(texts), words_per_second=speed)
