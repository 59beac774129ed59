"""Poison among good messages: the good are completed, the bad accounted for, nobody is stuck.

Everything is sent once, to every topic that our services read, good and bad in turn. Each row
of the table is then a test of its own: what became of it, and whether the reason is right.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import pytest
from aiokafka import AIOKafkaProducer
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, Record, create_producer
from emend_events import Codec, Topic, TranscriptRejected, dead_letter_topic
from tests.kafka.avro_rows import CODEC, processed, received
from tests.kafka.event_rows import rows
from tests.kafka.rows import Headers, Poison, vosk_says
from tests.kafka.vendor_rows import ROWS
from tests.support.topics import read_all, read_until, unread
from tests.support.whole import Whole, whole_platform

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.timeout(240)]

TABLE: Sequence[Poison] = [*ROWS, *rows()]
READ: Mapping[Topic, str] = {
    Topic.SUBMITTED: "emend.ingest",
    Topic.RECEIVED: "emend.postprocess",
    Topic.PROCESSED: "emend.storage",
    Topic.REJECTED: "emend.storage",
}
"""The topics that our services read, and the group that does."""

GOOD_PER_TOPIC = 40
SETTLE_SECONDS = 90.0
TRACEPARENT = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
ODD_HEADERS: Sequence[Headers] = [
    (),
    (("traceparent", b"not a trace"),),
    (("traceparent", b"\xff" * 10_000),),
    (("traceparent", TRACEPARENT), ("traceparent", TRACEPARENT), ("tracestate", b"\xff\0=,,")),
    (("traceparent", None), ("x-unknown", None), ("", b"")),
    tuple((f"x-{number}", bytes(100)) for number in range(200)),
    (("content-type", b"image/png"),),
    (("dead-letter-reason", b"\xff"), ("dead-letter-replays", b"many")),
]
"""What good messages may carry all the same."""


class Place(NamedTuple):
    """Where a message went."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a poison message."""

    kind: str
    topic: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Everything that was there once all had settled."""

    good: frozenset[str]
    completed: tuple[str, ...]
    fates: Mapping[str, Sequence[Fate]]
    """By the transcript id of the poison."""
    unexplained: tuple[str, ...]


@pytest.fixture(scope="module")
def whole(kafka_bootstrap_servers: str, database_url: str) -> Generator[Whole]:
    """The platform on topics of two partitions, so that bad messages stand before good ones."""
    with whole_platform(kafka_bootstrap_servers, database_url, partitions=2) as running:
        yield running


@pytest.fixture(scope="module")
def aftermath(whole: Whole) -> Aftermath:
    """Send the table among good messages, and wait until all of them are accounted for."""
    return asyncio.run(_send_and_settle(whole.kafka))


@pytest.mark.parametrize("poison", TABLE, ids=[poison.label for poison in TABLE])
def test_poison_is_rejected_or_parked_with_its_reason(
    poison: Poison, aftermath: Aftermath, whole: Whole
) -> None:
    fates = aftermath.fates.get(poison.transcript_id, ())
    assert len(fates) == 1, f"{poison.label} became {fates or 'nothing'}\n{whole.logs()[-3000:]}"
    fate = fates[0]
    if fate.kind != "completed":
        assert fate.topic == (poison.at or poison.topic)
    if poison.rejected is not None:
        assert (fate.kind, fate.code) == ("rejected", poison.rejected)
        assert re.search(poison.reason, fate.reason)
    elif poison.parked is not None:
        assert (fate.kind, fate.code) == ("parked", "Reject")
        assert re.search(poison.parked, fate.reason)
    else:
        assert fate.kind == "completed"
    assert len(fate.reason) > len("it failed")


def test_every_good_message_is_completed_once(aftermath: Aftermath) -> None:
    assert sorted(aftermath.completed) == sorted(aftermath.good)


def test_nothing_is_lost_and_nothing_appears_from_nowhere(aftermath: Aftermath) -> None:
    accounted = sum(map(len, aftermath.fates.values())) + len(aftermath.completed)
    assert aftermath.unexplained == ()
    assert accounted == len(TABLE) + len(aftermath.good)


@pytest.mark.usefixtures("aftermath")
@pytest.mark.parametrize("topic", READ)
async def test_no_consumer_is_stuck(topic: Topic, whole: Whole) -> None:
    async for attempt in AsyncRetrying(stop=stop_after_delay(30), wait=wait_fixed(0.2)):
        with attempt:
            assert set((await unread(whole.kafka, READ[topic], topic)).values()) == {0}


@pytest.mark.usefixtures("aftermath")
def test_no_service_ended(whole: Whole) -> None:
    assert [service.process.poll() for service in whole.services] == [None, None, None]


async def _send_and_settle(kafka: KafkaSettings) -> Aftermath:
    async with create_producer(kafka) as producer:
        sent, good = await _send(producer, kafka)
    letters = [dead_letter_topic(topic) for topic in READ]
    topics = (Topic.COMPLETED, Topic.REJECTED, *letters)
    wanted = set(good) | {poison.transcript_id for poison in TABLE}

    def is_settled(found: Sequence[Record]) -> bool:
        return not wanted - {name for record in found if (name := _subject(record, sent))}

    try:
        found = await read_until(kafka, topics, is_settled, seconds=SETTLE_SECONDS)
    except AssertionError:
        found = await read_all(kafka, *topics)
    return _aftermath(found, sent, frozenset(good))


async def _send(
    producer: AIOKafkaProducer, kafka: KafkaSettings
) -> tuple[dict[Place, str], list[str]]:
    """Send good and bad in turn; return where each bad one went, and the good ones' ids."""
    places: dict[Place, str] = {}
    good: list[str] = []
    for topic in READ:
        bad = [poison for poison in TABLE if poison.topic == topic]
        fine = [] if topic is Topic.REJECTED else _good(topic)
        for poison, (name, value, headers) in zip_longest(bad, fine, fillvalue=("", b"", ())):
            if name:
                await producer.send(kafka.topic(topic), value, name.encode(), headers=[*headers])
                good.append(name)
            if isinstance(poison, Poison):
                sent = await producer.send_and_wait(
                    kafka.topic(topic), poison.value, poison.key, headers=[*poison.headers]
                )
                places[Place(topic, sent.partition, sent.offset)] = poison.transcript_id
    return places, good


