"""The inbox against a real PostgreSQL: an event is claimed once, whoever claims it when."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tenacity import retry, retry_if_result, stop_after_delay, wait_fixed

from emend_database import Pool, claim, purge_inbox, transaction

pytestmark = pytest.mark.postgres

CONSUMER = "emend.storage"


async def claim_alone(pool: Pool, events: list[UUID], consumer: str = CONSUMER) -> set[UUID]:
    async with transaction(pool) as connection:
        return await claim(connection, consumer, events)


async def test_an_event_is_claimed_once(pool: Pool) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    assert await claim_alone(pool, [first, second, first]) == {first, second}
    assert await claim_alone(pool, [second, third]) == {third}
    assert await claim_alone(pool, []) == set()


async def test_every_consumer_has_claims_of_its_own(pool: Pool) -> None:
    event = uuid4()
    assert await claim_alone(pool, [event]) == {event}
    assert await claim_alone(pool, [event], "emend.audit") == {event}


async def test_a_claim_that_is_rolled_back_is_no_claim(pool: Pool) -> None:
    event = uuid4()

    async def fail_after_claiming() -> None:
        async with transaction(pool) as connection:
            await claim(connection, CONSUMER, [event])
            message = "the effect failed"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        await fail_after_claiming()
    assert await claim_alone(pool, [event]) == {event}


async def test_concurrent_claims_of_the_same_events_divide_them(pool: Pool) -> None:
    events = [uuid4() for _ in range(200)]
    orders = [events, events[::-1], events[100:] + events[:100], sorted(events)]
    claimed = await asyncio.gather(*(claim_alone(pool, order) for order in orders))
    assert sum(len(part) for part in claimed) == 200
    assert set[UUID]().union(*claimed) == set(events)


async def test_a_concurrent_claim_waits_for_the_first_to_end(pool: Pool) -> None:
    event = uuid4()
    async with transaction(pool) as connection:
        assert await claim(connection, CONSUMER, [event]) == {event}
        second = asyncio.create_task(claim_alone(pool, [event]))
        await _wait_for_a_blocked_claim(pool)
        assert not second.done()
    assert await second == set()


async def test_old_claims_are_purged_and_new_ones_kept(pool: Pool) -> None:
    old, new = [uuid4() for _ in range(25)], uuid4()
    await claim_alone(pool, old)
    await pool.execute("UPDATE inbox SET claimed_at = now() - interval '40 days'")
    await claim_alone(pool, [new])
    assert await purge_inbox(pool, timedelta(days=30), batch=10) == 25
    assert await claim_alone(pool, [new, old[0]]) == {old[0]}


@retry(
    retry=retry_if_result(lambda blocked: not blocked),
    stop=stop_after_delay(10),
    wait=wait_fixed(0.01),
)
async def _wait_for_a_blocked_claim(pool: Pool) -> int:
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return int(await pool.fetchval(query))
