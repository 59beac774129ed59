"""The inbox: which events a consumer has already acted upon.

An event is claimed in the same transaction as its effects, so redelivery changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from emend_database._types import Connection, Pool

# Sorted, so that two transactions that claim the same events cannot deadlock.
_CLAIM = """
    INSERT INTO inbox (consumer, event_id)
    SELECT $1, event_id FROM unnest($2::uuid[]) AS claimed (event_id) ORDER BY event_id
    ON CONFLICT DO NOTHING
    RETURNING event_id
"""
_PURGE = """
    DELETE FROM inbox WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM inbox WHERE claimed_at < now() - $1::interval LIMIT $2
        FOR UPDATE SKIP LOCKED
    ))
"""


async def claim(connection: Connection, consumer: str, event_ids: Iterable[UUID]) -> set[UUID]:
    """Claim a batch of events in one statement; return those seen for the first time.

    Belongs in the transaction that writes the effects. A concurrent transaction that holds the
    same id is waited for: if it commits, the id is not returned here; if it rolls back, it is.
    """
    unique = list(set(event_ids))
    if not unique:
        return set()
    rows = await connection.fetch(_CLAIM, consumer, unique)
    return {UUID(int=row[0].int) for row in rows}


async def purge_inbox(pool: Pool, older_than: timedelta, *, batch: int = 10_000) -> int:
    """Forget events claimed longer ago than ``older_than``; return how many.

    Keep them for longer than a topic keeps its messages: what was forgotten and comes again
    counts as new. Deletes in batches, each its own transaction, so nothing waits for it.
    """
    total = 0
    while True:
        deleted = int((await pool.execute(_PURGE, older_than, batch)).rsplit(" ", 1)[1])
        total += deleted
        if deleted < batch:
            return total
