"""Every way of tampering with the files of a published log."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from emend_transparency import Checkpoint, Signer, Tile, hand_over, read_entries, write_entries

Change: TypeAlias = Callable[[Path, Signer], None]
"""Tampers with a folder; the signer is the log's."""

NEW_SEED = bytes(range(32, 64))
"""Of the key that the log of ``AGED_CHANGES`` was handed over to."""


def flip(path: str, at: int) -> Change:
    """Change one bit of a file."""

    def change(folder: Path, _: Signer) -> None:
        content = (folder / path).read_bytes()
        (folder / path).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])

    return change


def rewrite(make: Callable[[list[bytes]], Sequence[bytes]]) -> Change:
    """Put other entries into a bundle."""

    def change(folder: Path, _: Signer) -> None:
        file = folder / "tile/entries/001"
        file.write_bytes(write_entries(make(read_entries(file.read_bytes(), Tile(None, 1)))))

    return change


def sign(size: int, root: bytes | None, seed: bytes | None = None) -> Change:
    """Publish a checkpoint of this size with another root, or by another key."""

    def change(folder: Path, signer: Signer) -> None:
        file = folder / "checkpoint"
        old = Checkpoint.parse(file.read_text().partition("\n\n")[0] + "\n")
        new = Checkpoint(old.origin, size, root or old.root)
        file.write_text(new.signed([Signer(signer.name, seed) if seed else signer]))

    return change


CHANGES: dict[str, Change] = {
    "a bit in an entry": flip("tile/entries/000", 700),
    "a bit in a partial bundle": flip("tile/entries/002.p/88", 30),
    "a bit in a tile": flip("tile/0/001", 40),
    "a bit in a partial tile": flip("tile/0/002.p/88", 0),
    "a bit in an upper tile": flip("tile/1/000.p/2", 33),
    "an entry dropped": rewrite(lambda entries: entries[:-1]),
    "an entry added": rewrite(lambda entries: [*entries[:-1], entries[0], entries[-1]]),
    "an entry doubled over another": rewrite(lambda entries: [entries[1], *entries[1:]]),
    "entries reordered": rewrite(lambda entries: [*entries[2:], *entries[:2]]),
    "rolled back": sign(300, bytes(32)),
    "forked": sign(600, bytes(range(32))),
    "a foreign key": sign(600, None, bytes(32)),
    "a bit in the checkpoint": flip("checkpoint", 25),
    "a tile lost": lambda folder, _: (folder / "tile/0/000").unlink(),
}


def other_hand_over(size: int, follower: bytes | None = None) -> Change:
    """Have the old key hand over at another size, or to another key."""

    def change(folder: Path, signer: Signer) -> None:
        file = folder / "hand-over/1"
        new = Signer(signer.name, follower or NEW_SEED)
        file.write_text(hand_over(signer.name, size, signer, new))

    return change


def more_expired(folder: Path, _: Signer) -> None:
    """Have the log say that more of its entries have expired."""
    file = folder / "tile/entries/002.p/90"
    file.write_bytes(file.read_bytes().replace(b'"up_to":"256"', b'"up_to":"512"'))


def put_back(folder: Path, _: Signer) -> None:
    """Put other entries in the place of those that have expired."""
    shutil.copy(folder / "tile/entries/001", folder / "tile/entries/000")


AGED_CHANGES: dict[str, Change] = {
    "a bundle lost that has not expired": lambda folder, _: (folder / "tile/entries/001").unlink(),
    "more said to have expired": more_expired,
    "others in the place of entries that have expired": put_back,
    "a bit in the hash of an entry that has expired": flip("tile/0/000", 40),
    "the hand-over lost": lambda folder, _: (folder / "hand-over/1").unlink(),
    "a bit in the hand-over": flip("hand-over/1", 60),
    "a hand-over at another size": other_hand_over(499),
    "a hand-over to another key": other_hand_over(500, bytes(32)),
    "signed by the retired key": sign(602, None),
}
"""What is done to a log whose key was changed at 500 and of which 256 entries have expired; the
signer is the old one."""


def changed(log: Path, change: Change, signer: Signer, folder: Path) -> Path:
    """Return a copy of the log's files with this done to it."""
    shutil.copytree(log, folder)
    change(folder, signer)
    return folder
