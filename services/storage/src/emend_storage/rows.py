"""Events as the rows they become; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from emend_events import ChangeRecord, TokenRecord, TranscriptProcessed
from emend_storage.domain.decide import Part, Rejection
from emend_storage.domain.hashes import part_hashes
from emend_storage.domain.state import TranscriptState

Row: TypeAlias = tuple[Any, ...]

TRANSCRIPT_COLUMNS = (
    *("key", "id", "state", "submitted_at", "stored_at", "completed_at", "is_rejected"),
    *("described_by", "profile", "language", "format", "recogniser", "title"),
    *("content_sha256", "content_bytes", "content_uri", "duration_ms", "speakers"),
    *("last_sequence", "last_event_id", "highest_sequence"),
    *("parts", "segments", "words", "changes"),
)
PART_COLUMNS = ("transcript", "sequence", "event_id", "body", "input_hash", "output_hash")
SEGMENT_COLUMNS = (
    *("transcript", "sequence", "position", "start_ms", "end_ms"),
    *("channel", "speaker", "language", "text"),
)
CHANGE_COLUMNS = (
    *("transcript", "sequence", "number", "version", "first", "last", "start_ms", "end_ms"),
    *("confidence", "stage", "rule", "before", "after", "reason"),
)
REJECTION_COLUMNS = (
    *("transcript", "event_id", "rejected_at", "rejected_by", "code", "reason", "hint"),
    *("location", "sequence", "content_sha256", "content_uri"),
)


def transcript_row(state: TranscriptState, key: int, now: datetime) -> Row:
    """Return a transcript's row; ``now`` counts only where the row is new."""
    described = state.description
    source = described.source if described else None
    return (
        *(key, state.transcript_id, state.name, state.submitted_at, now),
        *(state.completed_at, state.is_rejected),
        *((described.sequence, described.profile, text(described.language)) if described else _3),
        *((source.format, text(source.recogniser), text(source.title)) if source else _3),
        *((source.content_sha256, source.content_bytes, source.content_uri) if source else _3),
        *(state.duration_ms, [text(speaker) for speaker in state.speakers]),
        *(state.last_sequence, state.last_event_id, state.highest_sequence),
        *(state.parts, state.segments, state.words, state.changes),
    )


_3 = (None, None, None)


def part_row(key: int, part: Part) -> Row:
    """Return a part's row: the event's bytes as they were published, and its hashes."""
    event = part.event
    return (key, event.sequence, event.event_id, part.body, *map(text, part_hashes(event)))


def segment_rows(key: int, part: TranscriptProcessed) -> Iterator[Row]:
    """Yield what can be searched; a segment without text cannot."""
    for position, segment in enumerate(part.segments):
        if segment.text:
            yield (
                *(key, part.sequence, position, segment.start_ms, segment.end_ms),
                *(segment.channel, text(segment.speaker), text(segment.language)),
                text(segment.text),
            )


def change_rows(key: int, part: TranscriptProcessed) -> Iterator[Row]:
    """Yield a part's changes, each with the time of the words it concerns."""
    for change in part.changes:
        yield (
            *(key, part.sequence, change.sequence, change.version, change.first, change.last),
            *_times(part, change),
            *(change.confidence, text(change.stage), text(change.rule)),
            *(joined(change.before), joined(change.after), text(change.reason)),
        )


def rejection_row(key: int, rejection: Rejection) -> Row:
    """Return a rejection's row."""
    event = rejection.event
    return (
        *(key, event.event_id, rejection.rejected_at, text(event.rejected_by)),
        *(text(event.code), text(event.reason), text(event.hint), text(event.location)),
        *(event.sequence, text(event.content_sha256), text(event.content_uri)),
    )


def joined(tokens: Iterable[TokenRecord]) -> str:
    """Return tokens as a reader sees them."""
    pieces = "".join(token.text if token.glued else f" {token.text}" for token in tokens)
    return text(pieces.removeprefix(" ")) or ""


def text(value: str | None) -> str | None:
    """Return text that PostgreSQL can hold: it has no NUL."""
    return value.replace("\0", "\ufffd") if value is not None and "\0" in value else value


def _times(part: TranscriptProcessed, change: ChangeRecord) -> Sequence[int]:
    """Return when the change's words begin and end; where it has none, the place between two."""
    starts, ends = part.words.start_ms, part.words.end_ms
    if not starts:
        return 0, 0
    first = min(max(change.first, 0), len(starts) - 1)
    start = starts[first] if change.first < len(starts) else ends[-1]
    if change.last < change.first:
        return start, start
    return start, ends[min(change.last, len(ends) - 1)]
