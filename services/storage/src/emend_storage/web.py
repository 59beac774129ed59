"""The HTTP interface: transcripts, their renditions and changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from emend_database import Pool, Record
from emend_storage import api, reading
from emend_storage.cursors import (
    MAX_CHARACTERS,
    BadCursor,
    read_numbers,
    read_position,
    write_numbers,
    write_position,
)
from emend_storage.domain.check import MAX_INTEGER
from emend_storage.domain.state import StateName
from emend_storage.negotiation import file_name, matches, preferred
from emend_storage.renditions import MEDIA_TYPES, Renderer, entity_tag
from emend_storage.search import CANDIDATES, Page, parse_query, search
from emend_telemetry import SpanName, service_span
from emend_web import NO_NUL, Problem, in_utc

_AS_TEXT = {
    media_type.partition(";")[0]: {"schema": {"type": "string"}}
    for extension, media_type in MEDIA_TYPES.items()
    if extension != "json"
}

MAX_PAGE = 200
MAX_CHANGES = 5_000

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="The longest page to return.")]
ChangeLimit = Annotated[int, Query(ge=1, le=MAX_CHANGES, description="The longest page.")]
Cursor = Annotated[str | None, Query(max_length=MAX_CHARACTERS, description="`next_cursor`.")]
Word = Annotated[str | None, Query(max_length=200, pattern=NO_NUL)]


@dataclass(frozen=True, slots=True)
class Reader:
    """What the routes need; lists and searches read from ``replica``, which may lag."""

    pool: Pool
    renderer: Renderer
    replica: Pool | None = None

    @property
    def _wide(self) -> Pool:
        """Where questions go that range over all transcripts."""
        return self.replica or self.pool

    async def page(
        self, filters: reading.Filters, cursor: str | None, limit: int
    ) -> api.TranscriptPage:
        """Answer one page of the list."""
        try:
            below = None if cursor is None else read_position(cursor)
        except BadCursor as error:
            raise bad_cursor(error) from error
        rows = await reading.list_transcripts(self._wide, filters, below, limit + 1)
        more = len(rows) > limit
        last = rows[limit - 1] if more else None
        return api.TranscriptPage(
            transcripts=[api.summary(row) for row in rows[:limit]],
            next_cursor=write_position((last["submitted_at"], last["key"])) if last else None,
        )

    async def show(self, request: Request, name: str) -> Response:
        """Answer ``<id>`` with what is known, ``<id>.<extension>`` with a rendition.

        An id may end in what looks like an extension: the id that there is wins.
        """
        stem, dot, extension = name.rpartition(".")
        names = [name, stem] if dot and stem else [name]
        row = await self._find(names, name)
        if row["id"] == name:
            extension = preferred(request.headers.get("accept", "")) or ""
        elif extension not in MEDIA_TYPES:
            raise _no_such_rendition(row["id"], extension)
        if extension:
            return await self._rendition(request, row, extension)
        rejections = await reading.rejections_of(self.pool, row["key"])
        document = api.detail(row, rejections).model_dump_json()
        return Response(document, media_type="application/json", headers={"Vary": "Accept"})

    async def changes(
        self, name: str, rule: str | None, stage: str | None, cursor: str | None, limit: int
    ) -> api.ChangePage:
        """Answer one page of a transcript's changes."""
        row = await self._find([name], name)
        try:
            place = read_numbers(cursor, 2, MAX_INTEGER) if cursor else (-1, -1)
        except BadCursor as error:
            raise bad_cursor(error) from error
        after = (place[0], place[1])
        found = await reading.changes_of(
            self.pool, row["key"], after, rule=rule, stage=stage, limit=limit + 1
        )
        last = found[limit - 1] if len(found) > limit else None
        return api.ChangePage(
            transcript_id=row["id"],
            changes=[api.change(each) for each in found[:limit]],
            next_cursor=write_numbers(last["sequence"], last["number"]) if last else None,
        )

    async def search(
        self, text: str, transcript_id: str | None, cursor: str | None, limit: int
    ) -> api.HitPage:
        """Answer one page of hits."""
        try:
            (offset,) = read_numbers(cursor, 1, CANDIDATES) if cursor else (0,)
        except BadCursor as error:
            raise bad_cursor(error) from error
        query = await parse_query(self._wide, text)
        if query is None:
            status, detail = HTTPStatus.UNPROCESSABLE_ENTITY, "Give at least one word to look for"
            raise Problem(status, "Empty query", detail, code="empty_query")
        only = None
        if transcript_id is not None:
            only = (await self._find([transcript_id], transcript_id))["key"]
        with service_span(SpanName.STORAGE_SEARCH):
            rows = await search(self._wide, query, only, Page(offset, limit))
        total = rows[0]["matches"] if rows else offset
        end = offset + len(rows)
        return api.HitPage(
            results=[api.hit(row) for row in rows],
            total=total,
            next_cursor=write_numbers(end) if end < total else None,
        )

    async def _rendition(self, request: Request, row: Record, extension: str) -> Response:
        if not row["parts"]:
            detail = f"{row['id']} was rejected before any part of it was stored"
            raise Problem(HTTPStatus.NOT_FOUND, "Nothing to render", detail, code="no_parts")
        wanted = request.headers.get("if-none-match", "")
        tag = entity_tag(row, extension)
        headers = {"Cache-Control": "no-cache", "ETag": f'"{tag}"', "Vary": "Accept"}
        if matches(wanted, tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        rendition = await self.renderer.render(row, extension)
        headers |= {
            "ETag": f'"{rendition.tag}"',
            "X-Emend-Complete": "true" if rendition.complete else "false",
            "Content-Disposition": file_name(row["id"], row["title"], extension),
        }
        media_type = MEDIA_TYPES[extension]
        return Response(rendition.content, headers=headers, media_type=media_type)

    async def _find(self, names: list[str], asked: str) -> Record:
        row = None
        if "\0" not in asked:
            row = await reading.find_transcript(self.pool, names)
        if row is None:
            detail = f"There is no transcript {asked!r} here; its first part may be on its way"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail, code="not_found")
        return row


