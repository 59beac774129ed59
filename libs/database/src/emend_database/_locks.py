"""Advisory locks by name: who may do what only one process may do at a time."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from emend_database._types import Connection


def lock_number(name: str) -> int:
    """Derive PostgreSQL's 64-bit lock number from a name."""
    digest = hashlib.sha256(f"emend:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


@asynccontextmanager
async def try_lock(connection: Connection, name: str) -> AsyncGenerator[bool]:
    """Hold the lock ``name`` on this connection, if no other session does; yields whether.

    PostgreSQL releases it with the connection, however the process ends.
    """
    number = lock_number(name)
    mine = bool(await connection.fetchval("SELECT pg_try_advisory_lock($1)", number))
    try:
        yield mine
    finally:
        if mine and not connection.is_closed():
            await connection.fetchval("SELECT pg_advisory_unlock($1)", number)
