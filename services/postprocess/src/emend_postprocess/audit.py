"""The audit record of a corrected transcript, or of a refused part; same transaction as the act."""

from __future__ import annotations

from datetime import datetime

from emend_events import (
    Act,
    Activity,
    AuditEventRecorded,
    TranscriptProcessed,
    audit_event,
    tokens_from_columns,
)
from emend_postprocess.domain import SERVICE, Outcome
from emend_transcript import output_hash


def audit_record(
    outcome: Outcome, submitted_at: datetime, version: str, traceparent: str | None = None
) -> AuditEventRecorded | None:
    """Return the record of what became of a part: one per transcript, with its last part.

    Its time is the submission's, so that a redelivered part gives the same record; a refused
    part has its own.
    """
    if isinstance(outcome, TranscriptProcessed) and not outcome.last:
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
        resources=(("transcript", outcome.transcript_id),),
        failure=failure,
        traceparent=traceparent,
        attributes=_decided(outcome) if isinstance(outcome, TranscriptProcessed) else (),
    )
    return audit_event(act, outcome.event_id)


def _decided(part: TranscriptProcessed) -> tuple[tuple[str, str], ...]:
    """Return what decided a part, and the hashes of what went in and what came out."""
    engine = part.engine
    return (
        ("pipeline_version", engine.pipeline_version),
        ("profile", engine.profile),
        ("profile_hash", engine.profile_hash),
        ("vocabulary", part.vocabulary or "built-in"),
        ("lexicon_hash", engine.lexicon_hash),
        ("part", str(part.sequence)),
        ("input_hash", engine.input_hash),
        ("output_hash", output_hash(tokens_from_columns(part.tokens))),
    )
