"""What the HTTP interface answers: the documents, made from rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from emend_database import Record
from emend_storage.domain.state import StateName
from emend_storage.renditions import MEDIA_TYPES
from emend_storage.search import snippet

_FLOAT32_DECIMALS = 6
"""What PostgreSQL's real carries of a number below 1."""


class Document(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, from_attributes=False)


class Rejection(Document):
    """Something of the transcript that was not taken, and what can be done about it."""

    rejected_at: datetime
    rejected_by: str = Field(description="The service that refused it.")
    code: str = Field(description="A stable word for programs.")
    reason: str = Field(description="A sentence for people.")
    hint: str = Field(description="What the submitter can do.")
    location: str = Field(description="Where in the content.")
    sequence: int | None = Field(description="Which part; none for a whole submission.")


class Original(Document):
    """What was submitted."""

    format: str
    recogniser: str | None
    content_sha256: str
    content_bytes: int
    content_uri: str


class Summary(Document):
    """One transcript in a list."""

    transcript_id: str
    state: StateName
    title: str | None
    language: str | None
    profile: str | None
    duration_ms: int | None
    speakers: list[str]
    submitted_at: datetime
    completed_at: datetime | None
    parts: int = Field(description="How many are stored.")
    parts_expected: int | None = Field(description="How many there are, once the last is stored.")
    segments: int
    words: int
    changes: int
    links: dict[str, str] = Field(description="The transcript's own address, and its renditions.")


class Detail(Summary):
    """One transcript."""

    original: Original | None = Field(description="None while no part of it is stored.")
    rejections: list[Rejection]


class TranscriptPage(Document):
    """Transcripts, newest first."""

    transcripts: list[Summary]
    next_cursor: str | None = Field(description="Ask with it for what follows; none at the end.")


class ChangeDocument(Document):
    """One edit. Word indexes count from the part's first word."""

    sequence: int = Field(description="The part.")
    number: int = Field(description="The change within the part.")
    stage: str
    rule: str
    version: int
    first: int
    last: int
    start_ms: int
    end_ms: int
    before: str
    after: str
    confidence: float | None
    reason: str


class ChangePage(Document):
    """Changes in the order in which they were made."""

    transcript_id: str
    changes: list[ChangeDocument]
    next_cursor: str | None


class Hit(Document):
    """A segment in which the words were found."""

    transcript_id: str
    title: str | None
    sequence: int
    position: int
    start_ms: int
    end_ms: int
    speaker: str | None
    channel: int | None
    language: str | None
    text: str
    snippet: str = Field(description="HTML: text escaped, hits in <mark>.")
    rank: float


class HitPage(Document):
    """Hits, the best first."""

    results: list[Hit]
    total: int = Field(description="How many there are, counted up to 1,000.")
    next_cursor: str | None


def summary(row: Record) -> Summary:
    """Return a transcript's row as it is listed."""
    return Summary(**_common(row))


def detail(row: Record, rejections: list[Record]) -> Detail:
    """Return a transcript's row as it is shown."""
    original = None if row["content_sha256"] is None else Original(**_fields(Original, row))
    refused = [Rejection(**_fields(Rejection, rejection)) for rejection in rejections]
    return Detail(**_common(row), original=original, rejections=refused)


def change(row: Record) -> ChangeDocument:
    """Return a change's row as it is shown; its confidence without the noise of 32-bit floats."""
    fields = _fields(ChangeDocument, row)
    if fields["confidence"] is not None:
        fields["confidence"] = round(fields["confidence"], _FLOAT32_DECIMALS)
    return ChangeDocument(**fields)


def hit(row: Record) -> Hit:
    """Return a hit's row as it is shown."""
    shown = {"transcript_id": row["id"], "snippet": snippet(row["text"], row["marked"])}
    return Hit.model_validate(dict(row.items()) | shown)


def links(transcript_id: str) -> dict[str, str]:
    """Return where a transcript's documents are."""
    own = f"/v1/transcripts/{quote(transcript_id, safe=':')}"
    rendered = {name: f"{own}.{name}" for name in MEDIA_TYPES}
    return {"self": own, **rendered, "changes": f"{own}/changes"}


def _common(row: Record) -> dict[str, Any]:
    known = {
        name: row[name]
        for name in Summary.model_fields
        if name not in {"transcript_id", "parts_expected", "links"}
    }
    last = row["last_sequence"]
    return {
        **known,
        "transcript_id": row["id"],
        "parts_expected": None if last is None else last + 1,
        "links": links(row["id"]),
    }


def _fields(model: type[Document], row: Record) -> dict[str, Any]:
    return {name: row[name] for name in model.model_fields}
