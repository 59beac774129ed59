"""What the log says has expired, before it is deleted."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add ``expiring``: up to where an entry says, or will say, that entries have expired.

    Deleted files are deleted once more, since partial bundles of them could be left.
    """
    op.execute("ALTER TABLE log ADD COLUMN expiring bigint NOT NULL DEFAULT 0")
    op.execute("UPDATE log SET deleted = 0")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE log DROP COLUMN expiring")
