"""``emend explain`` and ``emend replay``: what was changed and why, and the proof of it."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import ClientError, FileProblem
from emend_client._renditions import read_file
from emend_client._results import corrected, find_content, misfit, recorded
from emend_client.cli.choosing import find_profile_named, names, read_lexicon
from emend_client.cli.output import AsJson, clock, console, put_json, say, table
from emend_client.cli.process import write_text

if TYPE_CHECKING:
    from rich.text import Text

    from emend_transcript import ExplainedSegment, Result

_EXPLAIN_EPILOG = """
Examples:

  emend explain lecture.json

  emend explain lecture.json --html lecture.html

  emend explain lecture.json --stage fillers --stage repeats

  emend explain lecture-1 --html lecture-1.html
"""

_REPLAY_EPILOG = """
Examples:

  emend process lecture.json -o corrected.json && emend replay corrected.json

  emend show lecture-1 --format json | emend replay -
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=_EXPLAIN_EPILOG)(explain)
    app.command(epilog=_REPLAY_EPILOG)(replay)


def explain(
    file: Annotated[
        str,
        typer.Argument(
            help="Recogniser output, a JSON rendition, a processed event, or a stored id."
        ),
    ],
    profile: Annotated[
        str,
        typer.Option(help="How to correct: a built-in name, or a file.", autocompletion=names),
    ] = "lecture",
    vocabulary: Annotated[
        str | None, typer.Option(help="A file of terms of your own: YAML, JSON, CSV, TSV or TXT.")
    ] = None,
    stage: Annotated[
        list[str] | None, typer.Option(help="Only changes of this stage; may be repeated.")
    ] = None,
    html: Annotated[
        str | None, typer.Option("--html", help="Write one self-contained HTML page here.")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option of a command
) -> None:
    """Show every change beside what was recognised: rule, before, after, reason, time.

    --json prints {"profile", "pipeline_version", "segments": [{"start_ms",
    "end_ms", "speaker", "recognised", "corrected", "changes": [{"sequence",
    "stage", "rule", "version", "before", "after", "confidence", "reason",
    "first", "last", "start_ms", "end_ms"}]}]}.
    """
    from emend_transcript import TranscriptError, render_explanation
    from emend_transcript import explain as explained

    result, metadata = corrected(
        file, find_content(file), find_profile_named(profile), read_lexicon(vocabulary)
    )
    try:
        segments = explained(result)
    except TranscriptError as error:
        hint = "The file was altered; make it anew from the recogniser's output."
        raise FileProblem(file, "no_replay", str(error), hint=hint) from None
    stages = _stages(stage or [], result)
    if html is not None:
        write_text(Path(html), render_explanation(result, metadata))
        say(f"{file} → {html} ({len(result.changes):,} changes)")
    if as_json:
        put_json(_report(segments, result, stages))
    elif html is None:
        _show(segments, result, stages)


def replay(
    file: Annotated[
        str, typer.Argument(help="A JSON rendition or a processed event; - is standard input.")
    ],
    as_json: AsJson = False,  # noqa: FBT002 - an option of a command
) -> None:
    """Prove that the recorded changes lead from the words to the text.

    Exit code 1 where they do not, with the first change that does not fit.

    --json prints {"file", "holds", "words", "changes", "tokens", "problem"}.
    """
    content = read_file(file)
    found = recorded(file, content)
    if found is None:
        hint = "A recogniser's output has no changes yet: `emend process FILE -o NAME.json`."
        raise FileProblem(file, "no_result", "it is no corrected transcript", hint=hint)
    result, _ = found
    problem = misfit(result, content)
    counts = {
        "words": len(result.words),
        "changes": len(result.changes),
        "tokens": len(result.tokens),
    }
    if as_json:
        put_json({"file": file, "holds": not problem, **counts, "problem": problem or None})
    elif not problem:
        words, changes, tokens = counts.values()
        say(f"{file}: holds; {changes:,} changes lead from {words:,} words to {tokens:,} tokens")
    else:
        raise FileProblem(file, "no_replay", problem)
    if problem:
        raise typer.Exit(1)


def _stages(wanted: Sequence[str], result: Result) -> Collection[str]:
    from emend_engine import PIPELINE

    known = list(dict.fromkeys([*(s.name for s in PIPELINE), *(c.stage for c in result.changes)]))
    unknown = [name for name in wanted if name not in known]
    if unknown:
        message = f"no stage {unknown[0]!r}; the known ones are {', '.join(known)}"
        raise ClientError(message)
    return wanted or known


def _show(segments: Sequence[ExplainedSegment], result: Result, stages: Collection[str]) -> None:
    out = console()
    rows = table("", "time", "recognised", "corrected")
    rows.columns[1].ratio = rows.columns[2].ratio = 1
    for one in segments:
        speaker = f"\n{one.segment.speaker}" if one.segment.speaker else ""
        rows.add_row(
            _plain(clock(one.segment.start_ms) + speaker, "dim"),
            _marked_words(one, result, stages),
            _marked_tokens(one, result, stages),
        )
    out.print(rows)
    changes = table("", "time", "stage", "rule", "before", "after", "sure", "reason")
    for one in segments:
        for change in _reports(one, result, stages):
            sure = "" if change["confidence"] is None else f"{change['confidence']:.0%}"
            rule = f"{change['rule']}@{change['version']}"
            cells = (change["stage"], rule, change["before"], change["after"], sure)
            changes.add_row(*map(_plain, (clock(change["start_ms"]), *cells, change["reason"])))
    out.print(changes)


def _marked_words(one: ExplainedSegment, result: Result, stages: Collection[str]) -> Text:
    text = _plain("")
    for word, numbers, kept in one.words:
        touched = any(result.changes[number].stage in stages for number in numbers)
        style = "" if not touched else "underline" if kept else "red strike"
        text.append("" if word.is_glued else " ")
        text.append(_printable(word.text), style)
    return text[1:]


def _marked_tokens(one: ExplainedSegment, result: Result, stages: Collection[str]) -> Text:
    text = _plain("")
    for token, numbers in one.tokens:
        touched = any(result.changes[number].stage in stages for number in numbers)
        text.append("" if token.glued else " ")
        text.append(_printable(token.text), "bold green" if touched else "")
    return text[1:]


def _plain(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(_printable(text), style)


def _printable(text: str) -> str:
    """Return a text that cannot command the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _report(
    segments: Sequence[ExplainedSegment], result: Result, stages: Collection[str]
) -> Mapping[str, Any]:
    from emend_transcript import joined, segment_tokens

    texts = segment_tokens(result.segments, result.tokens)
    return {
        "profile": result.header.profile,
        "pipeline_version": result.header.pipeline_version,
        "segments": [
            {
                "start_ms": one.segment.start_ms,
                "end_ms": one.segment.end_ms,
                "speaker": one.segment.speaker,
                "recognised": _marked_words(one, result, ()).plain,
                "corrected": joined(tokens),
                "changes": _reports(one, result, stages),
            }
            for one, tokens in zip(segments, texts, strict=True)
        ],
    }


def _reports(
    one: ExplainedSegment, result: Result, stages: Collection[str]
) -> list[dict[str, Any]]:
    from emend_transcript import change_texts, change_times_ms

    reports: list[dict[str, Any]] = []
    for change in (result.changes[number] for number in one.changes):
        if change.stage not in stages:
            continue
        before, after = change_texts(change)
        start_ms, end_ms = change_times_ms(change, result.words)
        names = ("sequence", "stage", "rule", "version", "confidence", "reason", "first", "last")
        reports.append(
            {name: getattr(change, name) for name in names}
            | {"before": before, "after": after, "start_ms": start_ms, "end_ms": end_ms}
        )
    return reports
