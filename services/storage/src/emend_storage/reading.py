"""What the HTTP interface reads in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from emend_database import Pool, Record, transaction
from emend_storage.cursors import Position
from emend_storage.domain.state import StateName

_ONE = "SELECT * FROM transcripts WHERE id = ANY ($1::text[])"
_BY_KEY = "SELECT * FROM transcripts WHERE key = $1"
_LIST = """
    SELECT * FROM transcripts
    WHERE ($1::text IS NULL OR state = $1)
        AND ($2::text IS NULL OR language = $2)
        AND ($3::text IS NULL OR strpos(lower(fold(title)), lower(fold($3))) > 0)
        AND ($4::timestamptz IS NULL OR submitted_at >= $4)
        AND ($5::timestamptz IS NULL OR (submitted_at, key) < ($5, $6::bigint))
    ORDER BY submitted_at DESC, key DESC
    LIMIT $7
"""
_REJECTIONS = """
    SELECT rejected_at, rejected_by, code, reason, hint, location, sequence
    FROM rejections WHERE transcript = $1 ORDER BY rejected_at, event_id LIMIT $2
"""
_BODIES = "SELECT sequence, body FROM parts WHERE transcript = $1 ORDER BY sequence"
_CHANGES = """
    SELECT * FROM changes
    WHERE transcript = $1 AND (sequence, number) > ($2::integer, $3::integer)
        AND ($4::text IS NULL OR rule = $4 OR starts_with(rule, $4 || '.'))
        AND ($5::text IS NULL OR stage = $5)
    ORDER BY sequence, number LIMIT $6
"""
MAX_REJECTIONS = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """Which transcripts are asked for; none of a field means all."""

    state: StateName | None = None
    language: str | None = None
    title: str | None = None
    """A piece of the title; neither case nor diacritics matter."""
    since: datetime | None = None


async def list_transcripts(
    pool: Pool, filters: Filters, below: Position | None, limit: int
) -> list[Record]:
    """Return transcripts, newest first."""
    at, key = below or (None, None)
    wanted = (filters.state, filters.language, filters.title, filters.since)
    return await pool.fetch(_LIST, *wanted, at, key, limit)


async def find_transcript(pool: Pool, names: Sequence[str]) -> Record | None:
    """Return the transcript with the first of these ids that there is."""
    found = {row["id"]: row for row in await pool.fetch(_ONE, list(names))}
    return next((found[name] for name in names if name in found), None)


async def rejections_of(pool: Pool, key: int) -> list[Record]:
    """Return what of a transcript was rejected, the earliest first."""
    return await pool.fetch(_REJECTIONS, key, MAX_REJECTIONS)


async def changes_of(
    pool: Pool,
    key: int,
    after: tuple[int, int],
    *,
    rule: str | None,
    stage: str | None,
    limit: int,
) -> list[Record]:
    """Return a transcript's changes behind a place; ``rule`` may be the beginning of several."""
    return await pool.fetch(_CHANGES, key, *after, rule, stage, limit)


async def contiguous_bodies(pool: Pool, key: int) -> tuple[Record, list[bytes]]:
    """Return a transcript and its parts up to the first that is missing, as of one moment."""
    async with transaction(pool, isolation="repeatable_read", readonly=True) as connection:
        rows = await connection.fetch(_BY_KEY, key)
        bodies: list[bytes] = []
        for sequence, body in await connection.fetch(_BODIES, key):
            if sequence != len(bodies):
                break
            bodies.append(body)
        return rows[0], bodies
