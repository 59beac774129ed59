"""What this service remembers in PostgreSQL: submissions, and the idempotency keys of requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emend_database import Connection

_COLUMNS = (
    "transcript_id, content_sha256, content_bytes, submitted_at, fingerprint, "
    "format, title, language, profile, vocabulary"
)
_INSERT = (
    f"INSERT INTO submissions ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "  # noqa: S608 - a constant
    "ON CONFLICT (transcript_id) DO NOTHING RETURNING transcript_id"
)
_REPLACE = (
    "UPDATE submissions SET submitted_at = $2, fingerprint = $3, format = $4, title = $5, "
    "language = $6, profile = $7, vocabulary = $8 WHERE transcript_id = $1"
)
_FIND = f"SELECT {_COLUMNS} FROM submissions WHERE transcript_id = $1"  # noqa: S608 - a constant
_INSERT_KEY = (
    "INSERT INTO idempotency_keys (key, fingerprint, transcript_id, created_at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING key"
)
_FIND_KEY = "SELECT fingerprint, transcript_id FROM idempotency_keys WHERE key = $1"


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One accepted upload."""

    transcript_id: str
    content_sha256: str
    content_bytes: int
    submitted_at: datetime
    fingerprint: str
    """Hash of the content and of all that was said about it."""
    format: str | None
    title: str | None
    language: str | None
    profile: str
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What an idempotency key was first used for."""

    fingerprint: str
    transcript_id: str


async def add_submission(connection: Connection, row: SubmissionRow) -> bool:
    """Write a submission; False if the transcript id is taken.

    Waits for another transaction that is writing the same id.
    """
    values = (row.format, row.title, row.language, row.profile, row.vocabulary)
    given = (row.transcript_id, row.content_sha256, row.content_bytes, row.submitted_at)
    return await connection.fetchval(_INSERT, *given, row.fingerprint, *values) is not None


async def replace_submission(connection: Connection, row: SubmissionRow) -> None:
    """Write what is now said about a transcript's content, which stays the same."""
    values = (row.format, row.title, row.language, row.profile, row.vocabulary)
    await connection.execute(
        _REPLACE, row.transcript_id, row.submitted_at, row.fingerprint, *values
    )


async def find_submission(connection: Connection, transcript_id: str) -> SubmissionRow | None:
    """Return a submission."""
    found = await connection.fetchrow(_FIND, transcript_id)
    return SubmissionRow(**dict(found.items())) if found else None


async def add_key(connection: Connection, key: str, row: SubmissionRow) -> KeyRow | None:
    """Bind an idempotency key to a submission; return what it is bound to already, if it is.

    Waits for another transaction that is writing the same key.
    """
    added = await connection.fetchval(
        _INSERT_KEY, key, row.fingerprint, row.transcript_id, row.submitted_at
    )
    if added is not None:
        return None
    found = await connection.fetchrow(_FIND_KEY, key)
    return KeyRow(**dict(found.items())) if found else None
