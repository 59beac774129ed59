"""Broker, producers, consumers, built in one place: acknowledgement, durability, security.

Every subscriber is batched and acknowledges by hand, because offsets move in two ways only:
inside a Kafka transaction (a stage) or after a database transaction (a sink). The framework's
own default would commit before the work is done.
"""

from __future__ import annotations

import asyncio
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from emend_bus._errors import Unavailable
from emend_bus._pacing import pace, pace_consumer
from emend_bus._settings import RECONNECT_BACKOFF_MS, KafkaSettings

RETRY_BACKOFF_MS = 10
"""A transactional producer's. Its first produce is often answered "not yet"; the library's
default of 100 ms would be the latency floor of every batch."""

BATCH_BYTES = 512 * 1024
"""A produce batch; below the smallest limit of our topics."""

TRANSACTION_TIMEOUT_MS = 60_000
"""How long a dead process's open transaction may hold up readers if nobody takes over."""

CHECK_TIMEOUT_SECONDS = 3.0

_SASL = {
    "PLAIN": SASLPlaintext,
    "SCRAM-SHA-256": SASLScram256,
    "SCRAM-SHA-512": SASLScram512,
}


def create_broker(settings: KafkaSettings) -> KafkaBroker:
    """Return a broker that is not connected yet."""
    return KafkaBroker(
        settings.bootstrap_servers.split(","),
        security=_security(settings),
        request_timeout_ms=settings.request_timeout_ms,
        retry_backoff_ms=RECONNECT_BACKOFF_MS,
        acks="all",
        enable_idempotence=True,
        compression_type=settings.compression_type,
        max_request_size=settings.max_request_bytes,
        ack_policy=AckPolicy.MANUAL,
        allow_auto_create_topics=False,
        apply_types=False,
        graceful_timeout=30.0,
        logger=None,
    )


def create_producer(
    settings: KafkaSettings, *, transactional_id: str | None = None
) -> AIOKafkaProducer:
    """Return an idempotent producer that is not connected yet; transactional with an id."""
    backoff = {"retry_backoff_ms": RETRY_BACKOFF_MS} if transactional_id else {}
    producer = AIOKafkaProducer(
        **settings.connection() | backoff,
        acks="all",
        enable_idempotence=True,
        transactional_id=transactional_id,
        transaction_timeout_ms=TRANSACTION_TIMEOUT_MS,
        compression_type=settings.compression_type,
        max_batch_size=BATCH_BYTES,
        max_request_size=settings.max_request_bytes,
    )
    pace(producer.client)
    return producer


def create_consumer(settings: KafkaSettings, *topics: str, **more: Any) -> AIOKafkaConsumer:
    """Return a consumer that is not connected yet; it reads what is committed, commits when told.

    ``topics`` are whole names; ``more`` are the library's own arguments.
    """
    committed = {"isolation_level": "read_committed", "enable_auto_commit": False}
    first = {"auto_offset_reset": "earliest"}
    consumer = AIOKafkaConsumer(*topics, **settings.connection() | committed | first | more)
    pace_consumer(consumer)
    return consumer


async def check_kafka(settings: KafkaSettings) -> None:
    """Ask any of the brokers for the cluster's metadata.

    Raises:
        Unavailable: none answered within three seconds.
    """
    client = AIOKafkaClient(**settings.connection())
    try:
        await asyncio.wait_for(client.bootstrap(), CHECK_TIMEOUT_SECONDS)
    except (KafkaError, OSError, TimeoutError) as error:
        message = f"Kafka at {settings.bootstrap_servers} does not answer: {error!r}"
        raise Unavailable(message) from error
    finally:
        await client.close()


def _security(settings: KafkaSettings) -> BaseSecurity:
    context = settings.ssl_context() if settings.security_protocol.endswith("SSL") else None
    if settings.security_protocol.startswith("SASL"):
        return _SASL[settings.sasl_mechanism](
            settings.sasl_username or "", settings.password() or "", ssl_context=context
        )
    return BaseSecurity(ssl_context=context)
