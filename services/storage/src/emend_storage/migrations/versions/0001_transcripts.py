"""Transcripts, their parts, what can be searched and every change.

The integer ``key`` stands for a transcript's id in every other table: 8 bytes a row instead of
36 and more. It leads each primary key and grows with time, so that any of these tables can be
partitioned by its range. There are no foreign keys, whose triggers would run for every row: one
transaction writes all of a part's rows while it holds the transcript's.
"""

from __future__ import annotations

from alembic import op

from emend_database import create_inbox, create_outbox, drop_inbox, drop_outbox

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRANSCRIPTS = """
CREATE TABLE transcripts (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('receiving', 'completed', 'rejected')),
    submitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL,
    completed_at timestamptz,
    is_rejected boolean NOT NULL,
    described_by integer,
    profile text,
    language text,
    format text,
    recogniser text,
    title text,
    content_sha256 text,
    content_bytes bigint,
    content_uri text,
    duration_ms bigint,
    speakers text[] NOT NULL,
    last_sequence integer,
    last_event_id uuid,
    highest_sequence integer NOT NULL,
    parts integer NOT NULL,
    segments integer NOT NULL,
    words integer NOT NULL,
    changes integer NOT NULL
) WITH (fillfactor = 70)
"""
"""A live stream's row is updated with every batch: the free space keeps those updates in place."""

NEWEST_FIRST = "CREATE INDEX transcripts_newest ON transcripts (submitted_at DESC, key DESC)"

PARTS = """
CREATE TABLE parts (
    transcript bigint NOT NULL,
    sequence integer NOT NULL,
    event_id uuid NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (transcript, sequence)
)
"""

PREFER_LZ4 = """
DO $$ BEGIN
    ALTER TABLE parts ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'this server was built without lz4; parts are compressed with pglz';
END $$
"""

SEGMENTS = """
CREATE TABLE segments (
    transcript bigint NOT NULL,
    sequence integer NOT NULL,
    position integer NOT NULL,
    start_ms integer NOT NULL,
    end_ms integer NOT NULL,
    channel integer,
    speaker text,
    language text,
    text text NOT NULL,
    PRIMARY KEY (transcript, sequence, position)
)
"""

CHANGES = """
CREATE TABLE changes (
    transcript bigint NOT NULL,
    sequence integer NOT NULL,
    number integer NOT NULL,
    version integer NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    start_ms integer NOT NULL,
    end_ms integer NOT NULL,
    confidence real,
    stage text NOT NULL,
    rule text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (transcript, sequence, number)
)
"""

REJECTIONS = """
CREATE TABLE rejections (
    transcript bigint NOT NULL,
    event_id uuid NOT NULL,
    rejected_at timestamptz NOT NULL,
    rejected_by text NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    hint text NOT NULL,
    location text NOT NULL,
    sequence bigint,
    content_sha256 text,
    content_uri text,
    PRIMARY KEY (transcript, event_id)
)
"""

FOLD = """
CREATE FUNCTION fold(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(text) = char_length(text) THEN text
    ELSE regexp_replace(normalize(text, NFD), '[\u0300-\u036f]+', '', 'g') END
"""
"""Latin letters without their diacritics: ``Gītā`` is found as ``gita``."""

DICTIONARY = "CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english)"
"""English stems, but no stop words: people do search for ``who am I``."""

CONFIGURATION = "CREATE TEXT SEARCH CONFIGURATION speech (COPY = pg_catalog.english)"
MAPPING = "ALTER TEXT SEARCH CONFIGURATION speech ALTER MAPPING REPLACE english_stem WITH stems"

SEARCH = """
CREATE INDEX segments_search ON segments USING gin (to_tsvector('speech', fold(text)))
WITH (fastupdate = on, gin_pending_list_limit = 4096)
"""
"""An expression rather than a stored column: the vectors would double the table."""


def upgrade() -> None:
    """Create everything."""
    for statement in (TRANSCRIPTS, NEWEST_FIRST, PARTS, PREFER_LZ4, SEGMENTS, CHANGES, REJECTIONS):
        op.execute(statement)
    for statement in (FOLD, DICTIONARY, CONFIGURATION, MAPPING, SEARCH):
        op.execute(statement)
    create_inbox(op)
    create_outbox(op)


def downgrade() -> None:
    """Drop everything."""
    drop_outbox(op)
    drop_inbox(op)
    op.execute("DROP TABLE rejections, changes, segments, parts, transcripts")
    op.execute("DROP FUNCTION fold(text)")
    op.execute("DROP TEXT SEARCH CONFIGURATION speech")
    op.execute("DROP TEXT SEARCH DICTIONARY stems")
