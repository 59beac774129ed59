"""The log: its entries, its state, the persons' keys.

Entries are numbered by the sequencer alone, which holds the row of ``log`` while it does so. An
event id and a place on Kafka can stand for one entry only: two sequencers could not record an
event twice even if both believed that they were the only one.
"""

from __future__ import annotations

from alembic import op

from emend_database import create_outbox, drop_outbox

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LOG = """
CREATE TABLE log (
    id smallint PRIMARY KEY CHECK (id = 1),
    origin text NOT NULL,
    tenant_key text NOT NULL,
    epoch bigint NOT NULL DEFAULT 0,
    size bigint NOT NULL DEFAULT 0,
    hashes bytea NOT NULL DEFAULT '',
    signed_size bigint NOT NULL DEFAULT 0,
    signed_hashes bytea NOT NULL DEFAULT '',
    checkpoint text,
    recorded_at timestamptz NOT NULL DEFAULT 'epoch',
    pruned bigint NOT NULL DEFAULT 0,
    deleted bigint NOT NULL DEFAULT 0,
    CHECK (signed_size <= size AND pruned <= signed_size AND deleted <= pruned)
) WITH (fillfactor = 50)
"""
"""One row. ``size`` and ``hashes``: what is recorded; ``signed_*``: what is published;
``pruned``: up to where entries have expired; ``deleted``: up to where their files are gone."""

ENTRIES = """
CREATE TABLE entries (
    index bigint PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    hash bytea NOT NULL,
    entry bytea NOT NULL,
    payload bytea,
    recorded_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    type text NOT NULL,
    source text NOT NULL,
    actor text NOT NULL,
    subject text NOT NULL,
    trace_id text,
    UNIQUE (topic, partition, "offset")
)
"""

INDEXES = (
    "CREATE INDEX entries_actor ON entries (actor, index)",
    "CREATE INDEX entries_subject ON entries (subject, index)",
    "CREATE INDEX entries_type ON entries (type, index)",
    "CREATE INDEX entries_trace ON entries (trace_id, index) WHERE trace_id IS NOT NULL",
    "CREATE INDEX entries_occurred ON entries USING brin (occurred_at)",
    "CREATE INDEX entries_recorded ON entries USING brin (recorded_at)",
)

TRANSCRIPTS = """
CREATE TABLE entry_transcripts (
    transcript text NOT NULL,
    index bigint NOT NULL,
    PRIMARY KEY (transcript, index)
)
"""

NODES = """
CREATE TABLE nodes (
    level smallint NOT NULL,
    index bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (level, index)
)
"""
"""The hashes that stand in the tiles above the leaves: one in 255 of all."""

POSITIONS = """
CREATE TABLE positions (
    topic text NOT NULL,
    partition integer NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50)
"""
"""What is to be read next. These count, not the offsets that the broker knows."""

KEYS = """
CREATE TABLE keys (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    verifier text NOT NULL UNIQUE,
    since bigint NOT NULL,
    hand_over text,
    added_at timestamptz NOT NULL DEFAULT now()
)
"""

PERSONS = """
CREATE TABLE persons (
    lookup bytea PRIMARY KEY,
    pseudonym text NOT NULL UNIQUE,
    wrapped bytea NOT NULL
)
"""

ERASURES = """
CREATE TABLE erasures (
    pseudonym text PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    erased_at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    """Create everything."""
    for statement in (LOG, ENTRIES, *INDEXES, TRANSCRIPTS, NODES, POSITIONS, KEYS):
        op.execute(statement)
    op.execute(PERSONS)
    op.execute(ERASURES)
    create_outbox(op)


def downgrade() -> None:
    """Drop everything."""
    drop_outbox(op)
    for table in ("erasures", "persons", "keys", "positions", "nodes", "entry_transcripts"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP TABLE entries")
    op.execute("DROP TABLE log")
