"""Topics as they are created on a real broker."""

from __future__ import annotations

import time

import pytest

from emend_bus import KafkaSettings, create_producer, create_topics
from emend_events import Topic

YEAR_MS = 365 * 24 * 60 * 60 * 1000


@pytest.mark.kafka
@pytest.mark.parametrize("written_at", [1, int(time.time() * 1000) + 50 * YEAR_MS])
async def test_a_submitter_with_a_wrong_clock_is_heard_and_bears_the_brokers_time(
    kafka_bootstrap_servers: str, topic_prefix: str, written_at: int
) -> None:
    settings = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(settings)
    before = int(time.time() * 1000)
    topic = settings.topic(Topic.SUBMITTED)
    async with create_producer(settings) as producer:
        sent = await producer.send_and_wait(topic, b"om", timestamp_ms=written_at)
    assert sent.timestamp is not None
    assert before - 1000 <= sent.timestamp <= before + YEAR_MS
