"""The vocabulary that a submission names."""

# ruff: noqa: INP001 - alembic loads these scripts by file, they are no package

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; earlier submissions named none."""
    op.execute("ALTER TABLE submissions ADD COLUMN vocabulary text")


def downgrade() -> None:
    """Drop it."""
    op.execute("ALTER TABLE submissions DROP COLUMN vocabulary")
