"""What went into each part and what came out of it, as hashes."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of earlier parts the hashes follow from their bodies."""
    op.execute("ALTER TABLE parts ADD COLUMN input_hash text, ADD COLUMN output_hash text")


def downgrade() -> None:
    """Drop them."""
    op.execute("ALTER TABLE parts DROP COLUMN input_hash, DROP COLUMN output_hash")
