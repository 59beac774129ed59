"""Changes the signing key: the old one names the new one, and both sign that."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from emend_audit.errors import KeyProblem
from emend_audit.publishing import signer_of
from emend_audit.secret_files import NEXT, read_signer, sync_folder, write_secret
from emend_bus import act_output
from emend_database import Connection, Outbox, Pool, transaction
from emend_events import Act, Activity, Codec
from emend_transparency import Malformed, Signer, hand_over

ROTATED: Final = "log.key.rotated"
SERVICE: Final = "emend-audit"
_LOCK: Final = "SELECT origin, signed_size FROM log FOR UPDATE"
_NEWEST: Final = "SELECT verifier FROM keys ORDER BY number DESC LIMIT 1"
_ADD: Final = "INSERT INTO keys (verifier, since, hand_over) VALUES ($1, $2, $3)"


@dataclass(frozen=True, slots=True)
class Rotation:
    """Changes one log's key."""

    pool: Pool
    codec: Codec
    key_file: Path
    version: str
    now: Callable[[], datetime]

    async def rotate(self, new_key_file: Path | None = None) -> str:
        """Hand over to a new key, drawn here or read from a file; return its verifier.

        The sequencer, running or not, signs with it from the next checkpoint on. A drawn key
        replaces the old one in its file; one from a file must be put there by whoever mounts it.

        Raises:
            KeyProblem: the old key is not at hand, or the new one cannot follow it.
        """
        async with transaction(self.pool) as connection:
            row = await connection.fetchrow(_LOCK)  # nobody signs or rotates in between
            if row is None:
                message = "the log has not begun yet: start the service once"
                raise KeyProblem(message)
            await self._finish(connection)  # a change that broke off: its key counts already
            old = signer_of(await connection.fetchval(_NEWEST), self.key_file)
            new = self._new_signer(row["origin"], new_key_file)
            if new.verifier == old.verifier:
                message = f"{new_key_file} holds the key that the log is signed with already"
                raise KeyProblem(message)
            note = hand_over(row["origin"], row["signed_size"], old, new)
            await connection.execute(_ADD, str(new.verifier), row["signed_size"], note)
            await self._record(connection, old, new)
        async with transaction(self.pool) as connection:
            await connection.fetchrow(_LOCK)
            await self._finish(connection)
        return str(new.verifier)

    async def _finish(self, connection: Connection) -> None:
        """Put the key that follows in the old one's place, if the log is signed with it by now."""
        following = read_signer(self._next_file)
        newest = await connection.fetchval(_NEWEST)
        if following is not None and str(following.verifier) == newest:
            self._next_file.replace(self.key_file)
            sync_folder(self.key_file)

    @property
    def _next_file(self) -> Path:
        return self.key_file.with_name(self.key_file.name + NEXT)

    def _new_signer(self, origin: str, file: Path | None) -> Signer:
        if file is None:
            signer = Signer(origin, secrets.token_bytes(32))
            self._next_file.unlink(missing_ok=True)  # of a change that was never made
            write_secret(self._next_file, signer.secret_text())
            return signer
        try:
            signer = Signer.parse(file.read_text(encoding="utf-8").strip())
        except (OSError, Malformed, UnicodeDecodeError) as error:
            message = f"{file} holds no signing key: {error}"
            raise KeyProblem(message) from error
        if signer.name != origin:
            message = f"the key in {file} is {signer.name}'s, the log is {origin}"
            raise KeyProblem(message)
        return signer

    async def _record(self, connection: Connection, old: Signer, new: Signer) -> None:
        act = Act(
            service=SERVICE,
            version=self.version,
            type=ROTATED,
            operation="key.rotate",
            activity=Activity.UPDATE,
            subject=new.name,
            time=self.now(),
            actor=SERVICE,
            attributes=(("old", str(old.verifier)), ("new", str(new.verifier))),
        )
        message = act_output(self.codec, act, uuid5(NAMESPACE_URL, str(new.verifier)))
        await Outbox(self.pool).add(connection, [message])
