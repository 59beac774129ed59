"""Telling an outage, where waiting helps, from a mistake, where it does not."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from tenacity import retry, retry_if_not_result, stop_after_delay, wait_fixed

from emend_database import (
    DatabaseSettings,
    Pool,
    check_database,
    create_pool,
    is_conflict,
    is_unavailable,
    migrate_command,
    transaction,
)


@pytest.fixture
def closed_port() -> int:
    """Find a port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        ConnectionResetError(),
        TimeoutError(),
        socket.gaierror("unknown host"),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.AdminShutdownError("terminating connection"),
        asyncpg.CrashShutdownError("terminating connection"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.DiskFullError("no space left on device"),
        asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT in a read-only transaction"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InterfaceError("cannot call Connection.fetch(): connection has been released"),
        asyncpg.InterfaceError("pool is closing"),
        asyncpg.InternalClientError("cannot switch to state 15; another operation is in progress"),
    ],
    ids=repr,
)
def test_an_outage_is_recognised(error: Exception) -> None:
    assert is_unavailable(error)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        asyncpg.UniqueViolationError("duplicate key"),
        asyncpg.QueryCanceledError("canceling statement due to statement timeout"),
        asyncpg.InvalidPasswordError("password authentication failed"),
        asyncpg.InterfaceError("another operation is in progress"),
        asyncpg.UndefinedTableError("relation does not exist"),
    ],
    ids=repr,
)
def test_a_mistake_is_no_outage(error: Exception) -> None:
    assert not is_unavailable(error)


def test_an_outage_behind_another_error_is_recognised() -> None:
    error = RuntimeError("writing failed")
    error.__cause__ = ConnectionResetError()
    assert is_unavailable(error)


def test_a_lost_race_is_a_conflict_and_no_outage() -> None:
    error = asyncpg.DeadlockDetectedError("deadlock detected")
    assert is_conflict(error)
    assert not is_unavailable(error)


async def test_a_pool_opens_without_a_server_and_says_so_when_used(closed_port: int) -> None:
    settings = DatabaseSettings(url=f"postgresql://postgres@127.0.0.1:{closed_port}/none")
    async with create_pool(settings, "shop") as pool:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - the class is what matters
            await check_database(pool)
    assert is_unavailable(caught.value)


def test_the_command_says_that_postgresql_is_away(
    closed_port: int,
    package: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = package("orders", "orders").parents[2].name
    monkeypatch.setenv("DATABASE_URL", f"postgresql://postgres@127.0.0.1:{closed_port}/none")
    assert migrate_command(name, "shop", ["status"]) == 75
    assert "PostgreSQL is away" in capsys.readouterr().err


@pytest.mark.postgres
async def test_a_session_ended_by_the_server_is_an_outage_and_the_pool_recovers(
    pool: Pool,
) -> None:
    async def lose_the_connection() -> None:
        async with transaction(pool) as connection:
            mine = await connection.fetchval("SELECT pg_backend_pid()")
            await pool.execute("SELECT pg_terminate_backend($1, 5000)", mine)
            await connection.fetchval("SELECT 1")

    with pytest.raises(Exception, match="connection") as caught:
        await lose_the_connection()
    assert is_unavailable(caught.value)
    await check_database(pool)


@pytest.mark.postgres
async def test_a_frozen_transaction_is_ended_by_the_server(database: str) -> None:
    settings = DatabaseSettings(url=database, idle_in_transaction_timeout_ms=50)

    async def freeze(pool: Pool) -> None:
        async with transaction(pool) as connection:
            mine = await connection.fetchval("SELECT pg_backend_pid()")
            await _wait_until_ended(pool, mine)
            await connection.fetchval("SELECT 1")

    async with create_pool(settings, "shop") as pool:
        with pytest.raises(Exception, match=r"connection|timeout") as caught:
            await freeze(pool)
    assert is_unavailable(caught.value)


@retry(
    retry=retry_if_not_result(lambda running: running is None),
    stop=stop_after_delay(10),
    wait=wait_fixed(0.01),
)
async def _wait_until_ended(pool: Pool, backend: int) -> int | None:
    query = "SELECT pid FROM pg_stat_activity WHERE pid = $1"
    running: int | None = await pool.fetchval(query, backend)
    return running


def test_what_fails_while_a_lost_connection_is_put_away_is_no_fault_of_ours() -> None:
    with pytest.raises(asyncpg.InterfaceError) as raised:
        _put_away_badly()
    assert is_unavailable(raised.value)


def test_an_error_that_hides_what_came_before_it_speaks_for_itself() -> None:
    message = "another operation is in progress"
    error = asyncpg.InterfaceError(message)
    error.__context__, error.__suppress_context__ = ConnectionResetError(), True
    assert not is_unavailable(error)


def _put_away_badly() -> None:
    try:
        raise ConnectionResetError
    finally:
        message = "cannot perform operation: another operation is in progress"
        raise asyncpg.InterfaceError(message)
