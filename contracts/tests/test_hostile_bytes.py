"""Whatever arrives, the codec raises its own error, quickly and without eating memory."""

from __future__ import annotations

import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_events import (
    TOPICS,
    Codec,
    DecodeError,
    Event,
    InvalidEvent,
    NotFramed,
    Topic,
    TranscriptReceived,
    Truncated,
    Undecodable,
    UnexpectedSchema,
    UnknownSchema,
    current_schema,
    released_schemas,
)

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CODEC = Codec()
RECEIVED = next(
    one.id for one in released_schemas().values() if (one.topic, one.version) == (Topic.RECEIVED, 1)
)
"""The schema that the bytes below are written with by hand."""
ID = b"\x48" + b"7c8e4f10-3f3b-5a53-8f6a-0d6a3a3b2e01"
HEAD = (
    ID + b"\x06t-1" + b"\x80\xe8\x92\xa6\x8c\xc9\xc5\x05" + b"\x00\x01" + b"\x0electure" + b"\0\0"
)
SOURCE = b"\x0ewhisper" + b"\0\0" + b"\x02a" + b"\x02" + b"\x02u"


def example(topic: Topic) -> Event:
    """Return a golden example as an event."""
    text = (EXAMPLES / topic / "minimal.json").read_text(encoding="utf-8")
    return TOPICS[topic].model.model_validate_json(text)


def number(value: int) -> bytes:
    """Return a long as Avro writes it: zig-zag, seven bits a byte."""
    rest = (value << 1) ^ (value >> 63)
    out = bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes([*out, rest])


def framed(body: bytes, schema_id: int = RECEIVED) -> bytes:
    """Return a message with this body."""
    return struct.pack(">bI", 0, schema_id) + body


def texts(*words: str) -> bytes:
    """Return an array of strings."""
    items = b"".join(number(len(w.encode())) + w.encode() for w in words)
    return (number(len(words)) + items if words else b"") + b"\0"


def numbers(*values: int) -> bytes:
    """Return an array of longs."""
    return (number(len(values)) + b"".join(map(number, values)) if values else b"") + b"\0"


def doubles(*values: float) -> bytes:
    """Return an array of doubles."""
    items = struct.pack(f"<{len(values)}d", *values)
    return (number(len(values)) + items if values else b"") + b"\0"


def received(
    words: bytes = texts("Om"),
    start: bytes = numbers(0),
    end: bytes = numbers(9),
    confidence: bytes = doubles(),
) -> bytes:
    """Return a TranscriptReceived written by hand, one segment of one word."""
    segment = number(1) + b"\x00\x12\x00\x00" + b"\0\0\0" + b"\0"
    return framed(HEAD + SOURCE + words + start + end + confidence + b"\0" + segment)


HUGE = number(2**62)
GOOD = received()

