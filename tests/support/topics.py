"""Reading topics as any downstream reader would, until what a test waits for is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from emend_bus import KafkaSettings, Record

POLL_MS = 100


async def read_until(
    kafka: KafkaSettings,
    topics: Sequence[str],
    enough: Callable[[Sequence[Record]], bool],
    *,
    seconds: float = 60.0,
) -> list[Record]:
    """Return what stands on the topics from their beginning, once it is enough.

    Raises:
        AssertionError: it was not enough in time; the message tells what there was.
    """
    found: list[Record] = []
    async with _reader(kafka, *map(kafka.topic, topics)) as consumer:
        try:
            async with asyncio.timeout(seconds):
                while not enough(found):
                    found += await _poll(kafka, consumer)
        except TimeoutError as error:
            seen = "\n".join(f"{r.topic}[{r.partition}]@{r.offset} {r.key!r}" for r in found[-40:])
            message = f"not enough on {', '.join(topics)} after {seconds:g} s: {len(found)}\n{seen}"
            raise AssertionError(message) from error
    return found


async def read_all(kafka: KafkaSettings, *topics: str) -> list[Record]:
    """Return everything that a ``read_committed`` reader sees of the topics now."""
    found: list[Record] = []
    async with _reader(kafka, *map(kafka.topic, topics)) as consumer:
        partitions = list(consumer.assignment())
        ends = await consumer.end_offsets(partitions)
        while any([await consumer.position(place) < ends[place] for place in partitions]):
            found += await _poll(kafka, consumer)
    return found


async def delete_topic(kafka: KafkaSettings, topic: str) -> None:
    """Delete a topic as an operator does by mistake."""
    admin = AIOKafkaAdminClient(**kafka.connection())
    await admin.start()
    try:
        await admin.delete_topics([kafka.topic(topic)])
    finally:
        await admin.close()


async def unread(kafka: KafkaSettings, group: str, topic: str) -> dict[int, int]:
    """Return how many visible records a group has not committed, by partition; none left out.

    End offsets would not do: the marker of a transaction has an offset too.
    """
    admin = AIOKafkaAdminClient(**kafka.connection())
    await admin.start()
    try:
        committed = await admin.list_consumer_group_offsets(kafka.group(group))
    finally:
        await admin.close()
    left: dict[int, int] = {}
    for record in await read_all(kafka, topic):
        place = committed.get(TopicPartition(kafka.topic(topic), record.partition))
        waits = place is None or record.offset >= place.offset
        left[record.partition] = left.get(record.partition, 0) + waits
    return left


def _reader(kafka: KafkaSettings, *topics: str) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        *topics,
        **kafka.connection(),
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=8 * 2**20,
    )


async def _poll(kafka: KafkaSettings, consumer: AIOKafkaConsumer) -> list[Record]:
    polled = await consumer.getmany(timeout_ms=POLL_MS)
    return [
        Record(
            topic=raw.topic.removeprefix(kafka.topic_prefix),
            partition=raw.partition,
            offset=raw.offset,
            key=raw.key,
            value=raw.value or b"",
            headers=tuple(raw.headers),
            timestamp_ms=raw.timestamp,
        )
        for records in polled.values()
        for raw in records
    ]
