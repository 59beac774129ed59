"""What ``emend audit`` asks the service, the witness and the verifier, and how it shows it."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from emend_client._errors import FileProblem, Unverified
from emend_client.cli.output import console, put_json, say, table

if TYPE_CHECKING:
    from emend_client._audit import Audit
    from emend_client._audit_verify import Verified
    from emend_transparency import KeyChain

T = TypeVar("T")


def verify_source(source: str, key: str | None, earlier: Sequence[str]) -> Verified:
    """Verify what the source names: a file, a folder, an address, or the known service."""
    from emend_client._audit_verify import verify_file, verify_folder, verify_service
    from emend_client._witness import Witness, state_folder

    witness = Witness(state_folder())
    if source and "://" not in source:
        path = Path(source)
        if path.is_dir():
            return verify_folder(path, witness, key, earlier)
        from emend_client._addresses import here

        return verify_file(path, key, witness.recall(here().service("audit")), earlier)
    return ask_audit(lambda audit: verify_service(audit, witness, key, earlier), source or None)


async def export_to(audit: Audit, output: Path, bounds: Mapping[str, str]) -> Verified:
    """Write an export and verify it; it must continue what was seen before."""
    from emend_client._audit_accept import accept_checkpoint
    from emend_client._audit_verify import verify_file
    from emend_client._witness import Witness, state_folder

    witness = Witness(state_folder())
    _, _, before = await accept_checkpoint(audit, witness)
    try:
        with output.open("wb") as file:
            async for chunk in audit.export(**bounds, old_size=before.state.size):
                file.write(chunk)
    except OSError as error:
        raise FileProblem(str(output), "unwritable", error.strerror or str(error)) from error
    return verify_file(output, None, before, [])


async def newest_checkpoint(audit: Audit, key: str | None, *, forget: bool) -> tuple[KeyChain, str]:
    """Return the log's keys and its newest checkpoint, which continues the last one seen."""
    from emend_client._audit_accept import accept_checkpoint
    from emend_client._witness import Witness, state_folder

    witness = Witness(state_folder())
    if forget:
        witness.forget(audit.url)
    known = witness.recall(audit.url) is not None
    chain, note, _ = await accept_checkpoint(audit, witness, key)
    if not known and key is None:
        say(f"first seen, so this key is trusted from now on: {chain.newest}")
    return chain, note


async def proved_pages(audit: Audit, pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages if every hit is proved under a checkpoint of the log that was accepted."""
    from emend_client._audit_accept import accept_pages
    from emend_client._witness import Witness, state_folder

    with verifying():
        await accept_pages(audit, Witness(state_folder()), pages)
    return pages


def ask_audit(question: Callable[[Audit], Awaitable[T]], url: str | None = None) -> T:
    """Ask the audit service."""
    from emend_client._audit import open_audit

    async def ask() -> T:
        async with open_audit(url) as audit:
            return await question(audit)

    return asyncio.run(ask())


@contextmanager
def verifying() -> Generator[None]:
    """Turn what does not hold into the command's own error."""
    from emend_transparency import TransparencyError

    try:
        yield
    except TransparencyError as error:
        raise Unverified(str(error)) from error


def key_text(key: str | None) -> str | None:
    """Return a verifier key that was given as such, or as a file."""
    if key is None or "+" in key:
        return key
    return read_note(Path(key)).strip()


def read_note(file: Path) -> str:
    """Return a file's text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(str(file), "unreadable", str(error)) from error


def put_pages(pages: Sequence[Mapping[str, Any]], *, as_json: bool, details: bool = False) -> None:
    """Show entries; with ``details``, also the versions and hashes that they name."""
    events = [event for page in pages for event in page["events"]]
    if as_json:
        put_json(pages[0] if len(pages) == 1 else {"events": events})
        return
    if not events:
        say("nothing found")
        return
    more = ("details",) if details else ()
    rows = table("", "entry", "time", "what", "who", "about", *more, right=("entry",))
    for each in events:
        event = each["event"]
        who: Any = event.get("data", {}).get("actor", {}).get("user", {})
        cells = (event.get("time"), event.get("type"), who.get("uid"), event.get("subject"))
        named = _details(event) if details else ()
        rows.add_row(str(each["index"]), *map(_cell, cells), *named)
    console().print(rows)
    say(f"each proved under the signed checkpoint of {pages[-1]['size']:,} entries")


def _details(event: Mapping[str, Any]) -> tuple[str]:
    from rich.markup import escape

    attributes: Mapping[str, Any] = event.get("data", {}).get("unmapped") or {}
    return (escape("\n".join(f"{name} {value}" for name, value in attributes.items())),)


def _cell(value: Any) -> str:
    from rich.markup import escape

    if isinstance(value, dict):
        return "[dim](erased)[/]"
    return "" if value is None else escape(str(value))
