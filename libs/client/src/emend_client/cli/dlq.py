"""``emend dlq``: what was parked because it could not be handled, and sending it back."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import ClientError
from emend_client.cli.output import AsJson, console, printable, put, put_json, say, table
from emend_client.cli.topics import TopicName, topic_named

if TYPE_CHECKING:
    from emend_bus import KafkaSettings, Record, Replayer

PREVIEW_BYTES = 600
MOST_OFFSET = 2**63 - 1

_EPILOG = """
Examples:

  emend dlq list

  emend dlq show submitted 17

  emend dlq replay submitted 17

  emend dlq replay received --all
"""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        name="dlq",
        help="Look at dead letters and send them back.",
        no_args_is_help=True,
        epilog=_EPILOG,
    )
    group.command("list")(list_parked)
    group.command("show")(show)
    group.command("replay")(replay)
    app.add_typer(group)


def list_parked(
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="Default: every topic.")
    ] = None,
    replayed: Annotated[
        bool, typer.Option("--replayed", help="Also those that were replayed already.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Per topic, oldest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List what is parked.

    --json prints {"letters": [{"topic", "offset", "timestamp_ms", "key",
    "reason", "error", "service", "attempts", "replays", "origin_partition",
    "origin_offset", "bytes"}]}.
    """
    found = asyncio.run(_list(topic, limit, waiting_only=not replayed))
    if as_json:
        put_json({"letters": [report(record) for record in found]})
        return
    if not found:
        say("nothing is parked")
        return
    _show(found)


def show(
    topic: TopicName,
    offset: Annotated[
        int, typer.Argument(min=0, max=MOST_OFFSET, help="As `emend dlq list` shows it.")
    ],
    as_json: AsJson = False,
) -> None:
    """Show one dead letter: its headers, its origin, how its value begins.

    --json prints what `dlq list --json` has for it, and "headers" and
    "value_base64" beside.
    """
    record = asyncio.run(_find(topic, offset))
    if as_json:
        from base64 import b64encode

        headers = {name: value.decode(errors="replace") for name, value in record.headers}
        value = b64encode(record.value).decode()
        put_json(report(record) | {"headers": headers, "value_base64": value})
        return
    for name, value in record.headers:
        put(printable(f"{name}: {value.decode(errors='replace')}"))
    put(f"\n{len(record.value):,} bytes, beginning with:\n{_preview(record.value)}")


def replay(
    topic: TopicName,
    offset: Annotated[
        int | None,
        typer.Argument(min=0, max=MOST_OFFSET, help="Only this letter.", show_default=False),
    ] = None,
    all_of_them: Annotated[
        bool, typer.Option("--all", help="Everything that was not replayed yet.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Send dead letters back to the topic that they came from.

    Do it when the cause is gone. A replayed message comes after those that
    passed it, so order is lost for its key. With --all the position is
    kept: what was sent back is not sent again. The audit log says who sent it.

    --json prints {"topic", "replayed": N}.
    """
    if (offset is None) != all_of_them:
        message = "name one letter's offset, or --all"
        raise typer.BadParameter(message)
    count = asyncio.run(_replay(topic, offset))
    if as_json:
        put_json({"topic": str(topic_named(topic)), "replayed": count})
    else:
        say(f"{count} sent back to {topic_named(topic)}" if count else "nothing waits there")


def report(record: Record) -> dict[str, Any]:
    """Return a dead letter as ``--json`` prints it."""
    from emend_bus import parking_of

    place = {
        "topic": record.topic,
        "offset": record.offset,
        "timestamp_ms": record.timestamp_ms,
        "key": None if record.key is None else record.key.decode(errors="replace"),
    }
    return place | asdict(parking_of(record)) | {"bytes": len(record.value)}


def _show(letters: Sequence[Record]) -> None:
    from rich.markup import escape

    rows = table("", "topic", "offset", "service", "attempts", "key", "reason", right=("offset",))
    for one in map(report, letters):
        cells = (one["topic"], one["offset"], one["service"], one["attempts"], one["key"])
        rows.add_row(
            *("" if cell is None else str(cell) for cell in cells), escape(one["reason"] or "")
        )
    console().print(rows)


async def _list(topic: str | None, limit: int, *, waiting_only: bool) -> list[Record]:
    from emend_bus import dead_letters
    from emend_events import TOPICS

    wanted = list(TOPICS) if topic is None else [topic_named(topic)]
    async with _cluster() as settings:
        return [
            record
            for name in wanted
            for record in await dead_letters(settings, name, waiting_only=waiting_only, limit=limit)
        ]


async def _find(topic: str, offset: int) -> Record:
    from emend_client._dead_letters import find_dead_letter

    name = topic_named(topic)
    async with _cluster() as settings:
        return await find_dead_letter(settings, name, offset)


async def _replay(topic: str, offset: int | None) -> int:
    from emend_bus import BusError, replay, replay_one

    name, replayer = topic_named(topic), _replayer()
    async with _cluster() as settings:
        try:
            if offset is not None:
                await replay_one(settings, name, offset, replayer)
                return 1
            return sum([count async for count in replay(settings, name, replayer)])
        except (BusError, ValueError) as error:
            raise ClientError(str(error)) from error


def _replayer() -> Replayer:
    from datetime import UTC, datetime
    from getpass import getuser
    from importlib.metadata import version

    from emend_bus import Author, Replayer

    author = Author("emend-client", version("emend-client"))
    return Replayer(author, getuser(), lambda: datetime.now(UTC))


@asynccontextmanager
async def _cluster() -> AsyncGenerator[KafkaSettings]:
    """Yield how to reach Kafka, once it answered.

    Raises:
        Unreachable: it does not.
        ClientError: there is no such topic or letter.
    """
    from aiokafka.errors import KafkaError

    from emend_bus import BusError, Unavailable, check_kafka
    from emend_client._addresses import kafka_settings
    from emend_client._connection import unreachable

    settings = kafka_settings()
    try:
        await check_kafka(settings)
        yield settings
    except (Unavailable, KafkaError) as error:
        raise unreachable(settings, error) from error
    except BusError as error:
        raise ClientError(str(error)) from error


def _preview(value: bytes) -> str:
    head = value[:PREVIEW_BYTES]
    try:
        return printable(head.decode())
    except UnicodeDecodeError:
        return head.hex(" ", 2)
