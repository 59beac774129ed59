"""How a log changes its key: the old key names the new one, and both sign that.

A reader who trusts any key of a log can so follow it to the newest. From the size on which a
hand-over takes effect, larger checkpoints count only under the new key, so that a key which was
retired cannot speak for the log any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from emend_transparency._checkpoint import Checkpoint, open_checkpoint, read_number
from emend_transparency._errors import Malformed, Untrusted
from emend_transparency._keys import Signer, Verifier
from emend_transparency._notes import open_note, parse_note, signed_note

_TITLE: Final = "emend audit key hand-over"
_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class HandOver:
    """From ``size`` on, ``new`` signs for the log instead of ``old``."""

    origin: str
    size: int
    old: Verifier
    new: Verifier

    def __str__(self) -> str:
        """Write it as it is signed."""
        lines = (_TITLE, self.origin, str(self.size), str(self.old), str(self.new))
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class KeyChain:
    """The keys of a log, each with the size from which on it signs, the oldest first."""

    origin: str
    keys: tuple[tuple[int, Verifier], ...]
    trusted_from: int = 0
    """From this size on the pinned key, or one that follows it, signs."""

    @property
    def newest(self) -> Verifier:
        """The key that signs now."""
        return self.keys[-1][1]

    def open(self, note: str | bytes) -> Checkpoint:
        """Return a signed checkpoint that is to count as the log's state of today.

        Raises:
            Malformed: it is none.
            Untrusted: none of the log's keys signed it, or one that was retired by then.
        """
        checkpoint = self.open_earlier(note)
        if checkpoint.size < self.trusted_from:
            message = (
                f"the checkpoint of {checkpoint.size} leaves is older than the key that is "
                f"trusted, which signs from {self.trusted_from} on"
            )
            raise Untrusted(message)
        return checkpoint

    def open_earlier(self, note: str | bytes) -> Checkpoint:
        """Return a signed checkpoint that the log must have gone through.

        It may be signed by a key before the pinned one, which that one vouches for.

        Raises: as :meth:`open`.
        """
        verifiers = [verifier for _, verifier in self.keys]
        checkpoint, signers = open_checkpoint(note, verifiers, self.origin)
        ends = [size for size, _ in self.keys[1:]]
        for (start, verifier), end in zip(self.keys, [*ends, None], strict=True):
            in_force = start <= checkpoint.size and (end is None or checkpoint.size <= end)
            if in_force and verifier in signers:
                return checkpoint
        signed = ", ".join(signer.id.hex() for signer in signers)
        message = (
            f"the checkpoint of {checkpoint.size} leaves is signed by {signed}, not in force there"
        )
        raise Untrusted(message)


def hand_over(origin: str, size: int, old: Signer, new: Signer) -> str:
    """Return the signed statement that ``new`` follows ``old`` in a log of this size."""
    return signed_note(str(HandOver(origin, size, old.verifier, new.verifier)), (old, new))


def parse_hand_over(note: str | bytes) -> HandOver:
    """Read a hand-over and verify both of its signatures.

    Raises:
        Malformed: it is none.
        Untrusted: one of the two keys did not sign it.
    """
    lines = parse_note(note).text.split("\n")
    if len(lines) != _LINES + 1 or lines[0] != _TITLE:
        message = f"a key hand-over has {_LINES} lines and begins with {_TITLE!r}"
        raise Malformed(message)
    _, origin, size, old, new, _ = lines
    statement = HandOver(
        origin, read_number(size, "a hand-over's size"), Verifier.parse(old), Verifier.parse(new)
    )
    for verifier in (statement.old, statement.new):
        open_note(note, (verifier,))
    return statement


def follow_keys(origin: str, pinned: Verifier, notes: Iterable[str | bytes]) -> KeyChain:
    """Return the keys of a log, those before the pinned one and those after it.

    Each hand-over is signed by both of its keys, so the pinned key vouches for its predecessors
    as well, for the sizes at which they signed.

    Args:
        origin: the log's.
        pinned: the key that the reader trusts already.
        notes: the log's hand-overs in their order; those of other keys are passed over.

    Raises:
        Malformed: a note is no hand-over, or another log's.
        Untrusted: a hand-over is not signed by both keys.
    """
    statements = [parse_hand_over(note) for note in notes]
    for statement in statements:
        if statement.origin != origin:
            message = f"a hand-over of the log {statement.origin!r}, not of {origin!r}"
            raise Malformed(message)
    keys: list[tuple[int, Verifier]] = [(0, pinned)]
    trusted_from = 0
    for statement in reversed(statements):
        if statement.new == keys[0][1]:
            keys[:1] = [(0, statement.old), (statement.size, statement.new)]
            trusted_from = trusted_from or statement.size
    for statement in statements:
        if statement.old == keys[-1][1]:
            keys.append((statement.size, statement.new))
    _check_rising([size for size, _ in keys])
    return KeyChain(origin, tuple(keys), trusted_from)


def _check_rising(sizes: Sequence[int]) -> None:
    if list(sizes) != sorted(sizes):
        message = f"the hand-overs take effect at sizes that fall: {', '.join(map(str, sizes))}"
        raise Untrusted(message)
