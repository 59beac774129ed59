"""Deletes entries that have expired, 256 at a time; their hashes stay, and so do all proofs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from emend_audit.files import LogFiles
from emend_bus import Unavailable
from emend_database import Pool, is_unavailable, transaction
from emend_telemetry import get_logger
from emend_transparency import TILE_WIDTH, Tile

EVERY_SECONDS: Final = 3_600.0
_EXPIRED: Final = """
    SELECT min(index) FROM entries WHERE recorded_at >= $1
"""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """Keeps entries for as long as they are to be kept; ``now`` is the clock."""

    pool: Pool
    files: LogFiles
    keep: timedelta
    now: Callable[[], datetime]

    async def run(self, stop: asyncio.Event) -> None:
        """Delete what has expired, every hour until ``stop`` is set."""
        while not stop.is_set():
            try:
                log.info("expired entries deleted", entries=await self.purge())
            except Exception as error:
                if not isinstance(error, Unavailable) and not is_unavailable(error):
                    raise
                log.warning("expired entries not deleted", reason=str(error))
            try:
                async with asyncio.timeout(EVERY_SECONDS):
                    await stop.wait()
            except TimeoutError:
                continue

    async def purge(self) -> int:
        """Delete whole bundles of expired, signed entries; return how many entries.

        Rows first, then files: after a crash in between, the files' turn comes with the next.
        """
        async with transaction(self.pool) as connection:
            state = await connection.fetchrow("SELECT signed_size, pruned FROM log FOR UPDATE")
            if state is None:
                return 0
            kept = await connection.fetchval(_EXPIRED, self.now() - self.keep)
            end = state["signed_size"] if kept is None else min(kept, state["signed_size"])
            end = max(state["pruned"], end - end % TILE_WIDTH)
            await connection.execute("DELETE FROM entry_transcripts WHERE index < $1", end)
            await connection.execute("DELETE FROM entries WHERE index < $1", end)
            await connection.execute("UPDATE log SET pruned = $1", end)
        deleted = await self.pool.fetchval("SELECT deleted FROM log")
        numbers = range(deleted // TILE_WIDTH, end // TILE_WIDTH)
        await self.files.delete(Tile(None, number).path for number in numbers)
        await self.pool.execute("UPDATE log SET deleted = $1 WHERE deleted < $1", end)
        return int(end - state["pruned"])
