"""Erases a person: deletes the key, and records that.

What was sealed under the key stays in the log for ever, and nobody can read it any more; every
hash and every proof stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5

from emend_audit.domain.keys import TenantKey
from emend_audit.domain.leaf import ERASED
from emend_audit.domain.names import folded
from emend_bus import Unavailable, output
from emend_database import Connection, Outbox, Pool, Record, transaction
from emend_events import Act, Activity, Codec, Topic, audit_event

Attributes: TypeAlias = tuple[tuple[str, str], ...]

SERVICE: Final = "emend-audit"
_PERSON_KIND: Final = 1
KNOWN_FOR: Final = timedelta(days=30)
"""So long after an erasure, what the person did before is still recognised when it comes."""
_ALONE: Final = "SELECT FROM log FOR UPDATE"
_UNFOLDED: Final = "SELECT EXISTS (SELECT FROM persons WHERE folded IS NULL)"
_DELETE: Final = "DELETE FROM persons WHERE folded = $1 RETURNING pseudonym"
_KNOW: Final = """
    INSERT INTO erased_names AS known (folded, erased_at) VALUES ($1, $2)
    ON CONFLICT (folded) DO UPDATE SET erased_at = greatest(known.erased_at, excluded.erased_at)
"""
_FORGET: Final = "DELETE FROM erased_names WHERE erased_at < $1"
_REMEMBER: Final = "INSERT INTO erasures (pseudonym, event_id, erased_at) VALUES ($1, $2, $3)"
_ERASURES: Final = """
    SELECT pseudonym, erasure.event_id, erased_at, index
    FROM erasures AS erasure LEFT JOIN entries AS entry ON entry.event_id = erasure.event_id
    ORDER BY erased_at, pseudonym
"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """A person whose key is gone."""

    pseudonym: str
    event_id: UUID
    erased_at: datetime


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases persons; ``now`` is the clock."""

    pool: Pool
    codec: Codec
    version: str
    now: Callable[[], datetime]

    async def erase(
        self, tenant: TenantKey, person: str, reason: str, requested_by: str | None
    ) -> Sequence[Erasure]:
        """Erase a person, also from what they did until now and is not in the log yet.

        Returns nothing if nothing is known of one of this name; of one whom an earlier version
        knew under several spellings, several.

        Raises:
            Unavailable: after an upgrade, the persons' names are being worked through.
        """
        now, name = self.now(), tenant.lookup(person)
        is_theirs = requested_by is not None and folded(requested_by) == folded(person)
        actor = SERVICE if requested_by is None or is_theirs else requested_by
        by = "the person" if is_theirs else "the actor"
        attributes = (("reason", reason), ("requested_by", by))
        async with transaction(self.pool) as connection:
            # Nothing is recorded meanwhile: what comes later sees that the person is erased.
            await connection.execute(_ALONE)
            if await connection.fetchval(_UNFOLDED):
                message = "the persons of an earlier version are not worked through yet"
                raise Unavailable(message)
            await connection.execute(_KNOW, name, now)
            await connection.execute(_FORGET, now - KNOWN_FOR)
            rows = await connection.fetch(_DELETE, name)
            return [
                await self._record(connection, row["pseudonym"], actor, attributes, now)
                for row in rows
            ]

    async def _record(
        self,
        connection: Connection,
        pseudonym: str,
        actor: str,
        attributes: Attributes,
        now: datetime,
    ) -> Erasure:
        act = Act(
            service=SERVICE,
            version=self.version,
            type=ERASED,
            operation="person.erase",
            activity=Activity.DELETE,
            subject=pseudonym,
            time=now,
            actor=actor,
            actor_kind=0 if actor == SERVICE else _PERSON_KIND,
            attributes=attributes,
        )
        event = audit_event(act, uuid5(NAMESPACE_URL, f"erasure/{pseudonym}"))
        await connection.execute(_REMEMBER, pseudonym, event.event_id, now)
        message = output(self.codec, Topic.AUDIT, event, pseudonym)
        await Outbox(self.pool).add(connection, [message])
        return Erasure(pseudonym, event.event_id, now)


async def erasures(pool: Pool) -> list[Record]:
    """Return every erasure with the index of its entry, once it has one."""
    return await pool.fetch(_ERASURES)
