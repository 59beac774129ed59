"""What is recorded becomes public: tiles, then the signature, then the checkpoint.

Everything here follows from rows that are committed, so after a crash at any point doing it
again gives the same bytes. Nothing is signed that does not continue what was signed before: the
new root is computed from the signed tree's edge and the entries behind it, and must be the root
that the recorder saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emend_audit.errors import Forked, KeyProblem
from emend_audit.files import CHECKPOINT, HAND_OVER, LogFiles
from emend_audit.secret_files import read_signers
from emend_audit.store import LogState, epoch_state, hand_overs, lock_state, read_state, sign
from emend_database import Connection
from emend_transparency import (
    TILE_HEIGHT,
    TILE_WIDTH,
    Checkpoint,
    Frontier,
    Signer,
    Tile,
    TransparencyError,
    parse_note,
    tiles_between,
    write_entries,
)

MAX_STEP: Final = 32 * TILE_WIDTH
"""Leaves that one checkpoint takes in at most, so that memory is bounded whatever the backlog."""
_LEAVES: Final = """
    SELECT hash, entry FROM entries WHERE index >= $1 AND index < $2 ORDER BY index
"""
_NODES: Final = """
    SELECT hash FROM nodes WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index
"""


@dataclass(slots=True)
class Publisher:
    """Publishes one log."""

    files: LogFiles
    key_file: Path
    signer: Signer | None = None
    _handed_over: int = 0
    """So many hand-overs are known to lie among the files."""

    async def begin(self, connection: Connection, epoch: int) -> None:
        """Repair what a crash left undone: sign, and write the checkpoint that is signed.

        Raises:
            Deposed: another sequencer has the log.
            Forked: the files or the rows contradict what is signed.
            KeyProblem: the log's key is not at hand.
            Unavailable: the files' store is away.
        """
        state = await read_state(connection)
        if state.checkpoint is None:
            await self._sign(connection, epoch, state, state.signed)
        else:
            _check_signed(state)
            await self.show(connection, epoch)
        while await self.publish(connection, epoch):
            pass

    async def show(self, connection: Connection, epoch: int) -> None:
        """Put the signed checkpoint among the files, unless it is there.

        Done again while nothing happens: a sequencer that was frozen just before this can put
        an older one there when it thaws.

        Raises: as :meth:`begin`.
        """
        state = await epoch_state(connection, epoch)
        shown, note = await self.files.get(CHECKPOINT), state.checkpoint
        if note is not None and shown != note.encode():
            _refuse_newer(shown, state)
            await self._show_hand_overs(connection)
            await self.files.put(CHECKPOINT, note.encode())

    async def publish(self, connection: Connection, epoch: int) -> int:
        """Publish what is recorded, or the next part of a long backlog; return how many leaves.

        Raises: as :meth:`begin`.
        """
        state = await read_state(connection)
        before = state.signed.size
        target = min(state.recorded.size, before + MAX_STEP)
        if target == before:
            return 0
        first = before - before % TILE_WIDTH
        rows = await connection.fetch(_LEAVES, first, target)
        hashes, entries = [row["hash"] for row in rows], [row["entry"] for row in rows]
        frontier = _grown(state, hashes[before - first :], target)
        paths = [
            await self._write(connection, tile, first, hashes, entries)
            for tile in tiles_between(before, target)
        ]
        await self.files.sync(paths)
        await self._sign(connection, epoch, state, frontier)
        for tile in tiles_between(before, target):
            if tile.is_full:  # readers of an older checkpoint look here next
                await self.files.delete_folder(f"{tile.path}.p")
        return target - before

    async def _show_hand_overs(self, connection: Connection) -> None:
        """Put each hand-over where readers of the files follow the keys, before they need it."""
        notes = await hand_overs(connection)
        new = list(enumerate(notes, start=1))[self._handed_over :]
        paths = [f"{HAND_OVER}/{number}" for number, _ in new]
        for path, (_, note) in zip(paths, new, strict=True):
            await self.files.put_new(path, note.encode())
        await self.files.sync(paths)
        self._handed_over = len(notes)

    async def _write(
        self,
        connection: Connection,
        tile: Tile,
        first: int,
        hashes: Sequence[bytes],
        entries: Sequence[bytes],
    ) -> str:
        start = tile.index * TILE_WIDTH
        if tile.level:
            end = start + tile.width
            rows = await connection.fetch(_NODES, tile.level * TILE_HEIGHT, start, end)
            content = b"".join(row["hash"] for row in rows)
        else:
            inside = slice(start - first, start - first + tile.width)
            joined = write_entries(entries[inside]) if tile.level is None else None
            content = b"".join(hashes[inside]) if joined is None else joined
        await self.files.put_new(tile.path, content)
        return tile.path

    async def _sign(
        self, connection: Connection, epoch: int, state: LogState, frontier: Frontier
    ) -> None:
        checkpoint = Checkpoint(state.origin, frontier.size, frontier.root())
        async with connection.transaction():
            # Nobody changes the key in between: one that is retired must not sign a larger size.
            await lock_state(connection, epoch)
            note = checkpoint.signed([await self._current_signer(connection)])
            await sign(connection, epoch, state.signed.size, frontier, note)
        await self.show(connection, epoch)

    async def _current_signer(self, connection: Connection) -> Signer:
        """Return the key that the log is signed with now, which a hand-over may have changed."""
        query = "SELECT verifier FROM keys ORDER BY number DESC LIMIT 1"
        wanted = await connection.fetchval(query)
        if self.signer is None or str(self.signer.verifier) != wanted:
            self.signer = signer_of(wanted, self.key_file)
        return self.signer


def signer_of(verifier: str, key_file: Path) -> Signer:
    """Return the private half of a key from its file.

    Raises:
        KeyProblem: the file is not there, or holds another key.
    """
    signers = read_signers(key_file)
    for signer in signers:
        if str(signer.verifier) == verifier:
            return signer
    held = ", ".join(str(each.verifier) for each in signers) or "nothing"
    message = f"the log is signed by {verifier}; {key_file} holds {held}"
    raise KeyProblem(message)


def _grown(state: LogState, hashes: Sequence[bytes], target: int) -> Frontier:
    """Return the signed tree, continued by the entries behind it."""
    frontier = state.signed.copy()
    frontier.extend(hashes)
    is_whole = target == state.recorded.size
    if frontier.size != target or (is_whole and frontier.root() != state.recorded.root()):
        message = (
            f"the entries {state.signed.size} to {target} do not lead to the recorded root: "
            "the tables were changed by hand or restored in part; nothing is signed"
        )
        raise Forked(message)
    return frontier


def _check_signed(state: LogState) -> None:
    text = (state.checkpoint or "").partition("\n\n")[0] + "\n"
    expected = Checkpoint(state.origin, state.signed.size, state.signed.root())
    if text != str(expected):
        message = (
            f"the signed checkpoint is not of the {state.signed.size} leaves that are recorded "
            "as signed: the tables were changed by hand or restored in part; nothing is signed"
        )
        raise Forked(message)


def _refuse_newer(shown: bytes | None, state: LogState) -> None:
    """Refuse to take back a checkpoint that readers have seen, and that is not recorded."""
    try:
        found = Checkpoint.parse(parse_note(shown or b"").text)
    except TransparencyError:
        return  # none, or one that a power cut tore
    own = state.signed.size, state.signed.root()
    if found.origin == state.origin and found.size >= own[0] and (found.size, found.root) != own:
        message = (
            f"the published checkpoint is of {found.size} leaves, the database knows of {own[0]} "
            "that are signed: it was restored from an older backup; nothing is signed"
        )
        raise Forked(message)
