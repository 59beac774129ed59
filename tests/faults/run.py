"""The long fault runs: ``make faults``.

Each scenario several times over 20,000 parts; every part has to come out once, in order, and
into PostgreSQL. Prints a table, writes JSON, and fails if a single figure is off.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from emend_telemetry import configure_logging
from tests.faults.harness import Outcome, Size, run_once
from tests.faults.scenarios import SCENARIOS
from tests.support.infrastructure import Infrastructure, infrastructure


def main() -> int:
    """Run the command line; return 1 if anything was lost, repeated or out of order."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="of each scenario (default 3)")
    parser.add_argument("--transcripts", type=int, default=200)
    parser.add_argument("--parts", type=int, default=100, help="of each transcript")
    parser.add_argument("--rate", type=int, default=1_000, help="parts sent a second")
    parser.add_argument("--away", type=float, default=60, help="seconds that a server is away")
    parser.add_argument("--only", choices=[*SCENARIOS], action="append", help="this scenario")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--json", type=Path, help="write the figures here")
    arguments = parser.parse_args()
    console = Console()
    configure_logging("emend-faults", level="ERROR")
    size = Size(arguments.transcripts, arguments.parts, arguments.rate, arguments.away)
    with infrastructure() as place:
        rows = [
            (name, run, _run(place, name, size, arguments.seed + run, console))
            for name in arguments.only or SCENARIOS
            for run in range(1, arguments.runs + 1)
        ]
    console.print(_table(rows, size, arguments.seed))
    if arguments.json:
        figures = [{"scenario": name, "run": run, **asdict(outcome)} for name, run, outcome in rows]
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 1 if any(outcome.verdict.problems for _, _, outcome in rows) else 0


def _run(place: Infrastructure, name: str, size: Size, seed: int, console: Console) -> Outcome:
    with console.status(f"{name}, seed {seed}"), place.database() as database_url:
        outcome = asyncio.run(
            run_once(
                SCENARIOS[name],
                size,
                place.stack,
                bootstrap_servers=place.bootstrap_servers,
                database_url=database_url,
                seed=seed,
            )
        )
    state = "; ".join(outcome.verdict.problems) or "as it has to be"
    console.print(f"{name}, seed {seed}: {outcome.did}, {outcome.seconds:.0f} s: {state}")
    return outcome


def _table(rows: list[tuple[str, int, Outcome]], size: Size, seed: int) -> Table:
    table = Table(title=f"{size.parts:,} parts a run, first seed {seed}")
    for title in (
        "scenario",
        "run",
        "harm",
        "parts",
        "repeated",
        "out of order",
        "stored",
        "whole",
    ):
        table.add_column(title, justify="left" if title in {"scenario", "harm"} else "right")
    for name, run, outcome in rows:
        v = outcome.verdict
        figures = (v.parts, v.repeated, v.out_of_order, v.stored_parts, v.completed_events)
        table.add_row(name, str(run), outcome.did, *(f"{figure:,}" for figure in figures))
    return table


if __name__ == "__main__":
    sys.exit(main())
