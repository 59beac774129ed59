"""Signed notes: a text and, below it, signatures by any number of keys.

https://c2sp.org/signed-note
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from emend_transparency._base64 import decoded, encoded
from emend_transparency._errors import Malformed, Untrusted
from emend_transparency._keys import ID_BYTES, Signer, Verifier, check_name

MAX_BYTES: Final = 1_000_000
MAX_SIGNATURES: Final = 100
_DASH: Final = "\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who, which key, what."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read; nothing of it is verified."""

    text: str
    signatures: tuple[Signature, ...]


def signed_note(text: str, signers: Sequence[Signer]) -> str:
    """Sign a text, which ends in a newline.

    Raises:
        Malformed: the text cannot be a note's.
    """
    check_text(text)
    lines = [
        f"{_DASH}{signer.name} {encoded(signer.verifier.id + signer.sign(text.encode()))}\n"
        for signer in signers
    ]
    return f"{text}\n{''.join(lines)}"


def parse_note(content: str | bytes) -> Note:
    """Read a note without trusting it.

    Raises:
        Malformed: it is no signed note.
    """
    whole = _as_text(content)
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        message = "a signed note has a blank line above its signatures and ends with a newline"
        raise Malformed(message)
    check_text(f"{text}\n")
    lines = below.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        message = f"a signed note with {len(lines)} signatures; at most {MAX_SIGNATURES} are read"
        raise Malformed(message)
    return Note(f"{text}\n", tuple(_signature(line) for line in lines))


def open_note(
    content: str | bytes, trusted: Iterable[Verifier]
) -> tuple[str, tuple[Verifier, ...]]:
    """Return a note's text and the trusted keys that signed it.

    Signatures by unknown keys are passed over; a wrong one by a trusted key is not.

    Raises:
        Malformed: it is no signed note.
        Untrusted: no trusted key signed it, or a trusted key's signature is wrong.
    """
    note = parse_note(content)
    known = {(verifier.name, verifier.id): verifier for verifier in trusted}
    found: dict[Verifier, None] = {}
    for line in note.signatures:
        verifier = known.get((line.name, line.key_id))
        if verifier is None:
            continue
        if not verifier.verifies(note.text.encode(), line.signature):
            message = f"the signature by {line.name} ({line.key_id.hex()}) is not of this text"
            raise Untrusted(message)
        found[verifier] = None
    if not found:
        names = ", ".join(f"{each.name} ({each.key_id.hex()})" for each in note.signatures)
        wanted = ", ".join(f"{verifier.name} ({verifier.id.hex()})" for verifier in known.values())
        message = f"signed by {names}, and by no key that is trusted: {wanted or 'none'}"
        raise Untrusted(message)
    return note.text, tuple(found)


def check_text(text: str) -> None:
    """Check what is to be signed.

    Raises:
        Malformed: it does not end in a newline, or holds control characters.
    """
    if not text.endswith("\n"):
        message = "a note's text ends with a newline"
        raise Malformed(message)
    if any(character < " " and character != "\n" for character in text):
        message = "a note's text has no control characters but newlines"
        raise Malformed(message)


def _as_text(content: str | bytes) -> str:
    if len(content) > MAX_BYTES:
        message = f"a signed note of more than {MAX_BYTES} bytes"
        raise Malformed(message)
    try:
        if isinstance(content, bytes):
            return content.decode()
        content.encode()
    except UnicodeError as error:
        message = "a signed note is UTF-8"
        raise Malformed(message) from error
    return content


def _signature(line: str) -> Signature:
    name, space, signature = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space:
        message = f"not a signature line: {line[:80]!r}"
        raise Malformed(message)
    check_name(name)
    content = decoded(signature, f"the signature by {name}")
    if len(content) <= ID_BYTES:
        message = f"the signature by {name} is too short"
        raise Malformed(message)
    return Signature(name, content[:ID_BYTES], content[ID_BYTES:])
