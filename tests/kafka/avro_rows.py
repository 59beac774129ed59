"""Poison in Confluent framing: what breaks the frame, the body, or the event's own rules.

Bodies are made by encoding a good event and spoiling its bytes, or by encoding one whose values
its model would have refused. See the Avro specification, "Binary encoding", for the spoiling.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from emend_events import (
    Codec,
    EngineInfo,
    Event,
    Source,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
    TranscriptRejected,
    TranscriptSubmitted,
    current_schema,
)
from tests.kafka.rows import vosk_says

E = TypeVar("E", bound=Event)
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
NOBODYS_SCHEMA = 0x7FFF_FFFF
CODEC = Codec()
SOURCE = Source(format="vosk", content_sha256="0" * 64, content_bytes=9, content_uri="x:y")
WORDS: Mapping[str, Any] = {
    "text": ["hello", "there"],
    "start_ms": [0, 500],
    "end_ms": [400, 900],
    "confidence": [0.9, 0.8],
}
SEGMENT: Mapping[str, Any] = {"start_ms": 0, "end_ms": 900, "first": 0, "last": 1}


def submitted(transcript_id: str, /, **values: Any) -> TranscriptSubmitted:
    """Return a good event, or one with these values, unchecked."""
    event = TranscriptSubmitted(
        event_id=_event_id(transcript_id),
        transcript_id=transcript_id,
        submitted_at=NOW,
        content=vosk_says("hello", "there"),
    )
    return event.model_copy(update=values)


def received(transcript_id: str, /, **values: Any) -> TranscriptReceived:
    """Return a good part, or one with these values, unchecked."""
    event = TranscriptReceived.model_validate(
        {
            "event_id": _event_id(transcript_id),
            "transcript_id": transcript_id,
            "submitted_at": NOW,
            "sequence": 0,
            "last": True,
            "profile": "lecture",
            "source": SOURCE,
            "words": WORDS,
            "segments": [SEGMENT],
        }
    )
    return event.model_copy(update=values)


def processed(transcript_id: str, /, **values: Any) -> TranscriptProcessed:
    """Return a good corrected part, or one with these values, unchecked."""
    part = received(transcript_id)
    engine = EngineInfo(
        pipeline_version="1", profile="lecture@1", profile_hash="", lexicon_hash="", input_hash=""
    )
    tokens = {
        "text": ["Hello", "there"],
        "first": [0, 1],
        "last": [0, 1],
        "glued": [False, False],
        "kind": ["word", "word"],
    }
    event = TranscriptProcessed.model_validate(
        part.model_dump()
        | {"engine": engine, "segments": [{**SEGMENT, "text": "Hello there"}], "tokens": tokens}
        | {"changes": []}
    )
    return event.model_copy(update=values)


def rejected(transcript_id: str, /, **values: Any) -> TranscriptRejected:
    """Return a good rejection, or one with these values, unchecked."""
    event = TranscriptRejected(
        event_id=_event_id(transcript_id),
        transcript_id=transcript_id,
        rejected_by="emend-ingest",
        code="no_words",
        reason="The transcript holds no words.",
    )
    return event.model_copy(update=values)


def with_words(event: TranscriptReceived | TranscriptProcessed, **columns: Any) -> bytes:
    """Return the encoded part with other columns, unchecked."""
    words = event.words.model_copy(update=columns)
    return CODEC.encode(event.model_copy(update={"words": words}))


def broken_frames(event: Event, other: Topic) -> Iterator[tuple[str, bytes | None, str]]:
    """Yield name, bytes, and what the reason has to say, for what holds of every event."""
    data = CODEC.encode(event)
    own, schema = data[:5], data[1:5]
    foreign = current_schema(other).id
    yield "four bytes", data[:4], "not with 00 and a schema id"
    yield "an unknown schema id", swapped(data, schema, _id(NOBODYS_SCHEMA)), str(NOBODYS_SCHEMA)
    yield "another event's schema id", b"\0" + _id(foreign) + data[5:], str(other)
    yield "a frame without body", own, "too early"
    for part in (6, 30, len(data) // 2, len(data) - 1):
        yield f"cut after {part} bytes", data[:part], "too early"
    yield "bytes after the event", data + b"more", "4 bytes follow"
    yield "a frame around garbage", own + bytes(range(255, 127, -1)) * 4_000, ""


def broken_strings(event: Event, text: str) -> Iterator[tuple[str, bytes, str]]:
    """Yield the same for an event that holds ``text``, a short string, in one place."""
    data, framed = CODEC.encode(event), varint(len(text)) + text.encode()
    yield "a string of 2^62 bytes", swapped(data, framed, varint(2**62) + text.encode()), ""
    yield "a string of -1 bytes", swapped(data, framed, varint(-1) + text.encode()), ""
    invalid = b"\xff" * len(text)
    yield "a string that is not UTF-8", swapped(data, framed, varint(len(text)) + invalid), "utf-8"


def broken_parts(
    event: TranscriptReceived | TranscriptProcessed,
) -> Iterator[tuple[str, bytes, str]]:
    """Yield the same for a part, with what concerns its lists and its rules."""
    data = CODEC.encode(event)
    block = varint(2) + varint(5) + b"hello"
    rest = varint(5) + b"hello"
    yield "a list of 2^62 entries", swapped(data, block, varint(2**62) + rest), ""
    yield "a list of -2^40 entries", swapped(data, block, varint(-(2**40)) + varint(9) + rest), ""
    yield (
        "a list in a block of -2^62 bytes",
        swapped(data, block, varint(-3) + varint(-(2**62))),
        "",
    )
    yield "columns of unequal length", with_words(event, end_ms=[400]), r"columns of \[1\]"
    yield "a negative time", with_words(event, start_ms=[-1, 500]), "start_ms"
    yield "a confidence of 7", with_words(event, confidence=[7.0, 0.1]), "confidence"
    yield "NaN as confidence", with_words(event, confidence=[math.nan, 0.1]), "confidence"
    yield "a negative sequence", CODEC.encode(event.model_copy(update={"sequence": -1})), "sequence"
    yield (
        "an empty id",
        CODEC.encode(event.model_copy(update={"transcript_id": ""})),
        "transcript_id",
    )


def swapped(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return the data with its one ``old`` replaced.

    Raises:
        ValueError: there is none, or more than one.
    """
    if data.count(old) != 1:
        message = f"{old!r} stands {data.count(old)} times in {data!r}"
        raise ValueError(message)
    return data.replace(old, new)


def varint(number: int) -> bytes:
    """Return a number as Avro writes it: zigzag, seven bits to a byte, the lowest first."""
    rest = number * 2 if number >= 0 else -number * 2 - 1
    result = bytearray()
    while rest > 0x7F:  # noqa: PLR2004 - seven bits
        result.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes([*result, rest])


def _id(schema_id: int) -> bytes:
    return schema_id.to_bytes(4, "big")


def _event_id(transcript_id: str) -> Any:
    return uuid5(NAMESPACE_URL, transcript_id)
