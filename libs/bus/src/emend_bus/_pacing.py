"""Clients of a broker that is away ask for it now and then, and not as fast as they can."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiokafka import AIOKafkaConsumer
from aiokafka.client import AIOKafkaClient

from emend_bus._settings import RECONNECT_BACKOFF_MS


def pace(client: AIOKafkaClient) -> None:
    """Let a client wait after it found no broker that says where the leaders are.

    A producer with a message for a partition without a leader, and a consumer of one, ask again as
    soon as they have no answer: a core's worth of refused connections until the broker is back.
    """
    update: Callable[..., Awaitable[bool]] = vars(type(client))["_metadata_update"]

    async def update_or_wait(*arguments: object) -> bool:
        is_updated = await update(client, *arguments)
        if not is_updated:
            await asyncio.sleep(RECONNECT_BACKOFF_MS / 1000)
        return is_updated

    vars(client)["_metadata_update"] = update_or_wait  # there is no public way


def pace_consumer(consumer: AIOKafkaConsumer) -> None:
    """Do the same for a consumer's client."""
    pace(vars(consumer)["_client"])
