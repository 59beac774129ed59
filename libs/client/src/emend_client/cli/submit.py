"""``emend submit``: hand recognisers' output over to the running platform."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import ClientError, FileProblem
from emend_client._renditions import read_file
from emend_client.cli.output import AsJson, complain, put, put_json, say

if TYPE_CHECKING:
    from emend_client._submission import Submission

_EPILOG = """
Examples:

  emend submit lecture.json --title "Lecture 1" --wait

  emend submit talks/*.json

  emend submit --http long-recording.json

  ID=$(emend submit lecture.json --json | jq -r .files[0].transcript_id)
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one file; ``state`` is submitted, completed, rejected, timeout or failed."""

    file: str
    state: str
    transcript_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How to hand files over."""

    http: bool = False
    untouched: bool = False
    again: bool = False
    wait_seconds: float | None = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EPILOG)(submit)


def submit(  # noqa: PLR0913, PLR0917 - a command's options
    files: Annotated[
        list[str],
        typer.Argument(help="Recogniser output or captions of any kind; - is standard input."),
    ],
    title: Annotated[str | None, typer.Option(help="For people; one file only.")] = None,
    language: Annotated[str | None, typer.Option(help="A tag such as en or sa-Latn.")] = None,
    profile: Annotated[
        str, typer.Option(help="How to correct: a name, or NAME@VERSION.")
    ] = "lecture",
    vocabulary: Annotated[
        str | None, typer.Option(help="Terms of your own: a name, or NAME@VERSION.")
    ] = None,
    input_format: Annotated[
        str | None, typer.Option(help="What the files are; recognised otherwise.")
    ] = None,
    transcript_id: Annotated[
        str | None, typer.Option(help="Else derived from the content; one file only.")
    ] = None,
    http: Annotated[bool, typer.Option("--http", help="Upload by HTTP, not by Kafka.")] = False,
    untouched: Annotated[
        bool, typer.Option("--untouched", help="Kafka: send the file itself, not Avro.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="HTTP: submit even what was submitted before.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", "-w", help="Stay until completed or rejected.")
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds that --wait lasts at most.")] = 300.0,
    as_json: AsJson = False,
) -> None:
    """Hand transcripts over to the running platform.

    By Kafka, or by HTTP with --http. The same content twice is the same
    transcript. Exit code 1 when any file failed, was rejected, or was not
    done in time.

    --json prints {"files": [{"file", "state", "transcript_id", "detail"}],
    "failed": N}; the state is submitted, completed, rejected, timeout or
    failed.
    """
    if len(files) > 1 and (title or transcript_id):
        message = "--title and --transcript-id are for one file"
        raise typer.BadParameter(message)
    ready, broken = _read(files)
    described = [
        (
            file,
            replace(
                submission,
                format=input_format,
                transcript_id=transcript_id,
                title=title,
                language=language,
                profile=profile,
                vocabulary=vocabulary,
            ),
        )
        for file, submission in ready
    ]
    way = Way(http, untouched, again, timeout if wait else None)
    sent = asyncio.run(_hand_over(described, way, quiet=as_json)) if described else []
    _finish([*broken, *sent], as_json=as_json)


def _read(files: Sequence[str]) -> tuple[list[tuple[str, Submission]], list[Sent]]:
    from emend_client._submission import Submission
    from emend_transcript import FormatError, refuse_binary

    ready: list[tuple[str, Submission]] = []
    broken: list[Sent] = []
    for file in files:
        try:
            content = read_file(file)
            refuse_binary(content)
            ready.append((file, Submission(content)))
        except (FileProblem, FormatError, ValueError) as error:
            said = f"{file}: {str(error).removesuffix('.')}."
            detail = str(error) if isinstance(error, FileProblem) else said
            broken.append(Sent(file, "failed", detail=detail))
    return ready, broken


async def _hand_over(
    submissions: Sequence[tuple[str, Submission]], way: Way, *, quiet: bool
) -> list[Sent]:
    from emend_client._addresses import kafka_settings
    from emend_client._subscription import open_subscription
    from emend_client._waiting import OUTCOMES
    from emend_client.cli.waiting import follow

    async with AsyncExitStack() as stack:
        messages = None
        if way.wait_seconds is not None:
            # Taken before anything is sent, so that no outcome can be missed.
            opened = open_subscription(kafka_settings(), OUTCOMES)
            messages = await stack.enter_async_context(opened)
        there = set[str]() if messages is None else await _completed_before(submissions)
        sent = await (_by_http(submissions, way) if way.http else _by_kafka(submissions, way))
        if messages is None or way.wait_seconds is None:
            return sent
        sent = [
            replace(one, state="completed", detail="was completed before")
            if one.transcript_id in there
            else one
            for one in sent
        ]
        return await follow(messages, sent, way.wait_seconds, quiet=quiet)


async def _completed_before(submissions: Sequence[tuple[str, Submission]]) -> set[str]:
    """Return the transcripts that are complete already: no event will tell of them again."""
    from emend_client._storage import open_storage
    from emend_client._submission import transcript_id_of

    found: set[str] = set()
    for transcript_id in {transcript_id_of(submission) for _, submission in submissions}:
        try:
            async with open_storage() as storage:
                known = await storage.show(transcript_id)
        except ClientError:
            continue
        if known.get("state") == "completed":
            found.add(transcript_id)
    return found


async def _by_kafka(submissions: Sequence[tuple[str, Submission]], way: Way) -> list[Sent]:
    from emend_client._producer import Producer

    async with Producer() as producer:

        async def one(file: str, submission: Submission) -> Sent:
            try:
                receipt = await producer.send(submission, untouched=way.untouched)
            except ClientError as error:
                return Sent(file, "failed", detail=f"{file}: {error}")
            return Sent(file, "submitted", receipt.transcript_id)

        return [await one(file, submission) for file, submission in submissions]


async def _by_http(submissions: Sequence[tuple[str, Submission]], way: Way) -> list[Sent]:
    from emend_client._errors import Refused
    from emend_client._upload import upload

    async def one(file: str, submission: Submission) -> Sent:
        try:
            answer = await upload(submission, again=way.again)
        except Refused as error:
            return Sent(file, "failed", detail=f"{file}: {error}")
        return Sent(file, "submitted", str(answer["transcript_id"]))

    return [await one(file, submission) for file, submission in submissions]


def _finish(sent: Sequence[Sent], *, as_json: bool) -> None:
    failed = [one for one in sent if one.state not in {"submitted", "completed"}]
    if as_json:
        put_json({"files": [_report(one) for one in sent], "failed": len(failed)})
    if as_json:
        sent = []
    for one in sent:
        if one in failed:
            complain(one.detail)
        else:
            put(one.transcript_id)
            say(f"{one.file} → {one.state}. Read it with: emend show {one.transcript_id}")
    if failed:
        raise typer.Exit(1)


def _report(one: Sent) -> dict[str, Any]:
    return {
        "file": one.file,
        "state": one.state,
        "transcript_id": one.transcript_id or None,
        "detail": one.detail,
    }
