"""The form of an export, a stretch of a log as one file that proves itself: JSON lines.

The first line holds the signed checkpoint, the keys that lead to it and the hashes on both sides
of the stretch; then comes one line per entry; the last line says how many there were. Entries
and hashes together give the root that the checkpoint signs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from emend_transparency._base64 import decoded, encoded
from emend_transparency._errors import Malformed
from emend_transparency._frontier import MAX_SIZE
from emend_transparency._hashing import HASH_BYTES

FORMAT: Final = "emend audit export 1"


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """An entry that may lie outside of the stretch, with its proof under the checkpoint."""

    index: int
    entry: bytes
    proof: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class ExportHeader:
    """The first line of an export of the entries from ``start`` to ``end``."""

    checkpoint: str
    """The signed note."""
    origin: str
    size: int
    start: int
    end: int
    before: Sequence[bytes]
    """The hashes of ``nodes_of(0, start)``."""
    after: Sequence[bytes]
    """The hashes of ``nodes_of(end, size)``."""
    hand_overs: Sequence[str] = ()
    consistency: Mapping[int, Sequence[bytes]] = field(default_factory=dict[int, Sequence[bytes]])
    """Proofs from earlier sizes to this checkpoint."""
    expiry: ProvedEntry | None = None
    """What the log says of entries that are gone, where any is."""


@dataclass(frozen=True, slots=True)
class ExportedEntry:
    """One entry. Of a pruned one only the hash is left."""

    index: int
    entry: bytes | None
    hash: bytes
    payload: bytes | None = None
    """What a large entry names by its SHA-256, where it is still kept."""


def write_header(header: ExportHeader) -> str:
    """Return the first line."""
    expiry = header.expiry
    return _line(
        ({} if expiry is None else {"expiry": _proved(expiry)})
        | {
            "format": FORMAT,
            "origin": header.origin,
            "checkpoint": header.checkpoint,
            "size": header.size,
            "start": header.start,
            "end": header.end,
            "before": [encoded(each) for each in header.before],
            "after": [encoded(each) for each in header.after],
            "hand_overs": list(header.hand_overs),
            "consistency": {
                str(size): [encoded(each) for each in proof]
                for size, proof in header.consistency.items()
            },
        }
    )


def _proved(each: ProvedEntry) -> Mapping[str, Any]:
    proof = [encoded(found) for found in each.proof]
    return {"index": each.index, "entry": each.entry.decode(), "proof": proof}


def write_entry(exported: ExportedEntry) -> str:
    """Return the line of an entry, which is UTF-8 text."""
    line: dict[str, Any] = {"index": exported.index}
    if exported.entry is None:
        line["hash"] = encoded(exported.hash)
    else:
        line["entry"] = exported.entry.decode()
    if exported.payload is not None:
        line["payload"] = exported.payload.decode()
    return _line(line)


def write_footer(entries: int, erasures: Sequence[Mapping[str, Any]]) -> str:
    """Return the last line."""
    return _line({"entries": entries, "erasures": list(erasures)})


def read_header(document: Mapping[str, Any]) -> ExportHeader:
    """Return the header that the first line holds.

    Raises:
        Malformed: it is none.
    """
    if document.get("format") != FORMAT:
        raise no_export(1, f"it does not say {FORMAT!r}")
    try:
        header = ExportHeader(
            checkpoint=text_of(document["checkpoint"]),
            origin=text_of(document["origin"]),
            size=_number(document["size"]),
            start=_number(document["start"]),
            end=_number(document["end"]),
            before=_hashes(document["before"]),
            after=_hashes(document["after"]),
            hand_overs=[text_of(each) for each in document["hand_overs"]],
            consistency={
                int(size): _hashes(proof) for size, proof in document["consistency"].items()
            },
            expiry=_expiry(document.get("expiry")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise no_export(1, f"its header is damaged: {error!r}") from error
    return header


def read_line(number: int, line: str | bytes) -> Mapping[str, Any]:
    """Return what a line holds.

    Raises:
        Malformed: it is no JSON object.
    """
    try:
        document: object = json.loads(line)
    except ValueError as error:
        raise no_export(number, str(error)) from error
    if not isinstance(document, dict):
        raise no_export(number, "it is no JSON object")
    return cast("Mapping[str, Any]", document)


def _hashes(values: Any) -> list[bytes]:
    return [decoded(text_of(each), "a hash in the header", HASH_BYTES) for each in values]


def text_of(value: object) -> str:
    """Return a value that must be text.

    Raises:
        Malformed: it is not.
    """
    if not isinstance(value, str):
        message = f"{value!r} where text is due"
        raise Malformed(message)
    return value


def _expiry(value: Any) -> ProvedEntry | None:
    if value is None:
        return None
    entry = text_of(value["entry"]).encode("utf-8", "surrogatepass")
    return ProvedEntry(_number(value["index"]), entry, _hashes(value["proof"]))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_SIZE:
        message = f"{value!r} where a number of leaves is due"
        raise Malformed(message)
    return value


def no_export(number: int, reason: str) -> Malformed:
    """Return the error of a line that no export has."""
    return Malformed(f"not an audit export, line {number}: {reason}")


def _line(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
