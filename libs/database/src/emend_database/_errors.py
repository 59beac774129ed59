"""What can go wrong with the database, and how to tell an outage from a mistake.

DatabaseError
└── MigrationError
    ├── MigrationEdited     a script changed after it ran
    ├── MigrationMissing    a script that ran is no longer there
    └── UnknownRevision     the target names no script
"""

from __future__ import annotations

from collections.abc import Iterator

import asyncpg

_AWAY = (
    OSError,  # refused, reset, unreachable, unknown host; includes TimeoutError
    asyncpg.PostgresConnectionError,  # class 08
    asyncpg.AdminShutdownError,  # 57P01
    asyncpg.CrashShutdownError,  # 57P02
    asyncpg.CannotConnectNowError,  # 57P03
    asyncpg.InsufficientResourcesError,  # class 53: no disk, no memory, too many connections
    asyncpg.ReadOnlySQLTransactionError,  # 25006: we talk to a server that was demoted
    asyncpg.InternalClientError,  # asyncpg lost count of a connection that is going away
    asyncpg.IdleInTransactionSessionTimeoutError,  # 25P03: we were frozen for too long
)
_CONFLICTS = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
)
_LOST = (
    "connection is closed",
    "connection was closed",
    "connection has been released",
    "pool is clos",
)


class DatabaseError(Exception):
    """Anything this package raises itself."""


class MigrationError(DatabaseError):
    """A migration cannot be run or undone."""


class MigrationEdited(MigrationError):  # noqa: N818 - the name is the fact
    """A script changed after it ran, so the schema is not what the script says."""

    def __init__(self, revision: str, file: str, recorded: str, found: str) -> None:
        super().__init__(
            f"migration {revision} ({file}) was edited after it ran: "
            f"its SHA-256 was {recorded}, now it is {found}; "
            "restore the script and put the change into a new one"
        )
        self.revision = revision


class MigrationMissing(MigrationError):  # noqa: N818 - the name is the fact
    """A script that ran is no longer there, so it can neither be checked nor undone."""

    def __init__(self, revision: str, file: str) -> None:
        super().__init__(f"migration {revision} ({file}) ran on this database but is not here")
        self.revision = revision


class UnknownRevision(MigrationError):  # noqa: N818 - the name is the fact
    """The target of a migration names no script."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"no migration {target!r}: {reason}")
        self.target = target


def is_unavailable(error: BaseException) -> bool:
    """Whether PostgreSQL is away (refused, lost, shutting down, full): waiting can help.

    Causes are looked at too, and what was being handled. An ``OSError`` of any kind counts.
    """
    return any(isinstance(cause, _AWAY) or _lost_connection(cause) for cause in _causes(error))


def is_conflict(error: BaseException) -> bool:
    """Whether a concurrent transaction won (deadlock, serialisation): trying again can help."""
    return any(isinstance(cause, _CONFLICTS) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, what caused it, and what was being handled when it was raised.

    A connection that is lost fails once more while it is put away, each time in another way.
    """
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        hidden = None if cause.__suppress_context__ else cause.__context__
        cause = cause.__cause__ or hidden


def _lost_connection(error: BaseException) -> bool:
    """Tell a lost connection from a misused one: asyncpg has one class for both."""
    return isinstance(error, asyncpg.InterfaceError) and any(text in str(error) for text in _LOST)
