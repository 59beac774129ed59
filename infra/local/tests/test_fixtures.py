"""The fixtures that every other suite stands on deliver working servers, each of its own."""

from __future__ import annotations

from typing import Any, cast

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from emend_local.containers import ContainerStack
from emend_local.stack import Stack
from emend_local.valkey import valkey_answers

pytestmark = pytest.mark.timeout(180)


@pytest.mark.kafka
async def test_what_is_sent_in_a_transaction_is_read_back(
    kafka_bootstrap_servers: str, topic_prefix: str
) -> None:
    topic = f"{topic_prefix}echo"
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap_servers)
    await admin.start()
    await admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=kafka_bootstrap_servers, transactional_id=topic)
    async with producer:
        await producer.begin_transaction()
        await producer.send_and_wait(topic, b"hello")
        await producer.commit_transaction()
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=kafka_bootstrap_servers,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    async with consumer:
        record = await consumer.getone()
    assert record.value == b"hello"


@pytest.mark.postgres
async def test_a_test_gets_an_empty_postgresql_18_database(database: str) -> None:
    connection = await cast("Any", asyncpg).connect(database)
    try:
        tables = await connection.fetchval(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        )
        assert tables == 0
        assert connection.get_server_version().major == 18
    finally:
        await connection.close()


@pytest.mark.valkey
def test_valkey_answers(valkey_url: str) -> None:
    assert valkey_answers(valkey_url)


@pytest.mark.faults
@pytest.mark.valkey
def test_a_killed_piece_is_silent_until_it_is_started_again(
    stack: Stack | ContainerStack, valkey_url: str
) -> None:
    if "valkey" not in stack.pieces:
        pytest.skip(f"VALKEY_URL names {valkey_url}, which is not ours to kill")
    stack.kill("valkey")
    silent = not valkey_answers(valkey_url)
    stack.start("valkey")
    assert silent
    assert valkey_answers(valkey_url)
