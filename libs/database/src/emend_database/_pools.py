"""Connection pools, one per service and role, and the unit of work: one transaction."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final, cast

import asyncpg

from emend_database._settings import DatabaseSettings
from emend_database._types import Connection, Isolation, Pool

_SCHEMA: Final = re.compile(r"[a-z][a-z0-9_]{0,50}")


def checked_schema(schema: str) -> str:
    """Return ``schema`` if it can stand in SQL unquoted; raise ``ValueError`` otherwise."""
    if not _SCHEMA.fullmatch(schema):
        message = f"{schema!r} is no schema name: lower-case letters, digits and underscores only"
        raise ValueError(message)
    return schema


def create_pool(settings: DatabaseSettings, schema: str, *, replica: bool = False) -> Pool:
    """Build the pool of one service; ``async with`` opens and closes it.

    Tables are looked for in ``schema``, then in ``public`` (extensions). With ``replica`` the
    pool reads from ``replica_url`` where there is one, and is read-only either way. Opening
    raises what ``is_unavailable`` knows, but only if ``pool_min_size`` asks for connections.
    """
    url = settings.url if not replica else settings.replica_url or settings.url
    pool: Any = cast("Any", asyncpg).create_pool(
        url,
        min_size=settings.pool_min_size,
        max_size=max(settings.pool_size, settings.pool_min_size),
        timeout=settings.connect_timeout_s,
        server_settings=_session(settings, checked_schema(schema), replica=replica),
    )
    return cast("Pool", pool)


@asynccontextmanager
async def transaction(
    pool: Pool, *, isolation: Isolation | None = None, readonly: bool = False
) -> AsyncGenerator[Connection]:
    """Borrow a connection for one transaction: committed at the end, rolled back on any error."""
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation=isolation, readonly=readonly),
    ):
        yield connection


async def check_database(pool: Pool, *, timeout_s: float = 2.0) -> None:
    """Raise unless PostgreSQL answers in time; a health check."""
    async with pool.acquire(timeout=timeout_s) as connection:
        await connection.fetchval("SELECT 1", timeout=timeout_s)


def _session(settings: DatabaseSettings, schema: str, *, replica: bool) -> dict[str, str]:
    """Say what holds for every statement of a session."""
    return {
        "application_name": f"emend-{schema}",
        "search_path": f"{schema}, public",
        "statement_timeout": str(settings.statement_timeout_ms),
        "idle_in_transaction_session_timeout": str(settings.idle_in_transaction_timeout_ms),
        "lock_timeout": str(settings.lock_timeout_ms),
        "default_transaction_read_only": "on" if replica else "off",
        "timezone": "UTC",
        "jit": "off",  # it costs short statements more than it saves
    }
