"""A whole log is verified from its files, and what is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from emend_transparency import (
    Checkpoint,
    Malformed,
    NotConsistent,
    Signer,
    Tampered,
    TransparencyError,
    Untrusted,
    read_entries,
    tiles_between,
    verify_log,
    write_entries,
)

MakeLog = Callable[..., Any]
SIZE = 66_000


@pytest.fixture(scope="module")
def log(make_log: MakeLog) -> Any:
    """A log of three levels of tiles."""
    return make_log(SIZE)


def read_with(log: Any, changed: dict[str, bytes | None]) -> Callable[[str], bytes | None]:
    files = {**log.files, **changed}
    return files.get


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_an_honest_log_verifies_with_every_earlier_state(make_log: MakeLog, size: int) -> None:
    log = make_log(size)
    earlier = [make_log(each).checkpoint for each in {0, size // 2, size}]
    verify_log(log.files.get, log.checkpoint, earlier)


def test_a_log_of_three_levels_verifies(log: Any) -> None:
    verify_log(log.files.get, log.checkpoint)


@pytest.mark.parametrize(
    ("path", "at", "message"),
    [
        ("tile/entries/003", 5, "tile/entries/003: entry 0 does not have the hash"),
        ("tile/0/003", 32 * 7, "tile/0/003: hash 7 is not that of tile/entries/003"),
        ("tile/1/000", 32 * 9 + 31, "tile/1/000: hash 9 is not that of tile/0/009"),
        ("tile/2/000.p/1", 3, "tile/2/000.p/1: hash 0 is not that of tile/1/000"),
    ],
)
def test_a_bit_is_found_and_its_file_named(log: Any, path: str, at: int, message: str) -> None:
    changed: dict[str, bytes | None] = {path: flipped(log.files[path], at)}
    with pytest.raises(Tampered, match=message):
        verify_log(read_with(log, changed), log.checkpoint)


def test_an_entry_changed_together_with_its_hash_is_found_above(log: Any) -> None:
    entries = list(log.entries[:256])
    entries[4] = b"something else"
    forged = type(log)(entries)
    names = ("tile/entries/000", "tile/0/000")
    changed: dict[str, bytes | None] = {name: forged.files[name] for name in names}
    with pytest.raises(Tampered, match="tile/0/000: it does not have the hash that tile/1/000"):
        verify_log(read_with(log, changed), log.checkpoint)


def test_everything_changed_is_found_at_the_root(log: Any) -> None:
    entries = list(log.entries)
    entries[4] = b"something else"
    with pytest.raises(Tampered, match="do not have the root"):
        verify_log(type(log)(entries).files.get, log.checkpoint)


def test_a_dropped_and_a_moved_entry_are_found(make_log: MakeLog) -> None:
    log = make_log(300)
    path = "tile/entries/000"
    (bundle,) = (tile for tile in tiles_between(0, 300) if tile.path == path)
    entries = read_entries(log.files[path], bundle)
    with pytest.raises(Malformed, match="255 entries"):
        verify_log(read_with(log, {path: write_entries(entries[1:])}), log.checkpoint)
    moved = write_entries([entries[1], entries[0], *entries[2:]])
    with pytest.raises(Tampered, match="entry 0 does not"):
        verify_log(read_with(log, {path: moved}), log.checkpoint)


@pytest.mark.parametrize("path", ["tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_a_missing_file_is_named(make_log: MakeLog, path: str) -> None:
    log = make_log(300)
    with pytest.raises(Tampered, match=f"{path} is missing"):
        verify_log(read_with(log, {path: None}), log.checkpoint)


def test_a_rollback_and_a_fork_are_found(make_log: MakeLog) -> None:
    log, shorter = make_log(300), make_log(200)
    with pytest.raises(NotConsistent, match="300 leaves and now has 200: it was rolled back"):
        verify_log(shorter.files.get, shorter.checkpoint, [log.checkpoint])
    other = Checkpoint(log.checkpoint.origin, 100, bytes(32))
    with pytest.raises(NotConsistent, match="another root at 100 leaves"):
        verify_log(log.files.get, log.checkpoint, [other])


def test_a_foreign_key_is_found(make_log: MakeLog) -> None:
    log = make_log(3)
    note = log.checkpoint.signed([Signer(log.checkpoint.origin, bytes(32))])
    with pytest.raises(Untrusted):
        log.chain.open(note)


def test_entries_that_have_expired_need_only_their_hashes(make_log: MakeLog) -> None:
    log = make_log(600, expired=256)
    changed: dict[str, bytes | None] = {"tile/entries/000": None}
    assert verify_log(read_with(log, changed), log.checkpoint) == 256
    assert verify_log(log.files.get, log.checkpoint) == 0
    with pytest.raises(TransparencyError, match="tile/entries/001 is missing"):
        verify_log(read_with(log, changed | {"tile/entries/001": None}), log.checkpoint)


@pytest.mark.parametrize("expired", [None, 255, 0, -1, "all", "٢٥٦"])
def test_entries_are_not_gone_by_rule_unless_the_log_says_so(
    make_log: MakeLog, expired: object
) -> None:
    log = make_log(600, expired=expired)
    with pytest.raises(TransparencyError, match="tile/entries/000 is missing"):
        verify_log(read_with(log, {"tile/entries/000": None}), log.checkpoint)


def test_nobody_but_the_log_says_what_has_expired(make_log: MakeLog) -> None:
    log = make_log(600, expired=256, source="emend-storage")
    with pytest.raises(TransparencyError, match="tile/entries/000 is missing"):
        verify_log(read_with(log, {"tile/entries/000": None}), log.checkpoint)


def test_an_entry_put_in_to_say_that_others_have_expired_is_found(make_log: MakeLog) -> None:
    log, lying = make_log(600), make_log(600, expired=256)
    path = "tile/entries/002.p/88"
    changed = {"tile/entries/000": None, path: lying.files[path]}
    with pytest.raises(TransparencyError, match=r"tile/entries/002\.p/88: entry 87"):
        verify_log(read_with(log, changed), log.checkpoint)
