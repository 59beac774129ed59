"""A producer whose brokers are away asks for them now and then, and not as fast as it can."""

from __future__ import annotations

import asyncio
import logging

import pytest
from aiokafka.protocol.metadata import MetadataResponse_v1
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, close_producer, create_producer
from emend_bus._settings import RECONNECT_BACKOFF_MS

NOBODY_LISTENS = 1
ASKED = 5


@pytest.mark.kafka
async def test_a_topic_without_a_leader_is_asked_for_with_pauses(
    kafka: KafkaSettings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "aiokafka")
    producer = create_producer(kafka)
    await producer.start()
    try:
        # What a broker answers as it shuts down: the topic has no leader. Then it is away.
        brokers = [(7, "127.0.0.1", NOBODY_LISTENS, None)]
        no_leader = (0, "topic", False, [(5, 0, -1, [7], [7])])
        producer.client.cluster.update_metadata(MetadataResponse_v1(brokers, 7, [no_leader]))
        await producer.send("topic", b"value", partition=0)
        start = asyncio.get_running_loop().time()
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.02)):
            with attempt:
                assert caplog.text.count("Unable to update metadata") >= ASKED
        seconds = asyncio.get_running_loop().time() - start
        assert seconds > (ASKED - 1) * RECONNECT_BACKOFF_MS / 1000
    finally:
        await close_producer(producer)
