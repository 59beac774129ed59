"""Submissions, idempotency keys, the outbox."""

# ruff: noqa: INP001 - alembic loads these scripts by file, they are no package

from __future__ import annotations

from alembic import op

from emend_database import create_outbox, drop_outbox

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables that the HTTP door and the watched folder write."""
    op.execute(
        """
        CREATE TABLE submissions (
            transcript_id text PRIMARY KEY,
            content_sha256 text NOT NULL,
            content_bytes bigint NOT NULL,
            submitted_at timestamptz NOT NULL,
            fingerprint text NOT NULL,
            format text,
            title text,
            language text,
            profile text NOT NULL
        )
        """
    )
    op.execute(
        """
        CREATE TABLE idempotency_keys (
            key text PRIMARY KEY,
            fingerprint text NOT NULL,
            transcript_id text NOT NULL
                REFERENCES submissions DEFERRABLE INITIALLY DEFERRED,
            created_at timestamptz NOT NULL
        )
        """
    )
    create_outbox(op)


def downgrade() -> None:
    """Drop them."""
    drop_outbox(op)
    op.execute("DROP TABLE idempotency_keys")
    op.execute("DROP TABLE submissions")
