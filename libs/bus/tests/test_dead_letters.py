"""Parking: a dead letter names its origin, goes back as it came, and has a limit."""

from __future__ import annotations

import pytest

from emend_bus import ParkLimit, Record, Reject, TooManyParked
from emend_bus._dead_letters import Parking, parked, parking_of, revived


def record(**changes: object) -> Record:
    """Return a record on a topic, with what the test cares about."""
    fields = {
        "topic": "asr.transcript.received.v1",
        "partition": 2,
        "offset": 41,
        "key": b"t-1",
        "value": b"\x00garbage",
        "headers": (("traceparent", b"00-aa-bb-01"),),
        "timestamp_ms": 1_700_000_000_000,
    }
    return Record(**(fields | changes))  # type: ignore[arg-type]


def as_read(topic: str, headers: tuple[tuple[str, bytes], ...]) -> Record:
    """Return a dead letter as it is read back."""
    return record(topic=topic, partition=0, offset=7, headers=headers)


def test_a_dead_letter_keeps_the_message_and_names_its_origin_and_error() -> None:
    letter = parked(record(), Reject("not Avro"), service="emend-postprocess", attempts=1)
    headers = dict(letter.headers)
    assert letter.topic == "asr.transcript.received.v1.dlq"
    assert (letter.key, letter.value) == (b"t-1", b"\x00garbage")
    assert headers["origin-topic"] == b"asr.transcript.received.v1"
    assert (headers["origin-partition"], headers["origin-offset"]) == (b"2", b"41")
    assert headers["dead-letter-reason"] == b"not Avro"
    assert headers["dead-letter-error"] == b"Reject"
    assert headers["traceparent"] == b"00-aa-bb-01"


def test_a_dead_letter_reads_back_as_it_was_parked() -> None:
    letter = parked(record(), Reject("not Avro"), service="emend-postprocess", attempts=3)
    said = parking_of(as_read(letter.topic, letter.headers))
    assert said == Parking("not Avro", "Reject", "emend-postprocess", 3, 0, 2, 41)


def test_headers_that_a_stranger_wrote_read_as_missing() -> None:
    headers = (("dead-letter-reason", b"\xff"), ("dead-letter-replays", b"many"))
    said = parking_of(as_read("asr.transcript.received.v1.dlq", headers))
    assert said == Parking(None, None, None, None, 0, None, None)


def test_a_revived_letter_is_the_original_with_its_replays_counted() -> None:
    letter = parked(record(), Reject("no"), service="s", attempts=1)
    back = revived(as_read(letter.topic, letter.headers))
    assert (back.topic, back.key, back.value) == (
        "asr.transcript.received.v1",
        b"t-1",
        b"\x00garbage",
    )
    assert dict(back.headers) == {"traceparent": b"00-aa-bb-01", "dead-letter-replays": b"1"}


def test_a_letter_parked_again_counts_its_replays() -> None:
    first = revived(as_read("asr.transcript.received.v1.dlq", _origin()))
    second = parked(record(headers=first.headers), Reject("no"), service="s", attempts=1)
    third = revived(as_read(second.topic, second.headers))
    assert dict(third.headers)["dead-letter-replays"] == b"2"


def test_a_stranger_on_the_dead_letter_topic_is_not_sent_anywhere() -> None:
    forged = as_read("asr.transcript.received.v1.dlq", (("origin-topic", b"payments"),))
    with pytest.raises(ValueError, match="names no origin topic"):
        revived(forged)


def test_occasional_letters_never_reach_the_limit() -> None:
    limit = ParkLimit("topic", limit=5, window=100)
    for number in range(10_000):
        limit.count(parked=number % 25 == 0)


def test_too_many_letters_in_the_window_stop_the_consumer() -> None:
    limit = ParkLimit("topic", limit=5, window=100)
    for _ in range(5):
        limit.count(parked=True)
    with pytest.raises(TooManyParked, match="parked 6 of the last 6 messages of topic"):
        limit.count(parked=True)


def _origin() -> tuple[tuple[str, bytes], ...]:
    return parked(record(), Reject("no"), service="s", attempts=1).headers
