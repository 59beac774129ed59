"""Forgets the ids of events that cannot come again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from emend_database import Pool, is_unavailable, purge_inbox
from emend_telemetry import get_logger

EVERY_S = 3_600.0

log = get_logger(__name__)


async def purge(pool: Pool, older_than: timedelta, stop: asyncio.Event) -> None:
    """Purge the inbox every hour until ``stop`` is set; PostgreSQL being away only delays it."""
    while not stop.is_set():
        try:
            forgotten = await purge_inbox(pool, older_than)
            log.info("inbox purged", forgotten=forgotten)
        except Exception as error:
            if not is_unavailable(error):
                raise
            log.warning("inbox not purged", error=str(error))
        try:
            async with asyncio.timeout(EVERY_S):
                await stop.wait()
        except TimeoutError:
            continue
