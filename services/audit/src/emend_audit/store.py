"""What the sequencer reads and writes in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from emend_audit.domain.columns import Columns
from emend_audit.domain.keys import KeyMismatch, PersonKey, TenantKey
from emend_audit.domain.leaf import Leaf, Place
from emend_audit.errors import Deposed, KeyProblem
from emend_database import Connection, Queries
from emend_transparency import HASH_BYTES, TILE_HEIGHT, Frontier, Node

_STATE: Final = """
    SELECT origin, size, hashes, signed_size, signed_hashes, checkpoint, recorded_at, pruned
    FROM log
"""
_ENTRY_COLUMNS: Final = (
    *("index", "event_id", "topic", "partition", "offset", "hash", "entry", "payload"),
    *("recorded_at", "occurred_at", "type", "source", "actor", "subject", "trace_id"),
)
_MOVE: Final = """
    INSERT INTO positions (topic, partition, next)
    SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[])
    ON CONFLICT (topic, partition) DO UPDATE SET next = excluded.next
"""
_NEW_PERSON: Final = """
    INSERT INTO persons (lookup, folded, pseudonym, wrapped) VALUES ($1, $1, $2, $3)
    ON CONFLICT (lookup) DO NOTHING
"""
_PERSONS: Final = """
    SELECT folded, pseudonym, wrapped FROM persons WHERE folded = ANY ($1::bytea[])
    ORDER BY pseudonym FOR SHARE
"""
_ERASED: Final = "SELECT folded, erased_at FROM erased_names WHERE folded = ANY ($1::bytea[])"
_SIGN: Final = """
    UPDATE log SET signed_size = $3, signed_hashes = $4, checkpoint = $5
    WHERE epoch = $1 AND signed_size = $2 AND size >= $3 AND signed_size <= $3
"""


@dataclass(frozen=True, slots=True)
class LogState:
    """Where the log stands."""

    origin: str
    recorded: Frontier
    signed: Frontier
    checkpoint: str | None
    recorded_at: datetime
    pruned: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that is about to be recorded; its index follows from its place in the batch."""

    event_id: UUID
    place: Place
    leaf: Leaf
    hash: bytes
    columns: Columns


async def read_state(connection: Queries) -> LogState:
    """Return where the log stands."""
    return _state(await connection.fetchrow(_STATE))


async def epoch_state(connection: Connection, epoch: int) -> LogState:
    """Return where the log stands.

    Raises:
        Deposed: the epoch is over.
    """
    return await _in_epoch(connection, f"{_STATE} WHERE epoch = $1", epoch)


async def lock_state(connection: Connection, epoch: int) -> LogState:
    """Return where the log stands, and keep everybody else from moving it.

    Raises:
        Deposed: the epoch is over.
    """
    return await _in_epoch(connection, f"{_STATE} WHERE epoch = $1 FOR UPDATE", epoch)


async def _in_epoch(connection: Connection, query: str, epoch: int) -> LogState:
    row = await connection.fetchrow(query, epoch)
    if row is None:
        raise Deposed(epoch)
    return _state(row)


async def recorded_ids(connection: Queries, event_ids: Sequence[UUID]) -> set[UUID]:
    """Return which of these events are in the log already."""
    query = "SELECT event_id FROM entries WHERE event_id = ANY ($1::uuid[])"
    return {UUID(int=row[0].int) for row in await connection.fetch(query, list(event_ids))}


async def begin_epoch(connection: Connection) -> int:
    """Depose every earlier sequencer; return this one's epoch."""
    return int(await connection.fetchval("UPDATE log SET epoch = epoch + 1 RETURNING epoch"))


async def save_entries(
    connection: Connection, first: int, entries: Sequence[Entry], recorded_at: datetime
) -> None:
    """Write entries under consecutive indices."""
    rows: list[tuple[Any, ...]] = []
    concerned: list[tuple[str, int]] = []
    for index, each in enumerate(entries, start=first):
        place, found = each.place, each.columns
        kafka = (place.topic, place.partition, place.offset)
        leaf = (each.hash, each.leaf.entry, each.leaf.payload)
        by = (found.type, found.source, found.actor, found.subject, found.trace_id)
        rows.append((index, each.event_id, *kafka, *leaf, recorded_at, found.occurred_at, *by))
        concerned += ((transcript, index) for transcript in found.transcripts)
    await connection.copy_records_to_table("entries", records=rows, columns=_ENTRY_COLUMNS)
    if concerned:
        await connection.copy_records_to_table(
            "entry_transcripts", records=concerned, columns=("transcript", "index")
        )


