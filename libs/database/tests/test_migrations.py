"""Migrations against a real PostgreSQL: up, down, together, edited, lost, failing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from emend_database import (
    DatabaseSettings,
    MigrationEdited,
    MigrationError,
    MigrationMissing,
    Revision,
    UnknownRevision,
    create_pool,
    migrate,
    migrate_command,
)

pytestmark = pytest.mark.postgres

AddScript: TypeAlias = Callable[[str, str], Path]
SCHEMA = "shop"


def package_of(script: Path) -> str:
    return script.parents[2].name


def applied(revisions: tuple[Revision, ...]) -> list[str]:
    return [revision.revision for revision in revisions if revision.applied_at]


async def tables(settings: DatabaseSettings) -> set[str]:
    async with create_pool(settings, SCHEMA) as pool:
        rows = await pool.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1", SCHEMA)
    return {row[0] for row in rows} - {"alembic_version", "migration_checksums"}


async def test_up_runs_every_script_into_the_schema_of_the_service(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("items", "items")
    revisions = await migrate(settings, package_of(script), SCHEMA)
    assert [revision.title for revision in revisions] == ["orders", "items"]
    assert applied(revisions) == ["0001", "0002"]
    assert await tables(settings) == {"orders", "items"}


async def test_the_url_may_carry_options(database: str, package: AddScript) -> None:
    settings = DatabaseSettings(url=f"{database}?sslmode=disable")
    script = package("orders", "orders")
    assert applied(await migrate(settings, package_of(script), SCHEMA)) == ["0001"]


async def test_up_a_second_time_changes_nothing(
    settings: DatabaseSettings, package: AddScript
) -> None:
    script = package("orders", "orders")
    first = await migrate(settings, package_of(script), SCHEMA)
    assert await migrate(settings, package_of(script), SCHEMA) == first


async def test_down_undoes_one_script_and_up_brings_it_back(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("items", "items")
    await migrate(settings, package_of(script), SCHEMA)
    assert applied(await migrate(settings, package_of(script), SCHEMA, "down")) == ["0001"]
    assert await tables(settings) == {"orders"}
    assert applied(await migrate(settings, package_of(script), SCHEMA)) == ["0001", "0002"]
    assert await tables(settings) == {"orders", "items"}


async def test_down_to_base_leaves_nothing(settings: DatabaseSettings, package: AddScript) -> None:
    package("orders", "orders")
    script = package("items", "items")
    await migrate(settings, package_of(script), SCHEMA)
    assert applied(await migrate(settings, package_of(script), SCHEMA, "down", "base")) == []
    assert await tables(settings) == set()


async def test_up_stops_at_the_revision_that_is_asked_for(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("items", "items")
    assert applied(await migrate(settings, package_of(script), SCHEMA, "up", "0001")) == ["0001"]


async def test_status_runs_nothing(settings: DatabaseSettings, package: AddScript) -> None:
    script = package("orders", "orders")
    assert applied(await migrate(settings, package_of(script), SCHEMA, "status")) == []
    assert await tables(settings) == set()


async def test_five_runners_at_once_run_every_script_once(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("items", "items")
    results = await asyncio.gather(
        *(migrate(settings, package_of(script), SCHEMA) for _ in range(5))
    )
    assert {tuple(applied(result)) for result in results} == {("0001", "0002")}


async def test_an_edited_script_that_ran_is_named(
    settings: DatabaseSettings, package: AddScript
) -> None:
    script = package("orders", "orders")
    await migrate(settings, package_of(script), SCHEMA)
    script.write_text(script.read_text() + "# a harmless comment\n")
    with pytest.raises(MigrationEdited, match=r"0001 \(0001_orders\.py\) was edited"):
        await migrate(settings, package_of(script), SCHEMA)


async def test_a_script_that_ran_and_is_gone_is_named(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("items", "items")
    await migrate(settings, package_of(script), SCHEMA)
    script.unlink()
    with pytest.raises(MigrationMissing, match=r"0002 \(0002_items\.py\)"):
        await migrate(settings, package_of(script), SCHEMA, "status")


async def test_a_failing_script_leaves_those_before_it(
    settings: DatabaseSettings, package: AddScript
) -> None:
    package("orders", "orders")
    script = package("again", "orders")
    with pytest.raises(Exception, match="already exists"):
        await migrate(settings, package_of(script), SCHEMA)
    assert applied(await migrate(settings, package_of(script), SCHEMA, "status")) == ["0001"]


async def test_an_unknown_target_is_named(settings: DatabaseSettings, package: AddScript) -> None:
    script = package("orders", "orders")
    with pytest.raises(UnknownRevision, match="9999"):
        await migrate(settings, package_of(script), SCHEMA, "up", "9999")


async def test_a_package_without_migrations_is_named(settings: DatabaseSettings) -> None:
    with pytest.raises(MigrationError, match="emend_database has no migrations"):
        await migrate(settings, "emend_database", SCHEMA)


async def test_two_services_share_a_database_without_meeting(
    settings: DatabaseSettings, package: AddScript
) -> None:
    script = package("orders", "orders")
    await migrate(settings, package_of(script), "shop")
    assert applied(await migrate(settings, package_of(script), "warehouse")) == ["0001"]


def test_the_command_prints_what_ran_and_what_waits(
    database: str,
    package: AddScript,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    package("orders", "orders")
    name = package_of(package("items", "items"))
    assert migrate_command(name, SCHEMA, ["up", "0001"]) == 0
    assert migrate_command(name, SCHEMA, ["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "pending" not in lines[2]
    assert "pending" in lines[3]


def test_the_command_says_which_script_was_edited(
    database: str,
    package: AddScript,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    script = package("orders", "orders")
    migrate_command(package_of(script), SCHEMA, ["up"])
    script.write_text(script.read_text() + "\n")
    assert migrate_command(package_of(script), SCHEMA, ["up"]) == 1
    assert "0001_orders.py" in capsys.readouterr().err
