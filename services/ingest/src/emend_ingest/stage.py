"""The stage: one record on ``asr.transcript.submitted.v1`` in; its parts, or a rejection, out.

It fetches and keeps content, asks the domain, and translates the answer into messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from emend_bus import Output, Record, Unavailable, output
from emend_events import (
    Codec,
    DecodeError,
    Origin,
    RegistryUnavailable,
    Topic,
    TranscriptReceived,
    TranscriptSubmitted,
    UnknownSchema,
)
from emend_ingest.domain.audit import audit
from emend_ingest.domain.identity import content_hash, is_valid_id, submission_id
from emend_ingest.domain.receive import Limits, Original, receive, reject
from emend_ingest.domain.refusal import Code, Refused
from emend_ingest.domain.submission import HEADERS, Arrival, Submission, identify
from emend_ingest.files import FileStorage
from emend_telemetry import (
    TRACEPARENT,
    Attribute,
    SpanName,
    TranscriptOutcome,
    annotate,
    metrics,
    service_span,
)

T = TypeVar("T")

THREAD_BYTES = 256 * 1024
"""Larger content is read in a thread: it takes longer than a heartbeat should wait."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Intake:
    """Turns records into outputs; give ``transform`` to the bus."""

    codec: Codec
    files: FileStorage
    limits: Limits
    version: str
    pin: Callable[[Submission], Awaitable[Submission]]
    """Names the versions of what users defined."""

    async def transform(self, record: Record) -> list[Output]:
        """Return what a record leads to: parts or a rejection, and the record of the act.

        Raises:
            Unavailable: the file storage or Kafka does not answer; nothing is lost by trying
                again.
        """
        try:
            arrival = identify(record.value, headers_of(record), time_of(record), self._decode)
        except Refused as refusal:
            with service_span(SpanName.INGEST_KEEP):
                original = await self.files.keep(record.value) if record.value else None
            return self._refused(record, _unidentified(record), refusal, original)
        annotate(Attribute.TRANSCRIPT_ID, arrival.submission.transcript_id)
        original = None
        try:
            content, original = await self._content(arrival)
            submission = await self.pin(arrival.submission)
            parts = await self._outputs(submission, content, original)
        except Refused as refusal:
            return self._refused(record, arrival.submission, refusal, original)
        metrics.transcripts(TranscriptOutcome.RECEIVED).inc()
        return [*parts, self._audit(record, submission)]

    def _decode(self, value: bytes) -> TranscriptSubmitted:
        try:
            return self.codec.decode(value, TranscriptSubmitted)
        except UnknownSchema as error:
            hint = (
                "Use the schema of asr.transcript.submitted.v1, or send the vendor's file as it is."
            )
            raise Refused(Code.UNKNOWN_SCHEMA, str(error), hint) from error
        except RegistryUnavailable as error:
            raise Unavailable(str(error)) from error
        except DecodeError as error:
            hint = "Encode it with the schema whose id stands in its first five bytes."
            raise Refused(Code.UNDECODABLE, str(error), hint) from error

    async def _content(self, arrival: Arrival) -> tuple[bytes, Original]:
        with service_span(SpanName.INGEST_KEEP):
            if arrival.content_uri is not None:
                return await self.files.fetch(arrival.content_uri, self.limits)
            return arrival.content, await self.files.keep(arrival.content)

    async def _outputs(
        self, submission: Submission, content: bytes, original: Original
    ) -> list[Output]:
        def read() -> list[Output]:
            parts = receive(submission, content, original, self.limits)
            _count(parts)
            return [
                output(self.codec, Topic.RECEIVED, part, submission.transcript_id) for part in parts
            ]

        with service_span(SpanName.INGEST_READ):
            return await in_thread_if(len(content) > THREAD_BYTES, read)

    def _refused(
        self, record: Record, submission: Submission, refusal: Refused, original: Original | None
    ) -> list[Output]:
        name = submission.transcript_id
        known = replace(submission, transcript_id=name if is_valid_id(name) else name_of(record))
        event = reject(
            refusal,
            known,
            Origin(topic=record.topic, partition=record.partition, offset=record.offset),
            original,
        )
        metrics.transcripts(TranscriptOutcome.REJECTED).inc()
        annotate(Attribute.ERROR_TYPE, refusal.code)
        rejected = output(self.codec, Topic.REJECTED, event, known.transcript_id)
        return [rejected, self._audit(record, known, refusal)]

    def _audit(
        self, record: Record, submission: Submission, refusal: Refused | None = None
    ) -> Output:
        event = audit(
            submission,
            version=self.version,
            refusal_code=refusal.code if refusal else None,
            traceparent=record.header(TRACEPARENT),
        )
        return output(self.codec, Topic.AUDIT, event, submission.transcript_id)


def headers_of(record: Record) -> dict[str, str]:
    """Return the headers that describe a vendor's body, whatever the case of their names.

    Of those that share a name the first counts; one without a value says nothing.

    Raises:
        Refused: ``bad_header`` if one is not UTF-8.
    """
    found: dict[str, str] = {}
    for written, value in record.headers:
        name = written.lower()
        if name in HEADERS and value is not None:  # pyright: ignore[reportUnnecessaryComparison] - Kafka allows null
            found.setdefault(name, _text(name, value))
    return found


def _text(name: str, value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        reason = f"The header {name} is not UTF-8"
        raise Refused(Code.BAD_HEADER, reason, "Encode headers as UTF-8.") from None


def time_of(record: Record) -> datetime:
    """Return the time that Kafka gave a record."""
    return _EPOCH + timedelta(milliseconds=max(0, record.timestamp_ms))


async def in_thread_if(condition: bool, work: Callable[[], T]) -> T:  # noqa: FBT001 - reads as a sentence
    """Run the work in a thread if so, else at once."""
    return await asyncio.to_thread(work) if condition else work()


def name_of(record: Record) -> str:
    """Return what stands for a transcript's id where none can be read: the key or the place."""
    key = (record.key or b"").decode(errors="replace")
    return key if is_valid_id(key) else f"{record.topic}-{record.partition}-{record.offset}"


def _unidentified(record: Record) -> Submission:
    name = name_of(record)
    event_id = submission_id(name, content_hash(record.value), 0)
    return Submission(event_id, name, time_of(record))


def _count(parts: Sequence[TranscriptReceived]) -> None:
    metrics.transcript_formats(parts[0].source.format).inc()
    metrics.parts().inc(len(parts))
    metrics.words().inc(sum(len(part.words.text) for part in parts))
