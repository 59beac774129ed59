"""What stands in the log for a message: canonical JSON, personal values sealed.

CloudEvents attributes around OCSF data, plus where on Kafka the message stood. A sealed value is
an object with its person's pseudonym and the ciphertext; its context is the event and its place,
so it cannot be moved to another.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from emend_audit.domain.keys import PersonKey
from emend_audit.domain.personal import Path
from emend_events import AuditEventRecorded
from emend_transparency import MAX_ENTRY_BYTES, canonical_json

SPEC_VERSION: Final = "1.0"
UNREADABLE: Final = "audit.event.unreadable"
ERASED: Final = "subject.erased"
SEALED, PERSON = "sealed", "person"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stood."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of the log; ``payload`` is what a large one names by its SHA-256."""

    entry: bytes
    payload: bytes | None = None


def event_document(event: AuditEventRecorded, place: Place) -> dict[str, Any]:
    """Return an event as it stands in the log, with nothing sealed yet."""
    data = event.data.model_dump(mode="json", exclude_none=True)
    document: dict[str, Any] = {
        "specversion": SPEC_VERSION,
        "id": str(event.event_id),
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "time": moment(event.time),
        "data": data,
        "kafka": _kafka(place),
    }
    if event.traceparent is not None:
        document["traceparent"] = event.traceparent
    return document


def sealed_document(
    document: Mapping[str, Any],
    values: Mapping[Path, str],
    keys: Mapping[str, PersonKey],
    nonce: Callable[[], bytes],
) -> dict[str, Any]:
    """Return the document with its personal values sealed.

    Args:
        document: of :func:`event_document`.
        values: the places of personal values, and the persons whom they tell of.
        keys: the persons' keys.
        nonce: gives twelve fresh bytes each time.
    """
    copy = _copied(document)
    for path, person in values.items():
        key = keys[person]
        holder = _holder(copy, path)
        sealed = key.seal(holder[path[-1]], context(copy["id"], path), nonce())
        holder[path[-1]] = {PERSON: key.pseudonym, SEALED: b64encode(sealed).decode("ascii")}
    return copy


def opened_document(
    document: Mapping[str, Any], find: Callable[[str], PersonKey | None]
) -> dict[str, Any]:
    """Return a sealed document with those values in the clear whose keys are still there.

    The others stay as they are, with ``erased`` said.
    """
    copy = _copied(document)
    for path, sealed in _sealed(copy, ()):
        key = find(sealed[PERSON])
        text = None
        if key is not None:
            text = key.open(b64decode(sealed[SEALED]), context(copy["id"], path))
        _holder(copy, path)[path[-1]] = text if text is not None else {**sealed, "erased": True}
    return copy


def pseudonyms_in(document: Mapping[str, Any]) -> set[str]:
    """Return the persons of whom a sealed document tells."""
    return {sealed[PERSON] for _, sealed in _sealed(document, ())}


def sealed_values(document: Mapping[str, Any]) -> list[tuple[Path, str, str]]:
    """Return the place, the pseudonym and the base64 ciphertext of every sealed value."""
    return [(path, sealed[PERSON], sealed[SEALED]) for path, sealed in _sealed(document, ())]


def leaf_of(document: Mapping[str, Any]) -> Leaf:
    """Return the entry for a document; one that is too long names its payload's SHA-256.

    Raises:
        Malformed: it has no canonical form.
    """
    whole = canonical_json(document)
    if len(whole) <= MAX_ENTRY_BYTES:
        return Leaf(whole)
    kept = {
        name: value
        for name, value in document.items()
        if name in ("specversion", "id", "time", "kafka") or _is_short(value)
    }
    kept["payload"] = {"sha256": sha256(whole).hexdigest(), "bytes": len(whole)}
    return Leaf(canonical_json(kept), whole)


def unreadable_document(value: bytes, place: Place, reason: str, time: datetime) -> dict[str, Any]:
    """Return what stands in the log for a message that is no event: that there was one."""
    return {
        "specversion": SPEC_VERSION,
        "id": str(unreadable_id(place)),
        "source": "emend-audit",
        "type": UNREADABLE,
        "subject": f"{place.topic}/{place.partition}/{place.offset}",
        "time": moment(time),
        "data": {"sha256": sha256(value).hexdigest(), "bytes": len(value), "reason": reason},
        "kafka": _kafka(place),
    }


def unreadable_id(place: Place) -> UUID:
    """Return the id of the entry for a message that has none."""
    return uuid5(NAMESPACE_URL, f"kafka:{place.topic}/{place.partition}/{place.offset}")


def context(event_id: str, path: Path) -> str:
    """Return what a ciphertext is bound to: the event and the place in it (AES-GCM's AAD)."""
    return f"{event_id} {'/'.join(map(str, path))}"


def moment(time: datetime) -> str:
    """Return a time as RFC 3339 in UTC, to the microsecond."""
    return time.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _kafka(place: Place) -> dict[str, Any]:
    return {"topic": place.topic, "partition": place.partition, "offset": place.offset}


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 1_000  # noqa: PLR2004 - characters


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_copied(each) for each in cast("list[Any]", value)]
    return value


def _holder(document: dict[str, Any], path: Path) -> Any:
    holder: Any = document
    for name in path[:-1]:
        holder = holder[name]
    return holder


def _sealed(value: Any, path: Path) -> list[tuple[Path, dict[str, str]]]:
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        if set(members) == {PERSON, SEALED} and all(isinstance(v, str) for v in members.values()):
            return [(path, members)]
        return [found for name in members for found in _sealed(members[name], (*path, name))]
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return [found for at, item in enumerate(items) for found in _sealed(item, (*path, at))]
    return []
