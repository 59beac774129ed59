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
from emend_database._tables import (
    add_outbox_refusals,
    create_inbox,
    create_outbox,
    drop_inbox,
    drop_outbox,
    drop_outbox_refusals,
)
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
    "add_outbox_refusals",
    "check_database",
    "claim",
    "create_inbox",
    "create_outbox",
    "create_pool",
    "drop_inbox",
    "drop_outbox",
    "drop_outbox_refusals",
    "is_conflict",
    "is_unavailable",
    "migrate",
    "migrate_command",
    "purge_inbox",
    "transaction",
    "try_lock",
]
