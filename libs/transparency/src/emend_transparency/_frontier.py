"""The right edge of a growing tree: all that is needed to append leaves and to know the root."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from emend_transparency._errors import Malformed
from emend_transparency._hashing import HASH_BYTES, node_hash
from emend_transparency._ranges import Node, folded

MAX_SIZE: Final = 2**62
"""More leaves than any log will have; PostgreSQL's bigint and every proof hold it."""


class Frontier:
    """The complete subtrees that a tree of ``size`` leaves consists of, the largest first."""

    __slots__ = ("_hashes", "_size")

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Take up a tree where it stands.

        Raises:
            Malformed: the hashes are not as many as a tree of this size has, or not hashes.
        """
        self._size = size
        self._hashes = list(hashes)
        if not 0 <= size <= MAX_SIZE:
            message = f"a tree has 0 to {MAX_SIZE} leaves, not {size}"
            raise Malformed(message)
        if len(self._hashes) != size.bit_count():
            message = (
                f"a tree of {size} leaves has {size.bit_count()} complete subtrees at its edge, "
                f"not {len(self._hashes)}"
            )
            raise Malformed(message)
        if any(len(each) != HASH_BYTES for each in self._hashes):
            message = f"a hash has {HASH_BYTES} bytes"
            raise Malformed(message)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._size

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The subtrees' hashes, the largest subtree first."""
        return tuple(self._hashes)

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        return folded(self._hashes)

    def copy(self) -> Frontier:
        """Return one that grows on its own."""
        return Frontier(self._size, self._hashes)

    def append(self, leaf_hashes: Iterable[bytes]) -> list[tuple[Node, bytes]]:
        """Append leaves; return every subtree that becomes complete, leaves included, in order."""
        return [done for leaf in leaf_hashes for done in self.append_subtree(0, leaf)]

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Append leaves, without regard to what becomes complete."""
        hashes = self._hashes
        size = self._size
        for leaf in leaf_hashes:
            found, above = leaf, size
            while above & 1:
                found = node_hash(hashes.pop(), found)
                above >>= 1
            hashes.append(found)
            size += 1
        self._size = size

    def append_subtree(self, level: int, subtree: bytes) -> list[tuple[Node, bytes]]:
        """Append a complete subtree of ``1 << level`` leaves; return what becomes complete.

        Raises:
            Malformed: no subtree of this level can begin where the tree ends.
        """
        if self._size & ((1 << level) - 1):
            message = f"no subtree of level {level} begins at leaf {self._size}"
            raise Malformed(message)
        index = self._size >> level
        complete = [((level, index), subtree)]
        while index & 1:
            subtree = node_hash(self._hashes.pop(), subtree)
            level, index = level + 1, index >> 1
            complete.append(((level, index), subtree))
        self._hashes.append(subtree)
        self._size = (index + 1) << level
        return complete
