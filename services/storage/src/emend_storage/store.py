"""What the sink reads and writes in PostgreSQL, in a handful of round trips for any batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from emend_database import Connection, Record
from emend_events import Codec, Source, TranscriptProcessed
from emend_storage import rows
from emend_storage.domain.decide import Decision, Part, Place, StoredPart
from emend_storage.domain.hashes import Hashes, part_hashes, whole_hashes
from emend_storage.domain.state import Description, TranscriptState

_LOCK = """
    SELECT key, id, submitted_at, completed_at, is_rejected, described_by, profile, language,
        format, recogniser, title, content_sha256, content_bytes, content_uri, duration_ms,
        speakers, last_sequence, last_event_id, highest_sequence, parts, segments, words, changes
    FROM transcripts WHERE id = ANY ($1::text[]) ORDER BY key FOR UPDATE
"""
# Only a part that came under another event id has its content compared.
_PRESENT = """
    SELECT place.id, part.sequence, part.event_id,
        CASE WHEN part.event_id <> place.event_id THEN part.body END AS body
    FROM unnest($1::text[], $2::bigint[], $3::integer[], $4::uuid[])
        AS place (id, transcript, sequence, event_id)
    JOIN parts AS part USING (transcript, sequence)
"""
# Of parts that an earlier version stored, the body tells.
_HASHES = """
    SELECT id, input_hash, output_hash,
        CASE WHEN input_hash IS NULL OR output_hash IS NULL THEN body END AS body
    FROM transcripts JOIN parts ON transcript = key
    WHERE id = ANY ($1::text[]) ORDER BY key, sequence
"""
_KEYS = """
    SELECT nextval(pg_get_serial_sequence('transcripts', 'key'))
    FROM generate_series(1, $1)
"""
_CHANGING = [name for name in rows.TRANSCRIPT_COLUMNS if name not in {"key", "id", "stored_at"}]
_SET = ", ".join(f"{name} = ${place}" for place, name in enumerate(_CHANGING, start=2))
_UPDATE = f"UPDATE transcripts SET {_SET} WHERE key = $1"  # noqa: S608 - constants
_VALUES = ", ".join(f"${place}" for place, _ in enumerate(rows.REJECTION_COLUMNS, start=1))
_ADD_REJECTION = (
    f"INSERT INTO rejections ({', '.join(rows.REJECTION_COLUMNS)}) VALUES ({_VALUES}) "  # noqa: S608 - constants
    "ON CONFLICT DO NOTHING"
)


async def lock_states(
    connection: Connection, transcript_ids: Iterable[str]
) -> dict[str, TranscriptState]:
    """Return what is stored of these transcripts; others wait until this transaction ends."""
    found = await connection.fetch(_LOCK, list(transcript_ids))
    return {row["id"]: _state(row) for row in found}


async def present_parts(
    connection: Connection,
    known: Mapping[str, TranscriptState],
    parts: Iterable[Part],
    codec: Codec,
) -> dict[Place, StoredPart]:
    """Return what is stored at the parts' places."""
    asked: list[tuple[str, int | None, int, UUID]] = [
        (event.transcript_id, known[event.transcript_id].key, event.sequence, event.event_id)
        for event in (part.event for part in parts)
        if event.transcript_id in known
    ]
    if not asked:
        return {}
    present: dict[Place, StoredPart] = {}
    for row in await connection.fetch(_PRESENT, *map(list, zip(*asked, strict=True))):
        place = (row["id"], row["sequence"])
        if row["body"] is not None:
            event = codec.decode(row["body"], TranscriptProcessed)
            present[place] = StoredPart(row["event_id"], event)
        present.setdefault(place, StoredPart(row["event_id"]))
    return present


async def transcript_hashes(
    connection: Connection, transcript_ids: Sequence[str], codec: Codec
) -> dict[str, Hashes]:
    """Return the hashes of whole transcripts, whose parts are all stored."""
    parts: dict[str, list[Hashes]] = {each: [] for each in transcript_ids}
    for row in await connection.fetch(_HASHES, list(transcript_ids)) if parts else ():
        if row["body"] is None:
            found = Hashes(row["input_hash"], row["output_hash"])
        else:
            found = part_hashes(codec.decode(row["body"], TranscriptProcessed))
        parts[row["id"]].append(found)
    return {each: whole_hashes(found) for each, found in parts.items()}


async def save(connection: Connection, decision: Decision, now: datetime) -> None:
    """Write what was decided."""
    keys = await _save_states(connection, decision.changed.values(), now)
    parts = [(keys[part.event.transcript_id], part) for part in decision.accepted]
    if parts:
        await _copy(
            connection, "parts", rows.PART_COLUMNS, [rows.part_row(*part) for part in parts]
        )
    for table, columns, make in _OF_A_PART:
        found = [row for key, part in parts for row in make(key, part.event)]
        if found:
            await _copy(connection, table, columns, found)
    if decision.rejections:
        rejected = [
            rows.rejection_row(keys[rejection.event.transcript_id], rejection)
            for rejection in decision.rejections
        ]
        await connection.executemany(_ADD_REJECTION, rejected)


_OF_A_PART: Sequence[
    tuple[str, Sequence[str], Callable[[int, TranscriptProcessed], Iterable[rows.Row]]]
] = (
    ("segments", rows.SEGMENT_COLUMNS, rows.segment_rows),
    ("changes", rows.CHANGE_COLUMNS, rows.change_rows),
)


async def _save_states(
    connection: Connection, states: Iterable[TranscriptState], now: datetime
) -> dict[str, int]:
    """Insert and update transcripts; return the key of each."""
    keys: dict[str, int] = {}
    new: list[TranscriptState] = []
    stored: list[rows.Row] = []
    for state in states:
        if state.key is None:
            new.append(state)
        else:
            keys[state.transcript_id] = state.key
            stored.append(_without_constants(rows.transcript_row(state, state.key, now)))
    if new:
        drawn = [row[0] for row in await connection.fetch(_KEYS, len(new))]
        keys.update(zip((state.transcript_id for state in new), drawn, strict=True))
        inserted = [
            rows.transcript_row(state, key, now) for state, key in zip(new, drawn, strict=True)
        ]
        await _copy(connection, "transcripts", rows.TRANSCRIPT_COLUMNS, inserted)
    if stored:
        await connection.executemany(_UPDATE, stored)
    return keys


def _without_constants(row: rows.Row) -> rows.Row:
    """Leave out what never changes, the id and the time of storing; the key stays first."""
    return (row[0], *row[2:4], *row[5:])


async def _copy(
    connection: Connection, table: str, columns: Sequence[str], records: Sequence[rows.Row]
) -> None:
    await connection.copy_records_to_table(table, records=records, columns=columns)


def _state(row: Record) -> TranscriptState:
    values = dict(row.items())
    described_by = values.pop("described_by")
    profile, language = values.pop("profile"), values.pop("language")
    source = {name: values.pop(name) for name in Source.model_fields}
    description = None
    if described_by is not None:
        description = Description(described_by, profile, language, Source.model_construct(**source))
    return TranscriptState(
        transcript_id=values.pop("id"),
        description=description,
        speakers=tuple(values.pop("speakers")),
        **values,
    )
