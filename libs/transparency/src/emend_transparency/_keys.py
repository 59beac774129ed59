"""Keys as C2SP's signed-note writes them: a name, a short hash, an Ed25519 key.

https://c2sp.org/signed-note
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from emend_transparency._base64 import decoded, encoded
from emend_transparency._errors import Malformed

ED25519: Final = 1
"""The signature type, which is also the first byte of every encoded key."""
KEY_BYTES: Final = 32
ID_BYTES: Final = 4
_PRIVATE: Final = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key that a reader may trust."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != KEY_BYTES:
            message = f"an Ed25519 key has {KEY_BYTES} bytes, not {len(self.public)}"
            raise Malformed(message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a verifier key: ``name+hash+key``.

        Raises:
            Malformed: it is none, or of another kind than Ed25519.
        """
        name, hexadecimal, key = _parts(text, "a verifier key")
        verifier = cls(name, key)
        if verifier.id.hex() != hexadecimal:
            message = (
                f"the verifier key of {name} says {hexadecimal}, its hash is {verifier.id.hex()}"
            )
            raise Malformed(message)
        return verifier

    @property
    def id(self) -> bytes:
        """The four bytes by which signatures name their key."""
        return sha256(self.name.encode() + b"\n" + bytes([ED25519]) + self.public).digest()[:4]

    def __str__(self) -> str:
        """Write it as others parse it."""
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([ED25519]) + self.public)}"

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the signature is this key's, of this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A private key; its text must be kept as secrets are."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.seed) != KEY_BYTES:
            message = f"an Ed25519 seed has {KEY_BYTES} bytes, not {len(self.seed)}"
            raise Malformed(message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a signer key: ``PRIVATE+KEY+name+hash+key``.

        Raises:
            Malformed: it is none. The message tells nothing of it.
        """
        if not text.startswith(_PRIVATE):
            message = f"a signer key begins with {_PRIVATE}"
            raise Malformed(message)
        name, hexadecimal, seed = _parts(text.removeprefix(_PRIVATE), "a signer key")
        signer = cls(name, seed)
        if signer.verifier.id.hex() != hexadecimal:
            message = f"the signer key of {name} is not the one that its hash names"
            raise Malformed(message)
        return signer

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, key.public_bytes_raw())

    def secret_text(self) -> str:
        """Write it as :meth:`parse` reads it."""
        key = encoded(bytes([ED25519]) + self.seed)
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{key}"

    def sign(self, message: bytes) -> bytes:
        """Return the signature, which is the same every time."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def check_name(name: str) -> None:
    """Check a key's name.

    Raises:
        Malformed: it is empty, or has a space, a plus or what cannot be printed.
    """
    if not name or "+" in name or not name.isprintable() or any(map(str.isspace, name)):
        message = f"{name[:80]!r} cannot name a key: no spaces, no plus, nothing unprintable"
        raise Malformed(message)


def _parts(text: str, what: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    hexadecimal, separator, key = rest.partition("+")
    if not separator:
        message = f"{what} is written name+hash+key"
        raise Malformed(message)
    if len(hexadecimal) != 2 * ID_BYTES or set(hexadecimal) - set("0123456789abcdef"):
        message = f"the hash in {what} is eight hexadecimal digits"
        raise Malformed(message)
    try:
        content = decoded(key, "the key", KEY_BYTES + 1)
    except Malformed:
        message = f"{what} ends in the base64 of {KEY_BYTES + 1} bytes"
        raise Malformed(message) from None  # the cause would show a secret
    if content[0] != ED25519:
        message = f"{what} of kind {content[0]}: only Ed25519, kind {ED25519}, is known here"
        raise Malformed(message)
    return name, hexadecimal, content[1:]
