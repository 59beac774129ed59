"""``make eval``: how well each stage does on our own sentences; prints a table, writes JSON.

A stage's module is ``tests/eval/<stage>.py`` with ``measure() -> list[Row]``, and a line in
``STAGES``. ``make eval args="itn fillers"`` measures these only.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from rich.console import Console

from tests.eval.rows import Row, as_table, write_json

STAGES = (
    "fillers",
    "corrections",
    "lexicon",
    "itn",
    "pii",
    "punctuation",
    "casing",
    "profanity",
    "captions",
    "engine",
)
"""Every module that measures, in the order of the pipeline."""

RESULTS = Path(".emend/eval")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(STAGES)}")
    parser.add_argument("--json", type=Path, default=RESULTS / "latest.json", help="where to write")
    arguments = parser.parse_args()
    unknown = set(arguments.stages) - set(STAGES)
    if unknown:
        parser.error(f"no stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    console = Console()
    rows: list[Row] = []
    for stage in arguments.stages or STAGES:
        with console.status(f"measuring {stage} …"):
            rows += import_module(f"tests.eval.{stage}").measure()
    console.print(as_table(rows))
    write_json(arguments.json, rows)
    console.print(f"written to {arguments.json}")


if __name__ == "__main__":
    main()
