"""A schema with an inbox and an outbox, and packages with migrations, for the tests here."""

from __future__ import annotations

import sys
import uuid
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from emend_database import (
    DatabaseSettings,
    Pool,
    add_outbox_refusals,
    create_inbox,
    create_outbox,
    create_pool,
)

SCHEMA = "shop"


class Recorder:
    """Keeps the statements that a migration would run."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, sqltext: str, /) -> None:
        """Keep one statement."""
        self.statements.append(sqltext)


@pytest.fixture
def settings(database: str) -> DatabaseSettings:
    """Point at the test's own database."""
    return DatabaseSettings(url=database)


@pytest.fixture
async def pool(settings: DatabaseSettings) -> AsyncGenerator[Pool]:
    """Open a pool on a schema with an inbox and an outbox."""
    recorder = Recorder()
    create_inbox(recorder)
    create_outbox(recorder)
    add_outbox_refusals(recorder)
    async with create_pool(settings, SCHEMA) as opened:
        await opened.execute(f"CREATE SCHEMA {SCHEMA}")
        for statement in recorder.statements:
            await opened.execute(statement)
        yield opened


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Write migration scripts into a package of its own; returns how to add one."""
    name = f"package_{uuid.uuid4().hex}"
    versions = tmp_path / name / "migrations" / "versions"
    versions.mkdir(parents=True)
    (tmp_path / name / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    written: list[str] = []

    def add(title: str, table: str) -> Path:
        number = f"{len(written) + 1:04d}"
        parent = written[-1] if written else None
        script = versions / f"{number}_{title}.py"
        script.write_text(
            f'"""{title}"""\n'
            "from alembic import op\n"
            f"revision = {number!r}\n"
            f"down_revision = {parent!r}\n"
            f"def upgrade(): op.execute('CREATE TABLE {table} (id int)')\n"
            f"def downgrade(): op.execute('DROP TABLE {table}')\n"
        )
        written.append(number)
        return script

    return add
