"""Migrations of one service's schema, up and down; never two runners at once.

The scripts are ``migrations/versions/*.py`` inside the service's package. The version table
stands inside the service's schema, beside ``migration_checksums``: the SHA-256 of every script
that ran. A script that was edited or lost afterwards stops every later run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from emend_database._pools import checked_schema
from emend_database._settings import DatabaseSettings

Action: TypeAlias = Literal["up", "down", "status"]

_DEFAULT_TARGETS: Final[Mapping[Action, str]] = {"up": "head", "down": "-1", "status": ""}


@dataclass(frozen=True, slots=True)
class Revision:
    """One script and when it ran; ``applied_at`` is ``None`` if it has not."""

    revision: str
    title: str
    file: str
    applied_at: datetime | None


async def migrate(
    settings: DatabaseSettings,
    package: str,
    schema: str,
    action: Action = "up",
    target: str | None = None,
) -> tuple[Revision, ...]:
    """Bring a service's schema up or down, or only look; return all revisions, oldest first.

    ``target`` is a revision, ``head``, ``base`` or a step like ``-1``; without one, ``up`` goes
    to the head and ``down`` undoes one script. Each script runs in a transaction of its own.
    A second runner waits for the first. Raises ``MigrationError``.
    """
    # alembic and SQLAlchemy take a second to import, which a service that serves can do without
    from emend_database._alembic import run  # noqa: PLC0415

    rows = await run(
        settings, package, checked_schema(schema), action, target or _DEFAULT_TARGETS[action]
    )
    return tuple(Revision(*row) for row in rows)
