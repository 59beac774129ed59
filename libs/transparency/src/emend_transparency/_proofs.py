"""Proofs that a leaf, an earlier tree or any subtree is part of a tree: made and verified.

All of them are one thing. From the root down to a subtree the way turns left or right, and each
turn leaves a sibling behind: those siblings, from the bottom up, are the proof. For a leaf that
is RFC 9162's inclusion proof (2.1.3), for the tree of a smaller size its consistency proof
(2.1.4), for other subtrees those of draft-ietf-plants-merkle-tree-certs (section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_transparency._errors import NotConsistent, NotIncluded
from emend_transparency._hashing import EMPTY_ROOT, HASH_BYTES, node_hash
from emend_transparency._ranges import FindHash, Node, Range, nodes_of, range_hash, split_of


class _Turn(NamedTuple):
    """A sibling on the way to a subtree."""

    leaves: Range
    is_left: bool
    is_inside: bool
    """Whether it belongs to the subtree, which then reaches across the split."""


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the subtrees whose hashes prove a leaf, in the order of the proof.

    Raises:
        ValueError: the tree has no such leaf.
    """
    if not 0 <= index < size:
        message = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(message)
    return _ranges(index, index + 1, size)


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the subtrees whose hashes prove that a tree continues a smaller one.

    Raises:
        ValueError: the sizes are negative, or the new one is the smaller.
    """
    if not 0 <= old <= new:
        message = f"a tree of {new} leaves cannot continue one of {old}"
        raise ValueError(message)
    return _ranges(0, old, new) if old else []


def proof_nodes(ranges: Sequence[Range]) -> list[Node]:
    """Return every complete subtree that a proof is computed from."""
    return [node for leaves in ranges for node in nodes_of(*leaves)]


def inclusion_proof(index: int, size: int, find: FindHash) -> list[bytes]:
    """Make the proof that a leaf is in the tree of this size."""
    return [range_hash(leaves, find) for leaves in inclusion_ranges(index, size)]


def consistency_proof(old: int, new: int, find: FindHash) -> list[bytes]:
    """Make the proof that the tree of size ``new`` continues that of size ``old``."""
    return [range_hash(leaves, find) for leaves in consistency_ranges(old, new)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Verify that the leaf with this hash stands at this index of the tree.

    Raises:
        NotIncluded: it does not, or the proof is not one.
    """
    if not 0 <= index < size:
        message = f"there is no leaf {index} in a tree of {size}"
        raise NotIncluded(message)
    reason = _wrong_length(leaf) or _mismatch(leaf, (index, index + 1), size, proof, root)
    if reason:
        message = f"leaf {index} is not proved to be in the tree of {size}: {reason}"
        raise NotIncluded(message)


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Verify that the tree of size ``new`` continues that of size ``old``.

    Raises:
        NotConsistent: it does not, or the proof is not one.
    """
    if not 0 <= old <= new:
        message = f"the tree had {old} leaves and now has {new}: it was rolled back"
        raise NotConsistent(message)
    reason = "" if old == new else _wrong_length(old_root, new_root)
    reason = reason or _mismatch(old_root, (0, old), new, proof, new_root)
    if old == new and old_root != new_root:
        reason = "they have two roots"
    if reason:
        message = f"the tree of {new} leaves does not continue the one of {old}: {reason}"
        raise NotConsistent(message)


def verify_subtree(
    subtree: bytes, leaves: Range, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Verify that the subtree with this hash covers these leaves of the tree.

    Raises:
        NotConsistent: it does not, the proof is not one, or no subtree covers just these leaves.
    """
    start, end = leaves
    if not 0 <= start <= end <= size or (start != end and start % _capacity(end - start)):
        message = f"no subtree covers the leaves {start} to {end} of {size}"
        raise NotConsistent(message)
    reason = _mismatch(subtree, leaves, size, proof, root)
    if reason:
        message = (
            f"the leaves {start} to {end} are not proved to be in the tree of {size}: {reason}"
        )
        raise NotConsistent(message)


def verify_subtree_inclusion(
    leaf: bytes, index: int, leaves: Range, proof: Sequence[bytes], subtree: bytes
) -> None:
    """Verify that the leaf with this hash stands at this index, inside of a subtree.

    Raises:
        NotIncluded: it does not, the proof is not one, or no subtree covers just these leaves.
    """
    start, end = leaves
    if not 0 <= start <= index < end or start % _capacity(end - start):
        message = f"no subtree covers the leaves {start} to {end}, or leaf {index} is not in it"
        raise NotIncluded(message)
    verify_inclusion(leaf, index - start, end - start, proof, subtree)


def _mismatch(subtree: bytes, leaves: Range, size: int, proof: Sequence[bytes], root: bytes) -> str:
    """Say why a proof does not hold; nothing if it does."""
    if proof and (reason := _wrong_length(subtree, *proof)):
        return reason
    if leaves[0] == leaves[1]:
        return "" if not proof and subtree == EMPTY_ROOT else "nothing is proved of no leaves"
    turns = _turns(*leaves, size)
    starts_below = any(turn.is_inside for turn in turns)
    if len(proof) != len(turns) + starts_below:
        return f"the proof has {len(proof)} hashes, not {len(turns) + starts_below}"
    before = after = proof[0] if starts_below else subtree
    for turn, sibling in zip(turns, proof[starts_below:], strict=True):
        if turn.is_inside:
            before = node_hash(sibling, before)
        after = node_hash(sibling, after) if turn.is_left else node_hash(after, sibling)
    return "" if (before, after) == (subtree, root) else "the hashes do not lead to the root"


def _wrong_length(*hashes: bytes) -> str:
    wrong = [len(each) for each in hashes if len(each) != HASH_BYTES]
    return f"a hash of {wrong[0]} bytes where {HASH_BYTES} are due" if wrong else ""


def _ranges(start: int, end: int, size: int) -> list[Range]:
    turns = _turns(start, end, size)
    siblings = [turn.leaves for turn in turns]
    inside = [turn.leaves for turn in turns if turn.is_inside]
    return [(inside[0][1], end), *siblings] if inside else siblings


def _turns(start: int, end: int, size: int) -> list[_Turn]:
    """Return the siblings on the way to a subtree, from the bottom up."""
    first, last = 0, size
    turns: list[_Turn] = []
    while (start, end) != (first, last):
        split = split_of(first, last)
        if end <= split:
            turns.append(_Turn((split, last), is_left=False, is_inside=False))
            last = split
        else:
            turns.append(_Turn((first, split), is_left=True, is_inside=start < split))
            first, start = split, max(start, split)
    return turns[::-1]


def _capacity(leaves: int) -> int:
    """Return the smallest power of two that is not below a number of leaves."""
    return 1 << (leaves - 1).bit_length()
