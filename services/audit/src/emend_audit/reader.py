"""What the routes do: search, prove, erase, export."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

from emend_audit import api
from emend_audit.domain.keys import TenantKey
from emend_audit.domain.names import folded
from emend_audit.erasure import Eraser, erasures
from emend_audit.exporting import Exporter
from emend_audit.proving import Prover
from emend_audit.search import (
    Filters,
    Signed,
    Window,
    find_entries,
    open_events,
    signed_state,
)
from emend_audit.store import hand_overs
from emend_database import Pool
from emend_web import Problem

_ENTRY: Final = "SELECT index, hash FROM entries WHERE "


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers questions about one log."""

    pool: Pool
    prover: Prover
    eraser: Eraser
    exporter: Exporter
    tenant: Callable[[], TenantKey]

    async def page(
        self, filters: Filters, cursor: int | None, limit: int, *, newest_first: bool = True
    ) -> api.Page:
        """Answer one page of entries, each with its proof."""
        signed = await self.signed()
        size = signed.checkpoint.size
        end = size if cursor is None or not newest_first else min(cursor, size)
        start = cursor if cursor is not None and not newest_first else 0
        window = Window(start, end, limit + 1, newest_first)
        rows = await find_entries(self.pool, filters, window, self.tenant())
        more, rows = len(rows) > limit, rows[:limit]
        events = await open_events(self.pool, rows, self.tenant())
        proofs = await self.prover.inclusion([row["index"] for row in rows], size)
        last = rows[-1]["index"] if more else None
        following = None if last is None else last if newest_first else last + 1
        return api.page(signed, await hand_overs(self.pool), rows, events, proofs, following)

    async def inclusion(self, index: int | None, event_id: str | None) -> api.InclusionProof:
        """Answer the proof of one entry, by its index or by its event's id."""
        signed = await self.signed()
        size = signed.checkpoint.size
        if event_id is not None:
            index = await self.pool.fetchval(f"{_ENTRY} event_id = $1::uuid", event_id, column=0)
        if index is None or index >= size:
            detail = f"No signed entry {event_id or index}: the log has {size}"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        (proof,) = await self.prover.inclusion([index], size)
        find = await self.prover.finder([(0, index)], size)
        return api.InclusionProof(
            origin=signed.checkpoint.origin,
            checkpoint=signed.note,
            size=size,
            index=index,
            leaf_hash=api.in_base64(find((0, index))),
            proof=[api.in_base64(each) for each in proof],
        )

    async def consistency(self, old_size: int) -> api.ConsistencyProof:
        """Answer the proof that the log continues an earlier state of it."""
        signed = await self.signed()
        size = signed.checkpoint.size
        if old_size > size:
            detail = f"The log has {size} signed entries, so none of {old_size} came before it"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        proof = await self.prover.consistency(old_size, size, size)
        return api.ConsistencyProof(
            origin=signed.checkpoint.origin,
            checkpoint=signed.note,
            size=size,
            old_size=old_size,
            proof=[api.in_base64(each) for each in proof],
        )

    async def log(self) -> api.LogDocument:
        """Answer what a verifier needs besides the files."""
        signed = await self.signed()
        keys = await self.pool.fetch("SELECT verifier, hand_over FROM keys ORDER BY number")
        return api.LogDocument(
            origin=signed.checkpoint.origin,
            checkpoint=signed.note,
            size=signed.checkpoint.size,
            recorded=await self.pool.fetchval("SELECT size FROM log"),
            pruned=signed.pruned,
            keys=[row["verifier"] for row in keys],
            hand_overs=[row["hand_over"] for row in keys if row["hand_over"]],
            erasures=await self.erasures(),
        )

    async def erasures(self) -> list[api.ErasureNote]:
        """Answer who was erased, by pseudonym."""
        return [
            api.ErasureNote(
                person=row["pseudonym"],
                erased_at=row["erased_at"],
                event_id=str(row["event_id"]),  # type: ignore[arg-type] - asyncpg has a class of its own
                index=row["index"],
            )
            for row in await erasures(self.pool)
        ]

    async def erase(self, request: api.ErasureRequest) -> api.ErasureAnswer:
        """Erase a person."""
        if folded(request.person) in folded(request.reason):
            detail = "The reason is kept for ever, so it must not name the person"
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The reason names the person", detail)
        done = await self.eraser.erase(
            self.tenant(), request.person, request.reason, request.requested_by
        )
        if not done:
            detail = (
                "The log holds nothing of a person of this name that could be read; what they "
                "did until now, and is still on its way to the log, nobody will read either"
            )
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        return api.ErasureAnswer(
            person=done[0].pseudonym,
            event_id=done[0].event_id,
            erased_at=done[0].erased_at,
            others=[each.pseudonym for each in done[1:]],
        )

    async def export(
        self,
        bounds: tuple[int | None, int | None],
        times: tuple[datetime | None, datetime | None],
        old_size: int | None,
    ) -> AsyncGenerator[str]:
        """Answer a stretch of the log as a file."""
        signed = await self.signed()
        start, end = await self.exporter.stretch(signed, *times)
        start = start if bounds[0] is None else max(start, bounds[0])
        end = end if bounds[1] is None else min(end, bounds[1])
        start = min(start, signed.checkpoint.size)
        if old_size is not None and old_size > signed.checkpoint.size:
            detail = f"The log has {signed.checkpoint.size} signed entries, not {old_size}"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail)
        header = await self.exporter.header(signed, start, max(start, end), old_size)
        return self.exporter.lines(header)

    async def signed(self) -> Signed:
        """Return the newest signed state, or answer that there is none yet."""
        signed = await signed_state(self.pool)
        if signed is None:
            detail = "The log has not begun yet"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Not ready", detail)
        return signed
