"""The audit log's entry for one submission."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from emend_events import Act, Activity, AuditEventRecorded, audit_event
from emend_ingest.domain.submission import Submission

SERVICE = "emend-ingest"
UNKNOWN_USER = "unknown"
"""Kafka does not tell a consumer who produced a record."""


def upload_act(
    submission: Submission,
    outcome: str,
    *,
    version: str,
    now: datetime,
    actor: str,
    ip: str | None = None,
    failure: str = "",
) -> Act:
    """Return the act of handing content over by HTTP or in the watched folder."""
    return Act(
        service=SERVICE,
        version=version,
        type=f"transcript.upload.{outcome}",
        operation="transcript.upload",
        activity=Activity.CREATE,
        subject=submission.transcript_id,
        time=now,
        actor=actor,
        ip=ip,
        failure=failure,
        correlation=str(submission.event_id),
        resources=(("transcript", submission.transcript_id),),
    )


def audit(
    submission: Submission,
    *,
    version: str,
    refusal_code: str | None = None,
    traceparent: str | None = None,
) -> AuditEventRecorded:
    """Return the record that a transcript was submitted and what became of it.

    Its id is derived and its time is the submission's, so the same submission with the same
    outcome gives the same record; refused once and accepted later, it leaves two.

    Args:
        submission: what was submitted.
        version: this service's.
        refusal_code: why it was refused; none if it was accepted.
        traceparent: the submission's trace.
    """
    act = Act(
        service=SERVICE,
        version=version,
        type=f"transcript.submission.{'rejected' if refusal_code else 'accepted'}",
        operation="transcript.submit",
        activity=Activity.CREATE,
        subject=submission.transcript_id,
        time=submission.submitted_at,
        actor=UNKNOWN_USER,
        correlation=str(submission.event_id),
        resources=(("transcript", submission.transcript_id),),
        failure=refusal_code or "",
        traceparent=traceparent,
    )
    return audit_event(act, uuid5(submission.cause, refusal_code or "accepted"))
