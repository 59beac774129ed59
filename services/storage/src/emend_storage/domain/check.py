"""Which parts can be stored and rendered at all, whoever published them."""

from __future__ import annotations

from emend_events import TranscriptProcessed

MAX_INTEGER = 2**31 - 1
"""What the database's sequence and time columns hold: 24 days in milliseconds."""


class Unstorable(ValueError):  # noqa: N818 - it names the part, not a failure of ours
    """A part that cannot be stored, or could never be rendered."""


def check_storable(part: TranscriptProcessed) -> None:
    """Check that the part's numbers fit and that its segments and tokens fit its words.

    Raises:
        Unstorable: they do not; the message says what is wrong.
    """
    latest = max([segment.end_ms for segment in part.segments], default=0)
    if part.sequence > MAX_INTEGER or latest > MAX_INTEGER:
        message = f"sequence {part.sequence} or time {latest} ms is beyond {MAX_INTEGER}"
        raise Unstorable(message)
    if "\0" in part.transcript_id:
        message = f"the transcript id {part.transcript_id!r} holds a NUL"
        raise Unstorable(message)
    _check_segments(part)
    _check_tokens(part)


def _check_segments(part: TranscriptProcessed) -> None:
    due = 0
    for segment in part.segments:
        if segment.first != due or segment.last < due:
            message = f"segment {segment.first}..{segment.last} stands where word {due} is due"
            raise Unstorable(message)
        due = segment.last + 1
    if due != len(part.words.text):
        message = f"the segments cover {due} of {len(part.words.text)} words"
        raise Unstorable(message)


def _check_tokens(part: TranscriptProcessed) -> None:
    first, last, words = part.tokens.first, part.tokens.last, len(part.words.text)
    if first and (min(first) < 0 or max(first) > words or min(last) < -1 or max(last) >= words):
        message = (
            f"tokens come from words {min(first)}..{max(first)} to {min(last)}..{max(last)}, "
            f"of which there are {words}"
        )
        raise Unstorable(message)
