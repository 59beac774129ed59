"""Kills the audit log's sequencer again and again while events come in, each one to three times.

Two processes run; the older one, which leads, is the one that is killed. In the end each event
must stand in the log once, and the log must continue every checkpoint that was ever published.

    python -m tests.faults.audit              50 kills and a restart of the broker
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
from collections import deque
from dataclasses import dataclass, field

from emend_bus import KafkaSettings, create_producer, create_topics, send_all
from emend_database import DatabaseSettings, create_pool
from emend_events import Codec
from emend_local.stack import Stack
from emend_telemetry import configure_logging
from tests.support.audit import Witness, messages, numbered_event, problems
from tests.support.infrastructure import infrastructure
from tests.support.processes import Platform, Service, platform, wait_ready

POLL_SECONDS = 0.02
SETTLE_SECONDS = 60
BATCH = 50


@dataclass(frozen=True, slots=True)
class Harm:
    """How much is sent and what is done meanwhile."""

    events: int
    kills: int
    restarts_broker: bool
    seconds_between: float = 1.0


@dataclass(slots=True)
class Run:
    """One run and what is known of it."""

    harm: Harm
    stack: Stack
    place: Platform
    kafka: KafkaSettings
    chance: random.Random
    witness: Witness
    sent: int = 0
    messages: int = 0
    kills: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self) -> None:
        """Send every event one to three times, in small batches, until all are sent."""
        copies = [
            number for number in range(self.harm.events) for _ in range(self.chance.randint(1, 3))
        ]
        # Repetitions come soon after, or much later.
        copies.sort(key=lambda number: number + self.chance.expovariate(1 / 200))
        codec = Codec()
        pause = self.harm.kills * self.harm.seconds_between * BATCH / max(1, len(copies))
        producer = create_producer(self.kafka)
        await producer.start()
        try:
            for start in range(0, len(copies), BATCH):
                batch = messages(codec, copies[start : start + BATCH])
                await send_all(producer, self.kafka, batch)
                self.messages += len(batch)
                await asyncio.sleep(pause)
        finally:
            await producer.stop()

    async def kill(self) -> None:
        """Kill the leader and start another, so often."""
        running: deque[Service] = deque()
        for _ in range(2):
            running.append(await asyncio.to_thread(self.place.start, "audit", wait=False))
            await asyncio.to_thread(wait_ready, running[-1])
        for number in range(self.harm.kills):
            await asyncio.sleep(self.chance.uniform(0.1, 1.9) * self.harm.seconds_between)
            victim = running.popleft()
            self.place.services.remove(victim)
            await asyncio.to_thread(victim.kill)
            self.kills += 1
            running.append(await asyncio.to_thread(self.place.start, "audit", wait=False))
            if self.harm.restarts_broker and number == self.harm.kills // 2:
                await asyncio.to_thread(self.stack.kill, "kafka")
                await asyncio.to_thread(self.stack.start, "kafka")

    async def watch(self) -> None:
        """Note every checkpoint until all events are in one, or nothing comes any more."""
        last = 0
        clock = asyncio.get_running_loop().time
        until = clock() + SETTLE_SECONDS
        while last < self.harm.events and clock() < until:
            size = self.witness.look()
            if size > last or not self.done.is_set():
                last, until = size, clock() + SETTLE_SECONDS
            await asyncio.sleep(POLL_SECONDS)


async def crash_run(
    harm: Harm, stack: Stack, *, bootstrap_servers: str, database_url: str, seed: int
) -> tuple[Run, list[str]]:
    """Do one run; return it with everything that is wrong."""
    prefix = f"audit-{secrets.token_hex(4)}."
    kafka = KafkaSettings(bootstrap_servers=bootstrap_servers, topic_prefix=prefix)
    await create_topics(kafka, partitions=2, replication_factor=1)
    with platform(bootstrap_servers, prefix, database_url) as place:
        await asyncio.to_thread(place.migrate, "audit")
        witness = Witness(place.folder / "audit")
        run = Run(harm, stack, place, kafka, random.Random(seed), witness)  # noqa: S311 - repeatable
        watching = asyncio.create_task(run.watch())
        await asyncio.gather(run.send(), run.kill())
        run.done.set()
        await watching
        sent = {numbered_event(number).event_id for number in range(harm.events)}
        found = await problems(witness, database_url, sent)
        if found:
            found += [f"{each.name}: {each.last_words()}" for each in place.services]
    return run, found


async def freeze_run(*, bootstrap_servers: str, database_url: str) -> tuple[list[str], int]:
    """Freeze the leader under way, thaw it later; return what is wrong, and the last epoch."""
    prefix = f"audit-{secrets.token_hex(4)}."
    kafka = KafkaSettings(bootstrap_servers=bootstrap_servers, topic_prefix=prefix)
    await create_topics(kafka, partitions=2, replication_factor=1)
    with platform(bootstrap_servers, prefix, database_url) as place:
        await asyncio.to_thread(place.migrate, "audit")
        witness = Witness(place.folder / "audit")
        leader = await asyncio.to_thread(place.start, "audit")
        await asyncio.to_thread(place.start, "audit")
        await _sent(kafka, range(500))
        await _until(witness, 500)
        leader.freeze()
        await _sent(kafka, range(400, 1_000))
        await _until(witness, 1_000)
        leader.thaw()
        await _sent(kafka, range(900, 1_500))
        await _until(witness, 1_500)
        sent = {numbered_event(number).event_id for number in range(1_500)}
        found = await problems(witness, database_url, sent)
        async with create_pool(DatabaseSettings(url=database_url), "audit") as pool:
            return found, int(await pool.fetchval("SELECT epoch FROM log"))


async def _sent(kafka: KafkaSettings, numbers: range) -> None:
    producer = create_producer(kafka)
    await producer.start()
    try:
        await send_all(producer, kafka, messages(Codec(), numbers))
    finally:
        await producer.stop()


async def _until(witness: Witness, size: int) -> None:
    async with asyncio.timeout(SETTLE_SECONDS):
        while witness.look() < size:  # noqa: ASYNC110 - other processes write the file
            await asyncio.sleep(POLL_SECONDS)


def main() -> int:
    """Run the command line; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    arguments = parser.parse_args()
    configure_logging("emend-faults", level="CRITICAL")
    harm = Harm(arguments.events, arguments.kills, restarts_broker=True)
    with infrastructure() as place, place.database() as database_url:
        run, found = asyncio.run(
            crash_run(
                harm,
                place.stack,
                bootstrap_servers=place.bootstrap_servers,
                database_url=database_url,
                seed=arguments.seed,
            )
        )
    print(
        f"audit, seed {arguments.seed}: {harm.events:,} events in {run.messages:,} messages, "
        f"{run.kills} kills, {len(run.witness.seen)} checkpoints seen: "
        f"{'; '.join(found) or 'each once, one log'}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
