"""A transcript's trail names all that decided its text, and its hash is that of what is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from emend_storage.domain.hashes import Hashes, whole_hashes
from emend_transcript import output_hash, read_result
from tests.kafka.rows import vosk_says
from tests.support.processes import Service
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

LIMIT_SECONDS = 60


async def test_the_trail_of_a_transcript_names_what_decided_it(
    whole: Whole, audit: Service
) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        published = await client.put(
            f"{whole.postprocess.url}/v1/vocabularies/trail", json={"terms": ["Emend"]}
        )
        assert published.is_success, published.text
        named = {"transcript_id": "talk", "profile": "lecture", "vocabulary": "trail"}
        accepted = await client.post(
            f"{whole.ingest.url}/v1/transcripts", params=named, content=vosk_says("um", "emend")
        )
        assert accepted.is_success, accepted.text
        events = await _until(
            client,
            f"{audit.url}/v1/audit/trail/talk",
            lambda page: (
                {"transcript.processed", "transcript.completed"}
                <= {hit["event"]["type"] for hit in page["events"]}
            ),
        )
        content = (await client.get(f"{whole.storage.url}/v1/transcripts/talk.json")).content
    result, _ = read_result(content)
    (processing,) = (
        hit["event"] for hit in events["events"] if hit["event"]["type"] == "transcript.processed"
    )
    assert processing["data"]["unmapped"] == {
        "pipeline_version": result.header.pipeline_version,
        "profile": result.header.profile,
        "profile_hash": result.header.profile_hash,
        "vocabulary": "trail@1",
        "lexicon_hash": result.header.lexicon_hash,
        "part": "0",
        "input_hash": result.header.input_hash,
        "output_hash": output_hash(result.tokens),
    }
    (completion,) = (
        hit["event"] for hit in events["events"] if hit["event"]["type"] == "transcript.completed"
    )
    part = Hashes(result.header.input_hash, output_hash(result.tokens))
    expected = whole_hashes([part])
    assert completion["data"]["unmapped"] == {
        "parts": "1",
        "input_hash": expected.input,
        "output_hash": expected.output,
    }


async def _until(
    client: httpx.AsyncClient, url: str, holds: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Return what an address answers once that holds."""
    async for attempt in AsyncRetrying(
        stop=stop_after_delay(LIMIT_SECONDS),
        wait=wait_fixed(0.2),
        retry=retry_if_exception_type(AssertionError),
        reraise=True,
    ):
        with attempt:
            answer = await client.get(url)
            assert answer.is_success, answer.text
            page: dict[str, Any] = answer.json()
            assert holds(page), page
            return page
    raise AssertionError
