"""Verifies a whole log from its files: every entry, every hash, up to the signed root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from emend_transparency._checkpoint import Checkpoint
from emend_transparency._errors import NotConsistent, Tampered
from emend_transparency._expiry import expired_up_to
from emend_transparency._frontier import Frontier
from emend_transparency._hashing import leaf_hash
from emend_transparency._tiles import (
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundle_of,
    read_entries,
    read_hashes,
    tiles_between,
)

ReadFile: TypeAlias = Callable[[str], bytes | None]
"""Returns a file of the log by its path; None where there is none."""


def verify_log(read: ReadFile, checkpoint: Checkpoint, earlier: Iterable[Checkpoint] = ()) -> int:
    """Verify every entry and every tile of a log against its checkpoint.

    Entries that have expired, by what an entry of the log says, need not be there any more, only
    their hashes. Returns how many are gone.

    Args:
        read: gives the log's files.
        checkpoint: its newest state, whose signature is verified already.
        earlier: other states that the log must have gone through.

    Raises:
        NotConsistent: an earlier state is larger than this, or has another root.
        Tampered: a file is missing, or is not what the root says; the message names it.
        Malformed: a file is not of its form.
    """
    states = sorted((*earlier, checkpoint), key=lambda state: state.size)
    if states[-1].size > checkpoint.size:
        message = (
            f"the log had {states[-1].size} leaves and now has {checkpoint.size}: "
            "it was rolled back"
        )
        raise NotConsistent(message)
    walk = _Walk(read, checkpoint.size)
    for before, after in pairwise((0, *(state.size for state in states))):
        walk.to(before, after)
        walk.roots[after] = walk.frontier.root()
    walk.finish()
    if walk.found:
        is_root = walk.roots[checkpoint.size] == checkpoint.root
        raise Tampered(walk.found[0].blaming(is_root=is_root))
    for state in states:
        if walk.roots[state.size] != state.root:
            raise _wrong_root(state, checkpoint)
    return len(walk.gone) * TILE_WIDTH


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """A hash in a tile that is not the hash of what stands below."""

    tile: Tile
    position: int
    below: Tile

    def blaming(self, *, is_root: bool) -> str:
        """Say which of both is wrong: what lies below leads to the signed root, or it does not."""
        if is_root:
            return f"{self.tile.path}: hash {self.position} is not that of {self.below.path}"
        what = f"entry {self.position}" if self.below.level is None else "it"
        return f"{self.below.path}: {what} does not have the hash that {self.tile.path} says"


@dataclass(slots=True)
class _Walk:
    """Goes through a log's files once, from its first entry to its last."""

    read: ReadFile
    size: int
    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict[int, bytes])
    found: list[_Mismatch] = field(default_factory=list[_Mismatch])
    upper: dict[int, list[bytes]] = field(default_factory=dict[int, list[bytes]])
    bundle: tuple[int, Sequence[bytes]] = (-1, ())
    expired: int = 0
    """So many entries have expired, by what the entries say."""
    gone: list[Tile] = field(default_factory=list[Tile])

    def to(self, start: int, end: int) -> None:
        """Append the leaves from ``start`` to ``end``."""
        while start < end:
            number, position = divmod(start, TILE_WIDTH)
            stop = min(end, (number + 1) * TILE_WIDTH)
            leaves = self._leaves(number)[position : position + stop - start]
            for (level, _), each in self.frontier.append(leaves):
                if level and level % TILE_HEIGHT == 0:
                    self.upper.setdefault(level // TILE_HEIGHT, []).append(each)
            start = stop

    def finish(self) -> None:
        """Compare the tiles above the leaves with what the leaves say; miss what is not there."""
        for bundle in self.gone:
            if (bundle.index + 1) * TILE_WIDTH > self.expired:
                raise _missing(bundle)
        for tile in tiles_between(0, self.size):
            if tile.level:
                first = tile.index * TILE_WIDTH
                expected = self.upper[tile.level][first : first + tile.width]
                for position in self._differences(tile, expected):
                    below = Tile(tile.level - 1, first + position)
                    self.found.append(_Mismatch(tile, position, below))

    def _leaves(self, number: int) -> Sequence[bytes]:
        """Return the leaf hashes of one bundle, from its entries unless those are pruned."""
        if self.bundle[0] == number:
            return self.bundle[1]
        below = bundle_of(number * TILE_WIDTH, self.size)
        tile = Tile(0, number, below.width)
        content = self.read(below.path)
        if content is None and below.is_full:
            self.gone.append(below)
            leaves: Sequence[bytes] = read_hashes(self._content(tile), tile)
        else:
            entries = read_entries(_there(content, below), below)
            self.expired = max(self.expired, *map(expired_up_to, entries))
            leaves = [leaf_hash(entry) for entry in entries]
            for position in self._differences(tile, leaves):
                self.found.append(_Mismatch(tile, position, below))
        self.bundle = (number, leaves)
        return leaves

    def _differences(self, tile: Tile, expected: Sequence[bytes]) -> Iterator[int]:
        hashes = read_hashes(self._content(tile), tile)
        for position, (stored, computed) in enumerate(zip(hashes, expected, strict=True)):
            if stored != computed:
                yield position

    def _content(self, tile: Tile) -> bytes:
        return _there(self.read(tile.path), tile)


def _there(content: bytes | None, tile: Tile) -> bytes:
    if content is None:
        raise _missing(tile)
    return content


def _missing(tile: Tile) -> Tampered:
    return Tampered(f"{tile.path} is missing")


def _wrong_root(state: Checkpoint, newest: Checkpoint) -> NotConsistent | Tampered:
    if state is newest:
        message = f"the entries of the log do not have the root of its checkpoint of {state.size}"
        return Tampered(message)
    message = f"the log has another root at {state.size} leaves than it had before: it was forked"
    return NotConsistent(message)
