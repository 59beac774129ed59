"""Verifies answers to searches: every hit by its proof, and by what its entry says."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, cast

from emend_transparency import (
    Checkpoint,
    KeyChain,
    Malformed,
    NotIncluded,
    leaf_hash,
    verify_inclusion,
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


def document_in(text: str | bytes) -> dict[str, Any] | None:
    """Return the JSON object that a text is, if it is one."""
    try:
        found: object = json.loads(text)
    except ValueError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def _proved_document(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a proved entry says; of a large one, its payload, if that came with it."""
    document, payload = document_in(hit["entry"]), hit.get("payload")
    if document is not None and payload is not None:
        named = document.get("payload")
        digest = sha256(payload.encode()).hexdigest()
        if not isinstance(named, dict) or cast("dict[str, Any]", named).get("sha256") != digest:
            message = f"the payload of leaf {hit['index']} is not the one that its entry names"
            raise NotIncluded(message)
        document = document_in(payload)
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
