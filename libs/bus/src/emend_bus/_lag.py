"""Shows how far a consumer is behind, while it is a member of its group."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from emend_telemetry import metrics

LAG_SECONDS = 2.0
"""How old the figure may be; it costs no request, since every fetch tells the partition's end."""


async def show_lag(consumer: AIOKafkaConsumer, prefix: str) -> None:
    """Keep the lag of every assigned partition up to date until cancelled, then forget it.

    The end is the last stable offset: what an open transaction holds back cannot be read yet and
    is no lag. ``prefix`` stands before the cluster's topic names.
    """
    shown: frozenset[TopicPartition] = frozenset()
    try:
        while True:
            assigned = frozenset(consumer.assignment())
            _forget(shown - assigned, prefix)
            shown = assigned
            for partition in assigned:
                with suppress(KafkaError):  # it was taken away just now
                    await _show(consumer, partition, prefix)
            await asyncio.sleep(LAG_SECONDS)
    finally:
        _forget(shown, prefix)


async def _show(consumer: AIOKafkaConsumer, partition: TopicPartition, prefix: str) -> None:
    end = consumer.last_stable_offset(partition)
    if end is not None:
        behind = end - await consumer.position(partition)
        topic = partition.topic.removeprefix(prefix)
        metrics.consumer_lag(topic, partition.partition).set(max(0, behind))


def _forget(partitions: frozenset[TopicPartition], prefix: str) -> None:
    for partition in partitions:
        metrics.forget_consumer_lag(partition.topic.removeprefix(prefix), partition.partition)
