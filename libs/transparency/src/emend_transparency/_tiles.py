"""A log as files that never change: tiles of 256 hashes, bundles of 256 entries.

https://c2sp.org/tlog-tiles
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from emend_transparency._errors import Malformed
from emend_transparency._hashing import HASH_BYTES
from emend_transparency._ranges import FindHash, Node, folded

TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 1 << TILE_HEIGHT
MAX_ENTRY_BYTES: Final = 2**16 - 1
MAX_LEVEL: Final = 63
_LENGTH_BYTES: Final = 2
_PATH: Final = re.compile(
    r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/([1-9][0-9]{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile of hashes at a level, or (level None) a bundle of entries."""

    level: int | None
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's address."""
        digits = f"{self.index % 1000:03}"
        above = self.index // 1000
        while above:
            digits = f"x{above % 1000:03}/{digits}"
            above //= 1000
        kind = "entries" if self.level is None else self.level
        partial = "" if self.is_full else f".p/{self.width}"
        return f"tile/{kind}/{digits}{partial}"

    @classmethod
    def parse(cls, path: str) -> Self:
        """Read a path.

        Raises:
            Malformed: it is no tile's path, or not its one spelling.
        """
        match = _PATH.fullmatch(path)
        if match is not None:
            level = None if match[1] == "entries" else int(match[1])
            index = int(match[2].replace("x", "").replace("/", ""))
            tile = cls(level, index, int(match[3] or TILE_WIDTH))
            if tile.width <= TILE_WIDTH and tile.path == path:
                return tile
        message = f"{path[:120]!r} is no tile's path"
        raise Malformed(message)

    @property
    def is_full(self) -> bool:
        """Whether it holds all it will ever hold."""
        return self.width == TILE_WIDTH

    @property
    def full(self) -> Tile:
        """The same tile, full."""
        return Tile(self.level, self.index)


def tiles_between(old: int, new: int) -> Iterator[Tile]:
    """Yield what is to be written when a log grows: hashes by level, then entries."""
    for level in range(MAX_LEVEL // TILE_HEIGHT + 1):
        yield from _tiles_of_level(level, old >> level * TILE_HEIGHT, new >> level * TILE_HEIGHT)
    for tile in _tiles_of_level(0, old, new):
        yield Tile(None, tile.index, tile.width)


def tile_of(node: Node, size: int) -> Tile:
    """Return the tile from which a complete subtree's hash is computed in a log of this size."""
    level, first = node[0] // TILE_HEIGHT, node[1] << node[0] % TILE_HEIGHT
    index = first // TILE_WIDTH
    return Tile(level, index, min(TILE_WIDTH, (size >> level * TILE_HEIGHT) - index * TILE_WIDTH))


def bundle_of(index: int, size: int) -> Tile:
    """Return the bundle that holds an entry in a log of this size."""
    number = index // TILE_WIDTH
    return Tile(None, number, min(TILE_WIDTH, size - number * TILE_WIDTH))


def hash_finder(tiles: Mapping[Tile, Sequence[bytes]], size: int) -> FindHash:
    """Return a function that computes subtrees' hashes from tiles at hand.

    It raises ``KeyError`` with the tile that is missing.
    """

    def find(node: Node) -> bytes:
        hashes = tiles[tile_of(node, size)]
        count = 1 << node[0] % TILE_HEIGHT
        start = (node[1] * count) % TILE_WIDTH
        return subtree_hash(hashes[start : start + count])

    return find


def subtree_hash(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over a power of two of hashes."""
    if len(hashes) == 1:
        return hashes[0]
    middle = len(hashes) // 2
    return folded((subtree_hash(hashes[:middle]), subtree_hash(hashes[middle:])))


def read_hashes(content: bytes, tile: Tile) -> list[bytes]:
    """Return the hashes of a tile.

    Raises:
        Malformed: it is not as long as its path says.
    """
    if len(content) != tile.width * HASH_BYTES:
        message = f"{tile.path} has {len(content)} bytes, not {tile.width * HASH_BYTES}"
        raise Malformed(message)
    return [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]


def write_entries(entries: Iterable[bytes]) -> bytes:
    """Return the bundle of these entries.

    Raises:
        Malformed: an entry is longer than 65,535 bytes.
    """
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            message = f"an entry of {len(entry)} bytes; at most {MAX_ENTRY_BYTES} are allowed"
            raise Malformed(message)
        parts += (len(entry).to_bytes(_LENGTH_BYTES, "big"), entry)
    return b"".join(parts)


def read_entries(content: bytes, tile: Tile) -> list[bytes]:
    """Return the entries of a bundle.

    Raises:
        Malformed: it does not hold as many as its path says, or ends in the middle of one.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(content[at:start], "big")
        if start > len(content) or at > len(content):
            message = f"{tile.path} ends in the middle of its entry {len(entries)}"
            raise Malformed(message)
        entries.append(content[start:at])
    if len(entries) != tile.width:
        message = f"{tile.path} has {len(entries)} entries, not {tile.width}"
        raise Malformed(message)
    return entries


def _tiles_of_level(level: int, old: int, new: int) -> Iterator[Tile]:
    if new > old:
        for index in range(old // TILE_WIDTH, -(-new // TILE_WIDTH)):
            yield Tile(level, index, min(TILE_WIDTH, new - index * TILE_WIDTH))
