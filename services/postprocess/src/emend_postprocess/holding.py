"""Words held back from a part's end, and taken up before the next one; pure.

A transcript's parts are numbered, and mostly come in that order. Where they do not, no word is
lost or said twice: what was held back goes before whichever later part comes first; a part that
comes again begins with what it began with the first time, and so gives the same; one that comes
after its successors takes nothing up and holds nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from emend_events import (
    SegmentRecord,
    Topic,
    TranscriptHeld,
    TranscriptReceived,
    WordColumns,
    derive_id,
    trusted,
)

UNKNOWN_CONFIDENCE = -1.0


class Piece(NamedTuple):
    """Consecutive words and their segments, as they travel."""

    words: WordColumns
    segments: list[SegmentRecord]


NOTHING = Piece(WordColumns(text=[], start_ms=[], end_ms=[]), [])


@dataclass(frozen=True, slots=True)
class Turn:
    """How a part stands to what is remembered of its transcript."""

    taken: Piece
    """What goes before it."""
    may_hold: bool
    """Whether words may be held back from its end."""
    decides: bool
    """Whether what it leaves is to be remembered from now on."""


def turn(part: TranscriptReceived, offset: int, held: TranscriptHeld | None) -> Turn:
    """Return what a part at an offset takes up, and whether it may hold anything back.

    What was remembered after a later record does not count: the topic is read again.
    """
    if held is None or offset <= held.offset:
        return Turn(NOTHING, may_hold=not part.last, decides=True)
    if part.sequence > held.sequence:
        return Turn(Piece(held.words, held.segments), may_hold=not part.last, decides=True)
    if part.sequence == held.sequence:
        taken = Piece(held.taken_words, held.taken_segments)
        return Turn(taken, may_hold=not part.last, decides=part.last)
    return Turn(NOTHING, may_hold=False, decides=False)


def remembered(
    part: TranscriptReceived, offset: int, place: str, taken: Piece, held: Piece
) -> TranscriptHeld | None:
    """Return what is to be remembered after a part; none where it is nothing."""
    if part.last or not (taken.segments or held.segments):
        return None
    return trusted(
        TranscriptHeld,
        event_id=derive_id(part.event_id, Topic.HELD),
        place=place,
        transcript_id=part.transcript_id,
        sequence=part.sequence,
        offset=offset,
        words=held.words,
        segments=held.segments,
        taken_words=taken.words,
        taken_segments=taken.segments,
    )


def joined(first: Piece, second: Piece) -> Piece:
    """Return two pieces as one; a segment goes on where the voice is the same."""
    if not first.segments or not second.segments:
        return first if first.segments else second
    shift = len(first.words.text)
    later = [_shifted(segment, shift) for segment in second.segments]
    last, following = first.segments[-1], later[0]
    if _voice(last) == _voice(following):
        end_ms = max(last.end_ms, following.end_ms)
        later[0] = _changed(last, last=following.last, end_ms=end_ms)
        return Piece(_columns(first.words, second.words), [*first.segments[:-1], *later])
    return Piece(_columns(first.words, second.words), [*first.segments, *later])


def cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """Return the words before ``at``, and those from there on."""
    words, segments = piece
    before = [
        segment
        if segment.last < at
        else _changed(segment, last=at - 1, end_ms=words.end_ms[at - 1])
        for segment in segments
        if segment.first < at
    ]
    after = [
        _shifted(segment, -at)
        if segment.first >= at
        else _changed(segment, first=0, last=segment.last - at, start_ms=words.start_ms[at])
        for segment in segments
        if segment.last >= at
    ]
    return Piece(_sliced(words, 0, at), before), Piece(_sliced(words, at, None), after)


def _voice(segment: SegmentRecord) -> tuple[str | None, int | None, str | None]:
    return segment.speaker, segment.channel, segment.language


def _shifted(segment: SegmentRecord, shift: int) -> SegmentRecord:
    return _changed(segment, first=segment.first + shift, last=segment.last + shift)


def _changed(segment: SegmentRecord, **fields: int) -> SegmentRecord:
    return trusted(SegmentRecord, **vars(segment) | fields)


def _columns(first: WordColumns, second: WordColumns) -> WordColumns:
    counts = len(first.text), len(second.text)
    confidence = [*first.confidence] or [UNKNOWN_CONFIDENCE] * counts[0]
    confidence += second.confidence or [UNKNOWN_CONFIDENCE] * counts[1]
    flags = [*(first.flags or [0] * counts[0]), *(second.flags or [0] * counts[1])]
    return trusted(
        WordColumns,
        text=[*first.text, *second.text],
        start_ms=[*first.start_ms, *second.start_ms],
        end_ms=[*first.end_ms, *second.end_ms],
        confidence=confidence if first.confidence or second.confidence else [],
        flags=flags if any(flags) else [],
    )


def _sliced(words: WordColumns, first: int, end: int | None) -> WordColumns:
    flags = words.flags[first:end]
    return trusted(
        WordColumns,
        text=words.text[first:end],
        start_ms=words.start_ms[first:end],
        end_ms=words.end_ms[first:end],
        confidence=words.confidence[first:end],
        flags=flags if any(flags) else [],
    )
