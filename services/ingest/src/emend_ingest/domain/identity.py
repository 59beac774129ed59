"""Ids: which are valid, and how those that nobody gave are derived from the content."""

from __future__ import annotations

import hashlib
import json
import re
from uuid import UUID, uuid5

from emend_ingest.domain.refusal import Code, Refused, shown

NAMESPACE = UUID("6c0f3f5e-2a51-5a0e-9d0e-5b7d0c1f4e21")
"""Fixed for ever: another namespace would give the same content other ids."""

MAX_ID_CHARACTERS = 128
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")


def content_hash(content: bytes) -> str:
    """Return the content's SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def is_valid_id(text: str) -> bool:
    """Whether this can be a transcript's id: it stands in URLs, keys and file names."""
    return _ID.fullmatch(text) is not None


def check_id(text: str) -> None:
    """Refuse an id that no URL, key or file name could carry.

    Raises:
        Refused: ``bad_id``.
    """
    if not is_valid_id(text):
        reason = f"The transcript id {shown(text)} is not valid"
        hint = (
            f"Use 1 to {MAX_ID_CHARACTERS} of the characters A-Z a-z 0-9 . _ : - and begin with a "
            "letter or digit, or leave the id out: it is then derived from the content."
        )
        raise Refused(Code.BAD_ID, reason, hint)


def transcript_id_of(content_sha256: str) -> str:
    """Return the id of a transcript that was submitted without one."""
    return str(uuid5(NAMESPACE, content_sha256))


def as_said(event_id: UUID, *said: object) -> UUID:
    """Return the id of a submission with what was said about its content.

    The same content under other wishes becomes other parts, which must not bear the ids of the
    first ones: they would be taken for those, and nobody would hear of it.
    """
    return uuid5(event_id, json.dumps(said))


def submission_id(transcript_id: str, content_sha256: str, sequence: int) -> UUID:
    """Return the event id of a submission that came without one."""
    return uuid5(NAMESPACE, f"{transcript_id}\n{content_sha256}\n{sequence}")
