"""Writes a stretch of the log as one file that proves itself, a thousand entries at a time."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from emend_audit.domain.leaf import moment
from emend_audit.erasure import erasures
from emend_audit.proving import Prover
from emend_audit.search import Signed
from emend_audit.store import hand_overs
from emend_database import Pool, Record
from emend_transparency import (
    EXPIRED,
    EXPIRED_BY,
    ExportedEntry,
    ExportHeader,
    ProvedEntry,
    Tile,
    consistency_ranges,
    nodes_of,
    proof_nodes,
    range_hash,
    write_entry,
    write_footer,
    write_header,
)

CHUNK: Final = 1_024
_ENTRIES: Final = """
    SELECT index, hash, entry, payload FROM entries
    WHERE index >= $1 AND index < $2 ORDER BY index
"""
_BETWEEN: Final = """
    SELECT min(index) AS start, max(index) + 1 AS end FROM entries
    WHERE index < $1 AND recorded_at >= coalesce($2, '-infinity'::timestamptz)
        AND recorded_at < coalesce($3, 'infinity'::timestamptz)
"""

_EXPIRY: Final = """
    SELECT index, entry FROM entries
    WHERE type = $1 AND source = $2 AND index < $3 ORDER BY index DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Exporter:
    """Exports one log."""

    pool: Pool
    prover: Prover

    async def stretch(
        self, signed: Signed, since: datetime | None, until: datetime | None
    ) -> tuple[int, int]:
        """Return the indices of what was recorded between two times."""
        size = signed.checkpoint.size
        if since is None and until is None:
            return 0, size
        row = await self.pool.fetchrow(_BETWEEN, size, since, until)
        return (0, 0) if row is None or row["start"] is None else (row["start"], row["end"])

    async def header(
        self, signed: Signed, start: int, end: int, old_size: int | None
    ) -> ExportHeader:
        """Return the first line's content, with all proofs."""
        size = signed.checkpoint.size
        before, after = list(nodes_of(0, start)), list(nodes_of(end, size))
        growth = consistency_ranges(old_size, size) if old_size is not None else []
        find = await self.prover.finder([*before, *after, *proof_nodes(growth)], size)
        return ExportHeader(
            checkpoint=signed.note,
            origin=signed.checkpoint.origin,
            size=size,
            start=start,
            end=end,
            before=[find(node) for node in before],
            after=[find(node) for node in after],
            hand_overs=await hand_overs(self.pool),
            consistency={old_size: [range_hash(leaves, find) for leaves in growth]}
            if old_size
            else {},
            expiry=await self._expiry(size) if start < signed.pruned else None,
        )

    async def lines(self, header: ExportHeader) -> AsyncGenerator[str]:
        """Yield the file, some lines at a time."""
        yield write_header(header)
        for start in range(header.start, header.end, CHUNK):
            end = min(start + CHUNK, header.end)
            rows = {row["index"]: row for row in await self.pool.fetch(_ENTRIES, start, end)}
            lines = [
                write_entry(await self._exported(index, rows.get(index), header.size))
                for index in range(start, end)
            ]
            yield "".join(lines)
        notes = [
            {
                "person": row["pseudonym"],
                "erased_at": moment(row["erased_at"]),
                "event_id": str(row["event_id"]),
                "index": row["index"],
            }
            for row in await erasures(self.pool)
        ]
        yield write_footer(header.end - header.start, notes)

    async def _expiry(self, size: int) -> ProvedEntry | None:
        """Return where the log says which entries have expired."""
        row = await self.pool.fetchrow(_EXPIRY, EXPIRED, EXPIRED_BY, size)
        if row is None:
            return None
        (proof,) = await self.prover.inclusion([row["index"]], size)
        return ProvedEntry(row["index"], row["entry"], proof)

    async def _exported(self, index: int, row: Record | None, size: int) -> ExportedEntry:
        if row is not None:
            return ExportedEntry(index, row["entry"], row["hash"], row["payload"])
        number, position = divmod(index, 256)
        tile = Tile(0, number, min(256, size - number * 256))
        return ExportedEntry(index, None, (await self.prover.hashes(tile))[position])
