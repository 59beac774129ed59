"""Keys by which personal data can be made unreadable: one per person, wrapped by the tenant's.

Erasing a person is deleting the wrapped key. The person's pseudonym is an HMAC under a salt that
lies beside the key and goes with it, so nobody can compute it again either.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from emend_audit.domain.names import folded

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
PSEUDONYM_CHARACTERS: Final = 32
"""128 bits in hexadecimal."""


class KeyMismatch(Exception):  # noqa: N818 - the name is the fact
    """A wrapped key cannot be opened with this tenant key, or was changed."""

    def __init__(self, pseudonym: str, tenant: str) -> None:
        super().__init__(f"the key of {pseudonym} does not open with the tenant key {tenant}")


@dataclass(frozen=True, slots=True, repr=False)
class PersonKey:
    """What seals one person's data."""

    pseudonym: str
    key: bytes
    salt: bytes

    def is_named(self, name: str) -> bool:
        """Tell whether the pseudonym was made from a name as it is written here."""
        return self.pseudonym == _pseudonym(name, self.salt)

    def seal(self, text: str, context: str, nonce: bytes) -> bytes:
        """Return the nonce and the ciphertext (AES-256-GCM); ``context`` must be given again."""
        return nonce + AESGCM(self.key).encrypt(nonce, text.encode(), context.encode())

    def open(self, sealed: bytes, context: str) -> str | None:
        """Return the text; None if it was not sealed by this key in this context."""
        nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return AESGCM(self.key).decrypt(nonce, ciphertext, context.encode()).decode()
        except (InvalidTag, ValueError):
            return None


@dataclass(frozen=True, slots=True, repr=False)
class TenantKey:
    """What wraps persons' keys; derived from one secret of 32 bytes or more."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) < KEY_BYTES:
            message = f"a tenant key has {KEY_BYTES} bytes or more, not {len(self.secret)}"
            raise ValueError(message)

    @property
    def id(self) -> str:
        """A name that tells nothing of the secret."""
        return self._derived("id")[:4].hex()

    def lookup(self, person: str) -> bytes:
        """Return where a person's key lies, however the name is written.

        Who has no tenant key cannot compute it.
        """
        name = folded(person).encode("utf-8", "surrogatepass")
        return hmac.digest(self._derived("lookup"), name, sha256)

    def new_person(self, person: str, key: bytes, salt: bytes) -> PersonKey:
        """Make a person's key from fresh randomness."""
        return PersonKey(_pseudonym(folded(person), salt), key, salt)

    def wrap(self, person: PersonKey, nonce: bytes) -> bytes:
        """Return a person's key as it is stored."""
        secret, context = person.key + person.salt, person.pseudonym.encode()
        return nonce + AESGCM(self._derived("wrap")).encrypt(nonce, secret, context)

    def unwrap(self, wrapped: bytes, pseudonym: str) -> PersonKey:
        """Return a person's key.

        Raises:
            KeyMismatch: it was wrapped by another key, or changed.
        """
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            both = AESGCM(self._derived("wrap")).decrypt(nonce, ciphertext, pseudonym.encode())
        except (InvalidTag, ValueError) as error:
            raise KeyMismatch(pseudonym, self.id) from error
        return PersonKey(pseudonym, both[:KEY_BYTES], both[KEY_BYTES:])

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self.secret, f"emend audit {purpose} 1".encode(), sha256)


def _pseudonym(name: str, salt: bytes) -> str:
    digest = hmac.digest(salt, name.encode("utf-8", "surrogatepass"), sha256)
    return digest.hex()[:PSEUDONYM_CHARACTERS]
