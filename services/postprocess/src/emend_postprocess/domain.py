"""What post-processing makes of one received part: a corrected part, or a refusal.

Pure: the same part gives the same event, id included, however often it is delivered.
"""

from __future__ import annotations

from typing import TypeAlias

from emend_engine import Lexicon, Profile, process
from emend_events import (
    EngineInfo,
    Origin,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
    TranscriptRejected,
    changes_to_records,
    corrected_segments,
    derive_id,
    segments_from_records,
    tokens_to_columns,
    trusted,
    words_from_columns,
    words_to_columns,
)
from emend_transcript import Result, Words, segment_texts

SERVICE = "emend-postprocess"

Outcome: TypeAlias = TranscriptProcessed | TranscriptRejected


def correct(
    part: TranscriptReceived, origin: Origin, profile: Profile, lexicon: Lexicon
) -> Outcome:
    """Return the corrected part, or why it cannot be corrected."""
    try:
        words = words_from_columns(part.words, part.segments)
    except ValueError as error:
        return refused(part, origin, "inconsistent_part", str(error), "")
    segments = segments_from_records(part.segments)
    result = process(
        words, segments, profile, lexicon=lexicon, language=part.language, ends=part.last
    )
    return _processed(part, profile, words, result)


def _processed(
    part: TranscriptReceived, profile: Profile, words: Words, result: Result
) -> TranscriptProcessed:
    return trusted(
        TranscriptProcessed,
        event_id=derive_id(part.event_id, Topic.PROCESSED),
        transcript_id=part.transcript_id,
        submitted_at=part.submitted_at,
        sequence=part.sequence,
        last=part.last,
        profile=profile.label,
        language=part.language,
        duration_ms=part.duration_ms,
        source=part.source,
        engine=_engine_info(result),
        words=part.words if result.words is words else words_to_columns(result.words),
        segments=corrected_segments(result.segments, segment_texts(result.segments, result.tokens)),
        tokens=tokens_to_columns(result.tokens),
        changes=changes_to_records(result.changes),
        vocabulary=part.vocabulary,
    )


def _engine_info(result: Result) -> EngineInfo:
    header = result.header
    return trusted(
        EngineInfo,
        pipeline_version=header.pipeline_version,
        profile=header.profile,
        profile_hash=header.profile_hash,
        lexicon_hash=header.lexicon_hash,
        input_hash=header.input_hash,
    )


def refused(
    part: TranscriptReceived, origin: Origin, code: str, reason: str, hint: str
) -> TranscriptRejected:
    """Return the event that tells why a part cannot be corrected."""
    return TranscriptRejected(
        event_id=derive_id(part.event_id, Topic.REJECTED),
        transcript_id=part.transcript_id,
        rejected_by=SERVICE,
        code=code,
        reason=reason,
        hint=hint,
        sequence=part.sequence,
        origin=origin,
        content_sha256=part.source.content_sha256,
        content_uri=part.source.content_uri,
    )
