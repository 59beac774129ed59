"""Proofs against the recursive definitions of RFC 6962, for trees of many sizes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transparency import (
    EMPTY_ROOT,
    Frontier,
    Malformed,
    Node,
    NotConsistent,
    NotIncluded,
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    nodes_of,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(str(number).encode()) for number in range(300)]
SIZES = st.integers(1, len(LEAVES))


def tree_hash(leaves: Sequence[bytes]) -> bytes:
    """Return MTH(D) as RFC 6962 writes it down."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(tree_hash(leaves[:split]), tree_hash(leaves[split:]))


def find(node: Node) -> bytes:
    level, index = node
    return tree_hash(LEAVES[index << level : (index + 1) << level])


def test_known_roots_come_out() -> None:
    # The empty tree's and the first leaf's hash are written in RFC 6962's test data.
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (
        leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 64, 100, 255, 256, 257, 300])
def test_a_frontier_has_the_root_of_the_definition(size: int) -> None:
    frontier = Frontier()
    complete = dict(frontier.append(LEAVES[:size]))
    assert frontier.root() == tree_hash(LEAVES[:size])
    assert all(found == find(node) for node, found in complete.items())
    again = Frontier()
    again.extend(LEAVES[:size])
    assert (again.size, again.hashes) == (frontier.size, frontier.hashes)


@given(SIZES, st.data())
def test_a_frontier_goes_on_from_where_it_was_saved(size: int, data: st.DataObject) -> None:
    half = data.draw(st.integers(0, size))
    first = Frontier()
    first.extend(LEAVES[:half])
    second = Frontier(first.size, first.hashes)
    for node in nodes_of(half, size):
        assert second.append_subtree(node[0], find(node))[0] == (node, find(node))
    assert second.root() == tree_hash(LEAVES[:size])


@given(SIZES, st.data())
def test_every_leaf_is_proved_and_nothing_else_is(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    root, proof = tree_hash(LEAVES[:size]), inclusion_proof(index, size, find)
    verify_inclusion(LEAVES[index], index, size, proof, root)
    for other in ({index - 1, index + 1} & set(range(size))) - {index}:
        with pytest.raises(NotIncluded):
            verify_inclusion(LEAVES[index], other, size, proof, root)
    with pytest.raises(NotIncluded):
        verify_inclusion(LEAVES[index - 1] + b"", index, size, proof, bytes(32))
    for at, sibling in enumerate(proof):
        damaged = [*proof[:at], flipped(sibling), *proof[at + 1 :]]
        with pytest.raises(NotIncluded):
            verify_inclusion(LEAVES[index], index, size, damaged, root)


@given(SIZES, st.data())
def test_growth_is_proved_and_a_fork_is_not(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, size))
    roots = tree_hash(LEAVES[:old]), tree_hash(LEAVES[:size])
    proof = consistency_proof(old, size, find)
    verify_consistency(old, size, proof, *roots)
    with pytest.raises(NotConsistent):
        verify_consistency(old, size, proof, flipped(roots[0]), roots[1])
    with pytest.raises(NotConsistent):
        verify_consistency(old, size, [*proof, bytes(32)], *roots)
    for at, sibling in enumerate(proof):
        damaged = [*proof[:at], flipped(sibling), *proof[at + 1 :]]
        with pytest.raises(NotConsistent):
            verify_consistency(old, size, damaged, *roots)


def test_a_tree_that_shrank_is_called_a_rollback() -> None:
    with pytest.raises(NotConsistent, match="rolled back"):
        verify_consistency(5, 4, [], bytes(32), bytes(32))


def test_hashes_of_another_length_are_refused() -> None:
    with pytest.raises(NotIncluded, match="31 bytes"):
        verify_inclusion(bytes(31), 0, 2, [bytes(33)], bytes(32))
    with pytest.raises(NotConsistent, match="33 bytes"):
        verify_consistency(1, 2, [bytes(33)], bytes(32), bytes(32))


def test_what_no_tree_has_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_ranges(3, 3)
    with pytest.raises(ValueError, match="cannot continue"):
        consistency_ranges(4, 3)
    with pytest.raises(NotIncluded, match="no leaf 3"):
        verify_inclusion(bytes(32), 3, 3, [], bytes(32))


@pytest.mark.parametrize(("size", "hashes"), [(-1, []), (3, [bytes(32)]), (1, [bytes(31)])])
def test_a_frontier_that_cannot_be_is_refused(size: int, hashes: list[bytes]) -> None:
    with pytest.raises(Malformed):
        Frontier(size, hashes)


def test_a_subtree_begins_only_where_one_can() -> None:
    frontier = Frontier()
    frontier.extend(LEAVES[:1])
    with pytest.raises(Malformed, match="level 1"):
        frontier.append_subtree(1, LEAVES[0])


def flipped(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]
