"""``emend reprocess``: correct stored words anew, with nothing recognised again."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import FileProblem
from emend_client._renditions import EXTENSIONS, STANDARD_OUTPUT, Rendition
from emend_client._results import find_content, recorded
from emend_client.cli.choosing import find_profile_named, names, read_lexicon
from emend_client.cli.output import AsJson, put, put_json, say
from emend_client.cli.process import write_text

if TYPE_CHECKING:
    from emend_engine import Profile
    from emend_transcript import Metadata, Result

_EPILOG = """
Examples:

  emend reprocess lecture-1 --profile mine.yaml -o lecture-1.json

  emend reprocess corrected.json --vocabulary terms.csv
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EPILOG)(reprocess)


def reprocess(
    transcript: Annotated[
        str, typer.Argument(metavar="ID|FILE", help="A stored transcript, or a JSON rendition.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file; its name says the format; - is stdout."),
    ] = None,
    rendition: Annotated[
        Rendition | None, typer.Option("--format", "-f", help="Default: as -o says, else text.")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            help="How to correct; default: the profile that was used, where it is built in.",
            autocompletion=names,
        ),
    ] = None,
    vocabulary: Annotated[
        str | None, typer.Option(help="A file of terms of your own: YAML, JSON, CSV, TSV or TXT.")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option of a command
) -> None:
    """Run the stages again over the words as they were recognised.

    The corrected text plays no part. The stored transcript stays as it is. The same words,
    profile, vocabulary and version of the pipeline give the same bytes.

    --json prints {"transcript", "output", "words", "changes", "changes_before", "content"};
    "content" holds the result where no -o was given.
    """
    from emend_engine import process_transcript
    from emend_transcript import render, transcript_of_result

    if output == Path(STANDARD_OUTPUT):
        output = None
    result, metadata = _stored(transcript)
    chosen = _profile(result, profile)
    words = transcript_of_result(result, metadata)
    for warning in words.warnings:
        say(f"{transcript}: {warning}")
    again = process_transcript(words, chosen, lexicon=read_lexicon(vocabulary))
    about = replace(metadata, review_below=chosen.review.confidence_below)
    text = render(again, _rendition(rendition, output), about)
    if output is not None:
        write_text(output, text)
    if as_json:
        put_json(_report(transcript, output, result, again, text))
    elif output is None:
        put(text)
    else:
        _say_written(transcript, output, result, again)


def _report(
    transcript: str, output: Path | None, before: Result, again: Result, text: str
) -> dict[str, Any]:
    report: dict[str, Any] = {
        "transcript": transcript,
        "output": None if output is None else str(output),
        "words": len(again.words),
        "changes": len(again.changes),
        "changes_before": len(before.changes),
    }
    return report if output is not None else report | {"content": text}


def _say_written(transcript: str, output: Path, before: Result, again: Result) -> None:
    counts = f"{len(again.words):,} words, {len(again.changes):,} changes"
    say(f"{transcript} → {output} ({counts}; {len(before.changes):,} before)")


def _stored(transcript: str) -> tuple[Result, Metadata]:
    found = recorded(transcript, find_content(transcript))
    if found is None:
        message = "this is neither a stored transcript nor a JSON rendition"
        hint = "For a recogniser's file there is `emend process`."
        raise FileProblem(transcript, "unknown_format", message, hint=hint)
    return found


def _profile(result: Result, wanted: str | None) -> Profile:
    """Return the profile that is asked for, or the one that the header names."""
    from emend_engine import UnknownProfileError, find_profile

    if wanted is not None:
        return find_profile_named(wanted)
    try:
        return find_profile(result.header.profile)
    except UnknownProfileError:
        message = f"it was corrected with {result.header.profile}; name a profile, or its file"
        raise typer.BadParameter(message, param_hint="--profile") from None


def _rendition(wanted: Rendition | None, output: Path | None) -> Rendition:
    if wanted is not None:
        return wanted
    return EXTENSIONS.get(output.suffix.lower(), "text") if output else "text"
