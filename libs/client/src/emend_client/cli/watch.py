"""``emend watch``: results as they appear."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client.cli.interruption import run_until_interrupted
from emend_client.cli.output import (
    DIM,
    GREEN,
    RED,
    AsJson,
    clock,
    coloured,
    is_interactive,
    printable,
    put,
    put_json_line,
    say,
)

if TYPE_CHECKING:
    from emend_client._messages import Message

_EPILOG = """
Examples:

  emend watch

  emend watch --transcript lecture-1 --from-beginning

  emend watch --json | jq -r 'select(.topic | contains("completed")) | .event.transcript_id'
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EPILOG)(watch)


def watch(
    transcript: Annotated[
        str | None, typer.Option("--transcript", "-t", help="Only this transcript's id.")
    ] = None,
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="Also what is already there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show parts as they are corrected, transcripts as they are completed.

    And what is rejected, with the reason. Ctrl-C ends it.

    --json prints one object per line: {"topic", "partition", "offset",
    "timestamp_ms", "event"}; the event is as its JSON schema says.
    """
    run_until_interrupted(_watch(transcript, from_beginning=from_beginning, as_json=as_json))


async def _watch(transcript: str | None, *, from_beginning: bool, as_json: bool) -> None:
    from emend_client._addresses import kafka_settings
    from emend_client._subscription import Options, open_subscription

    options = Options(
        topics=("processed", "completed", "rejected"),
        from_beginning=from_beginning,
        transcript_id=transcript,
        on_undecodable="skip",
    )
    settings = kafka_settings()
    async with open_subscription(settings, options) as messages:
        if is_interactive(sys.stderr):
            say(f"watching {settings.bootstrap_servers}; Ctrl-C ends it")
        async for message in messages:
            if as_json:
                put_json_line(report(message))
            elif shown := lines(message):
                put("\n".join(shown))


def report(message: Message[Any]) -> dict[str, Any]:
    """Return a message as ``--json`` prints it."""
    return {
        "topic": str(message.topic),
        "partition": message.partition,
        "offset": message.offset,
        "timestamp_ms": message.timestamp_ms,
        "event": message.event.model_dump(mode="json"),
    }


def lines(message: Message[Any]) -> list[str]:
    """Return a message as a person reads it."""
    from emend_events import TranscriptCompleted, TranscriptProcessed

    event = message.event
    name = printable(event.transcript_id)
    if isinstance(event, TranscriptProcessed):
        head = coloured(f"{name} #{event.sequence}", DIM, sys.stdout)
        return [f"{head}  {clock(one.start_ms)}  {printable(one.text)}" for one in event.segments]
    if isinstance(event, TranscriptCompleted):
        counts = f"parts {event.parts:,}, words {event.words:,}, changes {event.changes:,}"
        return [f"{coloured('completed', GREEN, sys.stdout)} {name}  {counts}"]
    place = f" ({event.location})" if event.location else ""
    head = coloured("rejected", RED, sys.stdout)
    return [f"{head} {name}  " + printable(f"{event.code}: {event.reason}{place} {event.hint}")]
