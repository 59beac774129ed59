"""Figures: what was measured, the goal it stands beside, and an earlier run to compare with."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from rich import box
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; of several runs the median, with the spread beside it."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    better: Literal["higher", "lower"] = "higher"
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.better == "higher" else self.value <= self.goal


def of_runs(
    name: str,
    values: Sequence[float],
    unit: str,
    *,
    goal: float | None = None,
    better: Literal["higher", "lower"] = "higher",
    note: str = "",
) -> Figure:
    """Return the figure of several runs."""
    median = statistics.median(values)
    return Figure(name, median, unit, goal, better, min(values), max(values), note)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that ``percent`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def as_table(figures: Sequence[Figure], earlier: Mapping[str, float]) -> Table:
    """Return the figures as people read them."""
    table = Table(title="Bench", box=box.SIMPLE_HEAD)
    for title in ("figure", "value", "spread", "goal", "earlier", "note"):
        table.add_column(title, justify="left" if title in {"figure", "note"} else "right")
    for figure in figures:
        mark = {True: " ✓", False: " ✗", None: ""}[figure.reached]
        sign = "≥" if figure.better == "higher" else "≤"
        before = earlier.get(figure.name)
        table.add_row(
            figure.name,
            f"{shown(figure.value)} {figure.unit}{mark}",
            "" if figure.low is None else f"{shown(figure.low)} to {shown(figure.high or 0)}",
            "" if figure.goal is None else f"{sign} {shown(figure.goal)}",
            "" if before is None else f"{shown(before)} ({figure.value / (before or 1):.2f} times)",
            figure.note,
        )
    return table


def shown(value: float) -> str:
    """Return a value with at least three figures that count, and never as a power of ten."""
    magnitude = abs(value)
    places = next((n for n, least in enumerate((100, 10, 1)) if magnitude >= least), 3)
    return f"{value:,.{places}f}"


def write_json(path: Path, figures: Sequence[Figure]) -> None:
    """Write the figures and the machine they were measured on."""
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": os.getloadavg(),
    }
    rows = [asdict(figure) for figure in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": machine, "figures": rows}, indent=2) + "\n")


def read_json(path: Path) -> dict[str, float]:
    """Return an earlier run's values by name."""
    return {row["name"]: row["value"] for row in json.loads(path.read_text())["figures"]}
