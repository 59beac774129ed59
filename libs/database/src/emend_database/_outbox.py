"""The outbox: messages written with the state they speak of, published by a relay afterwards.

Order: a relay publishes in order of id, and ids are drawn when a message is added. So messages
of one key are in order if their writers are, which the row lock on what they speak of gives:
change the row first, then add the message. One relay works per schema; the others stand by.

A relay deletes after publishing. If it dies in between, the messages are published again with
the same event ids, which every inbox recognises. What Kafka refuses for good stays in the
table with the reason, and out of the way.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

from emend_database._locks import try_lock
from emend_database._types import Connection, Pool

_CHANNEL: Final = "SELECT current_schema() || '.outbox'"
_ADD: Final = """
    WITH added AS (
        INSERT INTO outbox (topic, key, value, headers)
        SELECT topic, key, value, headers
        FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[]) WITH ORDINALITY
            AS message (topic, key, value, headers, position)
        ORDER BY position
    )
    SELECT pg_notify(current_schema() || '.outbox', '')
"""
_BATCH: Final = """
    SELECT id, topic, key, value, headers FROM outbox
    WHERE refused_at IS NULL AND topic <> ALL ($2::text[]) ORDER BY id LIMIT $1
"""
_DELETE: Final = "DELETE FROM outbox WHERE id = ANY ($1::bigint[])"
_REFUSE: Final = "UPDATE outbox SET refused_at = now(), refusal = $2 WHERE id = $1"
_RETRY: Final = "UPDATE outbox SET refused_at = NULL, refusal = NULL WHERE refused_at IS NOT NULL"


class Message(Protocol):
    """What can be added: anything with a topic, key, value and headers (so: a bus Output)."""

    @property
    def topic(self) -> str: ...
    @property
    def key(self) -> bytes: ...
    @property
    def value(self) -> bytes: ...
    @property
    def headers(self) -> tuple[tuple[str, bytes], ...]: ...


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to publish; ``id`` is 0 until it is stored."""

    topic: str
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    id: int = field(default=0, compare=False)


class Outbox:
    """The outbox table of one schema, for its writers and its relay."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, connection: Connection, messages: Iterable[Message]) -> None:
        """Add messages in the caller's transaction, in one round trip, and wake the relay."""
        batch = list(messages)
        if batch:
            await connection.fetchval(
                _ADD,
                [message.topic for message in batch],
                [message.key for message in batch],
                [message.value for message in batch],
                [_pack(message.headers) for message in batch],
            )

    async def pending(self) -> int:
        """Count the messages that wait to be published."""
        query = "SELECT count(*) FROM outbox WHERE refused_at IS NULL"
        return int(await self._pool.fetchval(query))

    async def refused(self) -> int:
        """Count the messages that were refused."""
        query = "SELECT count(*) FROM outbox WHERE refused_at IS NOT NULL"
        return int(await self._pool.fetchval(query))

    @asynccontextmanager
    async def relay(self) -> AsyncGenerator[OutboxRelaySession | None]:
        """Become this schema's relay; yields ``None`` if another process is, at once.

        Everything the session does goes through the connection that holds the lock, so
        a relay that lost its lock with its connection fails rather than publishing on.
        """
        async with self._pool.acquire() as connection:
            schema = await connection.fetchval("SELECT current_schema()")
            async with try_lock(connection, f"{schema}.outbox") as mine:
                if not mine:
                    yield None
                    return
                session = OutboxRelaySession(connection)
                async with session.listening():
                    yield session


class OutboxRelaySession:
    """What the one relay of a schema may do."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._added = asyncio.Event()

    async def batch(
        self, limit: int = 500, without: Collection[str] = ()
    ) -> Sequence[OutboxMessage]:
        """Return the oldest messages in order; they stay until ``delete``.

        Those for the topics ``without`` and those that were refused are left out.
        """
        self._added.clear()
        rows = await self._connection.fetch(_BATCH, limit, list(without))
        return [
            OutboxMessage(row[1], row[2], row[3], headers=_unpack(row[4]), id=row[0])
            for row in rows
        ]

    async def delete(self, messages: Iterable[OutboxMessage]) -> None:
        """Forget messages that are published."""
        await self._connection.execute(_DELETE, [message.id for message in messages])

    async def refuse(self, message: OutboxMessage, reason: str) -> None:
        """Set a message aside that cannot be published; it stays, with the reason."""
        await self._connection.execute(_REFUSE, message.id, reason)

    async def retry_refused(self) -> None:
        """Let the messages that were refused wait again, each in its old place."""
        await self._connection.execute(_RETRY)

    async def wait(self, timeout_s: float) -> bool:
        """Wait until a transaction adds messages, or for ``timeout_s``; say whether one did.

        Messages added since the last ``batch`` began count, so none is overlooked.
        """
        try:
            async with asyncio.timeout(timeout_s):
                await self._added.wait()
        except TimeoutError:
            return False
        return True

    @asynccontextmanager
    async def listening(self) -> AsyncGenerator[None]:
        """Hear of added messages."""
        channel = str(await self._connection.fetchval(_CHANNEL))
        await self._connection.add_listener(channel, self._on_added)
        try:
            yield
        finally:
            if not self._connection.is_closed():
                await self._connection.remove_listener(channel, self._on_added)

    def _on_added(self, *_: object) -> None:
        self._added.set()


def _pack(headers: tuple[tuple[str, bytes], ...]) -> bytes:
    """Write headers as JSON that ``psql`` can show; latin-1 carries any byte through it."""
    return json.dumps([(name, value.decode("latin-1")) for name, value in headers]).encode()


def _unpack(packed: bytes) -> tuple[tuple[str, bytes], ...]:
    """Read what ``_pack`` wrote."""
    return tuple((name, value.encode("latin-1")) for name, value in json.loads(packed))
