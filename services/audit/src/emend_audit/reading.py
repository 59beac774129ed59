"""Reads the topic from the positions in the database, never from the broker's."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError, OffsetOutOfRangeError

from emend_audit.errors import Forked
from emend_bus import KafkaSettings, Record, Unavailable, create_consumer, leave
from emend_events import Topic
from emend_telemetry import get_logger, metrics

POLL_MS: Final = 100
FETCH_WAIT_MS: Final = 50
FETCH_BYTES: Final = 8 * 2**20

log = get_logger(__name__)


@dataclass(slots=True)
class TopicReader:
    """All partitions of the audit topic, read by one process."""

    settings: KafkaSettings
    consumer: AIOKafkaConsumer
    positions: dict[int, int]
    limit: int
    expired: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    """Of each partition, from where to where events were deleted before they were read."""

    async def batch(self) -> Sequence[Record]:
        """Return what is there, in the order of each partition; nothing after a tenth of a second.

        Raises:
            Forked: the topic does not go on where it was read last.
            Unavailable: Kafka is away.
        """
        with _kafka():
            await self._follow_partitions()
            found = await self.consumer.getmany(timeout_ms=POLL_MS, max_records=self.limit)
        raw = [record for records in found.values() for record in records]
        for record in raw:
            self.positions[record.partition] = record.offset + 1
        self._show_lag()
        return [
            Record(
                topic=str(Topic.AUDIT),
                partition=record.partition,
                offset=record.offset,
                key=record.key,
                value=record.value or b"",
                headers=tuple(record.headers),
                timestamp_ms=record.timestamp,
            )
            for record in raw
        ]

    async def _follow_partitions(self) -> None:
        """Take up the partitions that are not read yet: all at first, then what is added."""
        topic = self.settings.topic(Topic.AUDIT)
        numbers = self.consumer.partitions_for_topic(topic) or set()
        if not numbers:
            message = f"Kafka does not say which partitions {topic} has"
            raise Unavailable(message)
        if numbers == {each.partition for each in self.consumer.assignment()}:
            return
        partitions = [TopicPartition(topic, number) for number in sorted(numbers)]
        starts = await self.consumer.beginning_offsets(partitions)
        ends = await self.consumer.end_offsets(partitions)
        self.consumer.assign(partitions)
        for each in partitions:
            position = self._checked(each.partition, starts[each], ends[each])
            self.positions[each.partition] = position
            self.consumer.seek(each, position)

    def _checked(self, partition: int, start: int, end: int) -> int:
        """Return where to read on."""
        position = self.positions.get(partition, start)
        if position > end:
            message = (
                f"partition {partition} of {Topic.AUDIT} ends at {end} and was read up to "
                f"{position}: the topic was made anew, or lost records"
            )
            raise Forked(message)
        if position < start:
            log.error("events expired unread", partition=partition, first=position, end=start)
            metrics.events_expired(Topic.AUDIT).inc(start - position)
            self.expired[partition] = position, start
        return max(position, start)

    def _show_lag(self) -> None:
        for partition in self.consumer.assignment():
            end = self.consumer.highwater(partition)
            if end is not None:
                position = self.positions.get(partition.partition, 0)
                lag = metrics.consumer_lag(str(Topic.AUDIT), partition.partition)
                lag.set(max(0, end - position))


@asynccontextmanager
async def open_reader(
    settings: KafkaSettings, positions: Mapping[int, int], limit: int
) -> AsyncGenerator[TopicReader]:
    """Yield a reader that goes on where these positions say.

    Raises:
        Unavailable: Kafka is away, or has no such topic.
    """
    topic = settings.topic(Topic.AUDIT)
    consumer = create_consumer(
        settings,
        auto_offset_reset="none",
        fetch_max_wait_ms=FETCH_WAIT_MS,
        fetch_max_bytes=FETCH_BYTES,
        metadata_max_age_ms=60_000,
    )
    try:
        with _kafka():
            await consumer.start()
            if topic not in await consumer.topics():
                message = f"Kafka at {settings.bootstrap_servers} has no topic {topic}"
                raise Unavailable(message)
            # The client asks for a topic's partitions only when it is asked about one of them.
            await consumer.beginning_offsets([TopicPartition(topic, 0)])
        yield TopicReader(settings, consumer, dict(positions), limit)
    finally:
        await leave(consumer.stop())


@contextmanager
def _kafka() -> Generator[None]:
    try:
        yield
    except OffsetOutOfRangeError as error:
        message = f"{Topic.AUDIT} does not go on where it was read last: {error.args}"
        raise Unavailable(message) from error  # the next start says which partition, and why
    except (KafkaError, OSError) as error:
        message = f"Kafka does not answer: {error!r}"
        raise Unavailable(message) from error
