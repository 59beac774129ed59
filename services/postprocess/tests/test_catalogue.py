"""Profiles and vocabularies over HTTP, on a real broker, and parts that name them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from emend_bus import KafkaSettings, Output, Record, create_producer, output, send_all
from emend_engine import PROFILES, profile_from_dict, profile_to_dict
from emend_events import (
    AuditEventRecorded,
    Codec,
    ProfileChanged,
    SegmentRecord,
    Source,
    Topic,
    TranscriptProcessed,
    TranscriptReceived,
    TranscriptRejected,
    WordColumns,
)
from emend_postprocess.app import VERSION, create_app, create_stage, create_work
from emend_postprocess.catalogue import create_catalogue
from emend_postprocess.settings import Settings
from tests.support.topics import read_until

pytestmark = pytest.mark.kafka

CODEC = Codec()
START = datetime(2026, 1, 2, tzinfo=UTC)
PROFILE: dict[str, Any] = {"extends": "verbatim", "stages": ["repeats", "lexicon"]}
WORDS = {"terms": [{"text": "emend", "display_as": "Emend"}]}


@asynccontextmanager
async def process(kafka: KafkaSettings) -> AsyncGenerator[httpx.AsyncClient]:
    """Run one process of the service; yield a client of its HTTP side."""
    catalogue = create_catalogue(kafka, CODEC, lambda: START, VERSION)
    stage = create_stage(Settings(), kafka, CODEC, catalogue)
    app = create_app(stage, catalogue)
    stop = asyncio.Event()
    work = [asyncio.ensure_future(run(stop)) for run in create_work(stage, catalogue)]
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(
            transport=transport, base_url="http://postprocess", timeout=60
        ) as client:
            yield client
    finally:
        stop.set()
        await asyncio.gather(*work)


def part(
    text: str, number: int = 1, *, profile: str = "lecture", vocabulary: str | None = None
) -> Output:
    """Return the message that carries a whole transcript."""
    said = text.split()
    event = TranscriptReceived(
        event_id=UUID(int=number),
        transcript_id=f"t-{number}",
        submitted_at=START,
        sequence=0,
        last=True,
        source=Source(format="vosk", content_sha256="0", content_bytes=9, content_uri="x"),
        words=WordColumns(
            text=said,
            start_ms=[300 * at for at in range(len(said))],
            end_ms=[300 * at + 280 for at in range(len(said))],
        ),
        segments=[SegmentRecord(start_ms=0, end_ms=300 * len(said), first=0, last=len(said) - 1)],
        profile=profile,
        vocabulary=vocabulary,
        language="en",
    )
    return output(CODEC, Topic.RECEIVED, event, event.transcript_id)


async def outcome(kafka: KafkaSettings, *messages: Output) -> list[Record]:
    """Send parts; return what becomes of them."""
    async with create_producer(kafka) as producer:
        await send_all(producer, kafka, messages)
    keys = {message.key for message in messages}
    topics = (Topic.PROCESSED, Topic.REJECTED)
    found = await read_until(kafka, topics, lambda found: keys <= {each.key for each in found})
    return [record for record in found if record.key in keys]


def problem(response: httpx.Response) -> dict[str, Any]:
    """Return the problem document of a refusal."""
    assert response.headers["content-type"] == "application/problem+json"
    return response.json()


async def test_a_profile_is_put_read_listed_changed_and_retired(kafka: KafkaSettings) -> None:
    async with process(kafka) as one, process(kafka) as other:
        made = await one.put("/v1/profiles/mine", json=PROFILE)
        assert (made.status_code, made.headers["etag"]) == (201, '"mine@1"')
        again = await other.put("/v1/profiles/mine", json=PROFILE)
        assert (again.status_code, again.json()) == (200, made.json())
        shown = await other.get("/v1/profiles/mine")
        expected = profile_to_dict(profile_from_dict(PROFILE | {"name": "mine"}))
        assert expected["stages"] == PROFILE["stages"]
        assert shown.json()["document"] == expected
        changed = await one.put("/v1/profiles/mine", json=PROFILE | {"language": "de"})
        assert changed.json()["label"] == "mine@2"
        assert (await one.get("/v1/profiles/mine@1")).json()["document"] == expected
        listed = (await one.get("/v1/profiles")).json()["profiles"]
        assert [entry["label"] for entry in listed if not entry["built_in"]] == ["mine@2"]
        assert {entry["name"] for entry in listed if entry["built_in"]} == set(PROFILES)
        assert (await one.delete("/v1/profiles/mine")).status_code == 204
        assert (await one.delete("/v1/profiles/mine")).status_code == 204
        assert (await other.get("/v1/profiles/mine")).status_code in {200, 404}
        assert (await one.get("/v1/profiles/mine")).status_code == 404
        assert (await one.get("/v1/profiles/mine@2")).status_code == 200
        assert (await one.put("/v1/profiles/mine", json=PROFILE)).json()["label"] == "mine@3"
        found = (await one.get("/v1/profiles/mine/versions")).json()["versions"]
        assert [(v["label"], v["retired"]) for v in found] == [
            ("mine@1", False),
            ("mine@2", True),
            ("mine@3", False),
        ]
    records = await read_until(kafka, [Topic.AUDIT], lambda found: len(found) >= 4)
    acts = [CODEC.decode(record.value, AuditEventRecorded) for record in records]
    assert [act.type for act in acts] == [
        "profile.changed",
        "profile.changed",
        "profile.retired",
        "profile.changed",
    ]
    assert acts[0].data.resources[0].uid.startswith("mine@1#")


async def test_what_is_refused_says_where_and_why(kafka: KafkaSettings) -> None:
    async with process(kafka) as client:
        wrong = await client.put("/v1/profiles/mine", json={"extends": "lectur"})
        assert wrong.status_code == 422
        assert problem(wrong)["errors"][0]["location"] == "extends"
        wrong = await client.put("/v1/vocabularies/mine", json={"terms": [{"text": 7}]})
        assert wrong.status_code == 422
        assert "term 1" in problem(wrong)["errors"][0]["location"]
        for path, body, status in (
            ("/v1/profiles/lecture", json.dumps(PROFILE), 409),
            ("/v1/profiles/Mine", json.dumps(PROFILE), 422),
            ("/v1/profiles/mine", "{", 400),
            ("/v1/profiles/mine", '{"extends": NaN}', 400),
            ("/v1/profiles/mine", "[" * 100_000, 400),
            ("/v1/profiles/mine", "[1]", 422),
            ("/v1/profiles/mine", " " * 300_000, 413),
        ):
            answer = await client.put(path, content=body)
            assert (path, body[:20], answer.status_code) == (path, body[:20], status)
            assert problem(answer)["status"] == status
        assert (await client.get("/v1/profiles/none")).status_code == 404
        assert (await client.delete("/v1/profiles/none")).status_code == 404
        assert (await client.delete("/v1/profiles/lecture")).status_code == 409
        schema = (await client.get("/v1/schemas/profile")).json()
        assert "stages" in schema["properties"]


async def test_writers_who_expect_a_version_can_not_overwrite_another(
    kafka: KafkaSettings,
) -> None:
    async with process(kafka) as one, process(kafka) as other:
        only_new = {"If-None-Match": "*"}
        first = await one.put("/v1/profiles/mine", json=PROFILE, headers=only_new)
        assert first.status_code == 201
        both = [
            client.put(
                "/v1/profiles/mine",
                json=PROFILE | {"language": language},
                headers={"If-Match": first.headers["etag"]},
            )
            for client, language in ((one, "de"), (other, "fr"))
        ]
        statuses = sorted(answer.status_code for answer in await asyncio.gather(*both))
        assert statuses == [201, 412]
        second = await other.put("/v1/profiles/mine", json=PROFILE, headers=only_new)
        assert second.status_code == 412
        assert "mine@2" in problem(second)["detail"]


async def test_concurrent_writers_get_versions_of_their_own(kafka: KafkaSettings) -> None:
    async with process(kafka) as one, process(kafka) as other:
        puts = [
            client.put("/v1/profiles/mine", json=PROFILE | {"language": f"x-{number}"})
            for number, client in enumerate([one, other, one, other])
        ]
        labels = [answer.json()["label"] for answer in await asyncio.gather(*puts)]
        assert sorted(labels) == ["mine@1", "mine@2", "mine@3", "mine@4"]


async def test_parts_are_corrected_as_the_versions_say_that_they_name(
    kafka: KafkaSettings,
) -> None:
    async with process(kafka) as client:
        await client.put("/v1/profiles/mine", json=PROFILE)
        await client.put("/v1/vocabularies/words", json=WORDS)
        await client.put("/v1/profiles/mine", json={"extends": "verbatim"})
        await client.delete("/v1/profiles/mine")
        named = part("the the people emend it", profile="mine@1", vocabulary="words@1")
        (first,) = await outcome(kafka, named)
    event = CODEC.decode(first.value, TranscriptProcessed)
    assert event.segments[0].text == "the people Emend it"
    assert (event.profile, event.vocabulary) == ("mine@1", "words@1")
    # Another process, which knows nothing but the topics, repeats it byte for byte.
    async with process(kafka):
        await outcome(kafka, named, part("x y", 2))
        records = await read_until(kafka, [Topic.PROCESSED], lambda found: len(found) >= 3)
    values = [record.value for record in records]
    assert values.count(first.value) == 2


async def test_parts_that_name_what_nobody_published_are_refused_and_the_others_go_on(
    kafka: KafkaSettings,
) -> None:
    async with process(kafka):
        records = await outcome(
            kafka,
            part("a b", 1, profile="mine@7"),
            part("a b", 2, vocabulary="words@1"),
            part("a b", 3),
        )
    refused = [
        CODEC.decode(record.value, TranscriptRejected)
        for record in records
        if record.topic == Topic.REJECTED
    ]
    assert {event.code for event in refused} == {"unknown_profile", "unknown_vocabulary"}
    assert len(records) == 3


async def test_a_definition_that_this_release_can_not_read_is_refused(
    kafka: KafkaSettings,
) -> None:
    event = ProfileChanged(
        event_id=UUID(int=9),
        label="old@1",
        name="old",
        version=1,
        document=json.dumps({"name": "old", "version": 1, "stages": ["a stage of former days"]}),
        digest="d",
        changed_at=START,
    )
    async with process(kafka):
        await outcome(kafka, part("warm up", 1))
        async with create_producer(kafka) as producer:
            await send_all(producer, kafka, [output(CODEC, Topic.PROFILES, event, "old@1")])
        records = await outcome(kafka, part("a b", 2, profile="old@1"), part("c", 3))
    codes = [
        CODEC.decode(record.value, TranscriptRejected).code
        for record in records
        if record.topic == Topic.REJECTED
    ]
    assert codes == ["unreadable_definition"]
