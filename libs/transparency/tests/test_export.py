"""An export proves itself, and a changed one does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from emend_transparency import (
    ExportedEntry,
    ExportHeader,
    Malformed,
    NotConsistent,
    NotIncluded,
    ProvedEntry,
    Signer,
    Tampered,
    TransparencyError,
    Untrusted,
    consistency_proof,
    expired_up_to,
    hash_finder,
    inclusion_proof,
    leaf_hash,
    nodes_of,
    read_hashes,
    tiles_between,
    verify_export,
    write_entry,
    write_footer,
    write_header,
)

MakeLog = Callable[..., Any]
Change = Callable[[list[str]], list[str]]


def export(log: Any, start: int, end: int, *, since: int = 0, pruned: int = 0) -> list[str]:
    """Return the lines of a stretch, as the service writes them."""
    size = log.checkpoint.size
    tiles = {
        tile: read_hashes(log.tile(tile), tile)
        for tile in tiles_between(0, size)
        if tile.level is not None
    }
    find = hash_finder(tiles, size)
    header = ExportHeader(
        checkpoint=log.note,
        origin=log.checkpoint.origin,
        size=size,
        start=start,
        end=end,
        before=[find(node) for node in nodes_of(0, start)],
        after=[find(node) for node in nodes_of(end, size)],
        consistency={since: consistency_proof(since, size, find)} if since else {},
        expiry=ProvedEntry(size - 1, log.entries[-1], inclusion_proof(size - 1, size, find))
        if size and expired_up_to(log.entries[-1])
        else None,
    )
    entries = [
        ExportedEntry(at, log.entries[at] if at >= pruned else None, leaf_hash(log.entries[at]))
        for at in range(start, end)
    ]
    erasures = [{"subject": "s", "index": 4}]
    return [
        write_header(header),
        *map(write_entry, entries),
        write_footer(len(entries), erasures),
    ]


def key(log: Any) -> Any:
    return log.chain.newest


@pytest.mark.parametrize(
    ("size", "start", "end"),
    [(0, 0, 0), (1, 0, 1), (600, 0, 600), (600, 3, 260), (600, 599, 600), (600, 256, 256)],
)
def test_any_stretch_verifies(make_log: MakeLog, size: int, start: int, end: int) -> None:
    log = make_log(size)
    verified = verify_export(export(log, start, end), key(log))
    assert (verified.start, verified.entries, verified.checkpoint) == (
        start,
        end - start,
        log.checkpoint,
    )
    assert verified.erasures == [{"subject": "s", "index": 4}]


def test_a_pruned_entry_counts_by_its_hash(make_log: MakeLog) -> None:
    log = make_log(20, expired=7)
    for end in (20, 12):
        assert verify_export(export(log, 0, end, pruned=7), key(log)).pruned == 7


def test_an_entry_is_not_left_out_unless_the_log_says_that_it_has_expired(
    make_log: MakeLog,
) -> None:
    for log in (make_log(20), make_log(20, expired=6)):
        with pytest.raises(Tampered, match="is left out"):
            verify_export(export(log, 0, 12, pruned=7), key(log))
    log, lying = make_log(20), make_log(20, expired=7)
    header = export(lying, 0, 12)[0]
    lines = [header.replace(lying.note.replace("\n", "\\n"), log.note.replace("\n", "\\n"))]
    with pytest.raises(NotIncluded):
        verify_export([*lines, *export(log, 0, 12, pruned=7)[1:]], key(log))


def test_the_earlier_state_is_compared(make_log: MakeLog) -> None:
    log, earlier, later = make_log(600), make_log(100).checkpoint, make_log(601).checkpoint
    verify_export(export(log, 0, 600), key(log), [earlier, log.checkpoint])
    verify_export(export(log, 300, 400, since=100), key(log), [earlier])
    with pytest.raises(NotConsistent, match="export it with that size named"):
        verify_export(export(log, 300, 400), key(log), [earlier])
    with pytest.raises(NotConsistent, match="rolled back"):
        verify_export(export(log, 0, 600), key(log), [later])
    forked = type(earlier)(earlier.origin, 100, bytes(32))
    for lines in (export(log, 0, 600), export(log, 300, 400, since=100)):
        with pytest.raises(NotConsistent, match=r"forked|does not continue"):
            verify_export(lines, key(log), [forked])


def test_a_foreign_key_is_refused(make_log: MakeLog) -> None:
    log = make_log(5)
    foreign = Signer(log.checkpoint.origin, bytes(32)).verifier
    with pytest.raises(Untrusted):
        verify_export(export(log, 0, 5), foreign)


CHANGES: dict[str, Change] = {
    "entry 7 where": lambda lines: [*lines[:3], lines[3].replace("2", "7", 1), *lines[4:]],
    "signs: one was changed": lambda lines: [lines[0], lines[1].replace("id", "ib"), *lines[2:]],
    "entry 1 where entry 0": lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
    "entry 4 where entry 3": lambda lines: [*lines[:4], *lines[5:]],
    "in the middle": lambda lines: lines[:-1],
    "has 9 of its 10": lambda lines: [*lines[:-2], lines[-1]],
    "behind the last": lambda lines: [*lines, lines[-1]],
    "does not say": lambda lines: lines[1:],
    "line 1": lambda _: [],
    "no JSON object": lambda lines: [lines[0], "[]", *lines[1:]],
    "0 to 10 of 11": lambda lines: [lines[0].replace('size":10', 'size":11'), *lines[1:]],
    "complete subtree": lambda lines: [lines[0].replace('start":0', 'start":1'), *lines[1:]],
    "damaged": lambda lines: [lines[0].replace('after":[]', 'after":7'), *lines[1:]],
    "not of 'x": lambda lines: [lines[0].replace('origin":"', 'origin":"x'), *lines[1:]],
}


@pytest.mark.parametrize("reason", CHANGES)
def test_a_changed_export_is_refused(make_log: MakeLog, reason: str) -> None:
    log = make_log(10)
    with pytest.raises(TransparencyError, match=reason):
        verify_export(CHANGES[reason](export(log, 0, 10)), key(log))


def test_no_value_in_a_header_breaks_the_reader(make_log: MakeLog) -> None:
    log = make_log(5)
    header, *rest = export(log, 1, 4)
    for name in json.loads(header):
        for value in (None, -1, 2**70, "x", [], [1], {"a": 1}, {"5": ["x"]}, True):
            damaged = json.dumps(json.loads(header) | {name: value})
            try:
                verify_export([damaged, *rest], key(log))
            except TransparencyError:
                continue
            assert name in {"hand_overs", "consistency", "origin"}


def test_a_payload_is_held_against_the_hash_in_its_entry(make_log: MakeLog) -> None:
    payload = b'{"long":"story"}'
    digest = sha256(payload).hexdigest()
    entry = f'{{"payload":{{"sha256":"{digest}"}}}}'.encode()
    log = type(make_log(0))([entry])
    header, _, footer = export(log, 0, 1)
    line = write_entry(ExportedEntry(0, entry, leaf_hash(entry), payload))
    verify_export([header, line, footer], key(log))
    with pytest.raises(Tampered, match="its payload"):
        verify_export([header, line.replace("story", "stork"), footer], key(log))


def test_a_file_cut_anywhere_is_refused(make_log: MakeLog) -> None:
    log = make_log(3)
    text = "".join(export(log, 0, 3))
    for end in range(0, len(text) - 1, 7):
        with pytest.raises((Malformed, Tampered, Untrusted)):
            verify_export(text[:end].splitlines(keepends=True), key(log))
