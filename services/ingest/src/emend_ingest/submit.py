"""The one way in besides Kafka: content in file storage, then a row and an event, together.

HTTP requests and the watched folder both end here. The same content with the same wishes is
submitted once, however often and however concurrently it comes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from emend_bus import Output, act_output, output
from emend_database import Connection, Outbox, OutboxMessage, Pool, transaction
from emend_events import Codec, Topic, TranscriptSubmitted
from emend_ingest.domain.audit import upload_act
from emend_ingest.domain.identity import submission_id, transcript_id_of
from emend_ingest.domain.receive import Original
from emend_ingest.domain.refusal import Code, Refused, shown
from emend_ingest.domain.submission import DEFAULT_PROFILE, Submission, check
from emend_ingest.store import (
    SubmissionRow,
    add_key,
    add_submission,
    find_submission,
    replace_submission,
)
from emend_telemetry import Headers, TranscriptOutcome, metrics
from emend_web import Caller

MAX_KEY_CHARACTERS = 255

_SAID = ("format", "title", "language", "profile", "vocabulary")


class KeyReused(Exception):  # noqa: N818 - names what the caller did
    """An idempotency key came with another request than the first time."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the idempotency key {shown(key)} was used for another request")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a submitter said about the content."""

    transcript_id: str | None = None
    format: str | None = None
    title: str | None = None
    language: str | None = None
    profile: str = DEFAULT_PROFILE
    vocabulary: str | None = None
    again: bool = False
    """Submit once more: say, after a rejection whose cause is mended."""
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was submitted, and whether it had been before."""

    submission: SubmissionRow
    replayed: bool


@dataclass(frozen=True, slots=True)
class Submitter:
    """Writes submissions; ``now`` is its clock."""

    pool: Pool
    outbox: Outbox
    codec: Codec
    now: Callable[[], datetime]
    version: str = ""
    """The service's, for the record."""

    async def submit(
        self,
        original: Original,
        wishes: Wishes,
        caller: Caller,
        trace_headers: Headers = (),
    ) -> Receipt:
        """Accept content that is already in file storage.

        Raises:
            Refused: what was said about it cannot be; ``id_taken`` if the id names other content,
                ``already_submitted`` if it names this content with other wishes.
            KeyReused: the idempotency key came with another request.
        """
        submission = submission_of(original.sha256, wishes, self.now())
        check(submission)
        row = _row(submission, original)
        async with transaction(self.pool) as connection:
            earlier = await _earlier(connection, row, wishes)
            messages = [self._record(submission, caller, earlier, trace_headers)]
            if earlier is None:
                messages.append(self._message(submission, original, trace_headers))
            else:
                metrics.transcripts(TranscriptOutcome.REPEATED).inc()
            await self.outbox.add(connection, messages)
        return Receipt(earlier or row, replayed=earlier is not None)

    def _record(
        self,
        submission: Submission,
        caller: Caller,
        earlier: SubmissionRow | None,
        trace_headers: Headers,
    ) -> OutboxMessage:
        outcome = "accepted" if earlier is None else "repeated"
        act = upload_act(
            submission,
            outcome,
            version=self.version,
            now=submission.submitted_at,
            actor=caller.actor,
            ip=caller.ip,
        )
        return _traced(act_output(self.codec, act, uuid4()), trace_headers)

    def _message(
        self, submission: Submission, original: Original, trace_headers: Headers
    ) -> OutboxMessage:
        event = TranscriptSubmitted(
            event_id=submission.event_id,
            transcript_id=submission.transcript_id,
            submitted_at=submission.submitted_at,
            content_uri=original.uri,
            format=submission.format,
            title=submission.title,
            language=submission.language,
            profile=submission.profile,
            vocabulary=submission.vocabulary,
        )
        sent = output(self.codec, Topic.SUBMITTED, event, submission.transcript_id)
        return _traced(sent, trace_headers)


def _traced(sent: Output, trace_headers: Headers) -> OutboxMessage:
    return OutboxMessage(sent.topic, sent.key, sent.value, (*sent.headers, *trace_headers))


def submission_of(content_sha256: str, wishes: Wishes, submitted_at: datetime) -> Submission:
    """Return the submission that content and wishes make."""
    transcript_id = wishes.transcript_id or transcript_id_of(content_sha256)
    return Submission(
        event_id=submission_id(transcript_id, content_sha256, 0),
        transcript_id=transcript_id,
        submitted_at=submitted_at,
        format=wishes.format,
        title=wishes.title,
        language=wishes.language,
        profile=wishes.profile,
        vocabulary=wishes.vocabulary,
    )


async def _earlier(
    connection: Connection, row: SubmissionRow, wishes: Wishes
) -> SubmissionRow | None:
    """Write the rows; return the earlier submission that this one repeats, if it does."""
    if wishes.idempotency_key is not None:
        bound = await add_key(connection, wishes.idempotency_key, row)
        if bound is not None and bound.fingerprint != row.fingerprint:
            raise KeyReused(wishes.idempotency_key)
        if bound is not None:
            return await find_submission(connection, bound.transcript_id)
    if await add_submission(connection, row):
        return None
    earlier = await find_submission(connection, row.transcript_id)
    if earlier is None or earlier.content_sha256 != row.content_sha256:
        reason = f"The transcript {row.transcript_id} exists with other content"
        raise Refused(Code.ID_TAKEN, reason, "Use another transcript_id, or none.")
    if wishes.again:
        await replace_submission(connection, row)
        return None
    if earlier.fingerprint != row.fingerprint:
        raise _submitted_otherwise(earlier, row)
    return earlier


def _submitted_otherwise(earlier: SubmissionRow, row: SubmissionRow) -> Refused:
    """Return the refusal of content that was submitted with other wishes.

    Its parts would bear the ids of the earlier ones, and be taken for them once those are stored.
    """
    pairs = ((name, getattr(earlier, name), getattr(row, name)) for name in _SAID)
    differing = [
        f"{name} {_named(old)}, not {_named(new)}" for name, old, new in pairs if old != new
    ]
    reason = f"{row.transcript_id} was submitted with {'; '.join(differing)}"
    hint = (
        "Give a transcript_id of its own to have it both ways; "
        "if the first was rejected, submit it with again=true."
    )
    return Refused(Code.ALREADY_SUBMITTED, reason, hint)


def _named(value: str | None) -> str:
    return "unset" if value is None else shown(value)


def _row(submission: Submission, original: Original) -> SubmissionRow:
    said = (submission.format, submission.title, submission.language, submission.profile)
    own = () if submission.vocabulary is None else (submission.vocabulary,)
    whole = json.dumps([submission.transcript_id, original.sha256, *said, *own])
    return SubmissionRow(
        transcript_id=submission.transcript_id,
        content_sha256=original.sha256,
        content_bytes=original.size,
        submitted_at=submission.submitted_at,
        fingerprint=hashlib.sha256(whole.encode()).hexdigest(),
        format=submission.format,
        title=submission.title,
        language=submission.language,
        profile=submission.profile,
        vocabulary=submission.vocabulary,
    )
