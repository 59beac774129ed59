"""What is recorded of HTTP requests, and how a record is kept without a database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import uuid4

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from emend_bus import KafkaSettings, act_output, close_producer, create_producer, send_all
from emend_events import Act, Activity, Codec
from emend_web import Audited, NotRecorded, Routes

AUDITED: Routes = {
    route: audited
    for noun, plural in (("profile", "profiles"), ("vocabulary", "vocabularies"))
    for route, audited in (
        (("GET", f"/v1/{plural}"), Audited(f"{plural}.listed", Activity.READ)),
        (("GET", f"/v1/{plural}/{{name}}"), Audited(f"{noun}.read", Activity.READ, "name")),
        (
            ("GET", f"/v1/{plural}/{{name}}/versions"),
            Audited(f"{noun}.versions.read", Activity.READ, "name"),
        ),
        (
            ("PUT", f"/v1/{plural}/{{name}}"),
            Audited(f"{noun}.unchanged", Activity.UPDATE, "name"),
        ),
        (
            ("DELETE", f"/v1/{plural}/{{name}}"),
            Audited(f"{noun}.unchanged", Activity.DELETE, "name"),
        ),
    )
}
"""A change is recorded in the transaction that publishes it; these are the others."""


@dataclass(slots=True)
class Records:
    """Publishes records of acts that change nothing."""

    kafka: KafkaSettings
    codec: Codec
    _producer: AIOKafkaProducer | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Keep what is needed open until ``stop`` is set."""
        await stop.wait()
        if self._producer is not None:
            await close_producer(self._producer)

    async def keep(self, act: Act) -> None:
        """Publish one; all in-sync replicas have it then.

        Raises:
            NotRecorded: Kafka is away.
        """
        try:
            producer = self._producer or await self._opened()
            await send_all(producer, self.kafka, [act_output(self.codec, act, uuid4())])
        except (KafkaError, OSError, TimeoutError) as error:
            raise NotRecorded(str(error) or repr(error)) from error

    async def _opened(self) -> AIOKafkaProducer:
        producer = create_producer(self.kafka)
        try:
            await producer.start()
        except BaseException:
            await close_producer(producer)
            raise
        if self._producer is not None:
            await close_producer(producer)
            return self._producer
        self._producer = producer
        return producer
