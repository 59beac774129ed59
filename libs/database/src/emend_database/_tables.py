"""The inbox and outbox tables, for the first migration of a service that has them.

What a released function here creates never changes, since checksums cover the scripts that
call it and not the function: a new shape is a new function, called by a new migration.
"""

from __future__ import annotations

from typing import Any, Protocol


class Executes(Protocol):
    """As much of alembic's ``op`` as is needed here."""

    def execute(self, sqltext: str, /) -> Any: ...


def create_inbox(op: Executes) -> None:
    """Create the table that ``claim`` writes."""
    op.execute(
        """
        CREATE TABLE inbox (
            consumer text NOT NULL,
            event_id uuid NOT NULL,
            claimed_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (consumer, event_id)
        )
        """
    )
    op.execute("CREATE INDEX inbox_claimed_at ON inbox USING brin (claimed_at)")


def drop_inbox(op: Executes) -> None:
    """Drop what ``create_inbox`` created."""
    op.execute("DROP TABLE inbox")


def create_outbox(op: Executes) -> None:
    """Create the table that ``Outbox`` writes and its relay empties.

    Vacuumed by count rather than share: it is nearly empty, and its dead rows stand exactly
    where the relay begins to read.
    """
    op.execute(
        """
        CREATE TABLE outbox (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            topic text NOT NULL,
            key bytea NOT NULL,
            value bytea NOT NULL,
            headers bytea NOT NULL,
            added_at timestamptz NOT NULL DEFAULT now()
        ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)
        """
    )


def drop_outbox(op: Executes) -> None:
    """Drop what ``create_outbox`` created."""
    op.execute("DROP TABLE outbox")


def add_outbox_refusals(op: Executes) -> None:
    """Add to the outbox when and why Kafka refused a message; null where it did not."""
    op.execute("ALTER TABLE outbox ADD COLUMN refused_at timestamptz, ADD COLUMN refusal text")


def drop_outbox_refusals(op: Executes) -> None:
    """Drop what ``add_outbox_refusals`` added; the refused messages wait again."""
    op.execute("ALTER TABLE outbox DROP COLUMN refused_at, DROP COLUMN refusal")
