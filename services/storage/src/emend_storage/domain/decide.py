"""Decides what becomes of a batch: which parts are new, which are known, which are refused.

A part is known by its place, ``(transcript, sequence)``. What is stored there stays: the same
content again is a duplicate and changes nothing, other content is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from emend_events import Origin, TranscriptProcessed, TranscriptRejected
from emend_storage.domain.state import TranscriptState, take

SERVICE = "emend-storage"

Headers: TypeAlias = tuple[tuple[str, bytes], ...]
Place: TypeAlias = tuple[str, int]
"""A transcript's id and a sequence."""


class Code(StrEnum):
    """Why a part is refused, for programs."""

    LATE = "late_part"
    CONFLICTING = "conflicting_part"
    BEYOND_LAST = "part_beyond_last"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it came: decoded, as bytes, and from where."""

    event: TranscriptProcessed
    body: bytes
    origin: Origin
    trace_headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rejection as it came, and when."""

    event: TranscriptRejected
    rejected_at: datetime
    trace_headers: Headers = ()


@dataclass(frozen=True, slots=True)
class StoredPart:
    """What is stored at a place; the event itself only where its id is not the incoming one's."""

    event_id: UUID
    event: TranscriptProcessed | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part that is not stored, and why."""

    part: Part
    code: Code
    reason: str
    hint: str


@dataclass(slots=True)
class Decision:
    """What a batch leads to."""

    accepted: list[Part] = field(default_factory=list[Part])
    refused: list[Refusal] = field(default_factory=list[Refusal])
    rejections: list[Rejection] = field(default_factory=list[Rejection])
    completed: list[tuple[TranscriptState, Part]] = field(
        default_factory=list[tuple[TranscriptState, Part]]
    )
    """The transcripts that are now whole, each with the part that made it so."""
    changed: dict[str, TranscriptState] = field(default_factory=dict[str, TranscriptState])
    """Every transcript of which something new is known, by id."""


def decide(
    known: Mapping[str, TranscriptState],
    stored: Mapping[Place, StoredPart],
    parts: Iterable[Part],
    rejections: Sequence[Rejection],
    now: datetime,
) -> Decision:
    """Return what becomes of the parts and rejections, given what is stored.

    Args:
        known: the transcripts concerned, as far as they are stored.
        stored: what stands at the places concerned.
        parts: the incoming ones, in order; none whose event was handled before.
        rejections: the incoming ones.
        now: when a transcript that becomes whole counts as completed.
    """
    decision = Decision(rejections=list(rejections))
    places = dict(stored)
    for part in parts:
        _place(decision, known, places, part, now)
    for rejection in rejections:
        event = rejection.event
        state = _state(decision, known, event.transcript_id, rejection.rejected_at)
        state.submitted_at = min(state.submitted_at, rejection.rejected_at)
        state.is_rejected |= event.rejected_by != SERVICE
        decision.changed[event.transcript_id] = state
    return decision


def same_content(one: TranscriptProcessed, other: TranscriptProcessed) -> bool:
    """Whether two parts say the same, whichever submission they stem from."""
    return (
        one.last == other.last
        and one.words == other.words
        and one.segments == other.segments
        and one.tokens == other.tokens
        and one.changes == other.changes
    )


def _place(
    decision: Decision,
    known: Mapping[str, TranscriptState],
    places: dict[Place, StoredPart],
    part: Part,
    now: datetime,
) -> None:
    event = part.event
    place = (event.transcript_id, event.sequence)
    state = _state(decision, known, event.transcript_id, event.submitted_at)
    present = places.get(place)
    if present is not None and _is_duplicate(present, event):
        return
    refusal = _refusal(state, present, part)
    if refusal is not None:
        decision.refused.append(refusal)
        return
    places[place] = StoredPart(event.event_id, event)
    take(state, event)
    decision.accepted.append(part)
    decision.changed[event.transcript_id] = state
    if state.is_whole:
        state.completed_at = now
        decision.completed.append((state, part))


def _state(
    decision: Decision, known: Mapping[str, TranscriptState], transcript_id: str, at: datetime
) -> TranscriptState:
    """Return this batch's own copy of the state; a new one for a new transcript."""
    state = decision.changed.get(transcript_id)
    if state is not None:
        return state
    if transcript_id in known:
        return replace(known[transcript_id])
    return TranscriptState(transcript_id, submitted_at=at)


def _is_duplicate(present: StoredPart, event: TranscriptProcessed) -> bool:
    if present.event_id == event.event_id:
        return True
    return present.event is not None and same_content(present.event, event)


def _refusal(state: TranscriptState, present: StoredPart | None, part: Part) -> Refusal | None:
    """Return why a part that is no duplicate cannot be stored, if it cannot."""
    sequence = part.event.sequence
    if present is not None:
        reason = f"Part {sequence} is stored already, with other content"
        hint = "Submit the corrected recording under a new transcript id."
        return Refusal(part, Code.CONFLICTING, reason, hint)
    if state.completed_at is not None:
        reason = f"Part {sequence} came after part {state.last_sequence}, flagged last, completed"
        hint = "Flag only the final part as last; submit what follows under a new transcript id."
        return Refusal(part, Code.LATE, f"{reason} the transcript", hint)
    if state.last_sequence is not None and part.event.last:
        reason = f"Part {sequence} is flagged last, and so is part {state.last_sequence}"
    elif state.last_sequence is not None and sequence > state.last_sequence:
        reason = f"Part {sequence} comes after part {state.last_sequence}, which is flagged last"
    elif part.event.last and sequence < state.highest_sequence:
        reason = f"Part {sequence} is flagged last, yet part {state.highest_sequence} is stored"
    else:
        return None
    return Refusal(part, Code.BEYOND_LAST, reason, "Flag only the final part of a stream as last.")
