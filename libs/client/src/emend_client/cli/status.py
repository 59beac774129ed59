"""``emend status``: whether everything is up."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
from dataclasses import asdict

import typer

from emend_client.cli.output import AsJson, console, put_json, say, table

COLOURS = {"up": "green", "degraded": "yellow", "away": "red"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(as_json: AsJson = False) -> None:
    """Ask Kafka and every service how they are.

    Exit code 1 when anything is not up.

    --json prints {"healthy": true|false, "parts": [{"name", "address",
    "state": "up"|"degraded"|"away", "latency_ms", "detail",
    "dependencies"}]}.
    """
    from rich.markup import escape

    from emend_client._addresses import here
    from emend_client._health import check_health

    found = asyncio.run(check_health(here()))
    healthy = all(one.state == "up" for one in found)
    if as_json:
        put_json({"healthy": healthy, "parts": [asdict(one) for one in found]})
    else:
        rows = table("", "part", "state", "answer ms", "address", "detail", right=("answer ms",))
        for one in found:
            state = f"[{COLOURS.get(one.state, 'red')}]{one.state}[/]"
            latency = "" if one.latency_ms is None else f"{one.latency_ms:g}"
            rows.add_row(one.name, state, latency, one.address, escape(one.detail))
        console().print(rows)
        if all(one.state == "away" for one in found):
            say("nothing answers: `make run` starts the local stack")
    if not healthy:
        raise typer.Exit(1)
