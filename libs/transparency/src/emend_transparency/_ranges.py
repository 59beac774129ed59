"""Which complete subtrees a stretch of leaves consists of.

A node ``(level, index)`` is the complete subtree over the leaves from ``index << level`` to
``(index + 1) << level``. It never changes once its leaves are there, whatever is appended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from emend_transparency._hashing import EMPTY_ROOT, node_hash

Node: TypeAlias = tuple[int, int]
"""A level, 0 for leaves, and an index within it."""

Range: TypeAlias = tuple[int, int]
"""The first leaf and the one behind the last."""

FindHash: TypeAlias = Callable[[Node], bytes]


def nodes_of(start: int, end: int) -> Iterator[Node]:
    """Yield the fewest complete subtrees that cover the leaves, from left to right."""
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def folded(hashes: Sequence[bytes]) -> bytes:
    """Return the root over subtrees of falling size, as they stand at a tree's right edge."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def range_hash(leaves: Range, find: FindHash) -> bytes:
    """Return the hash of a subtree of a proof, which need not be complete."""
    return folded([find(node) for node in nodes_of(*leaves)])


def split_of(start: int, end: int) -> int:
    """Return where a tree over two leaves or more divides: at the largest power of two below."""
    return start + (1 << ((end - start - 1).bit_length() - 1))
