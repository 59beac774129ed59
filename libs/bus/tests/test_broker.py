"""Clients whose brokers are away ask for them now and then, and not as fast as they can."""

from __future__ import annotations

import asyncio
import logging

import pytest
from aiokafka import TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.protocol.metadata import MetadataResponse_v1
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, close_producer, create_consumer, create_producer, leave
from emend_bus._settings import RECONNECT_BACKOFF_MS

NOBODY_LISTENS = 1
ASKED = 5

pytestmark = pytest.mark.kafka


async def test_a_producer_asks_for_a_leader_with_pauses(
    kafka: KafkaSettings, caplog: pytest.LogCaptureFixture
) -> None:
    producer = create_producer(kafka)
    await producer.start()
    try:
        _take_the_leader_away(producer.client)
        await producer.send("topic", b"value", partition=0)
        assert await _seconds_asking(caplog) > (ASKED - 1) * RECONNECT_BACKOFF_MS / 1000
    finally:
        await close_producer(producer)


async def test_a_consumer_asks_for_a_leader_with_pauses(
    kafka: KafkaSettings, caplog: pytest.LogCaptureFixture
) -> None:
    consumer = create_consumer(kafka)
    await consumer.start()
    try:
        _take_the_leader_away(vars(consumer)["_client"])
        consumer.assign([TopicPartition("topic", 0)])
        consumer.seek(TopicPartition("topic", 0), 0)
        assert await _seconds_asking(caplog) > (ASKED - 1) * RECONNECT_BACKOFF_MS / 1000
    finally:
        await leave(consumer.stop())


def _take_the_leader_away(client: AIOKafkaClient) -> None:
    """Tell a client what a broker answers as it shuts down, and let it be away then."""
    brokers = [(7, "127.0.0.1", NOBODY_LISTENS, None)]
    no_leader = (0, "topic", False, [(5, 0, -1, [7], [7])])
    client.cluster.update_metadata(MetadataResponse_v1(brokers, 7, [no_leader]))


async def _seconds_asking(caplog: pytest.LogCaptureFixture) -> float:
    """Return how long it took to ask so often."""
    caplog.set_level(logging.ERROR, "aiokafka")
    start = asyncio.get_running_loop().time()
    async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.02)):
        with attempt:
            assert caplog.text.count("Unable to update metadata") >= ASKED
    return asyncio.get_running_loop().time() - start
