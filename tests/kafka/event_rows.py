"""Poison as Avro events, for every topic that one of our services reads."""

from __future__ import annotations

from collections.abc import Iterator

from emend_events import CorrectedSegment, SegmentRecord, Topic
from tests.kafka import avro_rows as avro
from tests.kafka.avro_rows import CODEC, processed, received, rejected, submitted, varint
from tests.kafka.rows import Poison, vosk_says

BEYOND = 2**31


def rows() -> Iterator[Poison]:
    """Yield every row."""
    yield from _submitted()
    yield from _received()
    yield from _processed()
    yield from _rejected()


def _submitted() -> Iterator[Poison]:
    good = submitted("good")
    frames = (*avro.broken_frames(good, Topic.RECEIVED), *avro.broken_strings(good, "lecture"))
    for name, value, reason in frames:
        code = "unknown_schema" if name == "an unknown schema id" else "undecodable"
        yield Poison(Topic.SUBMITTED, name, value, rejected=code, reason=reason)
    year_292277 = avro.swapped(
        CODEC.encode(good), varint(int(good.submitted_at.timestamp()) * 10**6), varint(2**62)
    )
    nameless = avro.swapped(CODEC.encode(good), str(good.event_id).encode(), b"x" * 36)
    for name, value, code in (
        ("a time beyond any calendar", year_292277, "undecodable"),
        ("an event id that is none", nameless, "undecodable"),
        (
            "an empty id in the event",
            CODEC.encode(submitted("good", transcript_id="")),
            "undecodable",
        ),
        ("a path as id in the event", CODEC.encode(submitted("../../etc/passwd")), "bad_id"),
        ("NUL in the event's id", CODEC.encode(submitted("a\0b")), "bad_id"),
        ("a negative offset", _but(offset_ms=-1), "undecodable"),
        ("a negative sequence in the event", _but(sequence=-1), "bad_sequence"),
        ("a sequence of 2^31", _but(sequence=BEYOND), "bad_sequence"),
        ("neither content nor address", _but(content=b""), "empty"),
        ("our password file as content", _from("file:///etc/passwd"), "foreign_content"),
        ("a path as content", _from("/etc/passwd"), "foreign_content"),
        ("another server as content", _from("http://127.0.0.1:9/latest"), "foreign_content"),
        ("garbage as content", _but(content=b"\xff" * 100), "wrong_encoding"),
        (
            "a fragment that fills several parts",
            _but(content=vosk_says(*["word"] * 30_000), sequence=1),
            "fragment_too_large",
        ),
    ):
        yield Poison(Topic.SUBMITTED, name, value, rejected=code)
    yield Poison(
        Topic.SUBMITTED,
        "an event that calls itself JSON",
        CODEC.encode(good),
        rejected="wrong_encoding",
        headers=(("content-type", b"application/json"),),
    )


def _received() -> Iterator[Poison]:
    good = received("good")
    for name, value, reason in (
        ("no value", None, "0 bytes"),
        ("JSON instead of Avro", b'{"transcript_id":"x"}', "not with 00"),
        *avro.broken_frames(good, Topic.SUBMITTED),
        *avro.broken_strings(good, "hello"),
        *avro.broken_parts(good),
    ):
        yield Poison(Topic.RECEIVED, name, value, parked=reason)
    for name, segments in (
        ("segments that leave words out", [_segment(1, 1)]),
        ("segments that overlap", [_segment(0, 1), _segment(1, 1)]),
        ("a segment beyond the words", [_segment(0, 7)]),
        ("a segment backwards", [_segment(1, 0)]),
        ("a segment from far below zero", [_segment(-(2**40), 1)]),
        ("no segments", []),
    ):
        value = CODEC.encode(received("good", segments=segments))
        yield Poison(Topic.RECEIVED, name, value, rejected="inconsistent_part")
    opera = CODEC.encode(received("good", profile="opera"))
    yield Poison(Topic.RECEIVED, "an unknown profile", opera, rejected="unknown_profile")
    nul = avro.with_words(received("poison-received-nul-in-a-word"), text=["hel\0lo", "there"])
    yield Poison(Topic.RECEIVED, "NUL in a word", nul)
    long = received("poison-received-a-time-of-2-60-ms", segments=[_segment(0, 1, end_ms=2**60)])
    value = avro.with_words(long, end_ms=[400, 2**60])
    yield Poison(Topic.RECEIVED, "a time of 2^60 ms", value, parked="", at=Topic.PROCESSED)


def _processed() -> Iterator[Poison]:
    good = processed("good")
    tokens = good.tokens.model_copy(update={"first": [0]})
    for name, value, reason in (
        ("no value", None, "0 bytes"),
        ("JSON instead of Avro", b'{"transcript_id":"x"}', "not with 00"),
        *avro.broken_frames(good, Topic.RECEIVED),
        *avro.broken_strings(good, "hello"),
        *avro.broken_parts(good),
        ("token columns of unequal length", _part("a", tokens=tokens), "columns of"),
        ("a sequence of 2^31", _part("b", sequence=BEYOND), "sequence 2147483648"),
        ("a time of 2^31", _part("c", segments=[_corrected(0, 1, BEYOND)]), "2147483648 ms"),
        ("NUL in the id", _part("d\0"), "NUL"),
        ("segments that leave words out", _part("g", segments=[_corrected(1, 1)]), ""),
        ("a segment beyond the words", _part("h", segments=[_corrected(0, 7)]), ""),
    ):
        yield Poison(Topic.PROCESSED, name, value, parked=reason)
    nul = processed("poison-processed-nul-in-a-word")
    yield Poison(Topic.PROCESSED, "NUL in a word", avro.with_words(nul, text=["hel\0lo", "there"]))
    nul_id = "poison-processed-nul-in-a-segment-s-text"
    text = _part(nul_id, segments=[_corrected(0, 1, text="a\0b")])
    yield Poison(Topic.PROCESSED, "NUL in a segment's text", text)


def _rejected() -> Iterator[Poison]:
    good = rejected("good")
    for name, value, reason in (
        ("no value", None, "0 bytes"),
        *avro.broken_frames(good, Topic.RECEIVED),
        *avro.broken_strings(good, "no_words"),
    ):
        yield Poison(Topic.REJECTED, name, value, parked=reason)


def _but(**values: object) -> bytes:
    return CODEC.encode(submitted("good", **values))


def _from(uri: str) -> bytes:
    return CODEC.encode(submitted("good", content=b"", content_uri=uri))


def _part(transcript_id: str, **values: object) -> bytes:
    return CODEC.encode(processed(transcript_id, **values))


def _segment(first: int, last: int, end_ms: int = 900) -> SegmentRecord:
    return SegmentRecord(start_ms=0, end_ms=end_ms, first=first, last=last)


def _corrected(first: int, last: int, end_ms: int = 900, text: str = "hello") -> CorrectedSegment:
    return CorrectedSegment(start_ms=0, end_ms=end_ms, first=first, last=last, text=text)