def _good(topic: Topic) -> list[tuple[str, bytes, Headers]]:
    found: list[tuple[str, bytes, Headers]] = []
    for number in range(GOOD_PER_TOPIC):
        name = f"good-{topic.split('.')[2]}-{number}"
        odd = ODD_HEADERS[number % len(ODD_HEADERS)]
        if topic is Topic.SUBMITTED:
            value = vosk_says("hello", "number", str(number))
            odd = (*odd, ("transcript-id", name.encode()))
        else:
            event = received(name) if topic is Topic.RECEIVED else processed(name)
            value = CODEC.encode(event)
        found.append((name, value, odd))
    return found


def _aftermath(
    found: Sequence[Record], sent: Mapping[Place, str], good: frozenset[str]
) -> Aftermath:
    completed: list[str] = []
    fates: dict[str, list[Fate]] = {}
    unexplained: list[str] = []
    for record in found:
        name = _subject(record, sent)
        if name is None:
            continue
        if record.topic == Topic.COMPLETED and name in good:
            completed.append(name)
        elif name not in good:
            fates.setdefault(name, []).append(_fate(record))
        else:
            unexplained.append(f"{record.topic}@{record.offset} {name} {record.headers!r}")
    return Aftermath(good, tuple(completed), fates, tuple(unexplained))


def _subject(record: Record, sent: Mapping[Place, str]) -> str | None:
    """Return whose fate a record tells; None for poison as we sent it to the rejected topic."""
    if record.topic == Topic.COMPLETED:
        return (record.key or b"").decode()
    if record.topic == Topic.REJECTED:
        if Place(record.topic, record.partition, record.offset) in sent:
            return None
        origin = Codec().decode(record.value, TranscriptRejected).origin
        assert origin is not None
        place = Place(origin.topic, origin.partition, origin.offset)
    else:
        origin_topic = record.header("origin-topic") or ""
        partition, offset = record.header("origin-partition"), record.header("origin-offset")
        place = Place(origin_topic, int(partition or -1), int(offset or -1))
    return sent.get(place) or (record.key or b"").decode(errors="replace")


def _fate(record: Record) -> Fate:
    if record.topic == Topic.COMPLETED:
        return Fate("completed", record.topic, "", "all its parts are stored")
    if record.topic == Topic.REJECTED:
        event = Codec().decode(record.value, TranscriptRejected)
        where = event.origin.topic if event.origin else ""
        return Fate("rejected", where, event.code, event.reason)
    return Fate(
        "parked",
        record.header("origin-topic") or "",
        record.header("dead-letter-error") or "",
        record.header("dead-letter-reason") or "",
    )
