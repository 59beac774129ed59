"""Tiles: their paths, what they hold, and proofs computed from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transparency import (
    Malformed,
    Tile,
    bundle_of,
    consistency_proof,
    hash_finder,
    inclusion_proof,
    inclusion_ranges,
    leaf_hash,
    proof_nodes,
    read_entries,
    read_hashes,
    tile_of,
    tiles_between,
    verify_consistency,
    verify_inclusion,
    write_entries,
)

MakeLog = Callable[[int], Any]


@pytest.mark.parametrize(
    ("path", "tile"),
    [
        ("tile/0/000", Tile(0, 0)),
        ("tile/0/000.p/1", Tile(0, 0, 1)),
        ("tile/1/067.p/255", Tile(1, 67, 255)),
        ("tile/63/999", Tile(63, 999)),
        ("tile/0/x001/x234/067", Tile(0, 1_234_067)),  # the specification's example
        ("tile/entries/x001/000.p/8", Tile(None, 1000, 8)),
    ],
)
def test_a_path_is_read_and_written(path: str, tile: Tile) -> None:
    assert Tile.parse(path) == tile
    assert tile.path == path


@pytest.mark.parametrize(
    "path",
    [
        *("", "tile", "tile/0/0", "tile/0/0000", "tile/64/000", "tile/00/000", "tile/-1/000"),
        *("tile/0/x000/001", "tile/0/x001", "tile/0/001/002", "tile/0/000.p/0"),
        *(
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/entries/000/",
            "tile/0/\u0660\u0660\u0660",
        ),
        *("tile/entries/../../etc/passwd", "tile/0/000\n", "checkpoint", "tile/0/" + "x001/" * 30),
    ],
)
def test_another_path_is_refused(path: str) -> None:
    with pytest.raises(Malformed, match="no tile's path"):
        Tile.parse(path)


@given(st.integers(0, 2**50), st.integers(1, 256), st.sampled_from([None, 0, 1, 7]))
def test_every_tile_has_one_path(index: int, width: int, level: int | None) -> None:
    tile = Tile(level, index, width)
    assert Tile.parse(tile.path) == tile


def test_growth_writes_what_changed_and_nothing_else() -> None:
    assert [tile.path for tile in tiles_between(255, 257)] == [
        *("tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"),
        *("tile/entries/000", "tile/entries/001.p/1"),
    ]
    assert list(tiles_between(70_000, 70_000)) == []
    assert Tile(2, 0, 1) in set(tiles_between(65_535, 65_536))


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1000, 66_000])
def test_proofs_are_computed_from_tiles(make_log: MakeLog, size: int) -> None:
    log = make_log(size)
    hashes = {
        tile: read_hashes(log.tile(tile), tile)
        for tile in tiles_between(0, size)
        if tile.level is not None
    }
    find = hash_finder(hashes, size)
    for index in {0, size // 3, size - 1}:
        needed = {tile_of(node, size) for node in proof_nodes(inclusion_ranges(index, size))}
        assert needed <= hashes.keys()
        proof = inclusion_proof(index, size, find)
        verify_inclusion(leaf_hash(log.entries[index]), index, size, proof, log.checkpoint.root)
        assert bundle_of(index, size).path in log.files
    half = make_log(size // 2).checkpoint
    proof = consistency_proof(half.size, size, find)
    verify_consistency(half.size, size, proof, half.root, log.checkpoint.root)


@given(st.lists(st.binary(max_size=50), max_size=256))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert read_entries(write_entries(entries), Tile(None, 0, len(entries))) == entries


def test_an_entry_is_at_most_65535_bytes_long() -> None:
    longest = bytes(65_535)
    assert read_entries(write_entries([longest]), Tile(None, 0, 1)) == [longest]
    with pytest.raises(Malformed, match="65536 bytes"):
        write_entries([bytes(65_536)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "has 0 entries"),
        (b"\0", "middle of its entry 0"),
        (b"\0\x03ab", "middle of its entry 0"),
        (b"\0\x01a\0\x01b", "has 2 entries"),
        (b"\0\x01a\0", "middle of its entry 1"),
    ],
)
def test_a_damaged_bundle_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        read_entries(content, Tile(None, 0, 1))


def test_a_tile_of_another_length_is_refused() -> None:
    with pytest.raises(Malformed, match=r"tile/0/000\.p/2 has 63 bytes, not 64"):
        read_hashes(bytes(63), Tile(0, 0, 2))
