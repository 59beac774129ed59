"""YouTube's captions as JSON: its own ``json3``, and what youtube-transcript-api writes of them.

Sources: YouTube's ``timedtext`` answers with ``fmt=json3``, as yt-dlp saves them: ``events`` of
``tStartMs`` and ``dDurationMs`` whose ``segs`` have ``utf8`` and, in automatic captions, a word
each with ``tOffsetMs``, all in milliseconds; events without ``segs`` are windows and pens.
youtube-transcript-api's ``JSONFormatter``: a list of ``text``, ``start``, ``duration`` in seconds.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    first_object,
    numbered,
    objects,
    only_object,
    peek,
    peek_messages,
)
from emend_transcript._source import Source
from emend_transcript._times import milliseconds
from emend_transcript._youtube_events import Event, Piece, groups


def matches(values: list[Any]) -> bool:
    """Events with segments, or a list of texts with a start and a duration."""
    events = peek(first_object(values), "events")
    if any("tStartMs" in event and "segs" in event for event in events):
        return True
    rows = peek_messages(values)
    return bool(rows) and {"text", "start", "duration"} == rows[0].keys()


def read(values: list[Any]) -> Source:
    """Read the captions; see the module for what may stand in them."""
    if first_object(values).get("events") is not None:
        found = objects(only_object(values), "events", "$")
        return Source(groups=groups([_event(*item) for item in found if item[0].get("segs")]))
    rows = [(as_object(row, path), path) for row, path in numbered(values)]
    return Source(groups=groups([_row(row, path) for row, path in rows]))


def _event(event: Json, path: str) -> Event:
    pieces = [_piece(item, place) for item, place in objects(event, "segs", path)]
    start = milliseconds(event.get("tStartMs"), 1000, f"{path}.tStartMs")
    length = milliseconds(event.get("dDurationMs", 0), 1000, f"{path}.dDurationMs")
    return Event(start, length, pieces, path)


def _piece(item: Json, path: str) -> Piece:
    offset = item.get("tOffsetMs")
    offset_ms = None if offset is None else milliseconds(offset, 1000, f"{path}.tOffsetMs")
    return Piece(as_text(item.get("utf8", ""), f"{path}.utf8"), offset_ms)


def _row(row: Json, path: str) -> Event:
    start = milliseconds(row.get("start"), 1, f"{path}.start")
    length = milliseconds(row.get("duration"), 1, f"{path}.duration")
    return Event(start, length, [Piece(as_text(row.get("text"), f"{path}.text"))], path)
