"""``emend process``: correct files right here, with no broker at all."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import FileProblem
from emend_client._renditions import Corrected, Rendition, correct, read_file
from emend_client.cli.choosing import find_profile_named, names, read_lexicon
from emend_client.cli.jobs import Job, plan, stem
from emend_client.cli.output import AsJson, complain, is_interactive, put, put_json, say

if TYPE_CHECKING:
    from emend_engine import Lexicon, Profile
    from emend_transcript.captions import CaptionSettings

LARGE_BYTES = 2 * 2**20
"""From here on one file alone is worth a progress bar."""

_EPILOG = """
Examples:

  emend process lecture.json

  emend process lecture.json -o lecture.srt

  emend process talks/*.json -o corrected/ --format md

  cat whisper.json | emend process - --format vtt

  emend process lecture.json --profile mine.yaml --vocabulary terms.csv
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: either of the two is there."""

    job: Job
    corrected: Corrected | None = None
    problem: FileProblem | None = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EPILOG)(process)


def process(  # noqa: PLR0913, PLR0917 - a command's options
    files: Annotated[
        list[str],
        typer.Argument(help="Recogniser output or captions of any kind; - is standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", help="A file, or - for stdout; a folder, ending in /, for several."
        ),
    ] = None,
    rendition: Annotated[
        Rendition | None,
        typer.Option("--format", "-f", help="Default: what -o's extension says, else text."),
    ] = None,
    profile: Annotated[
        str,
        typer.Option(help="How to correct: a built-in name, or a file.", autocompletion=names),
    ] = "lecture",
    vocabulary: Annotated[
        str | None, typer.Option(help="A file of terms of your own: YAML, JSON, CSV, TSV or TXT.")
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(help="What the files are, where recognising them goes wrong: whisper, srt …"),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The files' encoding, where it is not UTF-8: cp1252 …")
    ] = None,
    line_length: Annotated[int, typer.Option(min=8, help="Captions: characters in a line.")] = 42,
    reading_speed: Annotated[
        float, typer.Option(min=1, help="Captions: characters a second, at most.")
    ] = 20,
    word_times: Annotated[
        bool, typer.Option("--word-times", help="WebVTT, TTML: when each word is spoken.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Correct transcripts on this machine: no Kafka, no service, nothing to start.

    Writes to standard output, or to -o. Several files go into a folder, one result each.
    Exit code 1 when any file failed; the others are done all the same.

    --json prints {"files": [{"file", "status": "done"|"failed", "output", "input_format",
    "words", "changes", "duration_ms", "content", "error"}], "failed": N}; "content" holds the
    result where no -o was given.
    """
    from emend_transcript.captions import CaptionSettings

    chosen, lexicon = find_profile_named(profile), read_lexicon(vocabulary)
    captions = CaptionSettings(
        characters=line_length, characters_per_second=reading_speed, word_times=word_times
    )
    jobs = plan(files, output, rendition, to_stdout=as_json)
    outcomes: list[Outcome] = []
    with _progress(jobs) as advance:
        for job in jobs:
            outcome = _run(job, chosen, lexicon, input_format, captions, encoding)
            outcomes.append(outcome)
            advance(job)
            if not as_json:
                _tell(outcome)
    _finish(outcomes, as_json=as_json)


def _run(
    job: Job,
    profile: Profile,
    lexicon: Lexicon,
    input_format: str | None,
    captions: CaptionSettings,
    encoding: str | None,
) -> Outcome:
    try:
        content = read_file(job.file)
        corrected = correct(
            job.file, content, job.rendition, profile, input_format, captions, lexicon, encoding
        )
        if job.target is not None:
            write_text(job.target, corrected.text)
    except FileProblem as problem:
        return Outcome(job, problem=problem)
    except Exception as error:  # noqa: BLE001 - a fault of ours on one file must not cost the others
        return Outcome(job, problem=_our_fault(job.file, error))
    return Outcome(job, corrected)


def _our_fault(file: str, error: Exception) -> FileProblem:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    message = f"unexpected {type(error).__name__}: {error}"
    return FileProblem(file, "internal", message, location=where, hint="Please report this file.")


def write_text(target: Path, text: str) -> None:
    """Write a result, making the folders above it.

    Raises:
        FileProblem: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileProblem(str(target), "unwritable", f"cannot be written: {reason}") from None


@contextlib.contextmanager
def _progress(jobs: Sequence[Job]) -> Generator[Callable[[Job], None]]:
    if not is_interactive(sys.stderr) or not (len(jobs) > 1 or _size(jobs[0]) > LARGE_BYTES):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("[progress.description]{task.description}", BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("correcting", total=len(jobs))
        yield lambda job: bar.update(task, advance=1, description=stem(job.file))


def _size(job: Job) -> int:
    try:
        return Path(job.file).stat().st_size
    except (OSError, ValueError):
        return 0


def _tell(outcome: Outcome) -> None:
    for warning in outcome.corrected.warnings if outcome.corrected else ():
        say(f"{outcome.job.file}: {warning}")
    if outcome.problem is not None:
        complain(str(outcome.problem))
    elif outcome.corrected is not None and outcome.job.target is None:
        put(outcome.corrected.text)
    elif outcome.corrected is not None:
        done = outcome.corrected
        counts = f"{done.words:,} words, {done.changes:,} changes"
        say(f"{outcome.job.file} → {outcome.job.target} ({done.format}, {counts})")


def _finish(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    failed = sum(outcome.problem is not None for outcome in outcomes)
    if as_json:
        put_json({"files": [_report(outcome) for outcome in outcomes], "failed": failed})
    if failed:
        if len(outcomes) > 1:
            say(f"{failed} of {len(outcomes)} files failed")
        raise typer.Exit(1)


def _report(outcome: Outcome) -> dict[str, Any]:
    report: dict[str, Any] = {
        "file": outcome.job.file,
        "status": "failed" if outcome.problem else "done",
        "output": None if outcome.job.target is None else str(outcome.job.target),
    }
    if outcome.corrected is not None:
        done = outcome.corrected
        report |= {
            "input_format": done.format,
            "words": done.words,
            "changes": done.changes,
            "duration_ms": done.duration_ms,
        }
        if outcome.job.target is None:
            report["content"] = done.text
    if outcome.problem is not None:
        report["error"] = outcome.problem.report
    return report
