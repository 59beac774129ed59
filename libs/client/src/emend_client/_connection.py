"""Connecting to Kafka, with one error when nothing answers.

The client library's own types are partly unknown; the protocols here say what we use of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, cast

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError
from aiokafka.structs import OffsetAndMetadata, RecordMetadata

import emend_bus
from emend_bus import KafkaSettings, leave
from emend_client._errors import ClientError, Unreachable

CONNECT_SECONDS = 15.0
"""How long a cluster may take to answer the first request."""

VARIABLE = "KAFKA_BOOTSTRAP_SERVERS"


class Startable(Protocol):
    """A producer, a consumer or an admin client."""

    async def start(self) -> None:
        """Connect."""
        ...


class Sender(Startable, Protocol):
    """What we use of ``AIOKafkaProducer``, with its types."""

    async def stop(self) -> None: ...
    async def partitions_for(self, topic: str) -> set[int]: ...
    async def send_and_wait(
        self, topic: str, *, value: bytes, key: bytes, headers: Sequence[tuple[str, bytes]]
    ) -> RecordMetadata: ...


class Consumer(Startable, Protocol):
    """What we use of ``AIOKafkaConsumer``, with its types."""

    async def stop(self) -> None: ...
    async def position(self, partition: TopicPartition) -> int: ...
    async def seek_to_end(self) -> bool: ...
    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None: ...
    async def end_offsets(
        self, partitions: Iterable[TopicPartition]
    ) -> dict[TopicPartition, int]: ...
    async def beginning_offsets(
        self, partitions: Iterable[TopicPartition]
    ) -> dict[TopicPartition, int]: ...
    async def getmany(
        self, *, timeout_ms: int, max_records: int | None = None
    ) -> dict[TopicPartition, list[ConsumerRecord[bytes, bytes]]]: ...
    def subscribe(self, topics: Sequence[str]) -> None: ...
    def assign(self, partitions: Sequence[TopicPartition]) -> None: ...
    def assignment(self) -> set[TopicPartition]: ...
    def seek(self, partition: TopicPartition, offset: int) -> None: ...
    def pause(self, *partitions: TopicPartition) -> None: ...


class Admin(Startable, Protocol):
    """What we use of ``AIOKafkaAdminClient``, with its types."""

    async def close(self) -> None: ...
    async def describe_cluster(self) -> dict[str, Any]: ...
    async def describe_topics(self) -> list[dict[str, Any]]: ...
    async def list_consumer_groups(self) -> list[tuple[str, ...]]: ...
    async def list_consumer_group_offsets(
        self, group_id: str
    ) -> dict[TopicPartition, OffsetAndMetadata]: ...
    async def describe_configs(self, config_resources: list[ConfigResource]) -> list[Any]: ...


def create_consumer(
    settings: KafkaSettings,
    group: str | None = None,
    *,
    from_beginning: bool = True,
    partition_fetch_bytes: int = 2**20,
) -> Consumer:
    """Return a consumer of committed messages that commits only when told to.

    ``from_beginning`` says where to begin on a partition without a committed position.
    """
    consumer = emend_bus.create_consumer(
        settings,
        group_id=None if group is None else settings.group(group),
        auto_offset_reset="earliest" if from_beginning else "latest",
        max_partition_fetch_bytes=partition_fetch_bytes,
        session_timeout_ms=settings.session_timeout_ms,
        heartbeat_interval_ms=settings.session_timeout_ms // 5,
    )
    return cast("Consumer", consumer)


@asynccontextmanager
async def connected(consumer: Consumer, settings: KafkaSettings) -> AsyncGenerator[None]:
    """Connect a consumer, and leave the cluster at the end.

    Raises:
        Unreachable: no broker answered.
    """
    try:
        await start(consumer, settings)
        yield
    finally:
        await leave(consumer.stop())


async def offset_limits(
    consumer: Consumer, partitions: Sequence[TopicPartition]
) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
    """Return the partitions' first offsets and their ends, and leave them assigned but paused.

    A consumer that is only asked learns one unknown topic per retry. One that has the partitions
    assigned asks for the metadata of all of them at once, and fetches nothing while paused.
    """
    consumer.assign(partitions)
    consumer.pause(*partitions)
    return await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)


@asynccontextmanager
async def administration(settings: KafkaSettings) -> AsyncGenerator[Admin]:
    """Yield a client for questions about the cluster.

    Raises:
        Unreachable: no broker answered.
    """
    admin = cast("Admin", AIOKafkaAdminClient(**settings.connection()))
    try:
        await start(admin, settings)
        yield admin
    finally:
        await leave(admin.close())


async def partitions_of(settings: KafkaSettings) -> dict[str, list[TopicPartition]]:
    """Return every topic of the cluster with its partitions.

    Raises:
        Unreachable: no broker answered.
    """
    async with administration(settings) as admin:
        topics = await admin.describe_topics()
    return {
        topic["topic"]: [
            TopicPartition(topic["topic"], number)
            for number in sorted(one["partition"] for one in topic["partitions"])
        ]
        for topic in topics
    }


async def start(client: Startable, settings: KafkaSettings) -> None:
    """Connect a client.

    Raises:
        Unreachable: no broker answered.
    """
    try:
        await asyncio.wait_for(client.start(), CONNECT_SECONDS)
    except (KafkaError, OSError, TimeoutError) as error:
        raise unreachable(settings, error) from error


def unreachable(settings: KafkaSettings, error: BaseException) -> ClientError:
    """Return the error for a cluster that does not answer, or has no such topic."""
    if isinstance(error, UnknownTopicOrPartitionError):
        return ClientError(
            f"Kafka at {settings.bootstrap_servers} has no such topic, or we may not see it",
            "`make run` creates the topics; `emend topics` shows what there is.",
        )
    reason = "no answer" if isinstance(error, TimeoutError) else type(error).__name__
    return Unreachable("Kafka", settings.bootstrap_servers, VARIABLE, reason)
