"""How a service with a database keeps the record of an act that changes nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from emend_bus import act_output
from emend_database import Outbox, Pool, is_unavailable, transaction
from emend_events import Act, Codec
from emend_web import NotRecorded


@dataclass(frozen=True, slots=True)
class OutboxRecords:
    """Keeps records in the outbox, each in a transaction of its own."""

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
