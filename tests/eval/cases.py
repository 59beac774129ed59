"""Sets of sentences in files: tab-separated ``class``, ``said``, ``written``; and their score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

SETS = Path(__file__).parent / "sets"


class Case(NamedTuple):
    """A sentence as said and as it shall be written; equal where it must stay."""

    kind: str
    said: str
    written: str


class Miss(NamedTuple):
    """A sentence that came out otherwise."""

    case: Case
    got: str


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; empty lines and lines that begin with ``#`` are skipped.

    Raises:
        ValueError: a line has not three columns; the message names it.
    """
    cases: list[Case] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != len(Case._fields):
            message = f"{path.name}, line {number}: {len(columns)} columns, not 3"
            raise ValueError(message)
        cases.append(Case(*columns))
    return cases


def misses(cases: Iterable[Case], write: Callable[[str], str]) -> list[Miss]:
    """Return the cases that ``write`` gets wrong, each with what it gave."""
    outcomes = ((case, write(case.said)) for case in cases)
    return [Miss(case, got) for case, got in outcomes if got != case.written]


def words_per_second(texts: Sequence[str], write: Callable[[str], object], runs: int = 5) -> float:
    """Return the speed in words per second of processor time; the best of some runs."""
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(runs):
        start = process_time()
        for text in texts:
            write(text)
        best = min(best, process_time() - start)
    return words / best
