"""What a stage remembers of each key from one record to the next, and how nothing of it is lost.

It is defined by a compacted topic, the changelog, which has a partition for each of the stage's
input. What a record leaves to remember is one of its outputs: in the same transaction as all
others and the consumed offset. Whoever is given a partition fences its earlier owner, then reads
the changelog's partition to its end, and so knows what the last committed record left: a crash,
a rebalance or an aborted transaction changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer, TopicPartition

from emend_bus._broker import create_consumer
from emend_bus._errors import Unavailable
from emend_bus._leaving import leave
from emend_bus._records import Headers, Output
from emend_bus._settings import KafkaSettings
from emend_events import Topic

POLL_MS = 100


@dataclass(slots=True)
class Memory:
    """The newest value of every key, by the input's partition."""

    topic: Topic
    group: str
    """Stands before every key on the topic, so that two groups may share it."""
    _kept: dict[int, dict[bytes, bytes]] = field(default_factory=dict[int, dict[bytes, bytes]])

    def get(self, partition: int, key: bytes) -> bytes | None:
        """Return what the last record of a key left to remember."""
        return self._kept.get(partition, {}).get(key)

    def keep(self, partition: int, key: bytes, value: bytes, headers: Headers = ()) -> Output:
        """Return the output by which a value is remembered."""
        return Output(self.topic, self.place(key).encode(), value, headers, partition)

    def place(self, key: bytes) -> str:
        """Return the key under which a key is remembered on the topic."""
        return f"{self.group}/{key.decode()}"

    def forget(self, partition: int, key: bytes) -> Output:
        """Return the output by which a key is forgotten."""
        place = self.place(key).encode()
        return Output(self.topic, place, b"", (), partition, is_tombstone=True)

    def take(self, outputs: Sequence[Output]) -> None:
        """Remember what is among a record's outputs."""
        for output in outputs:
            if output.topic == self.topic and output.partition is not None:
                self._set(output.partition, output.key, output.value or None)

    async def load(
        self, settings: KafkaSettings, partition: int, producer: AIOKafkaProducer
    ) -> None:
        """Read a partition of the changelog to its end, in place of what is known of it.

        ``producer`` is the partition's own, by which every earlier owner is fenced.

        Raises:
            Unavailable: the changelog has no such partition.
            KafkaError: Kafka does not answer.
        """
        place = TopicPartition(settings.topic(self.topic), partition)
        numbers = await producer.partitions_for(place.topic)
        if partition not in numbers:
            message = f"{place.topic} has {len(numbers)} partitions, and none of number {partition}"
            raise Unavailable(message)
        consumer = create_consumer(settings)
        self._kept[partition] = {}
        try:
            await consumer.start()
            consumer.assign([place])
            end = (await consumer.end_offsets([place]))[place]
            await consumer.seek_to_beginning(place)
            while await consumer.position(place) < end:
                polled = await consumer.getmany(timeout_ms=POLL_MS)
                for record in polled.get(place, ()):
                    self._set(partition, record.key or b"", record.value)
        finally:
            await leave(consumer.stop())

    def _set(self, partition: int, place: bytes, value: bytes | None) -> None:
        own = self.place(b"").encode()
        if not place.startswith(own):
            return
        key = place.removeprefix(own)
        kept = self._kept.setdefault(partition, {})
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value
