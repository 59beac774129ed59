"""The two secrets of the log, read from files: mounted ones, or made when the log begins."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from emend_audit.domain.keys import KEY_BYTES, TenantKey
from emend_audit.errors import KeyProblem
from emend_transparency import Malformed, Signer

NEXT = ".next"
"""Beside a key file: the key that follows, while the log changes to it."""


def read_signers(path: Path) -> list[Signer]:
    """Return the signing key and, during a change, the one that follows.

    Raises:
        KeyProblem: a file holds no key.
    """
    found = (read_signer(path), read_signer(path.with_name(path.name + NEXT)))
    return [each for each in found if each is not None]


def read_signer(path: Path) -> Signer | None:
    """Return the signing key in a file, if that is there.

    Raises:
        KeyProblem: it holds none.
    """
    try:
        return Signer.parse(path.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None
    except (Malformed, OSError, UnicodeDecodeError) as error:
        message = f"{path} holds no signing key: {error}"
        raise KeyProblem(message) from error


def read_tenant_key(path: Path) -> TenantKey | None:
    """Return the tenant key, if there is one.

    Raises:
        KeyProblem: the file holds none.
    """
    if not path.is_file():
        return None
    try:
        return TenantKey(bytes.fromhex(path.read_text(encoding="utf-8").strip()))
    except (ValueError, OSError) as error:
        message = f"{path} holds no tenant key, which is 64 hexadecimal digits or more"
        raise KeyProblem(message) from error


def make_signer(path: Path, name: str) -> Signer:
    """Make a signing key for this log, and keep it."""
    signer = Signer(name, secrets.token_bytes(32))
    write_secret(path, signer.secret_text())
    return signer


def make_tenant_key(path: Path) -> TenantKey:
    """Make a tenant key, and keep it."""
    key = TenantKey(secrets.token_bytes(KEY_BYTES))
    write_secret(path, key.secret.hex())
    return key


def write_secret(path: Path, text: str) -> None:
    """Write a new file that only this user can read; it is whole or not there.

    Raises:
        KeyProblem: it exists already, or cannot be written.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path) if not path.exists() else _refuse(path)
        sync_folder(path)
    except OSError as error:
        message = f"the key file {path} cannot be written: {error.strerror}"
        raise KeyProblem(message) from error
    finally:
        draft.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Return when the name of a file has reached the disk, as its content has."""
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse(path: Path) -> None:
    message = f"the key file {path} is there already, and a key is never overwritten"
    raise KeyProblem(message)
