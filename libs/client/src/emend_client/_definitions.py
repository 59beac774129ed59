"""Profiles and vocabularies of the running platform, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emend_client._addresses import here
from emend_client._http import checked, document, segment, session

if TYPE_CHECKING:
    import httpx

    from emend_client._documents import Noun

PLURALS: Mapping[Noun, str] = {"profile": "profiles", "vocabulary": "vocabularies"}


@dataclass(frozen=True, slots=True)
class Definitions:
    """Profiles, or vocabularies, as users define them; made by :func:`open_definitions`.

    Every method raises ``NotFound`` for an unknown name, ``Refused`` with the service's own words
    for what it does not take, and ``Unreachable`` where nothing answers.
    """

    client: httpx.AsyncClient
    path: str

    async def put(
        self, name: str, content: Any, *, expected: str | None = None, only_new: bool = False
    ) -> dict[str, Any]:
        """Publish a document as the next version of a name; the same again changes nothing.

        Args:
            name: small letters, digits and hyphens.
            content: the document, as JSON has it.
            expected: the newest version, as ``name@3``; refused where it is another.
            only_new: refused where there is one of this name.
        """
        headers: dict[str, str] = {}
        if expected is not None:
            headers["If-Match"] = f'"{expected}"'
        if only_new:
            headers["If-None-Match"] = "*"
        return document(await self.client.put(self._one(name), json=content, headers=headers))

    async def show(self, name: str) -> dict[str, Any]:
        """Return the newest version of a name, or ``name@version``, with its document."""
        return document(await self.client.get(self._one(name)))

    async def list(self) -> list[dict[str, Any]]:
        """Return the newest version of every name in use, built-in ones first."""
        found = document(await self.client.get(self.path))
        return next(iter(found.values()))

    async def versions(self, name: str) -> list[dict[str, Any]]:
        """Return every version of a name, the oldest first."""
        return document(await self.client.get(f"{self._one(name)}/versions"))["versions"]

    async def delete(self, name: str) -> None:
        """Take a name out of use; its versions stay, for the transcripts that name them."""
        checked(await self.client.delete(self._one(name)))

    def _one(self, name: str) -> str:
        return f"{self.path}/{segment(name)}"


@asynccontextmanager
async def open_definitions(noun: Noun, url: str | None = None) -> AsyncGenerator[Definitions]:
    """Yield the profiles or vocabularies of the postprocess service.

    ::

        async with open_definitions("vocabulary") as vocabularies:
            await vocabularies.put("cardiology", {"terms": ["myocardium"]})
    """
    async with session(url or here().service("postprocess"), "postprocess") as client:
        yield Definitions(client, f"/v1/{PLURALS[noun]}")
