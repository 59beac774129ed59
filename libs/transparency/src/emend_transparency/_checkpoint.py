"""Checkpoints: what a log signs, its name, its size and its root.

https://c2sp.org/tlog-checkpoint
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from emend_transparency._base64 import decoded, encoded
from emend_transparency._errors import Malformed
from emend_transparency._frontier import MAX_SIZE
from emend_transparency._hashing import EMPTY_ROOT, HASH_BYTES
from emend_transparency._keys import Signer, Verifier
from emend_transparency._notes import open_note, signed_note

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One state of a log."""

    origin: str
    """The log's name, which no other log has."""
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a note.

        Raises:
            Malformed: it is no checkpoint.
        """
        lines = text.split("\n")
        if len(lines) <= _LINES or lines.pop():
            message = "a checkpoint has three lines or more, each ended by a newline"
            raise Malformed(message)
        origin, size, root, *extensions = lines
        if not origin or not all(extensions):
            message = "a checkpoint has no empty line"
            raise Malformed(message)
        checkpoint = cls(
            origin, read_number(size, "a checkpoint's size"), _root(root), tuple(extensions)
        )
        if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
            message = "the checkpoint of an empty log does not have the empty tree's root"
            raise Malformed(message)
        return checkpoint

    def __str__(self) -> str:
        """Write it as it is signed."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def signed(self, signers: Sequence[Signer]) -> str:
        """Return it as a note signed by these keys."""
        return signed_note(str(self), signers)


def open_checkpoint(
    note: str | bytes, trusted: Iterable[Verifier], origin: str | None = None
) -> tuple[Checkpoint, tuple[Verifier, ...]]:
    """Return a signed checkpoint and the trusted keys that signed it.

    Raises:
        Malformed: it is none, or another log's than ``origin``.
        Untrusted: no trusted key signed it.
    """
    text, signers = open_note(note, trusted)
    checkpoint = Checkpoint.parse(text)
    if origin is not None and checkpoint.origin != origin:
        message = f"a checkpoint of the log {checkpoint.origin!r}, not of {origin!r}"
        raise Malformed(message)
    return checkpoint, signers


def read_number(text: str, what: str) -> int:
    """Return a decimal number without sign or leading zeros.

    Raises:
        Malformed: it is none, or beyond what a tree can hold.
    """
    if not _NUMBER.fullmatch(text) or int(text) > MAX_SIZE:
        message = f"{what} is a decimal number up to {MAX_SIZE}, not {text[:40]!r}"
        raise Malformed(message)
    return int(text)


def _root(text: str) -> bytes:
    return decoded(text, "a checkpoint's root", HASH_BYTES)
