"""One measured figure of a stage, and how figures are printed and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """What a stage did on one set of sentences."""

    stage: str
    measured: str
    """The class, and the set or split where there are several: ``date, held``."""
    sentences: int
    accuracy: float | None = None
    """Share of the sentences that came out right, 0 to 1; or an F1, where ``note`` says so."""
    false_edits: float | None = None
    """Share of the sentences (or words; ``note`` says so) that had to stay and were changed."""
    words_per_second: float | None = None
    note: str = ""


def as_table(rows: Sequence[Row]) -> Table:
    """Return the rows as a table for the terminal."""
    table = Table("stage", "measured", title="Evaluation on our own sentences")
    for heading in ("sentences", "accuracy %", "false edits %", "words/s"):
        table.add_column(heading, justify="right")
    table.add_column("note")
    for row in rows:
        table.add_row(
            row.stage,
            row.measured,
            f"{row.sentences:,}" if row.sentences else "",
            _percent(row.accuracy),
            _percent(row.false_edits),
            "" if row.words_per_second is None else f"{row.words_per_second:,.0f}",
            row.note,
        )
    return table


def write_json(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as a JSON array."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}"
