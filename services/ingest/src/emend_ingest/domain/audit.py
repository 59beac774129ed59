"""The audit log's entry for one submission, under OCSF names (class 6003, API activity)."""

from __future__ import annotations

from emend_events import (
    AuditActor,
    AuditApi,
    AuditData,
    AuditEventRecorded,
    AuditMetadata,
    AuditProduct,
    AuditResource,
    AuditUser,
    Topic,
    derive_id,
)
from emend_ingest.domain.submission import Submission

SOURCE = "emend-ingest"
API_ACTIVITY = 6003
CREATE = 1
INFORMATIONAL, LOW = 1, 2
SUCCESS, FAILURE = 1, 2
OCSF_VERSION = "1.4.0"
UNKNOWN_USER = "unknown"
"""Kafka does not tell a consumer who produced a record."""

_ACTOR = AuditActor(user=AuditUser(uid=UNKNOWN_USER))
_API = AuditApi(operation="transcript.submit")


def audit(
    submission: Submission,
    *,
    version: str,
    refusal_code: str | None = None,
    traceparent: str | None = None,
) -> AuditEventRecorded:
    """Return the record that a transcript was submitted and what became of it.

    Its id is derived and its time is the submission's, so the same submission gives the same
    record.

    Args:
        submission: what was submitted.
        version: this service's.
        refusal_code: why it was refused; none if it was accepted.
        traceparent: the submission's trace.
    """
    own_id = derive_id(submission.event_id, Topic.AUDIT)
    accepted = refusal_code is None
    # Built of checked values: validating them again would cost more than the rest of the act.
    return AuditEventRecorded.model_construct(
        event_id=own_id,
        source=SOURCE,
        type=f"transcript.submission.{'accepted' if accepted else 'rejected'}",
        subject=submission.transcript_id,
        time=submission.submitted_at,
        traceparent=traceparent,
        data=AuditData.model_construct(
            class_uid=API_ACTIVITY,
            activity_id=CREATE,
            severity_id=INFORMATIONAL if accepted else LOW,
            status_id=SUCCESS if accepted else FAILURE,
            status_detail=refusal_code or "",
            actor=_ACTOR,
            api=_API,
            metadata=AuditMetadata.model_construct(
                uid=str(own_id),
                version=OCSF_VERSION,
                product=AuditProduct.model_construct(name=SOURCE, version=version),
                correlation_uid=str(submission.event_id),
            ),
            resources=[
                AuditResource.model_construct(type="transcript", uid=submission.transcript_id)
            ],
            src_endpoint=None,
        ),
    )
