"""What is said about a recogniser's output, and the message that carries both.

The ids are derived from the content by the rules of the ingest service, so the same content
is the same transcript whichever way it comes in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid5

from emend_events import TOPICS, Codec, Topic, TranscriptSubmitted

Headers: TypeAlias = list[tuple[str, bytes]]

NAMESPACE = UUID("6c0f3f5e-2a51-5a0e-9d0e-5b7d0c1f4e21")
"""Fixed for ever, and the ingest service's: another would give the same content other ids."""

AVRO = "application/vnd.confluent.avro"


@dataclass(frozen=True, slots=True)
class Submission:
    """A recogniser's output and what its submitter says about it.

    Attributes:
        content: the vendor's file, byte for byte.
        format: its format; recognised where missing.
        transcript_id: derived from the content where missing; a live stream must name one.
        title: for people.
        language: a BCP 47 tag; what the file says where missing.
        profile: how to correct it: a name, for its newest version, or ``name@version``.
        sequence: of a live stream: this piece's number, from 0.
        last: of a live stream: whether no piece follows.
        offset_ms: where the content begins in the recording; added to its times.
        vocabulary: terms of your own, named like a profile; none where missing.
    """

    content: bytes
    format: str | None = None
    transcript_id: str | None = None
    title: str | None = None
    language: str | None = None
    profile: str = "lecture"
    sequence: int = 0
    last: bool = True
    offset_ms: int = 0
    vocabulary: str | None = None

    def __post_init__(self) -> None:
        """Refuse what could only fail later, far away."""
        if not self.content:
            message = "the content is empty"
            raise ValueError(message)
        if self.transcript_id is None and (self.sequence or not self.last):
            message = "the pieces of a live stream need a transcript_id that they share"
            raise ValueError(message)
        if self.sequence < 0 or self.offset_ms < 0:
            message = f"sequence {self.sequence} and offset_ms {self.offset_ms} count from 0"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A submission as it goes onto the topic."""

    transcript_id: str
    event_id: UUID
    value: bytes
    headers: Headers


def avro_message(submission: Submission, codec: Codec, submitted_at: datetime) -> Outgoing:
    """Return the submission as an Avro ``TranscriptSubmitted``."""
    transcript_id, event_id = _ids(submission)
    event = TranscriptSubmitted(
        event_id=event_id,
        transcript_id=transcript_id,
        submitted_at=submitted_at,
        content=submission.content,
        format=submission.format,
        title=submission.title,
        language=submission.language,
        profile=submission.profile,
        sequence=submission.sequence,
        last=submission.last,
        offset_ms=submission.offset_ms,
        vocabulary=submission.vocabulary,
    )
    headers = {"content-type": AVRO, "event-id": str(event_id), "event-type": type(event).__name__}
    return Outgoing(transcript_id, event_id, codec.encode(event), _encoded(headers))


def untouched_message(submission: Submission) -> Outgoing:
    """Return the vendor's body as it is, described by headers."""
    transcript_id, event_id = _ids(submission)
    said = {
        "content-type": "application/json" if _looks_like_json(submission) else "text/plain",
        "transcript-id": transcript_id,
        "asr-format": submission.format,
        "asr-title": submission.title,
        "asr-language": submission.language,
        "asr-profile": submission.profile,
        "asr-vocabulary": submission.vocabulary,
    }
    if submission.sequence or not submission.last:
        said["asr-sequence"] = str(submission.sequence)
        said["asr-last"] = "true" if submission.last else "false"
    if submission.offset_ms:
        said["asr-offset-ms"] = str(submission.offset_ms)
    headers = {name: value for name, value in said.items() if value}
    return Outgoing(transcript_id, event_id, submission.content, _encoded(headers))


def topic_limit() -> int:
    """Return how many bytes a submission's message may have."""
    return TOPICS[Topic.SUBMITTED].max_message_bytes


def transcript_id_of(submission: Submission) -> str:
    """Return the id under which the result will appear."""
    return _ids(submission)[0]


def _ids(submission: Submission) -> tuple[str, UUID]:
    sha256 = hashlib.sha256(submission.content).hexdigest()
    transcript_id = submission.transcript_id or str(uuid5(NAMESPACE, sha256))
    return transcript_id, uuid5(NAMESPACE, f"{transcript_id}\n{sha256}\n{submission.sequence}")


def _looks_like_json(submission: Submission) -> bool:
    start = submission.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"{", b"["}


def _encoded(headers: dict[str, str]) -> Headers:
    return [(name, value.encode()) for name, value in headers.items()]
