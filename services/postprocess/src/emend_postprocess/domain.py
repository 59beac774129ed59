"""What post-processing makes of one received part: a corrected part, or a refusal.

Pure: the same part after the same others gives the same event, id included, however often it
is delivered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from emend_engine import Lexicon, Part, Profile, held_back, process_parts
from emend_events import (
    EngineInfo,
    Origin,
    Topic,
    TranscriptHeld,
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
from emend_postprocess.holding import NOTHING, Piece, cut, joined, remembered, turn
from emend_transcript import Result, segment_texts

SERVICE = "emend-postprocess"

Outcome: TypeAlias = TranscriptProcessed | TranscriptRejected


@dataclass(frozen=True, slots=True)
class Correction:
    """What becomes of a part, and what is to be remembered of its transcript."""

    outcome: Outcome
    held: TranscriptHeld | None = None
    """The words held back for the next part; none where there are none."""
    decides: bool = False
    """Whether ``held`` takes the place of what was remembered before."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part with the words that were held back before it, but for those at its own end."""

    event: TranscriptReceived
    part: Part
    held: TranscriptHeld | None
    decides: bool
    """As in the ``Correction`` that it leads to."""


def prepare(
    part: TranscriptReceived,
    origin: Origin,
    profile: Profile,
    lexicon: Lexicon,
    place: str,
    held: TranscriptHeld | None = None,
) -> Prepared | Correction:
    """Return what is to be corrected of a part; at once the correction where it is refused.

    ``held`` is what the transcript's earlier parts left to remember, ``place`` the key of it.
    """
    try:
        words = words_from_columns(part.words, part.segments)
    except ValueError as error:
        return Correction(refused(part, origin, "inconsistent_part", str(error), ""))
    now = turn(part, origin.offset, held)
    piece = Piece(part.words, part.segments)
    if now.taken.segments:
        piece = joined(now.taken, piece)
        words = words_from_columns(*piece)
    rest = NOTHING
    count = held_back(words, profile, lexicon, part.language) if now.may_hold else 0
    if count:
        piece, rest = cut(piece, len(words) - count)
        words = words[: len(words) - count]
    if count or now.taken.segments:
        part = part.model_copy(update=piece._asdict())
    segments = segments_from_records(part.segments)
    return Prepared(
        part,
        Part(words, segments, profile, lexicon, part.language, part.last),
        remembered(part, origin.offset, place, now.taken, rest),
        now.decides,
    )


def correct(several: Sequence[Prepared]) -> list[Correction]:
    """Correct several parts, each as if alone."""
    results = process_parts([prepared.part for prepared in several])
    return [
        Correction(_processed(prepared, result), prepared.held, prepared.decides)
        for prepared, result in zip(several, results, strict=True)
    ]


def _processed(prepared: Prepared, result: Result) -> TranscriptProcessed:
    part, words = prepared.event, prepared.part.words
    return trusted(
        TranscriptProcessed,
        event_id=derive_id(part.event_id, Topic.PROCESSED),
        transcript_id=part.transcript_id,
        submitted_at=part.submitted_at,
        sequence=part.sequence,
        last=part.last,
        profile=prepared.part.profile.label,
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
