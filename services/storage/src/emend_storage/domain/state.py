"""What is remembered of one transcript, and how one more part changes it.

Every field is a sum, a minimum, a maximum or a union over the parts, so the order in which
they come does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from emend_events import Source, TranscriptCompleted, TranscriptProcessed
from emend_storage.domain.hashes import Hashes

StateName: TypeAlias = Literal["receiving", "completed", "rejected"]


@dataclass(frozen=True, slots=True)
class Description:
    """What a part says of its whole transcript; the part with the lowest sequence is believed."""

    sequence: int
    profile: str
    language: str | None
    source: Source


@dataclass(slots=True)
class TranscriptState:
    """One transcript as its parts have made it. Changed only by :func:`take`, on a copy."""

    transcript_id: str
    submitted_at: datetime
    key: int | None = None
    """Its number in the database; none for one that is not stored yet."""
    completed_at: datetime | None = None
    is_rejected: bool = False
    """A submission or part of it was rejected upstream."""
    description: Description | None = None
    duration_ms: int | None = None
    speakers: tuple[str, ...] = ()
    last_sequence: int | None = None
    """The sequence of the part flagged ``last``, once that is stored."""
    last_event_id: UUID | None = None
    highest_sequence: int = -1
    parts: int = 0
    segments: int = 0
    words: int = 0
    changes: int = 0

    @property
    def name(self) -> StateName:
        """Whether it is complete; else whether something of it was rejected."""
        if self.completed_at is not None:
            return "completed"
        return "rejected" if self.is_rejected else "receiving"

    @property
    def is_whole(self) -> bool:
        """Whether every part is stored."""
        return self.last_sequence is not None and self.parts == self.last_sequence + 1


def take(state: TranscriptState, part: TranscriptProcessed) -> None:
    """Count one new part into the state."""
    state.submitted_at = min(state.submitted_at, part.submitted_at)
    state.parts += 1
    state.segments += len(part.segments)
    state.words += len(part.words.text)
    state.changes += len(part.changes)
    state.highest_sequence = max(state.highest_sequence, part.sequence)
    state.duration_ms = _longest(state.duration_ms, part)
    _hear(state, part)
    if part.last:
        state.last_sequence = part.sequence
        state.last_event_id = part.event_id
    if state.description is None or part.sequence < state.description.sequence:
        state.description = Description(part.sequence, part.profile, part.language, part.source)


def completed_event(state: TranscriptState, event_id: UUID, hashes: Hashes) -> TranscriptCompleted:
    """Return the event that a complete transcript gives rise to."""
    if state.description is None or state.completed_at is None:
        message = f"{state.transcript_id} is not complete"
        raise ValueError(message)
    return TranscriptCompleted(
        event_id=event_id,
        transcript_id=state.transcript_id,
        submitted_at=state.submitted_at,
        completed_at=state.completed_at,
        language=state.description.language,
        duration_ms=state.duration_ms,
        profile=state.description.profile,
        source=state.description.source,
        speakers=list(state.speakers),
        parts=state.parts,
        segments=state.segments,
        words=state.words,
        changes=state.changes,
        input_hash=hashes.input,
        output_hash=hashes.output,
    )


def _longest(known: int | None, part: TranscriptProcessed) -> int | None:
    ends = [segment.end_ms for segment in part.segments]
    said = (known, part.duration_ms)
    return max([value for value in said if value is not None] + ends, default=None)


def _hear(state: TranscriptState, part: TranscriptProcessed) -> None:
    heard = {segment.speaker for segment in part.segments if segment.speaker is not None}
    if not heard.issubset(state.speakers):
        state.speakers = tuple(sorted(heard.union(state.speakers)))
