"""The HTTP interface: the log's files as C2SP lays them out, and questions about it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from emend_audit import api
from emend_audit.files import LogFiles
from emend_audit.reader import Reader
from emend_audit.search import Filters, signed_state
from emend_audit.store import hand_overs
from emend_bus import Unavailable
from emend_database import Pool, is_unavailable
from emend_transparency import Malformed, Tile
from emend_web import NO_NUL, Problem, in_utc, recorded_in_the_act

MAX_PAGE: Final = 200
MAX_TRAIL: Final = 1_000
MAX_INDEX: Final = 2**62
FOR_EVER: Final = "public, max-age=31536000, immutable"
SHORTLY: Final = "public, max-age=60"
NEVER: Final = "no-store"

Index = Annotated[int | None, Query(ge=0, le=MAX_INDEX)]
Time = Annotated[datetime | None, Query(description="UTC where no zone is said.")]


class Note(Response):
    """A signed note, as C2SP lays it out."""

    media_type = "text/plain"


class Octets(Response):
    """A tile."""

    media_type = "application/octet-stream"


class Lines(StreamingResponse):
    """A JSON document a line."""

    media_type = "application/jsonl"


class DependableRoute(APIRoute):
    """Answers 503 while the database or the files' store is away."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, its outages turned into problems."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                if not isinstance(error, Unavailable) and not is_unavailable(error):
                    raise
                headers = {"Retry-After": "5"}
                detail = str(error) or repr(error)
                status = HTTPStatus.SERVICE_UNAVAILABLE
                raise Problem(status, "Unavailable", detail, headers=headers) from error

        return answer


Word = Annotated[str | None, Field(max_length=1_000, pattern=NO_NUL)]


class EventQuery(BaseModel):
    """What to look for; everything that is given must match."""

    actor: Word = Field(default=None, description="A person's or a service's name, or a pseudonym.")
    subject: Word = None
    type: Word = None
    source: Word = None
    trace: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$", description="W3C trace id.")
    transcript: Word = None
    since: datetime | None = Field(default=None, description="UTC where no zone is said.")
    until: datetime | None = None
    event_id: UUID | None = None
    cursor: int | None = Field(default=None, ge=0, le=MAX_INDEX, description="`next_cursor`.")
    limit: int = Field(default=50, ge=1, le=MAX_PAGE, description="The longest page to return.")

    def filters(self) -> Filters:
        """Return it as the search takes it."""
        return Filters(
            actor=self.actor,
            subject=self.subject,
            type=self.type,
            source=self.source,
            trace=self.trace,
            transcript=self.transcript,
            since=in_utc(self.since),
            until=in_utc(self.until),
            event_id=None if self.event_id is None else str(self.event_id),
        )


def create_files_router(files: LogFiles, pool: Pool) -> APIRouter:
    """Return the routes under which any C2SP client reads the log."""
    router = APIRouter(tags=["log"], route_class=DependableRoute)

    @router.get("/checkpoint", response_class=Note, summary="The newest signed state")
    async def checkpoint() -> Response:  # pyright: ignore[reportUnusedFunction] - the router holds it
        # From the row, which only ever grows: the file can be behind for a moment.
        signed = await signed_state(pool)
        if signed is None:
            detail = "The log has not begun yet"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        headers = {"Cache-Control": NEVER}
        return Note(signed.note, headers=headers)

    @router.get("/hand-over/{number}", response_class=Note, summary="A change of key")
    async def hand_over(number: Annotated[int, Path(ge=1, le=MAX_INDEX)]) -> Response:  # pyright: ignore[reportUnusedFunction] - the router holds it
        notes = await hand_overs(pool)
        if number > len(notes):
            detail = f"The key was changed {len(notes)} times"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        headers = {"Cache-Control": FOR_EVER}
        return Note(notes[number - 1], headers=headers)

    @router.get("/tile/{path:path}", response_class=Octets, summary="Hashes or entries")
    async def tile(path: str) -> Response:  # pyright: ignore[reportUnusedFunction] - the router holds it
        try:
            wanted = Tile.parse(f"tile/{path}")
        except Malformed as error:
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", str(error)) from error
        content = await files.get(wanted.path)
        if content is None:
            detail = f"There is no {wanted.path}"
            raise Problem(
                HTTPStatus.NOT_FOUND, "Not found", detail, headers={"Cache-Control": NEVER}
            )
        headers = {"Cache-Control": FOR_EVER if wanted.is_full else SHORTLY}
        return Octets(content, headers=headers)

    return router


