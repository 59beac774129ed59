"""When and why Kafka refused a message of the outbox."""

from __future__ import annotations

from alembic import op

from emend_database import add_outbox_refusals, drop_outbox_refusals

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; nothing that waits was refused."""
    add_outbox_refusals(op)


def downgrade() -> None:
    """Drop them; what was refused waits again."""
    drop_outbox_refusals(op)
