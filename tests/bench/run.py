"""``make bench``: speed, latency and memory, beside a baseline measured in the same run.

The machine's own speed varies; trust the figures that stand beside others, and the spread.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from rich.console import Console

from emend_telemetry import configure_logging
from tests.bench.audit import audit_figures
from tests.bench.figures import Figure, as_table, read_json, write_json
from tests.bench.pipeline import end_to_end_figures, latency_figures, lecture_figures
from tests.bench.stage import memory_figures, stage_figures
from tests.support.infrastructure import Infrastructure, infrastructure

RESULTS = Path(__file__).parent / "results"
Bench: TypeAlias = Callable[[Infrastructure, bool], Coroutine[None, None, list[Figure]]]


async def _stage(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001 - one shape for all
    return await stage_figures(place, parts=10_000 if quick else 40_000, runs=1 if quick else 3)


async def _end_to_end(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001
    return await end_to_end_figures(place, parts=5_000 if quick else 20_000, runs=1 if quick else 3)


async def _latency(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001
    return await latency_figures(place, rate=100, seconds=5 if quick else 30)


async def _lectures(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001
    return await lecture_figures(place, lectures=2 if quick else 10)


async def _memory(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001
    return await memory_figures(place, parts=20_000 if quick else 500_000)


async def _audit(place: Infrastructure, quick: bool) -> list[Figure]:  # noqa: FBT001
    seconds, exported = (5, 10_000) if quick else (60, 100_000)
    return await audit_figures(place, rate=1_000, seconds=seconds, exported=exported)


BENCHES: Mapping[str, Bench] = MappingProxyType(
    {
        "stage": _stage,
        "end-to-end": _end_to_end,
        "latency": _latency,
        "lectures": _lectures,
        "memory": _memory,
        "audit": _audit,
    }
)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=[*BENCHES], action="append", help="this one")
    parser.add_argument("--quick", action="store_true", help="fewer parts, one run: a first look")
    parser.add_argument("--json", type=Path, default=RESULTS / "latest.json", help="where to write")
    parser.add_argument("--compare", type=Path, help="an earlier run's JSON to show beside")
    arguments = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 140)
    configure_logging("emend-bench", level="ERROR")
    earlier = read_json(arguments.compare) if arguments.compare else {}
    figures: list[Figure] = []
    with infrastructure() as place:
        for name in arguments.only or BENCHES:
            with console.status(f"measuring {name} …"):
                figures += asyncio.run(BENCHES[name](place, arguments.quick))
            console.print(f"{name}: measured")
    console.print(as_table(figures, earlier))
    write_json(arguments.json, figures)
    console.print(f"written to {arguments.json}")


if __name__ == "__main__":
    main()
