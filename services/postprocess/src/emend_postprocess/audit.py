"""The audit record of a corrected transcript, or of a refused part; same transaction as the act."""

from __future__ import annotations

from datetime import datetime

from emend_events import Act, Activity, AuditEventRecorded, TranscriptProcessed, audit_event
from emend_postprocess.domain import SERVICE, Outcome


def audit_record(
    outcome: Outcome, submitted_at: datetime, version: str, traceparent: str | None = None
) -> AuditEventRecorded | None:
    """Return the record of what became of a part: one per transcript, with its last part.

    Its time is the submission's, so that a redelivered part gives the same record; a refused
    part has its own.
    """
    resources = _resources(outcome)
    if resources is None:
        return None
    failure = "" if isinstance(outcome, TranscriptProcessed) else outcome.reason
    act = Act(
        service=SERVICE,
        version=version,
        type=f"transcript.{'refused' if failure else 'processed'}",
        operation="transcript.process",
        activity=Activity.UPDATE,
        subject=outcome.transcript_id,
        time=submitted_at,
        actor=SERVICE,
        correlation=outcome.transcript_id,
        resources=(("transcript", outcome.transcript_id), *resources),
        failure=failure,
        traceparent=traceparent,
    )
    return audit_event(act, outcome.event_id)


def _resources(outcome: Outcome) -> tuple[tuple[str, str], ...] | None:
    """Return what decided the outcome; none where it is not to be recorded."""
    if not isinstance(outcome, TranscriptProcessed):
        return ()
    if not outcome.last:
        return None
    engine = outcome.engine
    return (
        ("pipeline", engine.pipeline_version),
        ("profile", f"{engine.profile}#{engine.profile_hash}"),
        ("lexicon", engine.lexicon_hash),
        ("input", engine.input_hash),
    )
