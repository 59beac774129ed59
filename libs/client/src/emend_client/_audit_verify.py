"""Verifies the audit log: at its address, in a folder, or in a file that was exported."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from emend_client._audit import Audit, cut
from emend_client._audit_files import Ahead, content_of, hand_overs_in, opened, text_of
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
    NotIncluded,
    Tile,
    Verifier,
    follow_keys,
    leaf_hash,
    parse_note,
    verify_consistency,
    verify_export,
    verify_inclusion,
    verify_log,
)

CONCURRENCY = 16
ROUNDS = 8
"""How often a log may grow while states of it are led together."""


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


async def accept_checkpoint(
    audit: Audit, witness: Witness, given_key: str | None = None
) -> tuple[KeyChain, str, Memory]:
    """Fetch the newest checkpoint; accept it only if it continues the last one that was seen.

    Returns the log's keys, the signed note, and what was known before (or is from now on).

    Raises:
        TransparencyError: it is not signed by the log's key, or is a fork or a rollback.
        ClientError: the service is away, or shows another log than before.
    """
    log, memory = await audit.log(), witness.recall(audit.url)
    pinned = pinned_key(memory, given_key, log["keys"])
    chain = key_chain(memory, pinned, log["origin"], log["hand_overs"])
    note: str = log["checkpoint"]
    state = chain.open(note)
    last = not_older(memory, state)
    if last is not None:
        answer = await audit.consistency(last.size)
        note = answer["checkpoint"]
        state = chain.open(note)
        verify_consistency(last.size, state.size, hashes(answer["proof"]), last.root, state.root)
    after = remembered(memory, audit.url, pinned, note)
    witness.keep(after)
    return chain, note, memory or after


async def accept_pages(audit: Audit, witness: Witness, pages: Sequence[Mapping[str, Any]]) -> None:
    """Verify pages, and that each one's checkpoint is a state of the log that was accepted.

    The state in which they all end is remembered, so none of them can be denied later.

    Raises: as :func:`accept_checkpoint` and :func:`verify_page`.
    """
    chain, note, _ = await accept_checkpoint(audit, witness)
    accepted = chain.open(note)
    states = {accepted, *(verify_page(page, chain) for page in pages)}
    for _ in range(ROUNDS):
        if len(states) == 1:
            break
        _refuse_two_roots(states)
        followed: set[Checkpoint] = set()
        for state in sorted(states, key=lambda each: each.size):
            answer = await audit.consistency(state.size)
            note, newer = answer["checkpoint"], chain.open(answer["checkpoint"])
            proof = hashes(answer["proof"])
            verify_consistency(state.size, newer.size, proof, state.root, newer.root)
            followed.add(newer)
        states = followed
    if len(states) > 1:
        message = f"the pages' checkpoints did not meet in one state of the log in {ROUNDS} rounds"
        raise NotConsistent(message)
    memory = witness.recall(audit.url)
    if memory is not None and states != {accepted}:
        witness.keep(replace(memory, checkpoint=note))


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
        document = _document(head)
        content.seek(0)
        if document is None or "events" in document:
            page = document or _document(content.read()) or {}
            return _verify_pages(page, pinned, earlier)
        chain = key_chain(None, pinned, str(document.get("origin")), document.get("hand_overs", ()))
        states = [*map(chain.open_earlier, earlier)]
        if given_key is None and known is not None:
            states.append(known.state)
        found = verify_export(iter(content), pinned, states)
    return _verified(
        chain, found.checkpoint, states, found.entries, found.pruned, len(found.erasures)
    )


def verify_page(page: Mapping[str, Any], chain: KeyChain) -> Checkpoint:
    """Verify every hit of a page against the checkpoint that it names.

    Raises:
        TransparencyError: a hit is not in the log, its event is not what its entry says, or the
            answer is of another size than its checkpoint.
    """
    checkpoint = chain.open(page["checkpoint"])
    if page["size"] != checkpoint.size:
        message = f"the answer says {page['size']!r} entries, its checkpoint {checkpoint.size}"
        raise Malformed(message)
    for hit in page["events"]:
        leaf = leaf_hash(hit["entry"].encode())
        proof = hashes(hit["proof"])
        verify_inclusion(leaf, hit["index"], checkpoint.size, proof, checkpoint.root)
        if not _says(_proved_document(hit), hit["event"]):
            message = f"the event of leaf {hit['index']} is not what its entry says"
            raise NotIncluded(message)
    return checkpoint


def hashes(encoded: Sequence[str]) -> list[bytes]:
    """Return hashes that came as base64."""
    return [b64decode(each) for each in encoded]


def _proved_document(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a proved entry says; of a large one, its payload, if that came with it."""
    document, payload = _document(hit["entry"]), hit.get("payload")
    if document is not None and payload is not None:
        named = document.get("payload")
        digest = sha256(payload.encode()).hexdigest()
        if not isinstance(named, dict) or cast("dict[str, Any]", named).get("sha256") != digest:
            message = f"the payload of leaf {hit['index']} is not the one that its entry names"
            raise NotIncluded(message)
        document = _document(payload)
    if document is None:
        message = f"leaf {hit['index']} is no event"
        raise Malformed(message)
    return document


def _says(proved: Any, shown: Any) -> bool:
    """Tell whether a value is the proved one, or what the service opened of a sealed one."""
    if type(proved) is not type(shown):
        return isinstance(shown, str) and _is_sealed(proved)
    if isinstance(proved, dict):
        known, given = cast("dict[str, Any]", proved), cast("dict[str, Any]", shown)
        if _is_sealed(known) and given == {**known, "erased": True}:
            return given["erased"] is True
        return known.keys() == given.keys() and all(_says(known[at], given[at]) for at in known)
    if isinstance(proved, list):
        items, others = cast("list[Any]", proved), cast("list[Any]", shown)
        return len(items) == len(others) and all(map(_says, items, others))
    return proved == shown


def _is_sealed(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    members = cast("dict[str, Any]", value)
    return members.keys() == {"person", "sealed"} and all(
        isinstance(each, str) for each in members.values()
    )


def _refuse_two_roots(states: Iterable[Checkpoint]) -> None:
    roots: dict[int, bytes] = {}
    for state in states:
        if roots.setdefault(state.size, state.root) != state.root:
            message = f"the log of {state.size} entries has two roots: it was forked"
            raise NotConsistent(message)


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


def _document(line: bytes) -> dict[str, Any] | None:
    try:
        found: object = json.loads(line)
    except ValueError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None
