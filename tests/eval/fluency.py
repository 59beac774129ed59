"""Rows for classes of sentences, as written or bare, and for sentences that must stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tests.eval.cases import SETS, Case, misses, read_cases, words_per_second
from tests.eval.rows import Row


def split_rows(stage: str, write: Callable[[str], str], *, with_bare: bool) -> Iterator[Row]:
    """Yield a row for each class of each of the stage's files, and one for the same text bare."""
    for path in sorted((SETS / stage).glob("*.tsv")):
        cases = read_cases(path)
        for kind in dict.fromkeys(case.kind for case in cases):
            own = [case for case in cases if case.kind == kind]
            yield _row(stage, f"{kind}, {path.stem}", own, write)
            if with_bare:
                plain = [Case(kind, bare(case.said), bare(case.written)) for case in own]
                yield _row(stage, f"{kind}, {path.stem}, bare", plain, write)


def fluent_rows(stage: str, write: Callable[[str], str]) -> Iterator[Row]:
    """Yield a row for each file of sentences of which not a word may change."""
    for path in sorted((SETS / "fluent").glob("*.tsv")):
        cases = read_cases(path)
        words = sum(len(case.said.split()) for case in cases)
        wrong = misses(cases, write)
        lost = sum(abs(len(miss.case.said.split()) - len(miss.got.split())) or 1 for miss in wrong)
        note = f"of {words:,} words" + (f"; {wrong[0].got!r}" if wrong else "")
        yield Row(
            stage,
            f"fluent, {path.stem}",
            len(cases),
            false_edits=lost / words,
            words_per_second=words_per_second([case.said for case in cases], write),
            note=note,
        )


def bare(text: str) -> str:
    """Return the text as a recogniser without punctuation writes it."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


def _row(stage: str, measured: str, cases: Sequence[Case], write: Callable[[str], str]) -> Row:
    wrong = misses(cases, write)
    stay = [case for case in cases if case.said == case.written]
    changed = sum(miss.case.said == miss.case.written for miss in wrong)
    note = f"{wrong[0].case.said!r} gave {wrong[0].got!r}" if wrong else ""
    right = 1 - len(wrong) / len(cases)
    return Row(stage, measured, len(cases), right, changed / len(stay) if stay else None, note=note)
