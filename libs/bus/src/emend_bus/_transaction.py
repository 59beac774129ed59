"""One Kafka transaction: outputs and the consumed offset become visible together or not at all.

The rules, and what was measured about them, stand in ``libs/bus/README.md``.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from typing import TypeAlias

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    InvalidProducerEpoch,
    KafkaError,
    OutOfOrderSequenceNumber,
    ProducerFenced,
    UnknownTopicOrPartitionError,
)
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.structs import RecordMetadata

from emend_bus._errors import Fenced, Unavailable
from emend_bus._records import Output
from emend_bus._settings import KafkaSettings

ABORT_SECONDS = 5.0
"""How long the brokers are given to take an abort. Where they do not, whoever initialises the
transactional id next aborts what is left."""

Sent: TypeAlias = asyncio.Future[RecordMetadata]


async def commit_batch(
    producer: AIOKafkaProducer,
    settings: KafkaSettings,
    outputs: Sequence[Output],
    *,
    source: TopicPartition,
    next_offset: int,
    group: str,
) -> None:
    """Send the outputs and commit the offset in one transaction.

    Raises:
        Unavailable: a topic is not there.
        Fenced: a newer process owns the partition; nothing of this batch is visible.
        KafkaError: the outcome is unknown; join the group again and read the committed offset.
    """
    owner = f"{group}.{source.topic}.{source.partition}"
    async with _transaction(producer, settings, outputs, owner):
        await send_all(producer, settings, outputs)
        await producer.send_offsets_to_transaction({source: next_offset}, group)


async def publish_together(
    producer: AIOKafkaProducer, settings: KafkaSettings, outputs: Sequence[Output], owner: str
) -> None:
    """Send the outputs in one transaction.

    Raises:
        Unavailable: a topic is not there.
        Fenced: a newer process has taken over ``owner``, the transactional id.
        KafkaError: the outcome is unknown.
    """
    async with _transaction(producer, settings, outputs, owner):
        await send_all(producer, settings, outputs)


@asynccontextmanager
async def _transaction(
    producer: AIOKafkaProducer, settings: KafkaSettings, outputs: Sequence[Output], owner: str
) -> AsyncGenerator[None]:
    """Begin, and commit at the end or abort; within the time that a request may take.

    The library asks for ever where a topic was deleted that it knows, and so does its abort.
    """
    try:
        async with asyncio.timeout(settings.request_timeout_ms / 1000):
            await producer.begin_transaction()
            yield
            await producer.commit_transaction()
    except (ProducerFenced, InvalidProducerEpoch, OutOfOrderSequenceNumber) as error:
        raise Fenced(owner) from error
    except BaseException as error:
        # After a failure of its own the client may only assert that it is in no state to abort.
        with suppress(KafkaError, AssertionError, TimeoutError):
            async with asyncio.timeout(ABORT_SECONDS):
                await producer.abort_transaction()
        if isinstance(error, (TimeoutError, UnknownTopicOrPartitionError)):
            await _require_topics(producer, settings, outputs)
        if isinstance(error, (AssertionError, TimeoutError)):
            raise KafkaError(repr(error)) from error
        raise


async def _require_topics(
    producer: AIOKafkaProducer, settings: KafkaSettings, outputs: Sequence[Output]
) -> None:
    """Find out whether topics are missing.

    Raises:
        Unavailable: these are.
        KafkaError: it cannot be told.
    """
    known = await producer.client.fetch_all_metadata()
    names = dict.fromkeys(settings.topic(output.topic) for output in outputs)
    missing = [name for name in names if not known.partitions_for_topic(name)]
    if missing:
        message = f"{', '.join(missing)} is not there, or we may not see it"
        raise Unavailable(message)


async def send_all(
    producer: AIOKafkaProducer, settings: KafkaSettings, outputs: Sequence[Output]
) -> None:
    """Send the outputs, in order per partition, and wait until all brokers have them.

    Whole batches per partition, because a send a message costs three times as much.
    """
    by_partition: dict[TopicPartition, list[Output]] = defaultdict(list)
    for output in outputs:
        topic = settings.topic(output.topic)
        place = output.partition
        if place is None:
            place = partition_for(output.key, len(await producer.partitions_for(topic)))
        by_partition[TopicPartition(topic, place)].append(output)
    sent: list[Sent] = []
    for place, messages in by_partition.items():
        sent += await _send_batches(producer, place, messages)
    await asyncio.gather(*sent)


@lru_cache(maxsize=16_384)
def partition_for(key: bytes, count: int) -> int:
    """Return the partition that every Kafka client's default partitioner chooses for a key.

    Cached: a transcript's parts share a key, and the hash is computed in Python.
    """
    return (murmur2(key) & 0x7FFFFFFF) % count


async def _send_batches(
    producer: AIOKafkaProducer, place: TopicPartition, messages: Sequence[Output]
) -> list[Sent]:
    sent: list[Sent] = []
    batch = producer.create_batch()
    for message in messages:
        if not _append(batch, message):
            sent.append(await producer.send_batch(batch, place.topic, partition=place.partition))
            batch = producer.create_batch()
            _append(batch, message)
    sent.append(await producer.send_batch(batch, place.topic, partition=place.partition))
    return sent


def _append(batch: BatchBuilder, message: Output) -> bool:
    """Add a message unless the batch is full; an empty one takes a message of any size."""
    value = None if message.is_tombstone else message.value
    added = batch.append(
        timestamp=None, key=message.key, value=value, headers=list(message.headers)
    )
    return added is not None
