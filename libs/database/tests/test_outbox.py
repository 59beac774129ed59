"""The outbox against a real PostgreSQL: order, the one relay, and being woken."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import pytest

from emend_database import Outbox, OutboxMessage, Pool, transaction

pytestmark = pytest.mark.postgres


def message(number: int, key: bytes = b"key") -> OutboxMessage:
    headers = (("event-id", bytes(range(256))), ("event-id", b"twice"), ("empty", b""))
    return OutboxMessage("asr.transcript.completed.v1", key, b"\x00%d" % number, headers)


async def add(pool: Pool, messages: Sequence[OutboxMessage]) -> None:
    async with transaction(pool) as connection:
        await Outbox(pool).add(connection, messages)


async def test_a_message_comes_out_as_it_went_in(pool: Pool) -> None:
    await add(pool, [message(1)])
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        assert list(await relay.batch()) == [message(1)]


async def test_messages_come_out_in_the_order_in_which_they_were_added(pool: Pool) -> None:
    await add(pool, [message(number) for number in range(300)])
    await add(pool, [message(number) for number in range(300, 600)])
    taken: list[OutboxMessage] = []
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        while batch := await relay.batch(limit=70):
            taken += batch
            await relay.delete(batch)
    assert taken == [message(number) for number in range(600)]


async def test_messages_stay_until_they_are_deleted(pool: Pool) -> None:
    await add(pool, [message(1), message(2)])
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        first = (await relay.batch(limit=1))[:1]
        assert await relay.batch(limit=1) == first
        await relay.delete(first)
    assert await Outbox(pool).pending() == 1


async def test_messages_of_a_transaction_that_is_rolled_back_are_never_seen(pool: Pool) -> None:
    async def fail_after_adding() -> None:
        async with transaction(pool) as connection:
            await Outbox(pool).add(connection, [message(1)])
            reason = "the state change failed"
            raise RuntimeError(reason)

    with pytest.raises(RuntimeError):
        await fail_after_adding()
    assert await Outbox(pool).pending() == 0


async def test_a_refused_message_stays_out_of_the_way_until_it_is_tried_again(pool: Pool) -> None:
    outbox = Outbox(pool)
    await add(pool, [message(number) for number in range(3)])
    async with outbox.relay() as relay:
        assert relay is not None
        await relay.refuse((await relay.batch())[1], "too large")
        assert list(await relay.batch()) == [message(0), message(2)]
        assert (await outbox.pending(), await outbox.refused()) == (2, 1)
        assert await pool.fetchval("SELECT refusal FROM outbox WHERE refused_at < now()") == (
            "too large"
        )
        await relay.retry_refused()
        assert list(await relay.batch()) == [message(number) for number in range(3)]
    assert await outbox.refused() == 0


async def test_messages_for_a_topic_that_is_held_are_left_out(pool: Pool) -> None:
    other = OutboxMessage("audit.event.recorded.v1", b"key", b"value")
    await add(pool, [message(1), other, message(2)])
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        assert list(await relay.batch(1, {"asr.transcript.completed.v1"})) == [other]
        assert list(await relay.batch(without={other.topic})) == [message(1), message(2)]


async def test_one_relay_works_and_the_second_takes_over_when_it_ends(pool: Pool) -> None:
    outbox = Outbox(pool)
    async with outbox.relay() as first, outbox.relay() as second:
        assert first is not None
        assert second is None
    async with outbox.relay() as second:
        assert second is not None


async def test_a_relay_whose_connection_dies_loses_the_lock(pool: Pool) -> None:
    outbox = Outbox(pool)
    with pytest.raises(Exception, match="connection"):
        await _kill_the_relay_and_take_over(pool, outbox)


async def test_the_relay_is_woken_by_a_commit_and_not_before(pool: Pool) -> None:
    outbox = Outbox(pool)
    async with outbox.relay() as relay:
        assert relay is not None
        assert await relay.batch() == []
        async with transaction(pool) as connection:
            await outbox.add(connection, [message(1)])
            assert not await relay.wait(0.05)
        start = time.perf_counter()
        assert await relay.wait(10)
        assert time.perf_counter() - start < 5
        assert list(await relay.batch()) == [message(1)]


async def test_waiting_ends_without_messages_when_time_is_up(pool: Pool) -> None:
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        assert not await relay.wait(0.01)


async def test_concurrent_writers_of_different_keys_lose_nothing(pool: Pool) -> None:
    keys = [b"%d" % number for number in range(8)]
    await asyncio.gather(
        *(add(pool, [message(number, key) for number in range(50)]) for key in keys)
    )
    async with Outbox(pool).relay() as relay:
        assert relay is not None
        batch = await relay.batch(limit=1000)
    for key in keys:
        expected = [message(number, key) for number in range(50)]
        assert [taken for taken in batch if taken.key == key] == expected


async def _kill_the_relay_and_take_over(pool: Pool, outbox: Outbox) -> None:
    async with outbox.relay() as first:
        assert first is not None
        await pool.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
        )
        async with outbox.relay() as second:
            assert second is not None
        await first.batch()
