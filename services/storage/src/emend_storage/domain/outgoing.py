"""The events that a decision gives rise to; their ids are derived, so they are the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from emend_events import (
    Act,
    Activity,
    AuditEventRecorded,
    Event,
    Topic,
    TranscriptRejected,
    audit_event,
    derive_id,
)
from emend_storage.domain.decide import SERVICE, Decision, Headers, Refusal
from emend_storage.domain.hashes import Hashes
from emend_storage.domain.state import completed_event


def outgoing(
    decision: Decision, hashes: Mapping[str, Hashes], now: datetime, version: str
) -> Iterator[tuple[Topic, Event, str, Headers]]:
    """Yield each event with its topic, its key and the trace headers of what caused it.

    Args:
        decision: what became of a batch.
        hashes: of every transcript that it completes.
        now: when it was decided.
        version: this service's.
    """
    for state, part in decision.completed:
        cause = state.last_event_id or part.event.event_id
        key, headers, whole = state.transcript_id, part.trace_headers, hashes[state.transcript_id]
        event = completed_event(state, derive_id(cause, Topic.COMPLETED), whole)
        yield Topic.COMPLETED, event, key, headers
        record = _audit(
            event.event_id,
            "transcript.completed",
            key,
            now,
            version,
            headers,
            attributes=(
                ("parts", str(state.parts)),
                ("input_hash", whole.input),
                ("output_hash", whole.output),
            ),
        )
        yield Topic.AUDIT, record, key, headers
    for rejection in decision.rejections:
        told, headers = rejection.event, rejection.trace_headers
        if told.rejected_by == SERVICE:
            continue  # recorded when we refused it
        key, kind = told.transcript_id, "transcript.rejection.stored"
        yield Topic.AUDIT, _audit(told.event_id, kind, key, now, version, headers), key, headers
    for refusal in decision.refused:
        refused = refused_event(refusal)
        key, headers = refused.transcript_id, refusal.part.trace_headers
        yield Topic.REJECTED, refused, key, headers
        record = _audit(
            refused.event_id, "transcript.part.refused", key, now, version, headers, refusal.code
        )
        yield Topic.AUDIT, record, key, headers


def refused_event(refusal: Refusal) -> TranscriptRejected:
    """Return the event that tells of a part that was not stored."""
    event = refusal.part.event
    return TranscriptRejected(
        event_id=derive_id(event.event_id, Topic.REJECTED),
        transcript_id=event.transcript_id,
        rejected_by=SERVICE,
        code=refusal.code,
        reason=refusal.reason,
        hint=refusal.hint,
        sequence=event.sequence,
        origin=refusal.part.origin,
        content_sha256=event.source.content_sha256,
        content_uri=event.source.content_uri,
    )


def _audit(
    cause: UUID,
    kind: str,
    transcript_id: str,
    now: datetime,
    version: str,
    headers: Headers,
    failure: str = "",
    attributes: tuple[tuple[str, str], ...] = (),
) -> AuditEventRecorded:
    act = Act(
        service=SERVICE,
        version=version,
        type=kind,
        operation="transcript.store",
        activity=Activity.CREATE,
        subject=transcript_id,
        time=now,
        actor=SERVICE,
        correlation=str(cause),
        resources=(("transcript", transcript_id),),
        failure=failure,
        traceparent=_traceparent(headers),
        attributes=attributes,
    )
    return audit_event(act, cause)


def _traceparent(headers: Headers) -> str | None:
    values = [value for name, value in headers if name == "traceparent"]
    return values[0].decode(errors="replace") if values else None
