"""Renditions in Valkey. A cache that is away, slow or wrong costs time, never an answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias, cast

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from emend_telemetry import get_logger

TIMEOUT_S = 0.25
PAUSE_S = 5.0
"""How long the cache is left alone after it failed, so that readers do not wait for it."""
MAX_BYTES = 16 * 2**20

_AWAY = (ValkeyError, OSError, TimeoutError)

log = get_logger(__name__)

Clock: TypeAlias = Callable[[], float]


class Cache:
    """Rendered transcripts by key, for a limited time."""

    def __init__(self, url: str, keep_seconds: int, clock: Clock = time.monotonic) -> None:
        client: Any = cast("Any", Valkey).from_url(
            url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S
        )
        self._client = client
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._away_until = 0.0

    async def get(self, key: str) -> bytes | None:
        """Return what is cached, if anything is and can be had."""
        if self._clock() < self._away_until:
            return None
        try:
            return await self._client.get(key)
        except _AWAY as error:
            self._leave_alone(error)
            return None

    async def set(self, key: str, content: bytes) -> None:
        """Keep content for a while, if the cache can be reached."""
        if len(content) > MAX_BYTES or self._clock() < self._away_until:
            return
        try:
            await self._client.set(key, content, ex=self._keep_seconds)
        except _AWAY as error:
            self._leave_alone(error)

    async def check(self) -> None:
        """Raise unless Valkey answers; a health check."""
        await self._client.ping()

    async def close(self) -> None:
        """Close the connections."""
        with suppress(*_AWAY):
            await self._client.aclose()

    def _leave_alone(self, error: Exception) -> None:
        self._away_until = self._clock() + PAUSE_S
        log.warning("cache away", error=str(error) or repr(error), pause_s=PAUSE_S)
