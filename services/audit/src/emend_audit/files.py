"""The published log as files: tiles that never change, and the checkpoint.

A local folder or an object store, by URL. Whatever serves files serves the log.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import ObjectStore, from_url

from emend_audit.errors import Forked
from emend_bus import Unavailable

CHECKPOINT: Final = "checkpoint"
HAND_OVER: Final = "hand-over"
"""The folder of the hand-overs of the key, 1 the first."""


@dataclass(frozen=True, slots=True)
class LogFiles:
    """The files under one URL."""

    url: str
    store: ObjectStore
    folder: Path | None
    """Where they lie, if that is on this machine."""

    async def put_new(self, path: str, content: bytes) -> None:
        """Store a file that never changes; the same again is harmless.

        Raises:
            Forked: there is another one of this name.
            Unavailable: the store does not take it now.
        """
        with _dependable(self.url):
            try:
                await obstore.put_async(self.store, path, content, mode="create")
            except AlreadyExistsError:
                stored = await self.get(path) or b""
                if stored == content:
                    return
                if not content.startswith(stored.rstrip(b"\0")):
                    message = f"{self.url}/{path} is another tile than the one that is recorded"
                    raise Forked(message) from None
                # A power cut left it short, or zeros at its end: it is written anew.
                await obstore.put_async(self.store, path, content)

    async def put(self, path: str, content: bytes) -> None:
        """Store a file, in the place of an older one.

        Raises:
            Unavailable: the store does not take it now.
        """
        with _dependable(self.url):
            await obstore.put_async(self.store, path, content)

    async def get(self, path: str) -> bytes | None:
        """Return a file, if it is there.

        Raises:
            Unavailable: the store does not answer now.
        """
        with _dependable(self.url):
            try:
                result = await obstore.get_async(self.store, path)
                return bytes(await result.bytes_async())
            except FileNotFoundError:
                return None

    async def delete(self, paths: Iterable[str]) -> None:
        """Delete files; those that are not there are no matter.

        Raises:
            Unavailable: the store does not answer now.
        """
        with _dependable(self.url):
            for path in paths:
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self.store, path)

    async def delete_folder(self, path: str) -> None:
        """Delete whatever there is below a path.

        Raises:
            Unavailable: the store does not answer now.
        """
        with _dependable(self.url):
            listed: Any = obstore.list(self.store, f"{path}/")  # pyright: ignore[reportUnknownMemberType]
            await self.delete([each["path"] for each in await listed.collect_async()])

    async def sync(self, paths: Iterable[str]) -> None:
        """Return when these files have reached the disk; an object store needs no such thing.

        Raises:
            Unavailable: the disk fails.
        """
        if self.folder is not None:
            with _dependable(self.url):
                await asyncio.to_thread(_write_through, self.folder, list(paths))


def open_files(url: str) -> LogFiles:
    """Return the files at a URL: ``file:///…``, or ``s3://bucket/prefix`` with ``AWS_*``."""
    base = url.rstrip("/")
    parts = urlsplit(base)
    if parts.scheme == "file":
        return LogFiles(base, from_url(base, mkdir=True), Path(unquote(parts.path)))
    return LogFiles(base, from_url(base), None)


def _write_through(folder: Path, paths: list[str]) -> None:
    places = {folder / path for path in paths}
    for place in (*places, *{each.parent for each in places}):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _dependable(url: str) -> Generator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        message = f"the log's files at {url} do not answer: {str(error).partition(chr(10))[0]}"
        raise Unavailable(message) from error