TABLE: dict[str, tuple[bytes, type[DecodeError]]] = {
    "nothing": (b"", NotFramed),
    "one byte": (b"\0", NotFramed),
    "half a frame": (b"\0\0\0\0", NotFramed),
    "text": (b"hello, I am not Avro", NotFramed),
    "json": (b'{"transcript_id": "t-1"}', NotFramed),
    "another magic byte": (b"\x01" + GOOD[1:], NotFramed),
    "an Avro file": (b"Obj\x01" + bytes(40), NotFramed),
    "an unknown id": (framed(GOOD[5:], 999), UnknownSchema),
    "id zero": (framed(GOOD[5:], 0), UnknownSchema),
    "the greatest id": (framed(GOOD[5:], 2**32 - 1), UnknownSchema),
    "another event's id": (framed(GOOD[5:], current_schema(Topic.AUDIT).id), UnexpectedSchema),
    "no body": (framed(b""), Truncated),
    "cut in the middle": (GOOD[: len(GOOD) // 2], Truncated),
    "cut by one byte": (GOOD[:-1], Truncated),
    "cut inside a number": (framed(HEAD[:-14]), Truncated),
    "one byte too many": (GOOD + b"\0", Undecodable),
    "a second event behind": (GOOD + GOOD, Undecodable),
    "zeros": (framed(bytes(5_000_000)), DecodeError),
    "ones": (framed(b"\xff" * 5_000_000), Undecodable),
    "5 MB of noise": (framed(bytes(range(1, 251)) * 20_000), Undecodable),
    "a string of 4 EiB": (framed(HUGE + b"abc"), Truncated),
    "a string of negative length": (framed(number(-5) + b"abcdef"), Undecodable),
    "an array of 2^62 words": (received(words=HUGE + b"\x02a"), Undecodable),
    "an array of 2^62 numbers": (received(start=HUGE), Undecodable),
    "a block of -2^63 words": (received(words=number(-(2**63)) + b"\0"), DecodeError),
    "a block of -1000 words of size -1": (received(words=number(-1000) + number(-1)), DecodeError),
    "a number that never ends": (framed(HEAD + SOURCE + b"\xff" * 1_000_000), Undecodable),
    "a union branch that is not there": (framed(HEAD[:-2] + b"\x08"), Undecodable),
    "a union branch below zero": (framed(HEAD[:-2] + b"\x07\0"), DecodeError),
    "not UTF-8": (received(words=number(1) + b"\x04\xff\xfe\0"), Undecodable),
    "a lone surrogate": (received(words=number(1) + b"\x06\xed\xa0\x80\0"), Undecodable),
    "an id that is no UUID": (framed(b"\x08nope" + GOOD[5 + len(ID) :]), Undecodable),
    "a time beyond the calendar": (
        framed(ID + b"\x06t-1" + number(2**62) + HEAD[len(ID) + 12 :]),
        Undecodable,
    ),
    "an empty transcript id": (framed(ID + b"\0" + GOOD[5 + len(ID) + 4 :]), InvalidEvent),
    "more words than times": (received(words=texts("Om", "Om")), InvalidEvent),
    "a word before the beginning": (received(start=numbers(-1)), InvalidEvent),
    "confidence beside words": (received(confidence=doubles(0.5, 0.5)), InvalidEvent),
    "not a number": (received(confidence=doubles(float("nan"))), InvalidEvent),
    "infinite confidence": (received(confidence=doubles(float("inf"))), InvalidEvent),
    "confidence of 2": (received(confidence=doubles(2.0)), InvalidEvent),
}


def test_the_hand_written_event_is_good() -> None:
    event = CODEC.decode(GOOD, TranscriptReceived)
    assert (event.transcript_id, event.words.text, event.words.end_ms) == ("t-1", ["Om"], [9])
    assert CODEC.decode(CODEC.encode(event), TranscriptReceived) == event


@pytest.mark.parametrize("case", TABLE)
def test_hostile_bytes_raise_our_own_error(case: str) -> None:
    data, expected = TABLE[case]
    with pytest.raises(expected) as caught:
        CODEC.decode(data, TranscriptReceived)
    assert 0 < len(str(caught.value)) < 1000


@pytest.mark.parametrize("case", ["a string of 4 EiB", "an array of 2^62 words", "zeros"])
def test_a_declared_length_allocates_nothing(case: str) -> None:
    data, expected = TABLE[case]
    tracemalloc.start()
    with pytest.raises(expected):
        CODEC.decode(data, TranscriptReceived)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * len(data) + 1_000_000


def test_an_error_says_which_schema_and_where() -> None:
    with pytest.raises(Truncated) as caught:
        CODEC.decode(GOOD[:20], TranscriptReceived)
    assert (caught.value.schema_id, caught.value.offset, caught.value.size) == (RECEIVED, 20, 20)
    assert str(caught.value).startswith(f"schema id {RECEIVED}, byte 20 of 20: ")


def test_an_invalid_value_is_named() -> None:
    with pytest.raises(InvalidEvent, match=r"invalid TranscriptReceived: words.*-1"):
        CODEC.decode(received(start=numbers(-1)), TranscriptReceived)


@given(topic=st.sampled_from(list(Topic)), data=st.binary(max_size=200))
def test_noise_raises_nothing_but_our_own_error(topic: Topic, data: bytes) -> None:
    decodes_or_refuses(framed(data, current_schema(topic).id), TOPICS[topic].model)
    decodes_or_refuses(data, TOPICS[topic].model)


@given(topic=st.sampled_from(list(Topic)), data=st.data())
def test_mutated_events_raise_nothing_but_our_own_error(topic: Topic, data: st.DataObject) -> None:
    good = bytearray(CODEC.encode(example(topic)))
    at = data.draw(st.integers(0, len(good) - 1))
    length = data.draw(st.integers(0, 8))
    good[at : at + length] = data.draw(st.binary(max_size=12))
    decodes_or_refuses(bytes(good), TOPICS[topic].model)


@given(topic=st.sampled_from(list(Topic)), cut=st.integers(0, 10_000))
def test_no_shortened_event_passes(topic: Topic, cut: int) -> None:
    good = CODEC.encode(example(topic))
    with pytest.raises(DecodeError):
        CODEC.decode(good[: cut % len(good)], TOPICS[topic].model)


def decodes_or_refuses(data: bytes, model: type[Event]) -> None:
    """Fail on any error but the codec's own; what decodes must also encode."""
    try:
        event = CODEC.decode(data, model)
    except DecodeError:
        return
    CODEC.encode(event)
