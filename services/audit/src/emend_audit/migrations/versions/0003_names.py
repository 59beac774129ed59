"""Persons are found however their name is written; the erased ones are known for a while."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add ``folded``, which the sequencer fills in for who was known before, and ``erased_names``.

    Two persons can have one ``folded`` name if they were recorded under two spellings before.
    """
    op.execute("ALTER TABLE persons ADD COLUMN folded bytea")
    op.execute("CREATE INDEX persons_folded ON persons (folded)")
    op.execute(
        "CREATE TABLE erased_names (folded bytea PRIMARY KEY, erased_at timestamptz NOT NULL)"
    )


def downgrade() -> None:
    """Drop both."""
    op.execute("DROP TABLE erased_names")
    op.execute("ALTER TABLE persons DROP COLUMN folded")
