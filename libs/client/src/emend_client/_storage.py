"""Reading stored transcripts over HTTP."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Literal, TypeAlias

import httpx

from emend_client._addresses import here
from emend_client._http import checked, document, segment, session

StoredRendition: TypeAlias = Literal["txt", "md", "srt", "vtt", "ttml", "sbv", "json"]
"""The forms in which a stored transcript can be had, by the extension in its address."""

CHANGES_PAGE = 5_000


class Storage:
    """The storage service, as its readers see it; made by :func:`open_storage`.

    Every method raises ``NotFound`` for an unknown transcript, ``Refused`` with the service's
    own words for what it does not take, and ``Unreachable`` where nothing answers.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def list(self, *, limit: int = 50, **filters: str) -> dict[str, Any]:
        """Return one page of transcripts, newest first, under ``transcripts``.

        The filters are the service's: ``state``, ``language``, ``title``, ``since``, and
        ``cursor`` with the last page's ``next_cursor``.
        """
        return await self._json("/v1/transcripts", limit=limit, **filters)

    async def show(self, transcript_id: str) -> dict[str, Any]:
        """Return what is known of one transcript."""
        return await self._json(f"/v1/transcripts/{segment(transcript_id)}")

    async def rendition(self, transcript_id: str, rendition: StoredRendition = "txt") -> str:
        """Return the whole transcript as text, Markdown, captions or JSON."""
        path = f"/v1/transcripts/{segment(transcript_id)}.{rendition}"
        return checked(await self._client.get(path)).text

    async def changes(self, transcript_id: str) -> list[dict[str, Any]]:
        """Return every edit that was made, in order."""
        path = f"/v1/transcripts/{segment(transcript_id)}/changes"
        page = await self._json(path, limit=CHANGES_PAGE)
        found: list[dict[str, Any]] = page["changes"]
        while page["next_cursor"]:
            page = await self._json(path, limit=CHANGES_PAGE, cursor=page["next_cursor"])
            found += page["changes"]
        return found

    async def search(self, query: str, *, limit: int = 20, **filters: str) -> dict[str, Any]:
        """Return the segments in which the words occur, the best first, under ``results``.

        The filters are the service's: ``transcript_id``, and ``cursor`` with the last page's
        ``next_cursor``.
        """
        return await self._json("/v1/search", q=query, limit=limit, **filters)

    async def _json(self, path: str, **parameters: str | int) -> Any:
        return document(await self._client.get(path, params=parameters))


@asynccontextmanager
async def open_storage(url: str | None = None) -> AsyncGenerator[Storage]:
    """Yield the storage service at a URL; else at ``EMEND_STORAGE_URL``, else the local stack's.

    ::

        async with open_storage() as storage:
            print(await storage.rendition(transcript_id, "srt"))
    """
    async with session(url or here().service("storage"), "storage") as client:
        yield Storage(client)
