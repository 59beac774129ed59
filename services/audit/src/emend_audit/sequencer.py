"""The one process that numbers entries: the others stand by until it is gone.

It holds an advisory lock on one connection and does everything through that connection, so
whoever loses the lock cannot write any more. An epoch, checked by every transaction, keeps out
even one that would go on by another way.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from emend_audit.domain.keys import TenantKey
from emend_audit.errors import AuditError, Deposed
from emend_audit.folding import fold_names
from emend_audit.founding import found_log
from emend_audit.publishing import Publisher
from emend_audit.reading import TopicReader, open_reader
from emend_audit.recording import Recorder
from emend_audit.settings import Settings
from emend_audit.store import begin_epoch, read_positions
from emend_bus import KafkaSettings, Unavailable
from emend_database import Connection, Pool, is_conflict, is_unavailable, try_lock
from emend_events import Topic
from emend_telemetry import Outcome, SpanName, get_logger, metrics, service_span

LOCK: Final = "audit.sequencer"
STANDBY_SECONDS: Final = 0.5
FIRST_WAIT_SECONDS: Final = 0.2
LONGEST_WAIT_SECONDS: Final = 10.0
_SESSION: Final = """
    SET idle_session_timeout = '15s';
    SET idle_in_transaction_session_timeout = '15s';
    SET synchronous_commit = on
"""
"""A sequencer that is frozen loses its connection, and with it the lock; nobody sees a signature
that the database could forget."""

log = get_logger(__name__)


@dataclass(slots=True)
class Sequencer:
    """Records and publishes while it is the only one, and waits while it is not."""

    settings: Settings
    kafka: KafkaSettings
    pool: Pool
    make_recorder: Callable[[TenantKey], Recorder]
    publisher: Publisher
    waiting: str = "not started yet"
    """Why nothing is recorded; empty while it is, here or in the process that has the lock."""
    _reader: TopicReader | None = None
    """Of the topic, once this process has led."""
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; the batch in flight is finished first."""
        self._stop = stop
        failures = 0
        while not stop.is_set():
            try:
                await self._lead_if_alone()
                await self._pause(STANDBY_SECONDS)
            except Deposed as error:
                log.warning("deposed", reason=str(error))
            except Exception as error:
                if not _may_pass(error):
                    raise
                failures = failures + 1 if self.waiting else 1  # what worked begins anew
                self.waiting = str(error) or repr(error)
                longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(failures, 10))
                wait = longest * (0.5 + random.random() / 2)  # noqa: S311 - jitter
                log.warning("nothing is recorded", reason=self.waiting, retry_in=round(wait, 2))
                await self._pause(wait)

    async def check(self) -> str | None:
        """Answer for readiness; tell of events that were deleted before they were read.

        Raises:
            Unavailable: something keeps this process from recording or from standing by.
        """
        if self.waiting:
            raise Unavailable(self.waiting)
        gaps = self._reader.expired if self._reader is not None else {}
        if not gaps:
            return None
        named = (f"{start} to {end} of partition {at}" for at, (start, end) in sorted(gaps.items()))
        return f"events expired unread, so the log lacks the offsets {', '.join(named)}"

    async def _lead_if_alone(self) -> None:
        """Lead for as long as all goes well; return at once if another process leads."""
        async with self.pool.acquire() as connection, try_lock(connection, LOCK) as mine:
            if not mine:
                self.waiting = ""
                return
            await connection.execute(_SESSION)
            tenant = await found_log(connection, self.settings)
            recorder = self.make_recorder(tenant)
            await fold_names(connection, tenant)
            epoch = await begin_epoch(connection)
            log.info("leading", epoch=epoch)
            await self.publisher.begin(connection, epoch)
            positions = await read_positions(connection, Topic.AUDIT)
            async with open_reader(self.kafka, positions, self.settings.max_batch) as reader:
                self.waiting, self._reader = "", reader
                await self._lead(connection, epoch, reader, recorder)

    async def _lead(
        self, connection: Connection, epoch: int, reader: TopicReader, recorder: Recorder
    ) -> None:
        clock = asyncio.get_running_loop().time
        unsigned, since = 0, clock()
        while not self._stop.is_set():
            records = await reader.batch()
            if records:
                since = since if unsigned else clock()
                with service_span(SpanName.AUDIT_RECORD):
                    unsigned += await recorder.record(connection, epoch, records)
                metrics.events_handled(Topic.AUDIT, Outcome.HANDLED).inc(len(records))
            is_due = clock() - since >= self.settings.publish_seconds
            if unsigned >= self.settings.publish_leaves or (unsigned and is_due):
                with service_span(SpanName.AUDIT_PUBLISH):
                    unsigned -= await self.publisher.publish(connection, epoch)
                since = clock()
            elif not records and is_due:
                # Also, the server must see that we are alive.
                await self.publisher.show(connection, epoch)
                since = clock()
        await self.publisher.publish(connection, epoch)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return


def _may_pass(error: Exception) -> bool:
    """Tell whether it is an outage, somebody else's lock, or for a person to look at."""
    is_ours = isinstance(error, AuditError | Unavailable | asyncpg.QueryCanceledError)
    return is_ours or is_unavailable(error) or is_conflict(error)
