"""The audit record of a corrected transcript, or of a refused part; same transaction as the act."""

from __future__ import annotations

from datetime import datetime

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
    TranscriptProcessed,
    derive_id,
)
from emend_postprocess.domain import SERVICE, Outcome

OCSF_VERSION = "1.6.0"
API_ACTIVITY = 6003
UPDATE = 3
"""OCSF's activities and outcomes of an API call (https://schema.ocsf.io/classes/api_activity)."""
SUCCESS = 1
FAILURE = 2


def audit_record(
    outcome: Outcome, submitted_at: datetime, version: str
) -> AuditEventRecorded | None:
    """Return the record of what became of a part: one per transcript, with its last part.

    Its time is the submission's, so that a redelivered part gives the same record; a refused
    part has its own.
    """
    if not isinstance(outcome, TranscriptProcessed):
        resources = [AuditResource(type="transcript", uid=outcome.transcript_id)]
        return _record(outcome, "refused", submitted_at, version, resources, outcome.reason)
    if not outcome.last:
        return None
    engine = outcome.engine
    resources = [
        AuditResource(type="transcript", uid=outcome.transcript_id),
        AuditResource(type="pipeline", uid=engine.pipeline_version),
        AuditResource(type="profile", uid=f"{engine.profile}#{engine.profile_hash}"),
        AuditResource(type="lexicon", uid=engine.lexicon_hash),
        AuditResource(type="input", uid=engine.input_hash),
    ]
    return _record(outcome, "processed", submitted_at, version, resources, "")


def _record(
    outcome: Outcome,
    act: str,
    time: datetime,
    version: str,
    resources: list[AuditResource],
    detail: str,
) -> AuditEventRecorded:
    event_id = derive_id(outcome.event_id, Topic.AUDIT)
    return AuditEventRecorded(
        event_id=event_id,
        source="/emend/postprocess",
        type=f"emend.transcript.{act}",
        subject=outcome.transcript_id,
        time=time,
        data=AuditData(
            class_uid=API_ACTIVITY,
            activity_id=UPDATE,
            status_id=FAILURE if detail else SUCCESS,
            status_detail=detail,
            actor=AuditActor(user=AuditUser(uid=SERVICE)),
            api=AuditApi(operation="process"),
            metadata=AuditMetadata(
                uid=str(event_id),
                version=OCSF_VERSION,
                product=AuditProduct(name=SERVICE, version=version),
                correlation_uid=outcome.transcript_id,
            ),
            resources=resources,
        ),
    )
