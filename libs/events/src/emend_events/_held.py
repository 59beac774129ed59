"""The event of what a part's end leaves for the next one."""

from __future__ import annotations

from pydantic import Field

from emend_events._columns import SegmentRecord, WordColumns
from emend_events._models import Event


class TranscriptHeld(Event):
    """The last words of a part, held back until the next one shows how they go on.

    The newest one of a transcript counts; none is left once its last part is corrected. It also
    keeps the words that this part itself began with, so that the same part again gives the same.
    """

    place: str = Field(min_length=1)
    """Consumer group and transcript, as ``GROUP/ID``; the record's key."""
    transcript_id: str = Field(min_length=1)
    sequence: int = Field(ge=0)
    """The part that the words were cut from."""
    offset: int = Field(ge=0)
    """Where that part stands on its partition of the received topic. What an earlier record meets
    is of no use to it: somebody reads the topic again from there."""
    words: WordColumns
    segments: list[SegmentRecord]
    taken_words: WordColumns
    """What the part was given from the one before."""
    taken_segments: list[SegmentRecord]
