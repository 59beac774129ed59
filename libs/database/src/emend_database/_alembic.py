"""How migrations run: alembic's scripts and steps, over asyncpg, under a lock, with checksums."""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import asyncpg
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from emend_database._errors import (
    MigrationEdited,
    MigrationError,
    MigrationMissing,
    UnknownRevision,
)
from emend_database._locks import lock_number
from emend_database._settings import DatabaseSettings

Row: TypeAlias = tuple[str, str, str, datetime | None]
"""Revision, title, file, and when it ran."""

_CHECKSUMS: Final = """
    CREATE TABLE IF NOT EXISTS migration_checksums (
        revision text PRIMARY KEY,
        file text NOT NULL,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
    )
"""
_RECORD: Final = """
    INSERT INTO migration_checksums (revision, file, sha256) VALUES (:revision, :file, :sha256)
"""
_FORGET: Final = "DELETE FROM migration_checksums WHERE revision = :revision"


async def run(
    settings: DatabaseSettings, package: str, schema: str, action: str, target: str
) -> Sequence[Row]:
    """Do what ``migrate`` promises; return a row for every script, oldest first."""
    scripts = _scripts(package)
    engine = _engine(settings, schema)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_migrate, scripts, schema, action, target)
    finally:
        await engine.dispose()


def _scripts(package: str) -> ScriptDirectory:
    """Find the scripts inside an installed package."""
    folder = Path(str(importlib.resources.files(package))) / "migrations"
    if not (folder / "versions").is_dir():
        message = f"the package {package} has no migrations/versions"
        raise MigrationError(message)
    return ScriptDirectory(str(folder), version_locations=[str(folder / "versions")])


def _engine(settings: DatabaseSettings, schema: str) -> AsyncEngine:
    """Build an engine for one connection; statements may take as long as they need.

    asyncpg reads the URL itself, so it may say whatever the pools' URL may (``sslmode``, say).
    """

    async def connect() -> Any:
        return await cast("Any", asyncpg).connect(
            settings.url,
            timeout=settings.connect_timeout_s,
            server_settings={
                "application_name": f"emend-{schema}-migrate",
                "search_path": f"{schema}, public",
            },
        )

    return create_async_engine(
        "postgresql+asyncpg://", async_creator=connect, poolclass=pool.NullPool
    )


def _migrate(
    connection: Connection, scripts: ScriptDirectory, schema: str, action: str, target: str
) -> Sequence[Row]:
    """Do everything under the lock, which goes with the connection however this ends."""
    connection.execute(
        text("SELECT pg_advisory_lock(:number)"), {"number": lock_number(f"{schema}.migrate")}
    )
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    connection.execute(text(_CHECKSUMS))
    connection.commit()
    _verify(connection, scripts)
    connection.rollback()  # alembic opens a transaction per script only where none is open
    if action != "status":
        _run(connection, scripts, schema, action, target)
    return _revisions(connection, scripts)


def _run(
    connection: Connection, scripts: ScriptDirectory, schema: str, action: str, target: str
) -> None:
    """Run the scripts between here and the target, recording a checksum with each."""

    def steps(current: Any, _context: Any) -> Any:
        plan: Any = scripts._upgrade_revs if action == "up" else scripts._downgrade_revs  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  - what alembic's own commands call
        try:
            return plan(target, current)
        except CommandError as error:
            raise UnknownRevision(target, str(error)) from error

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(
            connection=connection,
            version_table_schema=schema,
            transaction_per_migration=True,
            on_version_apply=_record,
        )
        with environment.begin_transaction():
            environment.run_migrations()
    connection.commit()


def _record(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:  # noqa: ARG001 - alembic passes them by name
    """Keep, or forget, the checksum of a script in the transaction in which it ran."""
    connection: Connection = ctx.connection
    script: Script = step.up_revision
    if step.is_upgrade:
        file, checksum = Path(script.path).name, _checksum(script)
        values = {"revision": script.revision, "file": file, "sha256": checksum}
        connection.execute(text(_RECORD), values)
    else:
        connection.execute(text(_FORGET), {"revision": script.revision})


def _verify(connection: Connection, scripts: ScriptDirectory) -> None:
    """Raise if a script that ran is gone or says something else now."""
    present = {script.revision: script for script in _ordered(scripts)}
    ran = connection.execute(text("SELECT revision, file, sha256 FROM migration_checksums"))
    for revision, file, recorded in ran:
        if revision not in present:
            raise MigrationMissing(revision, file)
        found = _checksum(present[revision])
        if found != recorded:
            raise MigrationEdited(revision, file, recorded, found)


def _revisions(connection: Connection, scripts: ScriptDirectory) -> Sequence[Row]:
    """List every script with the time at which it ran."""
    rows = connection.execute(text("SELECT revision, applied_at FROM migration_checksums"))
    applied: dict[str, datetime] = {row[0]: row[1] for row in rows}
    return [
        (script.revision, script.doc, Path(script.path).name, applied.get(script.revision))
        for script in _ordered(scripts)
    ]


def _ordered(scripts: ScriptDirectory) -> Sequence[Script]:
    """Return the scripts from the oldest to the newest."""
    return list(scripts.walk_revisions())[::-1]


def _checksum(script: Script) -> str:
    """Return the SHA-256 of a script's bytes."""
    return hashlib.sha256(Path(script.path).read_bytes()).hexdigest()
