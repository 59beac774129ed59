"""Reading what was parked, and sending it back.

A replay of everything that waits commits its position in the same transaction as the messages
it sends and their records, so that an interrupted one neither loses nor repeats any.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition

from emend_bus._broker import create_consumer, create_producer
from emend_bus._dead_letters import Author, replayed_record, revived
from emend_bus._errors import BusError
from emend_bus._leaving import leave
from emend_bus._records import Output, Record, record_from
from emend_bus._settings import KafkaSettings
from emend_bus._transaction import commit_batch, publish_together
from emend_events import Topic, dead_letter_topic

REPLAY_GROUP = "emend.replay"
BATCH_RECORDS = 200
POLL_TIMEOUT_MS = 1_000


class Replayer(NamedTuple):
    """Who sends dead letters back, as the audit log will say."""

    author: Author
    actor: str
    """The person."""
    now: Callable[[], datetime]


async def dead_letters(
    settings: KafkaSettings, topic: Topic, *, waiting_only: bool = True, limit: int = 1_000
) -> list[Record]:
    """Return what is parked for a topic, oldest first.

    ``waiting_only`` leaves out what :func:`replay` has already sent back.
    """
    async with _parked(settings, topic) as (consumer, partition):
        if not waiting_only:
            await consumer.seek_to_beginning(partition)
        found: list[Record] = []
        async for batch in _until_end(consumer, partition, settings):
            found += batch
            if len(found) >= limit:
                break
        return found[:limit]


async def replay_one(
    settings: KafkaSettings, topic: Topic, offset: int, replayer: Replayer
) -> Record:
    """Send one dead letter back to its topic; the position of :func:`replay` stays.

    Raises:
        BusError: nothing is parked at that offset.
    """
    async with _parked(settings, topic) as (consumer, partition):
        consumer.seek(partition, offset)
        async for batch in _until_end(consumer, partition, settings):
            if batch[0].offset != offset:
                break
            owner = settings.group(f"{REPLAY_GROUP}.{topic}")
            async with create_producer(settings, transactional_id=owner) as producer:
                await publish_together(producer, settings, _sent_back(batch[:1], replayer), owner)
            return batch[0]
    message = f"nothing is parked at offset {offset} of {dead_letter_topic(topic)}"
    raise BusError(message)


async def replay(settings: KafkaSettings, topic: Topic, replayer: Replayer) -> AsyncIterator[int]:
    """Send everything that waits back to its topic; yields how many after each transaction."""
    name = settings.group(f"{REPLAY_GROUP}.{topic}")
    async with (
        _parked(settings, topic) as (consumer, partition),
        create_producer(settings, transactional_id=name) as producer,
    ):
        async for batch in _until_end(consumer, partition, settings):
            await commit_batch(
                producer,
                settings,
                _sent_back(batch, replayer),
                source=partition,
                next_offset=batch[-1].offset + 1,
                group=settings.group(REPLAY_GROUP),
            )
            yield len(batch)


def _sent_back(letters: Sequence[Record], replayer: Replayer) -> list[Output]:
    """Return letters as they go back, each with its entry for the audit log."""
    author, actor, now = replayer
    return [
        message
        for letter in letters
        for message in (revived(letter), replayed_record(letter, author, actor, now()))
    ]


@asynccontextmanager
async def _parked(
    settings: KafkaSettings, topic: Topic
) -> AsyncGenerator[tuple[AIOKafkaConsumer, TopicPartition]]:
    """A consumer of a dead-letter topic, at the first letter that was not replayed.

    Raises:
        BusError: there is no such topic.
    """
    partition = TopicPartition(settings.topic(dead_letter_topic(topic)), 0)
    consumer = create_consumer(settings, group_id=settings.group(REPLAY_GROUP))
    try:
        await consumer.start()
        if partition.topic not in await consumer.topics():
            message = f"there is no topic {partition.topic}, or we may not see it"
            raise BusError(message)
        consumer.assign([partition])
        yield consumer, partition
    finally:
        await leave(consumer.stop())


async def _until_end(
    consumer: AIOKafkaConsumer, partition: TopicPartition, settings: KafkaSettings
) -> AsyncIterator[Sequence[Record]]:
    """Yield batches up to what stood at the end when this began."""
    end = (await consumer.end_offsets([partition]))[partition]
    while await consumer.position(partition) < end:
        polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=BATCH_RECORDS)
        for raw in polled.values():
            yield [record_from(record, settings.topic_prefix) for record in raw]
