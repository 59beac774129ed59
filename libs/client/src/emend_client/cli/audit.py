"""``emend audit``: the log of what was done, searched, exported and verified."""


# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emend_client._errors import ClientError
from emend_client.cli.auditing import (
    ask_audit,
    export_to,
    key_text,
    newest_checkpoint,
    proved_pages,
    put_pages,
    read_note,
    verify_source,
    verifying,
)
from emend_client.cli.output import AsJson, is_interactive, put, put_json, say

if TYPE_CHECKING:
    from emend_client._audit import Audit

Key = Annotated[
    str | None,
    typer.Option("--key", help="The log's verifier key, or a file that holds it; else the known."),
]
Earlier = Annotated[
    list[Path] | None,
    typer.Option("--checkpoint", help="A file with an older checkpoint that must be continued."),
]

_VERIFY_EPILOG = """
Examples:

  emend audit verify                                   # the whole log, over HTTP

  emend audit verify audit.jsonl --key log.key         # an export, offline

  emend audit verify /srv/log --checkpoint monday.note # a folder with the log's files
"""

_SEARCH_EPILOG = """
Examples:

  emend audit search --actor asha@example.org --since 2026-11-01

  emend audit search --transcript lecture-1 --type transcript.read --json
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="What was done, by whom: provable to outsiders.", no_args_is_help=True)
    group.command(epilog=_VERIFY_EPILOG)(verify)
    group.command(epilog=_SEARCH_EPILOG)(search)
    group.command()(trail)
    group.command()(export)
    group.command()(erase)
    group.command()(checkpoint)
    app.add_typer(group, name="audit")


def verify(
    source: Annotated[
        str, typer.Argument(help="An export, a folder with the log's files, or a URL.")
    ] = "",
    key: Key = None,
    earlier: Earlier = None,
    as_json: AsJson = False,
) -> None:
    """Verify every entry up to the signature, and that nothing was rewritten.

    Without a source, the whole log of the audit service. What was seen of a log is remembered:
    a later fork or rollback is found. The first thing that does not hold is named, and the exit
    code is 1.

    --json prints {"origin", "size", "entries", "key", "compared_with",
    "pruned", "erased"}.
    """
    with verifying():
        found = verify_source(source, key_text(key), [read_note(file) for file in earlier or ()])
    if as_json:
        put_json(asdict(found))
        return
    put(
        f"{found.origin}: {found.entries:,} entries verified under the signed checkpoint of "
        f"{found.size:,}"
    )
    if found.pruned:
        say(f"{found.pruned:,} more have expired; their hashes are verified")
    if found.compared_with:
        sizes = ", ".join(f"{size:,}" for size in found.compared_with)
        say(f"continues what it was at {sizes} entries")
    say(f"key {found.key}")


def search(  # noqa: PLR0913, PLR0917 - options of a command
    actor: Annotated[str, typer.Option(help="Who did it.")] = "",
    subject: Annotated[str, typer.Option(help="Whom or what it concerned.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Such as transcript.submitted.")] = "",
    transcript: Annotated[str, typer.Option(help="A transcript's id.")] = "",
    trace: Annotated[str, typer.Option(help="A W3C trace id.")] = "",
    since: Annotated[str, typer.Option(help="Then or later (ISO 8601).")] = "",
    until: Annotated[str, typer.Option(help="Before then.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Find entries, the newest first; only those are shown whose proof holds.

    --json prints what GET /v1/audit/events answers; `emend audit verify` takes it as a file.
    """
    asked = {"actor": actor, "subject": subject, "type": kind, "transcript": transcript}
    asked |= {"trace": trace, "since": since, "until": until}
    filters: dict[str, str | int] = {name: value for name, value in asked.items() if value}

    async def ask(audit: Audit) -> list[dict[str, Any]]:
        return await proved_pages(audit, [await audit.events(**filters, limit=limit)])

    put_pages(ask_audit(ask), as_json=as_json)


def trail(
    transcript_id: Annotated[str, typer.Argument(metavar="ID", help="The transcript's id.")],
    as_json: AsJson = False,
) -> None:
    """Show all that ever happened to a transcript, in order; each entry is proved.

    Of its last part's processing: the engine's version, profile and vocabulary with theirs, and
    the hashes of the lexicon, the input and the output. Of its completion: how many parts it has,
    and the hashes of the whole, which are taken over those of the parts.

    --json prints what GET /v1/audit/trail/ID answers; of more than 1,000 entries only
    {"events": [...]}.
    """

    async def ask(audit: Audit) -> list[dict[str, Any]]:
        return await proved_pages(audit, await audit.trail(transcript_id))

    put_pages(ask_audit(ask), as_json=as_json, details=True)


def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    since: Annotated[str, typer.Option(help="Recorded then or later (ISO 8601).")] = "",
    until: Annotated[str, typer.Option(help="Recorded before then.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a stretch of the log to a file that proves itself, and verify it.

    --json prints what `emend audit verify FILE --json` does.
    """
    bounds = {name: value for name, value in (("since", since), ("until", until)) if value}
    with verifying():
        found = ask_audit(lambda audit: export_to(audit, output, bounds))
    if as_json:
        put_json(asdict(found))
    else:
        put(f"{output}: {found.entries:,} of {found.size:,} entries, verified")


def erase(
    person: Annotated[str, typer.Argument(help="Whom, in whatever spelling.")],
    reason: Annotated[str, typer.Option(help="Recorded; must not name them.")] = "",
    requested_by: Annotated[str | None, typer.Option(help="Who asks; recorded, sealed.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make all that the log knows of a person unreadable, for ever.

    Their key is deleted; entries and proofs stay what they are.

    --json prints {"person", "event_id", "erased_at", "others"}; person is the pseudonym that stays.
    """
    if not yes:
        if not is_interactive(sys.stdin):
            message = "an erasure cannot be undone"
            raise ClientError(message, "Pass --yes.")
        typer.confirm(f"Erase {person} from the audit log for ever?", abort=True, err=True)
    done = ask_audit(lambda audit: audit.erase(person, reason, requested_by))
    if as_json:
        put_json(done)
    else:
        put(f"erased; {done['person']} stays in their place, event {done['event_id']} says so")


def checkpoint(
    key: Key = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Accept another log than the one seen before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the newest checkpoint if it continues the last one that was seen here.

    Keep it somewhere safe: whoever has it can prove a later rewriting.

    --json prints {"origin", "size", "key", "checkpoint"}.
    """
    with verifying():
        chain, note = ask_audit(
            lambda audit: newest_checkpoint(audit, key_text(key), forget=forget)
        )
    if as_json:
        state = chain.open(note)
        shown = {"origin": state.origin, "size": state.size, "key": str(chain.newest)}
        put_json(shown | {"checkpoint": note})
    else:
        put(note)
