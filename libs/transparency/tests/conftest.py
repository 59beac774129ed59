"""Small logs to prove, verify and damage."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from emend_transparency import (
    EXPIRED,
    EXPIRED_BY,
    UP_TO,
    Checkpoint,
    Frontier,
    KeyChain,
    Signer,
    Tile,
    follow_keys,
    leaf_hash,
    tiles_between,
    write_entries,
)

ORIGIN = "log.example/audit"
SIGNER = Signer(ORIGIN, bytes(range(32)))


@dataclass
class Log:
    """A log's files, written as they would be by a server, and its states."""

    entries: Sequence[bytes]
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        """Write the files."""
        frontier = Frontier()
        nodes = dict(frontier.append(leaf_hash(entry) for entry in self.entries))
        self.checkpoint = Checkpoint(ORIGIN, frontier.size, frontier.root())
        for tile in tiles_between(0, len(self.entries)):
            covered = range(tile.index * 256, tile.index * 256 + tile.width)
            if tile.level is None:
                self.files[tile.path] = write_entries(self.entries[at] for at in covered)
            else:
                height = tile.level * 8
                self.files[tile.path] = b"".join(nodes[height, at] for at in covered)

    @property
    def note(self) -> str:
        """Return the signed checkpoint."""
        return self.checkpoint.signed([SIGNER])

    @property
    def chain(self) -> KeyChain:
        """Return the log's one key."""
        return follow_keys(ORIGIN, SIGNER.verifier, [])

    def tile(self, tile: Tile) -> bytes:
        """Return a tile's content."""
        return self.files[tile.path]


@pytest.fixture(scope="session")
def make_log() -> Callable[..., Log]:
    """Return a builder of logs of so many entries; the last may say what has expired."""

    def make(size: int, expired: int | None = None, source: str = EXPIRED_BY) -> Log:
        entries = [f'{{"id":{number}}}'.encode() for number in range(size)]
        if expired is not None:
            document = {"data": {"unmapped": {UP_TO: str(expired)}}, "source": source}
            entries[-1] = json.dumps(document | {"type": EXPIRED}).encode()
        return Log(entries)

    return make
