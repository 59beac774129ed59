"""From a submission and its content to the parts that the platform works on, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from emend_events import (
    Origin,
    Source,
    Topic,
    TranscriptReceived,
    TranscriptRejected,
    derive_id,
    segments_to_records,
    trusted,
    words_to_columns,
)
from emend_ingest.domain.parts import PART_BYTES, Part, cut
from emend_ingest.domain.refusal import Code, Refused, refused_format, shown
from emend_ingest.domain.submission import Submission, check
from emend_transcript import FormatError, Transcript, read

SERVICE = "emend-ingest"
MAX_CONTENT_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, in bytes."""

    content_bytes: int = MAX_CONTENT_BYTES
    part_bytes: int = PART_BYTES


@dataclass(frozen=True, slots=True)
class Original:
    """Content as kept in file storage."""

    sha256: str
    size: int
    uri: str


def receive(
    submission: Submission, content: bytes, original: Original, limits: Limits
) -> list[TranscriptReceived]:
    """Recognise, read, validate and cut into parts.

    The same arguments give the same parts with the same ids.

    Raises:
        Refused: the content or what was said about it can never become a transcript.
    """
    check(submission)
    check_size(len(content), limits)
    transcript = _read(content, submission)
    parts = cut(transcript.words, transcript.segments, limits.part_bytes)
    if submission.is_fragment and len(parts) > 1:
        raise _fragment_too_large(transcript, len(parts))
    return [
        _received(submission, transcript, original, part, number, number == len(parts) - 1)
        for number, part in enumerate(parts)
    ]


def check_size(size: int, limits: Limits) -> None:
    """Refuse content that is empty or larger than is taken.

    Raises:
        Refused: ``empty`` or ``too_large``.
    """
    if size == 0:
        raise Refused(Code.EMPTY, "The content is empty", "Send the recogniser's output.")
    if size > limits.content_bytes:
        reason = f"The content has {size} bytes; at most {limits.content_bytes} are taken"
        raise Refused(Code.TOO_LARGE, reason, "Split the recording, or raise the limit.")


def reject(
    refusal: Refused, submission: Submission, origin: Origin, original: Original | None
) -> TranscriptRejected:
    """Return the event that tells of a refusal; ``original`` is none where nothing was kept."""
    return TranscriptRejected(
        event_id=derive_id(submission.cause, Topic.REJECTED, submission.sequence),
        transcript_id=submission.transcript_id,
        rejected_by=SERVICE,
        code=refusal.code,
        reason=refusal.reason,
        hint=refusal.hint,
        location=refusal.location,
        sequence=submission.sequence,
        origin=origin,
        content_sha256=original.sha256 if original else None,
        content_uri=original.uri if original else None,
    )


def _read(content: bytes, submission: Submission) -> Transcript:
    try:
        return read(content, format=submission.format, offset_ms=submission.offset_ms)
    except FormatError as error:
        raise refused_format(error) from error


def _received(
    submission: Submission,
    transcript: Transcript,
    original: Original,
    part: Part,
    number: int,
    last: bool,  # noqa: FBT001 - the event's own field
) -> TranscriptReceived:
    sequence = submission.sequence if submission.is_fragment else number
    return trusted(
        TranscriptReceived,
        event_id=derive_id(submission.cause, Topic.RECEIVED, sequence),
        transcript_id=submission.transcript_id,
        submitted_at=submission.submitted_at,
        sequence=sequence,
        last=submission.last if submission.is_fragment else last,
        profile=submission.profile,
        language=submission.language or transcript.language,
        duration_ms=transcript.duration_ms if submission.last else None,
        source=_source(submission, transcript, original),
        words=words_to_columns(part.words),
        segments=segments_to_records(part.segments),
        vocabulary=submission.vocabulary,
    )


def _source(submission: Submission, transcript: Transcript, original: Original) -> Source:
    return trusted(
        Source,
        format=transcript.format,
        recogniser=transcript.recogniser,
        title=submission.title or transcript.title,
        content_sha256=original.sha256,
        content_bytes=original.size,
        content_uri=original.uri,
    )


def _fragment_too_large(transcript: Transcript, parts: int) -> Refused:
    count = len(transcript.words)
    text = shown(" ".join(word.text for word in transcript.words[:6]))
    return Refused(
        Code.FRAGMENT_TOO_LARGE,
        f"The fragment of {count} words beginning {text} needs {parts} parts, but must fit in one",
        f"Send fragments of at most about {count // parts} words, each with its own sequence.",
    )
