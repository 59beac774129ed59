"""``emend lag`` and ``emend topics``: what the cluster says."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client.cli.interruption import run_until_interrupted
from emend_client.cli.output import (
    AsJson,
    console,
    is_interactive,
    put_json,
    put_json_line,
    say,
    table,
)

if TYPE_CHECKING:
    from rich.table import Table

    from emend_client._lag import PartitionLag

DAY_MS = 86_400_000

_LAG_EPILOG = """
Examples:

  emend lag

  emend lag --live

  emend lag --json | jq '[.partitions[].lag] | add'
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=_LAG_EPILOG)(lag)
    app.command()(topics)


def lag(
    live: Annotated[bool, typer.Option("--live", help="Refresh until Ctrl-C.")] = False,
    every: Annotated[
        float, typer.Option(min=0.5, max=86_400, help="Seconds between two measurements.")
    ] = 2.0,
    group: Annotated[
        str, typer.Option(help="Groups whose name begins so.", metavar="PREFIX")
    ] = "emend.",
    as_json: AsJson = False,
) -> None:
    """Show how far each consumer group is behind, by partition.

    The end is the last stable offset: behind an open transaction nobody can
    read. Control records, which occupy offsets, are not counted, so a group
    that has read everything shows 0. A lag of more than one fetch (256 KiB)
    is an upper bound and marked with a tilde.

    --json prints {"partitions": [{"topic", "partition", "group",
    "committed", "end", "lag", "exact"}], "lag": N}; with --live, one such
    object per line.
    """
    if not live:
        rows = asyncio.run(_measure(group))
        put_json(_lag_report(rows)) if as_json else _put_lag(rows, group)
        return
    run_until_interrupted(_lag_live(group, every, as_json=as_json))


def topics(as_json: AsJson = False) -> None:
    """Show the topics: what is in them, who writes them, who reads them.

    The number of messages is an estimate: transactions add control records.

    --json prints {"topics": [{"topic", "partitions", "offsets",
    "retention_ms", "producers", "consumers", "description"}]}; partitions
    is 0 where the cluster has no such topic, retention_ms -1 means for ever.
    """
    from emend_client._addresses import kafka_settings
    from emend_client._topics import describe_topics

    states = asyncio.run(describe_topics(kafka_settings()))
    if as_json:
        put_json({"topics": [asdict(state) for state in states]})
        return
    right = ("partitions", "messages ~", "kept")
    rows = table(
        "", "topic", "partitions", "messages ~", "kept", "written by", "read by", right=right
    )
    for state in states:
        rows.add_row(
            state.topic,
            str(state.partitions or "missing"),
            f"{state.offsets:,}",
            _kept(state.retention_ms),
            ", ".join(state.producers),
            ", ".join(state.consumers),
        )
    console().print(rows)
    if not any(state.partitions for state in states):
        say("none of the topics exists yet: `make run` creates them")


async def _measure(group: str) -> list[PartitionLag]:
    from emend_client._addresses import kafka_settings
    from emend_client._lag import measure_lag

    return await measure_lag(kafka_settings(), group)


async def _lag_live(group: str, every: float, *, as_json: bool) -> None:
    if as_json or not is_interactive(sys.stdout):
        while True:
            rows = await _measure(group)
            put_json_line(_lag_report(rows)) if as_json else _put_lag(rows, group)
            await asyncio.sleep(every)
    from rich.live import Live

    with Live(_lag_table(await _measure(group)), console=console(), auto_refresh=False) as shown:
        while True:
            await asyncio.sleep(every)
            shown.update(_lag_table(await _measure(group)), refresh=True)


def _lag_report(rows: Sequence[PartitionLag]) -> dict[str, Any]:
    return {"partitions": [asdict(row) for row in rows], "lag": sum(row.lag for row in rows)}


def _put_lag(rows: Sequence[PartitionLag], group: str) -> None:
    if not rows:
        say(f"no group whose name begins with {group!r} has read anything yet")
        return
    console().print(_lag_table(rows))


def _lag_table(rows: Sequence[PartitionLag]) -> Table:
    right = ("partition", "committed", "end", "lag")
    made = table("", "topic", "group", "partition", "committed", "end", "lag", right=right)
    for row in rows:
        committed = "-" if row.committed is None else f"{row.committed:,}"
        behind = f"{'' if row.exact else '~'}{row.lag:,}"
        style = "yellow" if row.lag else "green"
        cell = f"[{style}]{behind}[/]"
        made.add_row(row.topic, row.group, str(row.partition), committed, f"{row.end:,}", cell)
    return made


def _kept(retention_ms: int | None) -> str:
    if retention_ms is None:
        return ""
    if retention_ms < 0:
        return "for ever"
    return f"{retention_ms / DAY_MS:g} days"
