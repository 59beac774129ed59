"""A phrase that parts cut in two is whole again, whichever process works on them, and dies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import httpx
import pytest

from emend_bus import KafkaSettings, Record, create_producer, create_topics, output, send_all
from emend_engine import process_transcript, profile_from_dict
from emend_events import (
    Codec,
    SegmentRecord,
    Source,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
    WordColumns,
    result_from_event,
)
from emend_transcript import first_misfit, from_text, joined
from tests.support.processes import Platform, Service, platform, wait_ready
from tests.support.topics import read_all, read_until

pytestmark = pytest.mark.kafka

CODEC = Codec()
TRANSCRIPTS = tuple(f"t-{number}" for number in range(12))
PARTS = (
    ("we", "met", "near", "rivers", "in", "two", "thousand"),
    ("five", "people", "saw", "the"),
    ("the", "gita", "in", "chapter", "two", "verse", "forty"),
    ("seven", "everybody", "rested"),
)
FLUENT: dict[str, Any] = {
    "extends": "lecture",
    "stages": ["loops", "fillers", "repeats", "corrections", "lexicon", "itn"],
}
"""Punctuation is left out: a sentence may well end elsewhere where the text ends elsewhere."""
WHOLE = joined(
    process_transcript(
        from_text(" ".join(word for part in PARTS for word in part), "en"),
        profile_from_dict(FLUENT | {"name": "fluent"}),
    ).tokens
)
"""What the same words make in one part."""


def received(transcript: str, sequence: int) -> TranscriptReceived:
    """Return one of a transcript's parts."""
    said = PARTS[sequence]
    first = sum(map(len, PARTS[:sequence]))
    times = [300 * (first + at) for at in range(len(said))]
    return TranscriptReceived(
        event_id=uuid5(UUID(int=1), f"{transcript} {sequence}"),
        transcript_id=transcript,
        submitted_at=datetime(2026, 1, 2, tzinfo=UTC),
        sequence=sequence,
        last=sequence == len(PARTS) - 1,
        profile="fluent@1",
        language="en",
        source=Source(format="vosk", content_sha256="0", content_bytes=9, content_uri="x"),
        words=WordColumns(text=list(said), start_ms=times, end_ms=[t + 280 for t in times]),
        segments=[
            SegmentRecord(start_ms=times[0], end_ms=times[-1] + 300, first=0, last=len(said) - 1)
        ],
    )


async def send(kafka: KafkaSettings, sequence: int) -> None:
    """Send the part of this sequence of every transcript."""
    messages = [
        output(CODEC, Topic.RECEIVED, received(transcript, sequence), transcript)
        for transcript in TRANSCRIPTS
    ]
    async with create_producer(kafka) as producer:
        await send_all(producer, kafka, messages)


async def processed(kafka: KafkaSettings, count: int) -> list[Record]:
    """Return what is on the processed topic once so many are there."""
    return await read_until(kafka, [Topic.PROCESSED], lambda found: len(found) >= count)


def texts(records: Sequence[Record]) -> dict[str, str]:
    """Return each transcript's text; every part must replay, in order, each once."""
    found: dict[str, list[TranscriptProcessed]] = {}
    for record in records:
        event = CODEC.decode(record.value, TranscriptProcessed)
        assert first_misfit(result_from_event(event)) == ""
        found.setdefault(event.transcript_id, []).append(event)
    for events in found.values():
        assert [event.sequence for event in events] == list(range(len(PARTS)))
    return {
        transcript: " ".join(one.text for event in events for one in event.segments if one.text)
        for transcript, events in found.items()
    }


def start(running: Platform, count: int) -> list[Service]:
    """Start some processes of the service, ready to work."""
    services = [running.start("postprocess", wait=False) for _ in range(count)]
    for service in services:
        wait_ready(service)
    return services


async def test_held_words_survive_a_kill_between_the_parts_and_a_rebalance(
    kafka_bootstrap_servers: str, topic_prefix: str
) -> None:
    kafka = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    await create_topics(kafka, partitions=4)
    with platform(kafka_bootstrap_servers, topic_prefix, "") as running:
        (first,) = await asyncio.to_thread(start, running, 1)
        async with httpx.AsyncClient(base_url=first.url, timeout=60) as client:
            assert (await client.put("/v1/profiles/fluent", json=FLUENT)).is_success
        await send(kafka, 0)
        await processed(kafka, len(TRANSCRIPTS))
        first.kill()
        running.services.remove(first)
        await asyncio.to_thread(start, running, 2)
        await send(kafka, 1)
        await processed(kafka, 2 * len(TRANSCRIPTS))
        # A third one takes partitions over from the two.
        await asyncio.to_thread(start, running, 1)
        await send(kafka, 2)
        await send(kafka, 3)
        records = await processed(kafka, 4 * len(TRANSCRIPTS))
        assert texts(records) == dict.fromkeys(TRANSCRIPTS, WHOLE)
    left = {record.key: record.value for record in await read_all(kafka, Topic.HELD)}
    assert set(left.values()) == {b""}
    await again(kafka, records)


async def again(kafka: KafkaSettings, records: Sequence[Record]) -> None:
    """Let another group work on the same topic; it must write the same bytes."""
    with platform(
        kafka.bootstrap_servers, kafka.topic_prefix, "", POSTPROCESS_CONSUMER_GROUP="emend.again"
    ) as running:
        await asyncio.to_thread(start, running, 1)
        twice = await processed(kafka, 2 * len(records))
    values = sorted(record.value for record in records)
    assert sorted(record.value for record in twice) == sorted([*values, *values])
