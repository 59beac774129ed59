"""The topics: what the topic table says of each, beside what the cluster has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiokafka import TopicPartition
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from emend_bus import KafkaSettings
from emend_client._connection import (
    Consumer,
    administration,
    connected,
    create_consumer,
    offset_limits,
    partitions_of,
)
from emend_events import TOPICS, dead_letter_topic

RETENTION = "retention.ms"


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic.

    Attributes:
        topic: the logical name, without the cluster's prefix.
        partitions: how many there are; 0 where the cluster has no such topic.
        offsets: last stable minus first offsets: about the number of messages, since the
            control records of transactions count too.
        retention_ms: how long messages are kept; None where the cluster does not say, -1 for ever.
        producers: the services that write it.
        consumers: the services that read it.
        description: what its messages mean.
    """

    topic: str
    partitions: int
    offsets: int
    retention_ms: int | None
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    description: str


async def describe_topics(settings: KafkaSettings) -> list[TopicState]:
    """Return every topic of the table and its dead-letter topic, in the table's order.

    Raises:
        Unreachable: no broker answered.
    """
    present = await partitions_of(settings)
    names = [name for name in map(settings.topic, _names()) if name in present]
    consumer = create_consumer(settings)
    async with connected(consumer, settings):
        counts = await _counts(consumer, {name: present[name] for name in names})
    retention = await _retention(settings, names)
    return [_state(settings, name, counts, retention) for name in _names()]


def _names() -> list[str]:
    return [name for topic in TOPICS for name in (str(topic), dead_letter_topic(topic))]


async def _counts(
    consumer: Consumer, topics: Mapping[str, Sequence[TopicPartition]]
) -> dict[str, tuple[int, int]]:
    parts = [part for parts in topics.values() for part in parts]
    if not parts:
        return {}
    firsts, ends = await offset_limits(consumer, parts)
    counts: dict[str, tuple[int, int]] = dict.fromkeys(topics, (0, 0))
    for part in parts:
        number, offsets = counts[part.topic]
        counts[part.topic] = (number + 1, offsets + ends[part] - firsts[part])
    return counts


async def _retention(settings: KafkaSettings, names: Sequence[str]) -> dict[str, int]:
    if not names:
        return {}
    wanted = [ConfigResource(ConfigResourceType.TOPIC, name, {RETENTION: ""}) for name in names]
    async with administration(settings) as admin:
        responses = await admin.describe_configs(wanted)
    # Each resource is (error, message, type, name, entries), each entry (name, value, …).
    return {
        resource[3]: int(entry[1])
        for response in responses
        for resource in response.resources
        for entry in resource[4]
        if entry[0] == RETENTION
    }


def _state(
    settings: KafkaSettings,
    name: str,
    counts: Mapping[str, tuple[int, int]],
    retention: Mapping[str, int],
) -> TopicState:
    physical = settings.topic(name)
    partitions, offsets = counts.get(physical, (0, 0))
    spec = next(spec for spec in TOPICS.values() if name in (spec.topic, _parked(spec.topic)))
    is_parked = name != spec.topic
    return TopicState(
        topic=name,
        partitions=partitions,
        offsets=offsets,
        retention_ms=retention.get(physical),
        producers=tuple(spec.consumers if is_parked else spec.producers),
        consumers=("emend dlq",) if is_parked else tuple(spec.consumers),
        description=f"parked messages of {spec.topic}" if is_parked else spec.description,
    )


def _parked(topic: str) -> str:
    return dead_letter_topic(topic)
