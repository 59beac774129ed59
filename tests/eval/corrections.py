"""Corrections and restarts: sentences mended whole, and fluent words that were changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emend_engine.plain import remove_disfluencies
from tests.eval.cases import SETS, Case, misses, read_cases, words_per_second
from tests.eval.rows import Row

_STAGE = "corrections"


def measure() -> list[Row]:
    """Measure our disfluent sentences as written and bare, and sentences that must stay."""
    rows = [
        row
        for path in sorted((SETS / _STAGE).glob("*.tsv"))
        for row in _rows(path.stem, read_cases(path))
    ]
    return [*rows, *_fluent()]


def bare(text: str) -> str:
    """Return the text as a recogniser without punctuation writes it."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


def _rows(split: str, cases: Sequence[Case]) -> Iterator[Row]:
    for kind in dict.fromkeys(case.kind for case in cases):
        own = [case for case in cases if case.kind == kind]
        yield _row(f"{kind}, {split}", own)
        plain = [Case(kind, bare(case.said), bare(case.written)) for case in own]
        yield _row(f"{kind}, {split}, bare", plain)


def _row(measured: str, cases: Sequence[Case]) -> Row:
    wrong = misses(cases, remove_disfluencies)
    note = f"{wrong[0].case.said!r} gave {wrong[0].got!r}" if wrong else ""
    return Row(_STAGE, measured, len(cases), 1 - len(wrong) / len(cases), note=note)


def _fluent() -> Iterator[Row]:
    for path in sorted((SETS / "fluent").glob("*.tsv")):
        cases = read_cases(path)
        words = sum(len(case.said.split()) for case in cases)
        wrong = misses(cases, remove_disfluencies)
        lost = sum(len(miss.case.said.split()) - len(miss.got.split()) for miss in wrong)
        speed = words_per_second([case.said for case in cases], remove_disfluencies)
        note = f"of {words:,} words" + (f"; {wrong[0].got!r}" if wrong else "")
        yield Row(
            _STAGE,
            f"fluent, {path.stem}",
            len(cases),
            false_edits=lost / words,
            words_per_second=speed,
            note=note,
        )
