"""``emend list``, ``show`` and ``search``: what is stored."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from emend_client._renditions import Rendition
from emend_client.cli.output import AsJson, clock, console, put, put_json, say, table

if TYPE_CHECKING:
    from emend_client._storage import Storage

T = TypeVar("T")

_SHOW_EPILOG = """
Examples:

  emend show lecture-1

  emend show lecture-1 --format srt > lecture.srt

  emend show lecture-1 --changes
"""

_SEARCH_EPILOG = """
Examples:

  emend search "karma yoga"

  emend search gita --limit 5 --json | jq -r .results[].transcript_id
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_transcripts)
    app.command(epilog=_SHOW_EPILOG)(show)
    app.command(epilog=_SEARCH_EPILOG)(search)


def list_transcripts(
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List the newest transcripts.

    --json prints what GET /v1/transcripts of the storage service answers.
    """
    answer = _ask(lambda storage: storage.list(limit=limit))
    if as_json:
        put_json(answer)
        return
    rows = table("", "transcript", "state", "title", "language", "words", "parts", right=_NUMBERS)
    for one in answer["transcripts"]:
        rows.add_row(*_cells(one, "transcript_id", "state", "title", "language", "words", "parts"))
    console().print(rows)


def show(
    transcript_id: Annotated[str, typer.Argument(metavar="ID", help="The transcript's id.")],
    rendition: Annotated[
        Rendition, typer.Option("--format", "-f", help="How to show it.")
    ] = "text",
    changes: Annotated[
        bool, typer.Option("--changes", help="Every edit that was made, with its rule.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show a stored transcript.

    --json prints what GET /v1/transcripts/ID of the storage service
    answers; with --changes, {"changes": [...]} with all of them.
    """
    if changes:
        made = _ask(lambda storage: storage.changes(transcript_id))
        put_json({"changes": made}) if as_json else _put_changes(made)
    elif as_json:
        put_json(_ask(lambda storage: storage.show(transcript_id)))
    else:
        extension = "txt" if rendition == "text" else rendition
        put(_ask(lambda storage: storage.rendition(transcript_id, extension)))


def search(
    query: Annotated[str, typer.Argument(help="Words that must occur.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many hits.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find words in everything that is stored.

    --json prints what GET /v1/search of the storage service answers.
    """
    answer = _ask(lambda storage: storage.search(query, limit=limit))
    if as_json:
        put_json(answer)
        return
    hits: Sequence[Mapping[str, Any]] = answer["results"]
    if not hits:
        say(f"nothing found for {query!r}")
        return
    rows = table("", "transcript", "time", "speaker", "text")
    for hit in hits:
        start = clock(int(hit["start_ms"]))
        rows.add_row(str(hit["transcript_id"]), start, *_cells(hit, "speaker", "text"))
    console().print(rows)


_NUMBERS = ("words", "parts")


def _ask(question: Callable[[Storage], Awaitable[T]]) -> T:
    from emend_client._storage import open_storage

    async def ask() -> T:
        async with open_storage() as storage:
            return await question(storage)

    return asyncio.run(ask())


def _put_changes(changes: Sequence[Mapping[str, Any]]) -> None:
    rows = table("", "time", "rule", "before", "after", "reason")
    for one in changes:
        start = clock(int(one["start_ms"]))
        rows.add_row(start, *_cells(one, "rule", "before", "after", "reason"))
    console().print(rows)


def _cells(row: Mapping[str, Any], *names: str) -> list[str]:
    from rich.markup import escape

    return ["" if row.get(name) is None else escape(str(row[name])) for name in names]
