"""Proofs for readers, computed from the published tiles alone."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from emend_audit.errors import Forked
from emend_audit.files import LogFiles
from emend_transparency import (
    FindHash,
    Node,
    Tile,
    consistency_proof,
    consistency_ranges,
    hash_finder,
    inclusion_proof,
    inclusion_ranges,
    proof_nodes,
    read_hashes,
    tile_of,
)

CACHED_TILES: Final = 1_024
"""About 20 MB. A tile of any width never changes, so it is never out of date."""


@dataclass(slots=True)
class Prover:
    """Reads tiles, each once while it is in use."""

    files: LogFiles
    _tiles: OrderedDict[Tile, Sequence[bytes]] = field(
        default_factory=OrderedDict[Tile, Sequence[bytes]]
    )

    async def inclusion(self, indices: Iterable[int], size: int) -> list[list[bytes]]:
        """Return the proof of each leaf in the tree of this size.

        Raises:
            Forked: a tile is missing.
            Unavailable: the files' store is away.
        """
        wanted = list(indices)
        ranges = [leaves for index in wanted for leaves in inclusion_ranges(index, size)]
        find = await self.finder(proof_nodes(ranges), size)
        return [inclusion_proof(index, size, find) for index in wanted]

    async def consistency(self, old: int, new: int, size: int) -> list[bytes]:
        """Return the proof from one size to another, neither above the signed ``size``.

        Raises: as :meth:`inclusion`.
        """
        find = await self.finder(proof_nodes(consistency_ranges(old, new)), size)
        return consistency_proof(old, new, find)

    async def finder(self, nodes: Iterable[Node], size: int) -> FindHash:
        """Return a function that knows these subtrees' hashes in the log of this size.

        Raises: as :meth:`inclusion`.
        """
        tiles = list({tile_of(node, size) for node in nodes})
        hashes = await asyncio.gather(*map(self.hashes, tiles))
        return hash_finder(dict(zip(tiles, hashes, strict=True)), size)

    async def hashes(self, tile: Tile) -> Sequence[bytes]:
        """Return the hashes of a tile; a partial one may have been replaced by the full one.

        Raises: as :meth:`inclusion`.
        """
        if tile in self._tiles:
            self._tiles.move_to_end(tile)
            return self._tiles[tile]
        content, found = await self.files.get(tile.path), tile
        if content is None and not tile.is_full:
            content, found = await self.files.get(tile.full.path), tile.full
        if content is None:
            message = f"{self.files.url}/{tile.path} is missing"
            raise Forked(message)
        hashes = read_hashes(content, found)[: tile.width]
        self._tiles[tile] = hashes
        while len(self._tiles) > CACHED_TILES:
            self._tiles.popitem(last=False)
        return hashes
