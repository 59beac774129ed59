"""Verifies the audit log: at its address, in a folder, or in a file that was exported."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emend_client._audit import Audit, cut
from emend_client._audit_accept import accept_checkpoint
from emend_client._audit_files import Ahead, content_of, hand_overs_in, opened, text_of
from emend_client._audit_pages import document_in, verify_page
from emend_client._witness import (
    Memory,
    Witness,
    key_chain,
    not_older,
    pinned_key,
    remembered,
)
from emend_transparency import (
    Checkpoint,
    KeyChain,
    Malformed,
    NotConsistent,
    Tile,
    Verifier,
    follow_keys,
    parse_note,
    verify_export,
    verify_log,
)

CONCURRENCY = 16


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified, and against what."""

    origin: str
    size: int
    """Entries that the signed checkpoint stands for."""
    entries: int
    """Entries that were looked at, one by one."""
    key: str
    compared_with: tuple[int, ...]
    """The sizes of the earlier checkpoints that it continues."""
    pruned: int = 0
    erased: int = 0


async def verify_service(
    audit: Audit, witness: Witness, given_key: str | None, earlier: Sequence[str]
) -> Verified:
    """Verify every entry and every tile of the log at an address.

    Raises: as :func:`accept_checkpoint`; ``Tampered`` names the file that is wrong.
    """
    log = await audit.log()
    chain, note, before = await accept_checkpoint(audit, witness, given_key)
    checkpoint = chain.open(note)
    states = [before.state, *map(chain.open_earlier, earlier)]
    loop, slots = asyncio.get_running_loop(), asyncio.Semaphore(CONCURRENCY)

    async def fetch(path: str) -> bytes | None:
        async with slots:
            return await audit.file(path)

    def begin(path: str) -> Future[bytes | None]:
        return asyncio.run_coroutine_threadsafe(fetch(path), loop)

    ahead = Ahead(checkpoint.size, begin, 2 * CONCURRENCY)
    try:
        pruned = await asyncio.to_thread(verify_log, ahead.read, checkpoint, states)
    finally:
        # A log that does not hold leaves files on their way, whose connections must not break off.
        await asyncio.gather(*map(asyncio.wrap_future, ahead.running), return_exceptions=True)
    return _verified(chain, checkpoint, states, checkpoint.size, pruned, len(log["erasures"]))


def verify_folder(
    folder: Path, witness: Witness, given_key: str | None, earlier: Sequence[str]
) -> Verified:
    """Verify a log that lies in a folder, as the service publishes it.

    Raises: as :func:`verify_service`.
    """
    place = str(folder.resolve())
    memory = witness.recall(place)
    note = text_of(folder / "checkpoint")
    origin = Checkpoint.parse(parse_note(note).text).origin
    pinned = pinned_key(memory, given_key, ())
    chain = key_chain(memory, pinned, origin, hand_overs_in(folder))
    checkpoint = chain.open(note)
    last = not_older(memory, checkpoint)
    states = [*map(chain.open_earlier, earlier), *([last] if last else [])]

    def read(path: str) -> bytes | None:
        content = content_of(folder / path)
        tile = Tile.parse(path)
        if content is None and not tile.is_full:
            whole = content_of(folder / tile.full.path)
            return None if whole is None else cut(whole, tile)
        return content

    pruned = verify_log(read, checkpoint, states)
    witness.keep(remembered(memory, place, pinned, note))
    return _verified(chain, checkpoint, states, checkpoint.size, pruned)


def verify_file(
    file: Path, given_key: str | None, known: Memory | None, earlier: Sequence[str]
) -> Verified:
    """Verify an export, or an answer to a search, without any service.

    Raises: as :func:`verify_service`, and ``FileProblem``.
    """
    pinned = pinned_key(known, given_key, ())
    with opened(file) as content:
        head = content.readline()
        document = document_in(head)
        content.seek(0)
        if document is None or "events" in document:
            page = document or document_in(content.read()) or {}
            return _verify_pages(page, pinned, earlier)
        chain = key_chain(None, pinned, str(document.get("origin")), document.get("hand_overs", ()))
        states = [*map(chain.open_earlier, earlier)]
        if given_key is None and known is not None:
            states.append(known.state)
        found = verify_export(iter(content), pinned, states)
    return _verified(
        chain, found.checkpoint, states, found.entries, found.pruned, len(found.erasures)
    )


def _verify_pages(page: Mapping[str, Any], pinned: Verifier, earlier: Sequence[str]) -> Verified:
    if not isinstance(page.get("events"), list):
        message = "the file is neither an export of the audit log nor an answer to a search"
        raise Malformed(message)
    try:
        chain = follow_keys(page["origin"], pinned, page.get("hand_overs", ()))
        checkpoint = verify_page(page, chain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the answer to a search is damaged: {error!r}"
        raise Malformed(message) from error
    states = [*map(chain.open_earlier, earlier)]
    if any(state.size != checkpoint.size or state.root != checkpoint.root for state in states):
        message = "an answer to a search does not show that it continues an earlier checkpoint"
        raise NotConsistent(message)
    return _verified(chain, checkpoint, states, len(page["events"]))


def _verified(
    chain: KeyChain,
    checkpoint: Checkpoint,
    states: Sequence[Checkpoint],
    entries: int,
    pruned: int = 0,
    erased: int = 0,
) -> Verified:
    return Verified(
        origin=checkpoint.origin,
        size=checkpoint.size,
        entries=entries - pruned,
        key=str(chain.newest),
        compared_with=tuple(sorted({state.size for state in states})),
        pruned=pruned,
        erased=erased,
    )
