"""Says what is being done, and for how long: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def step(console: Console, title: str) -> Generator[None]:
    """Show one step while its block runs, and how it ended."""
    began = time.monotonic()
    if not console.is_terminal:
        console.print(f"  {title} … ", end="", markup=False, highlight=False)
    try:
        with _spinner(console, title):
            yield
    except BaseException:
        _end(console, title, "failed", "red")
        raise
    _end(console, title, f"{time.monotonic() - began:.1f} s", "green")


def _end(console: Console, title: str, outcome: str, colour: str) -> None:
    if console.is_terminal:
        mark = "✓" if colour == "green" else "✗"
        console.print(f"[{colour}]{mark}[/] {title} [dim]{outcome}[/]", highlight=False)
    else:
        console.print(outcome, markup=False, highlight=False)


@contextmanager
def _spinner(console: Console, title: str) -> Generator[None]:
    if not console.is_terminal:
        yield
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(title, total=None)
        yield
