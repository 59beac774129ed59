"""The client against a real broker: submitting, subscribing, lag, topics, dead letters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from hashlib import shake_256
from typing import Any
from uuid import uuid5

import pytest
from aiokafka import TopicPartition

from emend_bus import KafkaSettings, create_producer, create_topics
from emend_client import (
    ClientError,
    ContentTooLarge,
    Message,
    Producer,
    Undecodable,
    Unreachable,
    describe_topics,
    measure_lag,
    subscribe,
)
from emend_client._connection import connected, create_consumer
from emend_client._submission import NAMESPACE
from emend_client._subscription import Options, open_subscription
from emend_client._waiting import OUTCOMES, outcomes
from emend_events import (
    Codec,
    Event,
    Source,
    Topic,
    TranscriptCompleted,
    TranscriptRejected,
    TranscriptSubmitted,
)

pytestmark = pytest.mark.kafka

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECONDS = 30.0


@pytest.fixture
async def settings(kafka_bootstrap_servers: str, topic_prefix: str) -> KafkaSettings:
    found = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(found, partitions=2)
    return found


def completed(transcript_id: str) -> TranscriptCompleted:
    return TranscriptCompleted(
        event_id=uuid5(NAMESPACE, transcript_id),
        transcript_id=transcript_id,
        submitted_at=NOON,
        completed_at=NOON,
        profile="lecture",
        source=Source(format="srt", content_sha256="0" * 64, content_bytes=1, content_uri="file:x"),
        parts=1,
        segments=1,
        words=2,
        changes=0,
    )


def rejected(transcript_id: str) -> TranscriptRejected:
    return TranscriptRejected(
        event_id=uuid5(NAMESPACE, transcript_id),
        transcript_id=transcript_id,
        rejected_by="emend-ingest",
        code="no_words",
        reason="There are no words in it",
    )


async def publish(settings: KafkaSettings, topic: Topic, *events: Event | bytes) -> None:
    codec = Codec()
    async with create_producer(settings) as producer:
        for event in events:
            value = event if isinstance(event, bytes) else codec.encode(event)
            key = str(getattr(event, "transcript_id", "none")).encode()
            await producer.send_and_wait(settings.topic(topic), value, key=key)


async def publish_in_transactions(settings: KafkaSettings, topic: str, *counts: int) -> None:
    """Send so many messages to partition 0, each count in a transaction; a negative one aborts."""
    async with create_producer(settings, transactional_id=settings.group("test")) as producer:
        for count in counts:
            await producer.begin_transaction()
            for _ in range(abs(count)):
                await producer.send_and_wait(topic, b"x", partition=0)
            await (producer.commit_transaction() if count > 0 else producer.abort_transaction())


async def commit(settings: KafkaSettings, group: str, topic: str, offset: int) -> None:
    consumer = create_consumer(settings, group)
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    async with connected(consumer, settings):
        await consumer.commit({partition: offset})


async def take(messages: AsyncIterator[Message[Any]], count: int) -> list[Message[Any]]:
    async with asyncio.timeout(SECONDS):
        return [await anext(messages) for _ in range(count)]


async def submitted(settings: KafkaSettings, count: int) -> list[Any]:
    consumer = create_consumer(settings)
    consumer.subscribe([settings.topic(Topic.SUBMITTED)])
    found: list[Any] = []
    async with connected(consumer, settings), asyncio.timeout(SECONDS):
        while len(found) < count:
            polled = await consumer.getmany(timeout_ms=200)
            found += [record for records in polled.values() for record in records]
    return found


async def test_a_submission_is_on_the_topic_when_its_receipt_comes(
    settings: KafkaSettings,
) -> None:
    async with Producer(settings) as producer:
        receipt = await producer.submit(b"{}", title="Karma Yoga", traceparent="00-a-b-01")
    (record,) = await submitted(settings, 1)
    event = Codec().decode(record.value, TranscriptSubmitted)
    assert (record.partition, record.offset) == (receipt.partition, receipt.offset)
    assert record.key == receipt.transcript_id.encode()
    assert (event.transcript_id, event.content) == (receipt.transcript_id, b"{}")
    assert event.title == "Karma Yoga"
    assert dict(record.headers)["traceparent"] == b"00-a-b-01"


async def test_the_pieces_of_a_live_stream_stay_in_order(settings: KafkaSettings) -> None:
    async with Producer(settings) as producer:
        for sequence in range(5):
            await producer.submit(
                b"{}",
                transcript_id="live",
                sequence=sequence,
                last=sequence == 4,
                offset_ms=sequence * 1000,
            )
    records = await submitted(settings, 5)
    events = [Codec().decode(record.value, TranscriptSubmitted) for record in records]
    assert [event.sequence for event in events] == [0, 1, 2, 3, 4]
    assert [event.last for event in events] == [False, False, False, False, True]


async def test_content_over_the_limit_is_refused_with_the_limit_and_a_way_out(
    settings: KafkaSettings,
) -> None:
    async with Producer(settings) as producer:
        with pytest.raises(ContentTooLarge) as caught:
            await producer.submit(b" " * (16 * 2**20))
    assert f"{caught.value.limit:,}" in str(caught.value)
    assert "--http" in caught.value.hint


async def test_content_just_below_the_limit_goes_through(settings: KafkaSettings) -> None:
    async with Producer(settings) as producer:
        receipt = await producer.submit(b" " * (16 * 2**20 - 2048), untouched=True)
    assert receipt.offset == 0


async def test_a_cluster_that_does_not_answer_is_one_clear_error() -> None:
    nowhere = KafkaSettings(bootstrap_servers="127.0.0.1:1")
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:1.*KAFKA_BOOTSTRAP_SERVERS"):
        await Producer(nowhere).__aenter__()


async def test_a_subscriber_without_a_group_reads_from_the_beginning_if_asked(
    settings: KafkaSettings,
) -> None:
    await publish(settings, Topic.COMPLETED, completed("a"), completed("b"))
    async with aclosing(subscribe("completed", settings=settings, from_beginning=True)) as messages:
        found = await take(messages, 2)
    assert {message.transcript_id for message in found} == {"a", "b"}
    assert found[0].event_id == uuid5(NAMESPACE, found[0].transcript_id)


async def test_only_the_named_transcript_s_messages_come(settings: KafkaSettings) -> None:
    await publish(settings, Topic.COMPLETED, *(completed(name) for name in "abcd"))
    async with aclosing(
        subscribe("completed", settings=settings, from_beginning=True, transcript_id="c")
    ) as messages:
        (found,) = await take(messages, 1)
    assert found.transcript_id == "c"


async def test_a_group_goes_on_where_its_loop_body_came_back_last(
    settings: KafkaSettings,
) -> None:
    names = [f"t{number}" for number in range(6)]
    await publish(settings, Topic.COMPLETED, *(completed(name) for name in names))
    seen: list[str] = []
    for _ in range(2):
        messages = subscribe("completed", group="reader", settings=settings)
        async with aclosing(messages), asyncio.timeout(SECONDS):
            async for message in messages:
                seen.append(message.transcript_id)
                if len(seen) in {3, 7}:
                    break
    # The message at which the loop was left had not been handled: it comes once more.
    assert sorted(set(seen)) == names
    assert len(seen) == len(names) + 1


async def test_an_undecodable_message_stops_the_loop_or_is_skipped(
    settings: KafkaSettings,
) -> None:
    await publish(settings, Topic.COMPLETED, b"not an event")
    await publish(settings, Topic.COMPLETED, completed("good"))
    skipping = subscribe("completed", settings=settings, from_beginning=True, on_undecodable="skip")
    async with aclosing(skipping):
        (found,) = await take(skipping, 1)
    assert found.transcript_id == "good"
    raising = subscribe("completed", settings=settings, from_beginning=True)
    async with aclosing(raising):
        with pytest.raises(Undecodable, match="cannot be decoded"):
            await take(raising, 2)


async def test_a_missing_topic_is_a_clear_error(
    kafka_bootstrap_servers: str, topic_prefix: str
) -> None:
    bare = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    with pytest.raises(ClientError, match="has no topic"):
        await take(subscribe("completed", settings=bare), 1)


async def test_submitting_to_a_missing_topic_fails_before_the_library_gives_up(
    kafka_bootstrap_servers: str, topic_prefix: str
) -> None:
    bare = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    async with Producer(bare) as producer, asyncio.timeout(bare.request_timeout_ms / 2000):
        with pytest.raises(ClientError, match="has no such topic") as caught:
            await producer.submit(b"{}")
    assert not isinstance(caught.value, Unreachable)
    assert "make run" in caught.value.hint


async def test_waiting_ends_when_every_transcript_was_completed_or_rejected(
    settings: KafkaSettings,
) -> None:
    async with open_subscription(settings, OUTCOMES) as messages:
        await publish(settings, Topic.COMPLETED, completed("other"), completed("a"))
        await publish(settings, Topic.REJECTED, rejected("b"))
        found = [message.event async for message in outcomes(messages, ["a", "b"], SECONDS)]
    assert {(type(event).__name__, event.transcript_id) for event in found} == {
        ("TranscriptCompleted", "a"),
        ("TranscriptRejected", "b"),
    }


async def test_waiting_gives_up_in_time(settings: KafkaSettings) -> None:
    async with open_subscription(settings, Options(topics=("completed",))) as messages:
        with pytest.raises(TimeoutError):
            [one async for one in outcomes(messages, ["never"], 0.5)]


async def test_a_group_that_read_every_transaction_shows_no_lag(settings: KafkaSettings) -> None:
    topic = settings.topic(Topic.RECEIVED)
    await publish_in_transactions(settings, topic, 3, 4, -2)
    # Two commit markers, two aborted messages and an abort marker lie behind the last message.
    await commit(settings, "emend.reader", topic, 8)
    rows = await measure_lag(settings)
    first = next(row for row in rows if row.partition == 0)
    assert first.end > 8
    assert (first.lag, first.exact, first.committed) == (0, True, 8)


async def test_the_lag_counts_messages_and_not_control_records(settings: KafkaSettings) -> None:
    topic = settings.topic(Topic.RECEIVED)
    await publish_in_transactions(settings, topic, 3, 4, -2, 5)
    await commit(settings, "emend.reader", topic, 1)
    rows = await measure_lag(settings)
    assert [(row.partition, row.lag, row.exact) for row in rows] == [(0, 11, True), (1, 0, True)]
    assert {(row.topic, row.group) for row in rows} == {(Topic.RECEIVED, "emend.reader")}


async def test_more_than_one_fetch_is_an_upper_bound_and_says_so(settings: KafkaSettings) -> None:
    topic = settings.topic(Topic.RECEIVED)
    async with create_producer(settings) as producer:
        for number in range(40):
            incompressible = shake_256(bytes([number])).digest(20_000)
            await producer.send_and_wait(topic, incompressible, partition=0)
    await commit(settings, "emend.reader", topic, 1)
    (row, _) = await measure_lag(settings)
    assert (row.lag, row.exact) == (39, False)


async def test_the_topics_say_what_the_cluster_has(settings: KafkaSettings) -> None:
    await publish(settings, Topic.COMPLETED, completed("a"), completed("b"), completed("c"))
    states = {state.topic: state for state in await describe_topics(settings)}
    found = states[Topic.COMPLETED]
    assert (found.partitions, found.offsets) == (2, 3)
    assert found.producers == ("storage",)
    assert found.retention_ms == 30 * 24 * 3600 * 1000
    assert states[f"{Topic.COMPLETED}.dlq"].partitions == 1


async def test_a_cluster_without_our_topics_is_described_all_the_same(
    kafka_bootstrap_servers: str, topic_prefix: str
) -> None:
    bare = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    assert {state.partitions for state in await describe_topics(bare)} == {0}
