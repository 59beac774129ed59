"""One dead letter, read where it stands; the lists and the replay are the bus's."""

from __future__ import annotations

import asyncio

from aiokafka import TopicPartition

from emend_bus import KafkaSettings, Record
from emend_client._connection import connected, create_consumer, partitions_of
from emend_client._errors import ClientError
from emend_events import Topic, dead_letter_topic

READ_SECONDS = 10.0
POLL_TIMEOUT_MS = 500


async def find_dead_letter(settings: KafkaSettings, topic: Topic, offset: int) -> Record:
    """Return the dead letter at an offset, whether it was replayed or not.

    Raises:
        ClientError: nothing is parked there, or there is no such topic.
        TimeoutError: the cluster did not deliver it.
    """
    name = dead_letter_topic(topic)
    partition = TopicPartition(settings.topic(name), 0)
    if partition.topic not in await partitions_of(settings):
        message = f"there is no topic {partition.topic}, or we may not see it"
        raise ClientError(message)
    consumer = create_consumer(settings)
    consumer.assign([partition])
    async with connected(consumer, settings), asyncio.timeout(READ_SECONDS):
        first = (await consumer.beginning_offsets([partition]))[partition]
        end = (await consumer.end_offsets([partition]))[partition]
        consumer.seek(partition, offset)
        while first <= offset < end:
            polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=1)
            for raw in polled.get(partition, ()):
                if raw.offset == offset:
                    headers = tuple(raw.headers)
                    return Record(
                        name, 0, offset, raw.key, raw.value or b"", headers, raw.timestamp
                    )
            # A control record may stand at the offset: then the position is behind it.
            if await consumer.position(partition) > offset:
                break
    message = f"nothing is parked at offset {offset} of {name}"
    raise ClientError(message, "`emend dlq list --replayed` shows what is.")
