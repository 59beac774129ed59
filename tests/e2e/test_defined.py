"""What users define and what parts cut, through the whole platform as its users see it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping

import httpx
import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from emend_client import Producer
from emend_client.cli.output import clock
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

LIMIT_SECONDS = 60
FLUENT = {
    "extends": "lecture",
    "stages": ["loops", "fillers", "repeats", "corrections", "lexicon", "itn"],
}
"""Punctuation is left out: a sentence may well end elsewhere where the text ends elsewhere."""


@pytest.fixture
async def storage(whole: Whole) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the storage service."""
    async with httpx.AsyncClient(base_url=whole.storage.url, timeout=30) as client:
        yield client


def said(*words: str) -> bytes:
    """Return Vosk's output for some words, half a second each."""
    result = [
        {"word": word, "start": at * 0.5, "end": at * 0.5 + 0.4, "conf": 0.9}
        for at, word in enumerate(words)
    ]
    return json.dumps({"result": result, "text": " ".join(words)}).encode()


async def document(storage: httpx.AsyncClient, name: str) -> dict[str, object]:
    """Return a transcript's JSON rendition once it is complete."""
    async for attempt in AsyncRetrying(
        stop=stop_after_delay(LIMIT_SECONDS),
        wait=wait_fixed(0.2),
        retry=retry_if_exception_type(AssertionError),
        reraise=True,
    ):
        with attempt:
            state = (await storage.get(f"/v1/transcripts/{name}")).json()
            assert state.get("state") == "completed", state
    return (await storage.get(f"/v1/transcripts/{name}.json")).json()


async def test_a_phrase_that_a_live_stream_cuts_is_stored_whole(
    whole: Whole, storage: httpx.AsyncClient
) -> None:
    pieces = (("two", "thousand"), ("five", "rivers", "the"), ("the", "gita"))
    await _define(whole, "profiles/fluent", FLUENT)
    async with Producer(whole.kafka) as producer:
        for number, words in enumerate(pieces):
            await producer.submit(
                said(*words),
                transcript_id="live",
                profile="fluent",
                sequence=number,
                last=number == len(pieces) - 1,
                offset_ms=1_500 * number,
            )
    stored = await document(storage, "live")
    text = (await storage.get("/v1/transcripts/live.txt")).text
    assert text.split() == ["2005", "rivers", "the", "Gītā"]
    assert [word["text"] for word in stored["words"]] == [w for words in pieces for w in words]  # type: ignore[index,union-attr]
    hits = (await storage.get("/v1/search", params={"q": "2005"})).json()["results"]
    assert [hit["transcript_id"] for hit in hits] == ["live"]
    assert clock(hits[0]["start_ms"]) == "0:00:00"


async def test_a_bare_name_is_pinned_when_it_is_submitted(
    whole: Whole, storage: httpx.AsyncClient
) -> None:
    await _define(whole, "profiles/mine", {"extends": "verbatim", "stages": ["lexicon"]})
    await _define(whole, "vocabularies/words", {"terms": [_term("emend", "Emend")]})
    async with Producer(whole.kafka) as producer:
        await _submit(producer, "first")
        first = await document(storage, "first")
        await _define(whole, "vocabularies/words", {"terms": [_term("emend", "EMEND")]})
        await _submit(producer, "second")
    second = await document(storage, "second")
    texts = [one["segments"][0]["text"] for one in (first, second)]  # type: ignore[index]
    assert texts == ["um Emend it", "um EMEND it"]
    assert first["engine"]["profile"] == "mine@1"  # type: ignore[index]


async def _define(whole: Whole, path: str, content: Mapping[str, object]) -> None:
    async with httpx.AsyncClient(base_url=whole.postprocess.url, timeout=60) as client:
        assert (await client.put(f"/v1/{path}", json=content)).is_success


async def _submit(producer: Producer, name: str) -> None:
    await producer.submit(
        said("um", "emend", "it"), transcript_id=name, profile="mine", vocabulary="words"
    )


def _term(text: str, display: str) -> dict[str, str]:
    return {"text": text, "display_as": display}
