"""Takes a request's body in: streamed to a temporary file, hashed and counted on the way."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, cast

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from emend_ingest.domain.receive import Limits, check_size
from emend_ingest.domain.refusal import Code, Refused

MEMORY_BYTES = 1 << 20
"""Larger bodies lie in a temporary file while they are taken in."""

FORM_BYTES = 64 * 1024
"""What a form may hold around its file."""

MAX_FIELDS = 10
READ_BYTES = 256 * 1024
_FORM_HINT = "Send one file, as in: curl -F file=@talk.json"


@dataclass(frozen=True, slots=True)
class Upload:
    """A body that was taken in whole."""

    file: IO[bytes]
    sha256: str
    size: int
    filename: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """What else stood in the form."""


@asynccontextmanager
async def take_in(request: Request, limits: Limits) -> AsyncGenerator[Upload]:
    """Yield the request's body, or the file in its form; both are gone afterwards.

    Raises:
        Refused: ``empty``, ``too_large``, or ``bad_form``.
    """
    is_form = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    body = _limited(request, limits.content_bytes + (FORM_BYTES if is_form else 0))
    if is_form:
        async with _form(request, body) as form:
            upload = _from_form(form)
            check_size(upload.size, limits)
            yield upload
        return
    with tempfile.SpooledTemporaryFile(MEMORY_BYTES) as file:
        upload = await _spool(body, cast("IO[bytes]", file))
        check_size(upload.size, limits)
        yield upload


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """Yield the body's chunks; refuse it once, or before, it is known to be too large."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        yield chunk


async def _spool(body: AsyncGenerator[bytes, None], file: IO[bytes]) -> Upload:
    digest = hashlib.sha256()
    size = 0
    async for chunk in body:
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Upload(file, digest.hexdigest(), size)


class _Interrupted(MultiPartException):
    """Ends the parser early in the one way that makes it close its temporary files."""

    def __init__(self, refusal: Refused) -> None:
        self.refusal = refusal
        super().__init__(refusal.reason)


@asynccontextmanager
async def _form(request: Request, body: AsyncGenerator[bytes, None]) -> AsyncGenerator[FormData]:
    chunks = _interruptible(body)
    parser = MultiPartParser(request.headers, chunks, max_files=1, max_fields=MAX_FIELDS)
    try:
        form = await parser.parse()
    except _Interrupted as error:
        raise error.refusal from None
    except (MultiPartException, KeyError) as error:
        raise Refused(Code.BAD_FORM, f"The form cannot be read: {error}", _FORM_HINT) from error
    try:
        yield form
    finally:
        await form.close()


async def _interruptible(body: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    try:
        async for chunk in body:
            yield chunk
    except Refused as refusal:
        raise _Interrupted(refusal) from refusal


def _from_form(form: FormData) -> Upload:
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    if not files:
        raise Refused(Code.BAD_FORM, "The form holds no file", _FORM_HINT)
    file = cast("IO[bytes]", files[0].file)
    digest = hashlib.sha256()
    size = 0
    file.seek(0)
    while chunk := file.read(READ_BYTES):
        digest.update(chunk)
        size += len(chunk)
    fields = tuple((name, value) for name, value in form.items() if isinstance(value, str))
    return Upload(file, digest.hexdigest(), size, files[0].filename or None, fields)


def _too_large(limit: int) -> Refused:
    reason = f"The request is larger than the {limit} bytes that are taken"
    return Refused(Code.TOO_LARGE, reason, "Split the recording, or raise the limit.")
