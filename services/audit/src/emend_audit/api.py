"""What the HTTP interface answers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from emend_audit.search import Signed
from emend_database import Record


class Document(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Hit(Document):
    """An entry with the proof that it stands in the log."""

    index: int
    event: dict[str, Any] = Field(description="What happened; sealed values opened where possible.")
    entry: str = Field(description="The leaf, byte for byte: its SHA-256 is what is proved.")
    payload: str | None = Field(description="What a large entry names by its SHA-256.")
    leaf_hash: str
    proof: list[str] = Field(description="RFC 9162 inclusion proof, from the bottom up.")


class Page(Document):
    """Entries under one signed checkpoint."""

    origin: str
    checkpoint: str = Field(description="The signed note under which every proof here holds.")
    hand_overs: list[str] = Field(description="By which the log's keys follow one another.")
    size: int
    events: list[Hit]
    next_cursor: int | None = Field(description="Ask with it for what follows; none at the end.")


class InclusionProof(Document):
    """The proof that an entry stands in the log."""

    origin: str
    checkpoint: str
    size: int
    index: int
    leaf_hash: str
    proof: list[str]


class ConsistencyProof(Document):
    """The proof that the log of one size continues that of another."""

    origin: str
    checkpoint: str
    size: int
    old_size: int
    proof: list[str]


class ErasureNote(Document):
    """A person who was erased; the name is gone, the pseudonym stays in the entries."""

    person: str
    erased_at: datetime
    event_id: UUID
    index: int | None = Field(description="Where the log says so, once it does.")


class LogDocument(Document):
    """What a verifier needs to know besides the files."""

    origin: str
    checkpoint: str
    size: int
    recorded: int = Field(description="Entries that have an index; the next checkpoint has them.")
    pruned: int = Field(description="So many entries at the beginning have expired.")
    keys: list[str] = Field(description="The log's verifier keys, the oldest first.")
    hand_overs: list[str] = Field(description="Signed notes by which each key names the next.")
    erasures: list[ErasureNote]


class ErasureRequest(Document):
    """Whom to erase."""

    person: str = Field(min_length=1, max_length=1_000, description="In whatever spelling.")
    reason: str = Field(default="", max_length=1_000, description="Recorded; must not name them.")
    requested_by: str | None = Field(default=None, min_length=1, max_length=1_000)


class ErasureAnswer(Document):
    """What was erased, and where the log will say so."""

    person: str = Field(description="The pseudonym that stays in the entries.")
    event_id: UUID
    erased_at: datetime
    others: list[str] = Field(
        description="More pseudonyms, of one whom an earlier version knew under several spellings."
    )


def page(
    signed: Signed,
    hand_overs: list[str],
    rows: Sequence[Record],
    events: Sequence[dict[str, Any]],
    proofs: Sequence[Sequence[bytes]],
    next_cursor: int | None,
) -> Page:
    """Return rows as they are shown."""
    hits = [
        Hit(
            index=row["index"],
            event=event,
            entry=row["entry"].decode(),
            payload=None if row["payload"] is None else row["payload"].decode(),
            leaf_hash=in_base64(row["hash"]),
            proof=[in_base64(each) for each in proof],
        )
        for row, event, proof in zip(rows, events, proofs, strict=True)
    ]
    return Page(
        origin=signed.checkpoint.origin,
        checkpoint=signed.note,
        hand_overs=hand_overs,
        size=signed.checkpoint.size,
        events=hits,
        next_cursor=next_cursor,
    )


def in_base64(content: bytes) -> str:
    """Return bytes as base64."""
    return b64encode(content).decode("ascii")