def create_router(reader: Reader) -> APIRouter:
    """Return the routes for searching, proving, erasing and exporting."""
    router = APIRouter(prefix="/v1/audit", tags=["audit"], route_class=DependableRoute)
    _add_search(router, reader)
    _add_proofs(router, reader)
    _add_erasures(router, reader)
    _add_export(router, reader)
    return router


def _add_search(router: APIRouter, reader: Reader) -> None:
    @router.get("/events", summary="Entries, newest first, each with its proof")
    async def events(query: Annotated[EventQuery, Query()]) -> api.Page:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return await reader.page(query.filters(), query.cursor, query.limit)

    @router.get(
        "/trail/{transcript_id:path}", summary="All that happened to a transcript, in order"
    )
    async def trail(  # pyright: ignore[reportUnusedFunction] - the router holds it
        transcript_id: str,
        cursor: Index = None,
        limit: Annotated[int, Query(ge=1, le=MAX_TRAIL)] = MAX_TRAIL,
    ) -> api.Page:
        filters = Filters(transcript=transcript_id.replace("\0", "\ufffd"))
        return await reader.page(filters, cursor, limit, newest_first=False)


def _add_proofs(router: APIRouter, reader: Reader) -> None:
    @router.get("/proof", summary="That an entry stands in the log (`index` or `event_id`)")
    async def proof(index: Index = None, event_id: UUID | None = None) -> api.InclusionProof:  # pyright: ignore[reportUnusedFunction] - the router holds it
        if (index is None) == (event_id is None):
            detail = "Give either index or event_id"
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Which entry?", detail)
        return await reader.inclusion(index, None if event_id is None else str(event_id))

    @router.get("/consistency", summary="That the log continues an earlier state of it")
    async def consistency(  # pyright: ignore[reportUnusedFunction] - the router holds it
        old_size: Annotated[int, Query(ge=0, le=MAX_INDEX)],
    ) -> api.ConsistencyProof:
        return await reader.consistency(old_size)

    @router.get("/log", summary="Name, keys, erasures: what a verifier needs besides the files")
    async def log() -> api.LogDocument:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return await reader.log()


def _add_erasures(router: APIRouter, reader: Reader) -> None:
    @router.post("/erasures", status_code=HTTPStatus.ACCEPTED, summary="Erase a person, for ever")
    async def erase(request: Request, wanted: api.ErasureRequest) -> api.ErasureAnswer:  # pyright: ignore[reportUnusedFunction] - the router holds it
        answer = await reader.erase(wanted)
        recorded_in_the_act(request.scope)
        return answer

    @router.get("/erasures", summary="Who was erased, by pseudonym")
    async def erasures() -> list[api.ErasureNote]:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return await reader.erasures()


def _add_export(router: APIRouter, reader: Reader) -> None:
    @router.get(
        "/export",
        response_class=Lines,
        summary="A stretch of the log as a file that proves itself",
    )
    async def export(  # pyright: ignore[reportUnusedFunction] - the router holds it
        start: Index = None,
        end: Index = None,
        since: Time = None,
        until: Time = None,
        old_size: Index = None,
    ) -> Lines:
        times = in_utc(since), in_utc(until)
        lines = await reader.export((start, end), times, old_size)
        headers = {
            "Cache-Control": NEVER,
            "Content-Disposition": 'attachment; filename="audit.jsonl"',
        }
        return Lines(lines, headers=headers)
