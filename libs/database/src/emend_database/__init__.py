"""PostgreSQL: pools, migrations, inbox and outbox."""

from __future__ import annotations

from emend_database._command import migrate_command
from emend_database._errors import (
    DatabaseError,
    MigrationEdited,
    MigrationError,
    MigrationMissing,
    UnknownRevision,
    is_conflict,
    is_unavailable,
)
from emend_database._inbox import claim, purge_inbox
from emend_database._locks import try_lock
from emend_database._migrations import Revision, migrate
from emend_database._outbox import Message, Outbox, OutboxMessage, OutboxRelaySession
from emend_database._pools import check_database, create_pool, transaction
from emend_database._settings import DatabaseSettings
from emend_database._tables import create_inbox, create_outbox, drop_inbox, drop_outbox
from emend_database._types import Connection, Isolation, Pool, Queries, Record

__all__ = [
    "Connection",
    "DatabaseError",
    "DatabaseSettings",
    "Isolation",
    "Message",
    "MigrationEdited",
    "MigrationError",
    "MigrationMissing",
    "Outbox",
    "OutboxMessage",
    "OutboxRelaySession",
    "Pool",
    "Queries",
    "Record",
    "Revision",
    "UnknownRevision",
    "check_database",
    "claim",
    "create_inbox",
    "create_outbox",
    "create_pool",
    "drop_inbox",
    "drop_outbox",
    "is_conflict",
    "is_unavailable",
    "migrate",
    "migrate_command",
    "purge_inbox",
    "transaction",
    "try_lock",
]
