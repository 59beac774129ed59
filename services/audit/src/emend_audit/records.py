"""What is recorded of requests to the audit service itself, and how a record is kept.

Proofs, tiles and checkpoints are open to everybody and are not recorded: a monitor that looks
every second would otherwise make the log grow every second.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from emend_bus import act_output
from emend_database import Outbox, Pool, is_unavailable, transaction
from emend_events import Act, Activity, Codec
from emend_web import Audited, NotRecorded, Routes

AUDITED: Routes = {
    ("GET", "/v1/audit/events"): Audited("audit.log.searched", Activity.READ),
    ("GET", "/v1/audit/trail/{transcript_id:path}"): Audited(
        "audit.trail.read", Activity.READ, "transcript_id"
    ),
    ("GET", "/v1/audit/export"): Audited("audit.log.exported", Activity.READ),
    ("GET", "/v1/audit/erasures"): Audited("audit.erasures.listed", Activity.READ),
    ("POST", "/v1/audit/erasures"): Audited("subject.erasure.requested", Activity.DELETE),
}


@dataclass(frozen=True, slots=True)
class Records:
    """Keeps records of acts that change nothing, in the outbox."""

    pool: Pool
    codec: Codec

    async def keep(self, act: Act) -> None:
        """Keep one.

        Raises:
            NotRecorded: the database is away.
        """
        try:
            async with transaction(self.pool) as connection:
                message = act_output(self.codec, act, uuid4())
                await Outbox(self.pool).add(connection, [message])
        except Exception as error:
            if is_unavailable(error):
                raise NotRecorded(str(error) or repr(error)) from error
            raise
