"""The events that travel on the topics; the source of every generated schema.

Each is what its topic's messages carry, whole. Ids are derived, not drawn: the same input
yields the same event id, which lets every consumer recognise a duplicate. A field added later
needs a default; anything else is a new topic version.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from emend_events._columns import (
    ChangeRecord,
    CorrectedSegment,
    Milliseconds,
    Record,
    SegmentRecord,
    TokenColumns,
    WordColumns,
)


def _require_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        message = f"{moment.isoformat()} has no time zone"
        raise ValueError(message)
    return moment


Moment = Annotated[datetime, AfterValidator(_require_zone)]
"""A point in time with its zone; to the microsecond."""


class Event(BaseModel):
    """What every message on the bus carries."""

    model_config = ConfigDict(
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )

    event_id: UUID
    """Derived from what caused the event, so that a duplicate has the same."""


class Source(Record):
    """Where a transcript came from and where its original is kept."""

    format: str
    recogniser: str | None = None
    title: str | None = None
    content_sha256: str
    content_bytes: int
    content_uri: str
    """The original in file storage, as submitted, byte for byte."""


class EngineInfo(Record):
    """What decided a result: the same four values give the same bytes."""

    pipeline_version: str
    profile: str
    profile_hash: str
    lexicon_hash: str
    input_hash: str


class TranscriptSubmitted(Event):
    """A recogniser's output as it was handed over, inline or by reference.

    ``content`` is the vendor's own file; where it is empty, ``content_uri`` names it in file
    storage. A live stream submits several with rising ``sequence``, the final one ``last``.
    """

    transcript_id: str = Field(min_length=1)
    submitted_at: Moment
    content: bytes = b""
    content_uri: str | None = None
    format: str | None = None
    title: str | None = None
    language: str | None = None
    profile: str = "lecture"
    sequence: int = 0
    last: bool = True
    offset_ms: Milliseconds = 0
    """Added to every time in ``content``: where this piece begins in the recording."""
    vocabulary: str | None = None
    """Terms of the submitter's own: a name, for its newest version, or ``name@version``."""


class TranscriptReceived(Event):
    """One part of a recognised, valid transcript, in the vendor-neutral model."""

    transcript_id: str = Field(min_length=1)
    submitted_at: Moment
    sequence: int = Field(ge=0)
    last: bool
    profile: str
    language: str | None = None
    duration_ms: Milliseconds | None = None
    source: Source
    words: WordColumns
    segments: list[SegmentRecord]
    vocabulary: str | None = None
    """``name@version``."""


class TranscriptProcessed(Event):
    """One corrected part: the words as recognised, the tokens to publish, every change."""

    transcript_id: str = Field(min_length=1)
    submitted_at: Moment
    sequence: int = Field(ge=0)
    last: bool
    profile: str
    language: str | None = None
    duration_ms: Milliseconds | None = None
    source: Source
    engine: EngineInfo
    words: WordColumns
    segments: list[CorrectedSegment]
    tokens: TokenColumns
    changes: list[ChangeRecord]
    vocabulary: str | None = None
    """``name@version``; the engine's lexicon hash covers its terms."""


class TranscriptCompleted(Event):
    """Every part of a transcript is stored; it can be read whole."""

    transcript_id: str = Field(min_length=1)
    submitted_at: Moment
    completed_at: Moment
    language: str | None = None
    duration_ms: Milliseconds | None = None
    profile: str
    source: Source
    speakers: list[str] = []
    parts: int
    segments: int
    words: int
    changes: int
    input_hash: str | None = None
    """BLAKE2b-128 over the parts' input hashes in their order, one per line, in hexadecimal."""
    output_hash: str | None = None
    """The same over the hashes of what the parts' tokens are, which `emend_transcript` defines."""


class Origin(Record):
    """The record on a topic that an event speaks of."""

    topic: str
    partition: int
    offset: int


class TranscriptRejected(Event):
    """A submission or a part that no retry can save: what is wrong, where, what to do."""

    transcript_id: str
    rejected_by: str
    """The service that refused it."""
    code: str
    """A stable word for programs, such as ``unknown_format``."""
    reason: str
    """A sentence for people."""
    hint: str = ""
    """What the submitter can do about it."""
    location: str = ""
    """Where in the content: a JSON path, a line, a byte."""
    sequence: int | None = None
    origin: Origin | None = None
    content_sha256: str | None = None
    content_uri: str | None = None
    """The original, kept."""
