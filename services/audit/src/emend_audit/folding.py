"""Finds out under which form of their name persons are found whom an earlier version recorded.

Their keys lie under an HMAC of the name as it was written, which does not tell the name. But the
log does: under the person's own key, in the values that are sealed there.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any, Final

from emend_audit.domain.keys import KeyMismatch, PersonKey, TenantKey
from emend_audit.domain.leaf import context, sealed_values
from emend_audit.errors import KeyProblem
from emend_audit.search import document_of
from emend_database import Connection

CHUNK: Final = 1_000
_UNKNOWN: Final = "SELECT pseudonym, wrapped FROM persons WHERE folded IS NULL"
_ENTRIES: Final = (
    "SELECT index, entry, payload FROM entries WHERE index >= $1 ORDER BY index LIMIT $2"
)
_FOUND: Final = "UPDATE persons SET folded = $2 WHERE pseudonym = $1"
_NOWHERE: Final = "UPDATE persons SET folded = lookup WHERE folded IS NULL"
"""Of them nothing can be read, so nobody will look for them."""


async def fold_names(connection: Connection, tenant: TenantKey) -> int:
    """Do so for everybody of whom it is not known yet; return how many were found.

    Raises:
        KeyProblem: a person's key does not open with the tenant key.
    """
    try:
        unknown = {
            row["pseudonym"]: tenant.unwrap(row["wrapped"], row["pseudonym"])
            for row in await connection.fetch(_UNKNOWN)
        }
    except KeyMismatch as error:
        raise KeyProblem(str(error)) from error
    found: dict[str, bytes] = {}
    start: int | None = 0
    while start is not None and len(found) < len(unknown):
        rows = await connection.fetch(_ENTRIES, start, CHUNK)
        for row in rows:
            for key, text in _opened(document_of(row), unknown):
                if key.is_named(text):
                    found[key.pseudonym] = tenant.lookup(text)
        start = rows[-1]["index"] + 1 if rows else None
    if unknown:
        async with connection.transaction():
            await connection.executemany(_FOUND, list(found.items()))
            await connection.execute(_NOWHERE)
    return len(found)


def _opened(
    document: Mapping[str, Any], keys: Mapping[str, PersonKey]
) -> Iterator[tuple[PersonKey, str]]:
    for path, pseudonym, sealed in sealed_values(document):
        key = keys.get(pseudonym)
        text = key.open(b64decode(sealed), context(document["id"], path)) if key else None
        if key is not None and text is not None:
            yield key, text
