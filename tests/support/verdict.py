"""What came out: read as any downstream reader would, and as the database holds it."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from emend_bus import KafkaSettings
from emend_database import DatabaseSettings, create_pool
from emend_events import Codec, Topic, TranscriptProcessed


@dataclass(slots=True)
class Verdict:
    """What stands on the result topic and in the tables."""

    parts: int = 0
    repeated: int = 0
    out_of_order: int = 0
    transcripts: int = 0
    stored_parts: int = 0
    stored_segments: int = 0
    completed_rows: int = 0
    completed_events: int = 0
    repeated_completions: int = 0
    problems: list[str] = field(default_factory=list[str])

    def compare(self, name: str, expected: int) -> None:
        """Note a figure that is not what it has to be."""
        found = getattr(self, name)
        if found != expected:
            self.problems.append(f"{name}: {found}, expected {expected}")


async def records(
    kafka: KafkaSettings, topic: Topic, *, count: int, timeout_seconds: float
) -> AsyncIterator[ConsumerRecord[bytes, bytes]]:
    """Yield what ``read_committed`` readers see, until ``count`` came and a quiet second passed.

    Ends early when nothing comes for ``timeout_seconds``.
    """
    consumer = AIOKafkaConsumer(
        kafka.topic(topic),
        **kafka.connection(),
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    seen = 0
    quiet = 0.0
    async with consumer:
        while quiet < (1.0 if seen >= count else timeout_seconds):
            polled = await consumer.getmany(timeout_ms=250, max_records=2_000)
            quiet = 0.0 if polled else quiet + 0.25
            for batch in polled.values():
                for record in batch:
                    seen += 1
                    yield record


async def read_results(
    kafka: KafkaSettings, *, parts: int, transcripts: int, timeout_seconds: float
) -> Verdict:
    """Read the processed and completed topics and count what is wrong with them."""
    verdict = Verdict()
    codec = Codec()
    sequences: dict[str, list[int]] = defaultdict(list)
    async for record in records(
        kafka, Topic.PROCESSED, count=parts, timeout_seconds=timeout_seconds
    ):
        event = codec.decode(record.value or b"", TranscriptProcessed)
        sequences[event.transcript_id].append(event.sequence)
    verdict.transcripts = len(sequences)
    for found in sequences.values():
        verdict.parts += len(set(found))
        verdict.repeated += len(found) - len(set(found))
        verdict.out_of_order += found != sorted(found)
    completions = Counter[bytes]()
    async for record in records(
        kafka, Topic.COMPLETED, count=transcripts, timeout_seconds=timeout_seconds
    ):
        completions[record.key or b""] += 1
    verdict.completed_events = len(completions)
    verdict.repeated_completions = sum(completions.values()) - len(completions)
    return verdict


async def read_tables(verdict: Verdict, database_url: str) -> None:
    """Count the rows of the storage service."""
    async with create_pool(DatabaseSettings(url=database_url), "storage") as pool:
        verdict.stored_parts = await pool.fetchval("SELECT count(*) FROM parts")
        verdict.stored_segments = await pool.fetchval("SELECT count(*) FROM segments")
        verdict.completed_rows = await pool.fetchval(
            "SELECT count(*) FROM transcripts WHERE state = 'completed'"
        )


async def judge(
    kafka: KafkaSettings,
    database_url: str,
    *,
    transcripts: int,
    parts_each: int,
    timeout_seconds: float,
) -> Verdict:
    """Return the verdict on ``transcripts`` of ``parts_each`` one-segment parts."""
    parts = transcripts * parts_each
    verdict = await read_results(
        kafka, parts=parts, transcripts=transcripts, timeout_seconds=timeout_seconds
    )
    await asyncio.wait_for(read_tables(verdict, database_url), 60)
    for name, expected in {
        "parts": parts,
        "repeated": 0,
        "out_of_order": 0,
        "transcripts": transcripts,
        "stored_parts": parts,
        "stored_segments": parts,
        "completed_rows": transcripts,
        "completed_events": transcripts,
        "repeated_completions": 0,
    }.items():
        verdict.compare(name, expected)
    return verdict
