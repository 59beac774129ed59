"""Erases a person: deletes the key, and records that.

What was sealed under the key stays in the log for ever, and nobody can read it any more; every
hash and every proof stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from emend_audit.domain.keys import TenantKey
from emend_audit.domain.leaf import ERASED
from emend_bus import output
from emend_database import Outbox, Pool, Record, transaction
from emend_events import Act, Activity, Codec, Topic, audit_event

SERVICE: Final = "emend-audit"
_PERSON_KIND: Final = 1
_DELETE: Final = "DELETE FROM persons WHERE lookup = $1 RETURNING pseudonym"
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
    ) -> Erasure | None:
        """Erase a person; None if nothing is known of one of this name."""
        async with transaction(self.pool) as connection:
            pseudonym = await connection.fetchval(_DELETE, tenant.lookup(person))
            if pseudonym is None:
                return None
            by_themselves = requested_by is not None and requested_by.lower() == person.lower()
            actor = SERVICE if requested_by is None or by_themselves else requested_by
            act = Act(
                service=SERVICE,
                version=self.version,
                type=ERASED,
                operation="person.erase",
                activity=Activity.DELETE,
                subject=pseudonym,
                time=self.now(),
                actor=actor,
                actor_kind=0 if actor == SERVICE else _PERSON_KIND,
                attributes=(
                    ("reason", reason),
                    ("requested_by", "the person" if by_themselves else "the actor"),
                ),
            )
            event = audit_event(act, uuid5(NAMESPACE_URL, f"erasure/{pseudonym}"))
            await connection.execute(_REMEMBER, pseudonym, event.event_id, act.time)
            message = output(self.codec, Topic.AUDIT, event, pseudonym)
            await Outbox(self.pool).add(connection, [message])
        return Erasure(pseudonym, event.event_id, act.time)


async def erasures(pool: Pool) -> list[Record]:
    """Return every erasure with the index of its entry, once it has one."""
    return await pool.fetch(_ERASURES)
