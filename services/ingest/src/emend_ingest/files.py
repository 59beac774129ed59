"""File storage: every original, byte for byte, under its content's hash.

A local folder or an object store, by URL. What is stored never changes, so storing the same
content again is harmless, and a reader can tell whether it got what was stored.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import ObjectStore, from_url

from emend_bus import Unavailable
from emend_ingest.domain.identity import content_hash
from emend_ingest.domain.receive import Limits, Original, check_size
from emend_ingest.domain.refusal import Code, Refused, shown

CHUNK_BYTES = 5 * 2**20
"""One piece of a multipart upload; S3 takes none smaller."""

BLOCKING_BYTES = 64 * 1024
"""Up to this size a local write is quicker than handing it to another thread."""

_MODE = 0o644

_KEY = re.compile(r"sha256/([0-9a-f]{2})/(\1[0-9a-f]{62})")


@dataclass(frozen=True, slots=True)
class FileStorage:
    """The originals under one URL."""

    url: str
    """Without a slash at its end; a content's URI begins with it."""
    store: ObjectStore
    folder: Path | None
    """Where the files lie, if that is on this machine."""

    async def keep(self, content: bytes) -> Original:
        """Store content, unless it is there.

        Raises:
            Unavailable: the storage does not take it now.
        """
        original = self._original(content_hash(content), len(content))
        key = key_of(original.sha256)
        with _dependable(self.url):
            if self.folder is not None and len(content) <= BLOCKING_BYTES:
                _keep_small(self.folder / key, content)
                return original
            try:
                await obstore.put_async(self.store, key, content, mode="create")
            except AlreadyExistsError:
                # A file that a power cut left short is written anew.
                if await self._size(key) != len(content):
                    await obstore.put_async(self.store, key, content)
        return original

    async def keep_file(self, file: IO[bytes], sha256: str, size: int) -> Original:
        """Store an open file, read from its start, unless it is there; never whole in memory.

        A local file has reached the disk when this returns: nobody else holds its content.

        Raises:
            Unavailable: the storage does not take it now.
        """
        original = self._original(sha256, size)
        key = key_of(sha256)
        with _dependable(self.url):
            if await self._size(key) != size:
                file.seek(0)
                await obstore.put_async(self.store, key, _chunks(file), chunk_size=CHUNK_BYTES)
            if self.folder is not None:
                await asyncio.to_thread(_write_through, self.folder / key)
        return original

    async def fetch(self, uri: str, limits: Limits) -> tuple[bytes, Original]:
        """Return stored content by the URI that ``keep`` gave.

        Raises:
            Refused: ``foreign_content`` for any other URI, so that nobody can make this service
                read a file or call an address of their choice; ``content_missing``,
                ``content_damaged``, ``too_large``.
            Unavailable: the storage does not answer now.
        """
        sha256 = self._sha256(uri)
        with _dependable(self.url):
            try:
                result = await obstore.get_async(self.store, key_of(sha256))
            except FileNotFoundError as error:
                raise _missing(uri) from error
            check_size(result.meta["size"], limits)
            content = bytes(await result.bytes_async())
        if content_hash(content) != sha256:
            reason = f"What is stored as {uri} is not what was stored there"
            raise Refused(Code.CONTENT_DAMAGED, reason, "Submit the content again.")
        return content, self._original(sha256, len(content))

    async def check(self) -> None:
        """Tell whether the storage answers.

        Raises:
            Unavailable: it does not.
        """
        if self.folder is not None and not self.folder.is_dir():
            message = f"the folder {self.folder} is gone"
            raise Unavailable(message)
        with _dependable(self.url):
            await self._size("sha256/absent")

    def _original(self, sha256: str, size: int) -> Original:
        return Original(sha256, size, f"{self.url}/{key_of(sha256)}")

    def _sha256(self, uri: str) -> str:
        match = _KEY.fullmatch(uri.removeprefix(f"{self.url}/"))
        if match is None or not uri.startswith(f"{self.url}/"):
            reason = f"{shown(uri, 120)} does not lie in this service's file storage"
            hint = "Send the content itself, or upload it by POST /v1/transcripts."
            raise Refused(Code.FOREIGN_CONTENT, reason, hint)
        return match[2]

    async def _size(self, key: str) -> int | None:
        try:
            return (await obstore.head_async(self.store, key))["size"]
        except FileNotFoundError:
            return None


def open_files(url: str) -> FileStorage:
    """Return the storage at a URL: ``file:///…``, ``s3://bucket/prefix``.

    A local folder is made if it is missing. Credentials and the address of an object store come
    from the environment, under the names that AWS's own tools use (``AWS_ACCESS_KEY_ID``,
    ``AWS_REGION``, ``AWS_ENDPOINT`` …).
    """
    base = url.rstrip("/")
    parts = urlsplit(base)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        return FileStorage(base, from_url(base, mkdir=True), folder)
    return FileStorage(base, from_url(base), None)


def key_of(sha256: str) -> str:
    """Return where content of this hash lies, below the storage's URL."""
    return f"sha256/{sha256[:2]}/{sha256}"


@contextmanager
def _dependable(url: str) -> Generator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        message = f"the file storage {url} does not answer: {str(error).partition(chr(10))[0]}"
        raise Unavailable(message) from error


def _keep_small(path: Path, content: bytes) -> None:
    """Write a small local file unless it is there whole; a tenth of the price of the library.

    Never truncates: another process may be writing the same bytes to the same name.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError:
        if path.stat().st_size == len(content):
            return
        # One that a crash left short is written anew.
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, _MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _write_through(path: Path) -> None:
    for place in (path, path.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _missing(uri: str) -> Refused:
    return Refused(Code.CONTENT_MISSING, f"Nothing is stored as {uri}", "Submit the content again.")
