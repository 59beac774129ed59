"""Pools: what every session is told, and which server it talks to."""

from __future__ import annotations

import asyncpg
import pytest

from emend_database import DatabaseSettings, Pool, create_pool, transaction


def test_a_password_does_not_show_in_the_settings() -> None:
    settings = DatabaseSettings(url="postgresql://emend:secret@db/emend")
    assert "secret" not in repr(settings)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/emend")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "3")
    settings = DatabaseSettings()
    assert (settings.url, settings.pool_size) == ("postgresql://db/emend", 3)


@pytest.mark.parametrize("schema", ["", "Shop", "shop; DROP", 'a"b', "1st", "a" * 60])
def test_a_schema_that_cannot_stand_in_sql_is_refused(schema: str) -> None:
    with pytest.raises(ValueError, match="no schema name"):
        create_pool(DatabaseSettings(), schema)


@pytest.mark.postgres
async def test_a_session_looks_into_its_schema_and_says_who_it_is(pool: Pool) -> None:
    assert await pool.fetchval("SELECT current_schema()") == "shop"
    assert await pool.fetchval("SHOW application_name") == "emend-shop"


@pytest.mark.postgres
async def test_a_statement_that_takes_too_long_is_cancelled(database: str) -> None:
    settings = DatabaseSettings(url=database, statement_timeout_ms=50)
    async with create_pool(settings, "shop") as pool:
        with pytest.raises(asyncpg.QueryCanceledError):
            await pool.execute("SELECT pg_sleep(10)")


@pytest.mark.postgres
async def test_the_reading_pool_cannot_write(settings: DatabaseSettings, pool: Pool) -> None:
    async with create_pool(settings, "shop", replica=True) as reads:
        assert await reads.fetchval("SELECT count(*) FROM inbox") == 0
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await reads.execute("DELETE FROM inbox")
    await pool.execute("DELETE FROM inbox")


@pytest.mark.postgres
async def test_reads_go_to_the_replica_where_there_is_one(database: str) -> None:
    settings = DatabaseSettings(url="postgresql://127.0.0.1:1/none", replica_url=database)
    async with create_pool(settings, "shop", replica=True) as reads:
        assert await reads.fetchval("SELECT 1") == 1


@pytest.mark.postgres
async def test_a_failing_transaction_leaves_nothing(pool: Pool) -> None:
    async def fail_after_writing() -> None:
        async with transaction(pool) as connection:
            await connection.execute("CREATE TABLE half (id int)")
            message = "stop"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        await fail_after_writing()
    assert await pool.fetchval("SELECT to_regclass('half')") is None
