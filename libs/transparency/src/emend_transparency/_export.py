"""Verifies an export: a stretch of a log as one file, without any service."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

from emend_transparency._base64 import decoded
from emend_transparency._checkpoint import Checkpoint
from emend_transparency._errors import Malformed, NotConsistent, Tampered
from emend_transparency._expiry import expired_up_to
from emend_transparency._export_form import (
    ExportHeader,
    no_export,
    read_header,
    read_line,
    text_of,
)
from emend_transparency._frontier import Frontier
from emend_transparency._handover import follow_keys
from emend_transparency._hashing import HASH_BYTES, leaf_hash
from emend_transparency._keys import Verifier
from emend_transparency._proofs import verify_consistency, verify_inclusion
from emend_transparency._ranges import nodes_of


@dataclass(frozen=True, slots=True)
class VerifiedExport:
    """What a file was found to hold."""

    checkpoint: Checkpoint
    start: int
    entries: int
    pruned: int
    erasures: Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class _Stretch:
    """What was read of the entries so far."""

    frontier: Frontier
    wanted: frozenset[int]
    """The sizes at which the root is to be known."""
    roots: dict[int, bytes] = field(default_factory=dict[int, bytes])
    pruned: int = 0
    gone: int = 0
    """Behind the last entry that is left out."""
    expired: int = 0
    """So many entries have expired, by what the log says."""

    def take(self, leaf: bytes, entry: bytes | None) -> None:
        """Append an entry, of which only the hash may be left."""
        self.frontier.extend((leaf,))
        if entry is None:
            self.pruned += 1
            self.gone = self.frontier.size
        else:
            self.expired = max(self.expired, expired_up_to(entry))
        self.note_root()

    def note_root(self) -> None:
        if self.frontier.size in self.wanted:
            self.roots[self.frontier.size] = self.frontier.root()


def verify_export(
    lines: Iterable[str | bytes], pinned: Verifier, earlier: Iterable[Checkpoint] = ()
) -> VerifiedExport:
    """Verify a file, line by line, never whole in memory.

    Args:
        lines: of the file.
        pinned: a key of the log that the reader trusts.
        earlier: states that the log must have gone through.

    Raises:
        Malformed: the file is no export, or ends too early.
        Untrusted: its checkpoint is signed by no key to which the pinned one leads.
        Tampered: an entry is not the one that the checkpoint says; lost, changed or moved; or
            left out though the log does not say that it has expired.
        NotIncluded: what is said to have expired is not said by the log.
        NotConsistent: it does not continue an earlier state, or does not show that it does.
    """
    numbered = enumerate(lines, start=1)
    header = read_header(read_line(*next(numbered, (1, ""))))
    checkpoint = follow_keys(header.origin, pinned, header.hand_overs).open(header.checkpoint)
    _check_bounds(header, checkpoint)
    states = list(earlier)
    wanted = frozenset(state.size for state in states)
    stretch = _Stretch(Frontier(header.start, header.before), wanted)
    stretch.expired = _proved_expiry(header, checkpoint)
    stretch.note_root()
    erasures = _read_entries(numbered, stretch, header)
    exported = stretch.frontier.size - header.start
    _check_root(stretch.frontier, header, checkpoint)
    if stretch.gone > stretch.expired:
        message = (
            f"entry {max(header.start, stretch.expired)} or one behind it is left out, and the "
            f"log says of {stretch.expired} entries that they have expired"
        )
        raise Tampered(message)
    for state in states:
        _check_earlier(state, checkpoint, header, stretch.roots)
    return VerifiedExport(checkpoint, header.start, exported, stretch.pruned, erasures)


def _read_entries(
    numbered: Iterator[tuple[int, str | bytes]], stretch: _Stretch, header: ExportHeader
) -> Sequence[Mapping[str, Any]]:
    """Append every entry; return the erasures that the last line names."""
    for number, line in numbered:
        document = read_line(number, line)
        if "entries" in document:
            _check_end(document, stretch.frontier.size, header)
            if next(numbered, None) is not None:
                raise no_export(number + 1, "there is a line behind the last one")
            return _erasures(document)
        entry = _read_entry(number, document, stretch.frontier.size)
        stretch.take(_left_hash(number, document) if entry is None else leaf_hash(entry), entry)
    message = f"the export ends after {stretch.frontier.size - header.start} entries, in the middle"
    raise Malformed(message)


def _check_end(document: Mapping[str, Any], size: int, header: ExportHeader) -> None:
    found, due = size - header.start, header.end - header.start
    if document["entries"] != found or found != due:
        message = f"the export has {found} of its {due} entries, and says {document['entries']!r}"
        raise Malformed(message)


def _check_bounds(header: ExportHeader, checkpoint: Checkpoint) -> None:
    if not 0 <= header.start <= header.end <= header.size == checkpoint.size:
        message = (
            f"the export says {header.start} to {header.end} of {header.size}, "
            f"its checkpoint is of {checkpoint.size}"
        )
        raise Malformed(message)


def _check_root(frontier: Frontier, header: ExportHeader, checkpoint: Checkpoint) -> None:
    nodes = list(nodes_of(header.end, header.size))
    if len(nodes) != len(header.after):
        message = f"the export has {len(header.after)} hashes behind its entries, not {len(nodes)}"
        raise Malformed(message)
    whole = frontier.copy()
    for (level, _), found in zip(nodes, header.after, strict=True):
        whole.append_subtree(level, found)
    if whole.root() != checkpoint.root:
        message = (
            f"the entries {header.start} to {header.end} do not lead to the root that the "
            f"checkpoint of {checkpoint.size} signs: one was changed, moved, added or left out"
        )
        raise Tampered(message)


def _check_earlier(
    state: Checkpoint, checkpoint: Checkpoint, header: ExportHeader, roots: Mapping[int, bytes]
) -> None:
    if state.size in roots and state.size <= checkpoint.size:
        if roots[state.size] != state.root:
            message = f"the log has another root at {state.size} leaves than before: it was forked"
            raise NotConsistent(message)
        return
    proof = header.consistency.get(state.size)
    if proof is None and 0 < state.size < checkpoint.size:
        message = (
            f"the file does not show that it continues the checkpoint of {state.size}: "
            "export it with that size named"
        )
        raise NotConsistent(message)
    verify_consistency(state.size, checkpoint.size, proof or (), state.root, checkpoint.root)


def _read_entry(number: int, document: Mapping[str, Any], expected: int) -> bytes | None:
    """Return an entry, if it is there."""
    index = document.get("index")
    if index != expected:
        message = f"line {number} has entry {index!r} where entry {expected} is due"
        raise Tampered(message)
    entry = document.get("entry")
    if entry is None:
        return None
    if (payload := document.get("payload")) is not None:
        _check_payload(expected, text_of(entry), text_of(payload))
    return text_of(entry).encode("utf-8", "surrogatepass")


def _left_hash(number: int, document: Mapping[str, Any]) -> bytes:
    return decoded(text_of(document.get("hash")), f"the hash in line {number}", HASH_BYTES)


def _proved_expiry(header: ExportHeader, checkpoint: Checkpoint) -> int:
    """Return how many entries have expired by an entry that stands in the log."""
    found = header.expiry
    if found is None:
        return 0
    leaf = leaf_hash(found.entry)
    verify_inclusion(leaf, found.index, checkpoint.size, found.proof, checkpoint.root)
    return expired_up_to(found.entry)


def _check_payload(index: int, entry: str, payload: str) -> None:
    digest = sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        named = json.loads(entry)["payload"]["sha256"]
    except (ValueError, KeyError, TypeError):
        named = None
    if named != digest:
        message = f"entry {index}: its payload has the SHA-256 {digest}, the entry says {named}"
        raise Tampered(message)


def _erasures(footer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    erasures = footer.get("erasures")
    return cast("Sequence[Mapping[str, Any]]", erasures) if isinstance(erasures, list) else ()
