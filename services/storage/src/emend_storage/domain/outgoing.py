"""The events that a decision gives rise to; their ids are derived, so they are the same again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from emend_events import (
    AuditActor,
    AuditApi,
    AuditData,
    AuditEventRecorded,
    AuditMetadata,
    AuditProduct,
    AuditResource,
    AuditUser,
    Event,
    Topic,
    TranscriptRejected,
    derive_id,
)
from emend_storage.domain.decide import SERVICE, Decision, Headers, Refusal
from emend_storage.domain.state import completed_event

OCSF_VERSION = "1.6.0"
API_ACTIVITY = 6003
CREATE = 1
SUCCESS, FAILURE = 1, 2
INFORMATIONAL, LOW = 1, 2


def outgoing(
    decision: Decision, now: datetime, version: str
) -> Iterator[tuple[Topic, Event, str, Headers]]:
    """Yield each event with its topic, its key and the trace headers of what caused it.

    Args:
        decision: what became of a batch.
        now: when it was decided.
        version: this service's.
    """
    for state, part in decision.completed:
        cause = state.last_event_id or part.event.event_id
        event = completed_event(state, derive_id(cause, Topic.COMPLETED))
        key, headers = state.transcript_id, part.trace_headers
        yield Topic.COMPLETED, event, key, headers
        record = _audit(event.event_id, "transcript.completed", key, now, version, headers)
        yield Topic.AUDIT, record, key, headers
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
) -> AuditEventRecorded:
    event_id = derive_id(cause, Topic.AUDIT)
    return AuditEventRecorded(
        event_id=event_id,
        source=SERVICE,
        type=kind,
        subject=transcript_id,
        time=now,
        traceparent=_traceparent(headers),
        data=AuditData(
            class_uid=API_ACTIVITY,
            activity_id=CREATE,
            severity_id=LOW if failure else INFORMATIONAL,
            status_id=FAILURE if failure else SUCCESS,
            status_detail=failure,
            actor=AuditActor(user=AuditUser(uid=SERVICE)),
            api=AuditApi(operation="transcript.store"),
            metadata=AuditMetadata(
                uid=str(event_id),
                version=OCSF_VERSION,
                product=AuditProduct(name=SERVICE, version=version),
                correlation_uid=str(cause),
            ),
            resources=[AuditResource(type="transcript", uid=transcript_id)],
        ),
    )


def _traceparent(headers: Headers) -> str | None:
    values = [value for name, value in headers if name == "traceparent"]
    return values[0].decode(errors="replace") if values else None
