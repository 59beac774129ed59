"""Reading what was parked, and sending it back.

A replay of everything that waits commits its position in the same transaction as the messages
it sends, so that an interrupted one neither loses nor repeats any.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition

from emend_bus._broker import create_producer
from emend_bus._dead_letters import revived
from emend_bus._errors import BusError
from emend_bus._records import Record, record_from
from emend_bus._settings import KafkaSettings
from emend_bus._transaction import commit_batch, send_all
from emend_events import Topic, dead_letter_topic

REPLAY_GROUP = "emend.replay"
BATCH_RECORDS = 200
POLL_TIMEOUT_MS = 1_000


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


async def replay_one(settings: KafkaSettings, topic: Topic, offset: int) -> Record:
    """Send one dead letter back to its topic; the position of :func:`replay` stays.

    Raises:
        BusError: nothing is parked at that offset.
    """
    async with _parked(settings, topic) as (consumer, partition):
        consumer.seek(partition, offset)
        async for batch in _until_end(consumer, partition, settings):
            if batch[0].offset != offset:
                break
            async with create_producer(settings) as producer:
                await send_all(producer, settings, [revived(batch[0])])
            return batch[0]
    message = f"nothing is parked at offset {offset} of {dead_letter_topic(topic)}"
    raise BusError(message)


async def replay(settings: KafkaSettings, topic: Topic) -> AsyncIterator[int]:
    """Send everything that waits back to its topic; yields how many after each transaction."""
    name = settings.group(f"{REPLAY_GROUP}.{topic}")
    producer = create_producer(settings, transactional_id=name)
    async with producer, _parked(settings, topic) as (consumer, partition):
        async for batch in _until_end(consumer, partition, settings):
            await commit_batch(
                producer,
                settings,
                [revived(record) for record in batch],
                source=partition,
                next_offset=batch[-1].offset + 1,
                group=settings.group(REPLAY_GROUP),
            )
            yield len(batch)


@asynccontextmanager
async def _parked(
    settings: KafkaSettings, topic: Topic
) -> AsyncGenerator[tuple[AIOKafkaConsumer, TopicPartition]]:
    """A consumer of a dead-letter topic, at the first letter that was not replayed."""
    partition = TopicPartition(settings.topic(dead_letter_topic(topic)), 0)
    consumer = AIOKafkaConsumer(
        **settings.connection(),
        group_id=settings.group(REPLAY_GROUP),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    consumer.assign([partition])
    async with consumer:
        yield consumer, partition


async def _until_end(
    consumer: AIOKafkaConsumer, partition: TopicPartition, settings: KafkaSettings
) -> AsyncIterator[Sequence[Record]]:
    """Yield batches up to what stood at the end when this began."""
    end = (await consumer.end_offsets([partition]))[partition]
    while await consumer.position(partition) < end:
        polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=BATCH_RECORDS)
        for raw in polled.values():
            yield [record_from(record, settings.topic_prefix) for record in raw]
