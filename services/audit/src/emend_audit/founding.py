"""How a log begins: its name, its first signing key, the tenant's key. Once per database."""

from __future__ import annotations

import secrets
from typing import Final

from emend_audit.domain.keys import TenantKey
from emend_audit.errors import KeyProblem
from emend_audit.secret_files import make_signer, make_tenant_key, read_signers, read_tenant_key
from emend_audit.settings import Settings
from emend_database import Connection
from emend_transparency import Signer

_BEGIN: Final = "INSERT INTO log (id, origin, tenant_key) VALUES (1, $1, $2)"
_FIRST_KEY: Final = "INSERT INTO keys (verifier, since) VALUES ($1, 0)"


async def found_log(connection: Connection, settings: Settings) -> TenantKey:
    """Begin the log if it has not begun; return the tenant key. Only the sequencer does this.

    Raises:
        KeyProblem: a key is missing, or is not this log's.
    """
    row = await connection.fetchrow("SELECT origin, tenant_key FROM log")
    if row is None:
        return await _begin(connection, settings)
    if settings.origin not in (None, row["origin"]):
        message = f"the log in this database is {row['origin']}, AUDIT_ORIGIN is {settings.origin}"
        raise KeyProblem(message)
    return tenant_key(settings, row["tenant_key"])


def tenant_key(settings: Settings, wanted: str) -> TenantKey:
    """Return the tenant key from its file.

    Raises:
        KeyProblem: it is not there, or is not the one with which the log was begun.
    """
    tenant = read_tenant_key(settings.tenant_key_file)
    if tenant is None or tenant.id != wanted:
        held = "is missing" if tenant is None else f"holds the key {tenant.id}"
        file = settings.tenant_key_file
        message = f"persons' keys are wrapped by the tenant key {wanted}; {file} {held}"
        raise KeyProblem(message)
    return tenant


async def _begin(connection: Connection, settings: Settings) -> TenantKey:
    tenant = read_tenant_key(settings.tenant_key_file)
    signers = read_signers(settings.signing_key_file)
    if not settings.generate_keys and (tenant is None or not signers):
        missing = settings.tenant_key_file if tenant is None else settings.signing_key_file
        message = f"{missing} is missing: mount both keys, or set AUDIT_GENERATE_KEYS=true"
        raise KeyProblem(message)
    tenant = tenant or make_tenant_key(settings.tenant_key_file)
    signer = signers[0] if signers else _new_signer(settings)
    if settings.origin not in (None, signer.name):
        message = f"the signing key is {signer.name}'s, AUDIT_ORIGIN is {settings.origin}"
        raise KeyProblem(message)
    async with connection.transaction():
        await connection.execute(_BEGIN, signer.name, tenant.id)
        await connection.execute(_FIRST_KEY, str(signer.verifier))
    return tenant


def _new_signer(settings: Settings) -> Signer:
    # A name that no other log has: a log that was erased and begun anew is another one.
    name = settings.origin or f"emend.local/audit/{secrets.token_hex(4)}"
    return make_signer(settings.signing_key_file, name)