def _no_such_rendition(transcript_id: str, extension: str) -> Problem:
    known = ", ".join(f".{each}" for each in MEDIA_TYPES)
    detail = f"There is no rendition .{extension} of {transcript_id}; there are {known}"
    return Problem(HTTPStatus.NOT_FOUND, "No such rendition", detail, code="no_such_rendition")


def create_router(reader: Reader) -> APIRouter:
    """Return the routes."""
    router = APIRouter(prefix="/v1", tags=["transcripts"])

    @router.get("/transcripts", summary="Transcripts, newest first")
    async def page(  # pyright: ignore[reportUnusedFunction] - the router holds it
        state: StateName | None = None,
        language: Word = None,
        title: Word = None,
        since: Annotated[datetime | None, Query(description="Submitted then or later.")] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> api.TranscriptPage:
        wanted = reading.Filters(state, language, title, in_utc(since))
        return await reader.page(wanted, cursor, limit)

    @router.get("/transcripts/{transcript_id}/changes", summary="Every edit, with its rule")
    async def changes(  # pyright: ignore[reportUnusedFunction] - the router holds it
        transcript_id: str,
        rule: Word = None,
        stage: Word = None,
        cursor: Cursor = None,
        limit: ChangeLimit = 500,
    ) -> api.ChangePage:
        return await reader.changes(transcript_id, rule, stage, cursor, limit)

    @router.get("/search", summary='Words, "phrases", -exclusions and `or`, in all that is stored')
    async def find(  # pyright: ignore[reportUnusedFunction] - the router holds it
        q: Annotated[str, Query(max_length=1_000, pattern=NO_NUL)],
        transcript_id: Word = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> api.HitPage:
        return await reader.search(q, transcript_id, cursor, limit)

    @router.get(
        "/transcripts/{name}",
        summary="One transcript; a rendition with .json .txt .md .srt .vtt .ttml .sbv after the id",
        response_model=api.Detail,
        responses={HTTPStatus.OK: {"content": _AS_TEXT}},
    )
    async def show(request: Request, name: str) -> Response:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return await reader.show(request, name)

    return router


def bad_cursor(error: BadCursor) -> Problem:
    """Return the answer to a cursor that is none of ours."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Bad cursor", str(error), code="bad_cursor")
