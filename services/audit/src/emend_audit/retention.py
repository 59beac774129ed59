"""Deletes entries that have expired, 256 at a time; their hashes stay, and so do all proofs.

First an entry says what has expired. Only when that is signed is anything deleted, so that
whoever verifies the log finds in it why entries are missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import asyncpg

from emend_audit.files import LogFiles
from emend_bus import Unavailable, act_output
from emend_database import Outbox, Pool, is_conflict, is_unavailable, transaction
from emend_events import Act, Activity, Codec, Topic, derive_id
from emend_telemetry import get_logger
from emend_transparency import EXPIRED, EXPIRED_BY, TILE_WIDTH, UP_TO, Tile

EVERY_SECONDS: Final = 3_600.0
SIGNED_SECONDS: Final = 5.0
"""What has been said is signed by then, usually."""
STEP: Final = 64 * TILE_WIDTH
"""Entries deleted in one transaction, which keeps the sequencer waiting."""
_LOCK: Final = "SELECT origin, signed_size, expiring, pruned FROM log FOR UPDATE"
_KEPT: Final = "SELECT min(index) FROM entries WHERE recorded_at >= $1"
_SAID: Final = "SELECT index FROM entries WHERE event_id = $1"

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """Keeps entries for as long as they are to be kept; ``now`` is the clock."""

    pool: Pool
    files: LogFiles
    codec: Codec
    version: str
    keep: timedelta
    now: Callable[[], datetime]

    async def run(self, stop: asyncio.Event) -> None:
        """Delete what has expired, every hour until ``stop`` is set."""
        while not stop.is_set():
            wait = EVERY_SECONDS
            try:
                log.info("expired entries deleted", entries=await self.purge())
                if await self.pool.fetchval("SELECT expiring > pruned FROM log"):
                    wait = SIGNED_SECONDS
            except Exception as error:
                passes = isinstance(error, Unavailable | asyncpg.QueryCanceledError)
                if not passes and not is_unavailable(error) and not is_conflict(error):
                    raise
                log.warning("expired entries not deleted", reason=str(error))
            try:
                async with asyncio.timeout(wait):
                    await stop.wait()
            except TimeoutError:
                continue

    async def purge(self) -> int:
        """Delete the bundles that the signed log says have expired, then have it say the next.

        Rows first, then files: after a crash in between, the files' turn comes with the next.
        Returns how many entries were deleted.
        """
        deleted = 0
        while step := await self._delete_rows():
            deleted += step
            await self._delete_files()
        await self._delete_files()
        await self._announce()
        return deleted

    async def _announce(self) -> None:
        """Have the log say what has expired: whole bundles of signed entries."""
        async with transaction(self.pool) as connection:
            state = await connection.fetchrow(_LOCK)
            if state is None:
                return
            kept = await connection.fetchval(_KEPT, self.now() - self.keep)
            end = state["signed_size"] if kept is None else min(kept, state["signed_size"])
            end -= end % TILE_WIDTH
            if end <= state["expiring"]:
                return
            act = Act(
                service=EXPIRED_BY,
                version=self.version,
                type=EXPIRED,
                operation="log.expire",
                activity=Activity.DELETE,
                subject=state["origin"],
                time=self.now(),
                actor=EXPIRED_BY,
                attributes=((UP_TO, str(end)),),
            )
            message = act_output(self.codec, act, _cause(state["origin"], end))
            await Outbox(self.pool).add(connection, [message])
            await connection.execute("UPDATE log SET expiring = $1", end)

    async def _delete_rows(self) -> int:
        async with transaction(self.pool) as connection:
            state = await connection.fetchrow(_LOCK)
            if state is None or state["expiring"] == state["pruned"]:
                return 0
            said = derive_id(_cause(state["origin"], state["expiring"]), Topic.AUDIT)
            index = await connection.fetchval(_SAID, said)
            if index is None or index >= state["signed_size"]:
                return 0
            end = min(state["expiring"], state["pruned"] + STEP)
            await connection.execute("DELETE FROM entry_transcripts WHERE index < $1", end)
            await connection.execute("DELETE FROM entries WHERE index < $1", end)
            await connection.execute("UPDATE log SET pruned = $1", end)
            return int(end - state["pruned"])

    async def _delete_files(self) -> None:
        row = await self.pool.fetchrow("SELECT deleted, pruned FROM log")
        if row is None:
            return
        for number in range(row["deleted"] // TILE_WIDTH, row["pruned"] // TILE_WIDTH):
            path = Tile(None, number).path
            await self.files.delete([path])
            await self.files.delete_folder(f"{path}.p")  # left by a crash
        await self.pool.execute("UPDATE log SET deleted = $1 WHERE deleted < $1", row["pruned"])


def _cause(origin: str, end: int) -> UUID:
    """Return what the id of the event is derived from that says that so many have expired."""
    return uuid5(NAMESPACE_URL, f"{EXPIRED}/{origin}/{end}")
