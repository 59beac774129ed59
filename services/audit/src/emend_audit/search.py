"""Finds entries that are signed, and opens what is sealed in them where the key is still there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from emend_audit.domain.columns import searchable
from emend_audit.domain.keys import PersonKey, TenantKey
from emend_audit.domain.leaf import opened_document, pseudonyms_in
from emend_database import Queries, Record
from emend_transparency import Checkpoint

_COLUMNS: Final = "index, event_id, hash, entry, payload, recorded_at"
_PERSON: Final = "SELECT pseudonym FROM persons WHERE folded = $1"
_PERSONS: Final = "SELECT pseudonym, wrapped FROM persons WHERE pseudonym = ANY ($1::text[])"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; None stands for anything."""

    actor: str | None = None
    subject: str | None = None
    type: str | None = None
    source: str | None = None
    trace: str | None = None
    transcript: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Which entries to look at: the newest first, or onward from the oldest."""

    start: int
    end: int
    limit: int
    newest_first: bool = True


@dataclass(frozen=True, slots=True)
class Signed:
    """The newest signed state."""

    note: str
    checkpoint: Checkpoint
    pruned: int


async def signed_state(queries: Queries) -> Signed | None:
    """Return the newest signed state; None before the log has begun."""
    row = await queries.fetchrow("SELECT checkpoint, pruned FROM log WHERE checkpoint IS NOT NULL")
    if row is None:
        return None
    text = row["checkpoint"].partition("\n\n")[0] + "\n"
    return Signed(row["checkpoint"], Checkpoint.parse(text), row["pruned"])


async def find_entries(
    queries: Queries, filters: Filters, window: Window, tenant: TenantKey
) -> list[Record]:
    """Return the entries that match, in the window's order."""
    conditions, values = ["index >= $1", "index < $2"], list[Any]((window.start, window.end))

    def add(condition: str, value: object) -> None:
        if value is not None:
            values.append(value)
            conditions.append(condition.replace("?", f"${len(values)}"))

    add("actor = ANY (?::text[])", await _column_of(queries, filters.actor, tenant))
    add("subject = ANY (?::text[])", await _column_of(queries, filters.subject, tenant))
    add("type = ?", filters.type)
    add("source = ?", filters.source)
    add("trace_id = ?", filters.trace)
    add("occurred_at >= ?", filters.since)
    add("occurred_at < ?", filters.until)
    add("event_id = ?::uuid", filters.event_id)
    add("index IN (SELECT index FROM entry_transcripts WHERE transcript = ?)", filters.transcript)
    order = "DESC" if window.newest_first else "ASC"
    query = (
        f"SELECT {_COLUMNS} FROM entries WHERE {' AND '.join(conditions)} "  # noqa: S608 - constants
        f"ORDER BY index {order} LIMIT ${len(values) + 1}"
    )
    return await queries.fetch(query, *values, window.limit)


async def open_events(
    queries: Queries, rows: Sequence[Record], tenant: TenantKey
) -> list[dict[str, Any]]:
    """Return the rows' events with what can still be opened in the clear."""
    documents = [document_of(row) for row in rows]
    pseudonyms = {each for document in documents for each in pseudonyms_in(document)}
    keys = await _keys(queries, pseudonyms, tenant)
    return [opened_document(document, keys.get) for document in documents]


def document_of(row: Record) -> dict[str, Any]:
    """Return what an entry says; of a large one, its payload."""
    return json.loads(row["entry"] if row["payload"] is None else row["payload"])


async def _column_of(queries: Queries, name: str | None, tenant: TenantKey) -> list[str] | None:
    """Return a name as it may stand in a column: persons' pseudonyms, and the name itself."""
    if name is None:
        return None
    rows = await queries.fetch(_PERSON, tenant.lookup(name))
    return [*(row["pseudonym"] for row in rows), searchable(name)]


async def _keys(
    queries: Queries, pseudonyms: set[str], tenant: TenantKey
) -> Mapping[str, PersonKey]:
    if not pseudonyms:
        return {}
    rows = await queries.fetch(_PERSONS, sorted(pseudonyms))
    return {row["pseudonym"]: tenant.unwrap(row["wrapped"], row["pseudonym"]) for row in rows}
