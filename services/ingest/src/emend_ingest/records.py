"""What is recorded of HTTP requests, and how a record is kept that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from emend_bus import act_output
from emend_database import Outbox, Pool, is_unavailable, transaction
from emend_events import Act, Activity, Codec
from emend_web import Audited, NotRecorded, Routes

AUDITED: Routes = {
    ("POST", "/v1/transcripts"): Audited("transcript.upload.refused", Activity.CREATE),
    ("GET", "/v1/submissions/{transcript_id}"): Audited(
        "submission.read", Activity.READ, "transcript_id"
    ),
}
"""An accepted upload is recorded in the transaction that writes it."""


@dataclass(frozen=True, slots=True)
class Records:
    """Keeps records of acts that change nothing, in the outbox."""

    pool: Pool
    outbox: Outbox
    codec: Codec

    async def keep(self, act: Act) -> None:
        """Keep one.

        Raises:
            NotRecorded: the database is away.
        """
        try:
            async with transaction(self.pool) as connection:
                await self.outbox.add(connection, [act_output(self.codec, act, uuid4())])
        except Exception as error:
            if is_unavailable(error):
                raise NotRecorded(str(error) or repr(error)) from error
            raise
