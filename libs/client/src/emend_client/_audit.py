"""The audit service over HTTP: its log's files, and questions about it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from emend_client._addresses import here
from emend_client._http import NOT_FOUND, checked, document, segment, session
from emend_transparency import Tile, read_entries, write_entries

HASH_BYTES = 32


class Audit:
    """The audit service, as its readers see it; made by :func:`open_audit`.

    Every method raises ``Refused`` with the service's own words for what it does not take, and
    ``Unreachable`` where nothing answers. Nothing that comes back is verified here.
    """

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self.url = url

    async def log(self) -> dict[str, Any]:
        """Return the log's name, newest checkpoint, keys, hand-overs and erasures."""
        return document(await self._client.get("/v1/audit/log"))

    async def consistency(self, old_size: int) -> dict[str, Any]:
        """Return the proof that the log continues its state of an earlier size."""
        return document(
            await self._client.get("/v1/audit/consistency", params={"old_size": old_size})
        )

    async def events(self, **filters: str | int) -> dict[str, Any]:
        """Return one page of entries, newest first, under ``events``; each with its proof.

        The filters are the service's: ``actor``, ``subject``, ``type``, ``source``, ``trace``,
        ``transcript``, ``since``, ``until``, ``limit``, and ``cursor`` with ``next_cursor``.
        """
        return document(await self._client.get("/v1/audit/events", params=filters))

    async def trail(self, transcript_id: str) -> list[dict[str, Any]]:
        """Return the pages of all that happened to a transcript, the oldest first."""
        path = f"/v1/audit/trail/{segment(transcript_id)}"
        pages = [document(await self._client.get(path))]
        while (cursor := pages[-1]["next_cursor"]) is not None:
            pages.append(document(await self._client.get(path, params={"cursor": cursor})))
        return pages

    async def erase(self, person: str, reason: str, requested_by: str | None) -> dict[str, Any]:
        """Erase a person for ever; raises ``NotFound`` if nothing of them can be read."""
        request = {"person": person, "reason": reason, "requested_by": requested_by}
        return document(await self._client.post("/v1/audit/erasures", json=request))

    async def export(self, **bounds: str | int) -> AsyncIterator[bytes]:
        """Yield the export of a stretch of the log as it arrives."""
        async with self._client.stream("GET", "/v1/audit/export", params=bounds) as answer:
            if not answer.is_success:
                await answer.aread()
            checked(answer)
            async for chunk in answer.aiter_bytes():
                yield chunk

    async def file(self, path: str) -> bytes | None:
        """Return a file of the log; of a partial tile that is full by now, the part asked for."""
        content = await self._file(path)
        if content is None and path.startswith("tile/"):
            tile = Tile.parse(path)
            if not tile.is_full:
                whole = await self._file(tile.full.path)
                return None if whole is None else cut(whole, tile)
        return content

    async def _file(self, path: str) -> bytes | None:
        answer = await self._client.get(f"/{path}")
        return None if answer.status_code == NOT_FOUND else checked(answer).content


def cut(whole: bytes, tile: Tile) -> bytes:
    """Return the part of a full tile that a partial one holds."""
    if tile.level is not None:
        return whole[: tile.width * HASH_BYTES]
    return write_entries(read_entries(whole, tile.full)[: tile.width])


@asynccontextmanager
async def open_audit(url: str | None = None) -> AsyncGenerator[Audit]:
    """Yield the audit service at a URL; else at ``EMEND_AUDIT_URL``, else the local stack's."""
    address = url or here().service("audit")
    async with session(address, "audit") as client:
        yield Audit(client, address)