async def save_growth(
    connection: Connection, frontier: Frontier, grown: Iterable[tuple[Node, bytes]], at: datetime
) -> None:
    """Write the tree's new edge, and the hashes that stand in tiles above the leaves."""
    upper = [
        (level, index, found)
        for (level, index), found in grown
        if level and level % TILE_HEIGHT == 0
    ]
    if upper:
        await connection.copy_records_to_table(
            "nodes", records=upper, columns=("level", "index", "hash")
        )
    await connection.execute(
        "UPDATE log SET size = $1, hashes = $2, recorded_at = $3",
        frontier.size,
        b"".join(frontier.hashes),
        at,
    )


async def save_positions(connection: Connection, places: Iterable[Place]) -> None:
    """Remember what is to be read next of every partition."""
    following = {(each.topic, each.partition): each.offset + 1 for each in places}
    topics, partitions = zip(*following, strict=True) if following else ((), ())
    await connection.execute(_MOVE, topics, partitions, list(following.values()))


async def read_positions(connection: Queries, topic: str) -> dict[int, int]:
    """Return what is to be read next of a topic, by partition."""
    query = "SELECT partition, next FROM positions WHERE topic = $1"
    return {row["partition"]: row["next"] for row in await connection.fetch(query, topic)}


async def hand_overs(connection: Queries) -> list[str]:
    """Return the notes by which the log's keys follow one another, in their order."""
    rows = await connection.fetch(
        "SELECT hand_over FROM keys WHERE hand_over IS NOT NULL ORDER BY number"
    )
    return [row["hand_over"] for row in rows]


async def erased_names(connection: Queries, names: Iterable[bytes]) -> dict[bytes, datetime]:
    """Return when those of these persons were erased who were."""
    rows = await connection.fetch(_ERASED, list(names))
    return {row["folded"]: row["erased_at"] for row in rows}


async def person_keys(
    connection: Connection,
    tenant: TenantKey,
    new: Mapping[bytes, PersonKey],
    nonces: Iterable[bytes],
) -> dict[bytes, PersonKey]:
    """Return the key of every person, a fresh one for whoever has none yet; by folded name.

    Raises:
        KeyProblem: a key that is there does not open with the tenant key.
    """
    if not new:
        return {}
    found: dict[bytes, PersonKey] = {}
    try:
        for row in await connection.fetch(_PERSONS, list(new)):
            # Of two whom an earlier version took for two persons, one goes on.
            found.setdefault(row["folded"], tenant.unwrap(row["wrapped"], row["pseudonym"]))
    except KeyMismatch as error:
        raise KeyProblem(str(error)) from error
    fresh = [
        (name, key.pseudonym, tenant.wrap(key, nonce))
        for (name, key), nonce in zip(new.items(), nonces, strict=True)
        if name not in found
    ]
    if fresh:
        await connection.executemany(_NEW_PERSON, fresh)
    return {**new, **found}


async def sign(
    connection: Queries, epoch: int, before: int, frontier: Frontier, checkpoint: str
) -> None:
    """Record that the tree of this size is signed, if it still was of size ``before``.

    Raises:
        Deposed: somebody else has signed since, or the epoch is over.
    """
    hashes = b"".join(frontier.hashes)
    done = await connection.execute(_SIGN, epoch, before, frontier.size, hashes, checkpoint)
    if done != "UPDATE 1":
        raise Deposed(epoch)


def split_hashes(joined: bytes) -> list[bytes]:
    """Return hashes that stand one behind the other."""
    return [joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES)]


def _state(row: Any) -> LogState:
    return LogState(
        origin=row["origin"],
        recorded=Frontier(row["size"], split_hashes(row["hashes"])),
        signed=Frontier(row["signed_size"], split_hashes(row["signed_hashes"])),
        checkpoint=row["checkpoint"],
        recorded_at=row["recorded_at"],
        pruned=row["pruned"],
    )
