"""Recognisers' files through the whole platform: every word is there, and every change explained.

The sample lectures of this repository, and the vendors' files in ``shared/samples`` where they
lie beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from emend_transcript import initial_tokens, joined, read
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

OURS = sorted((Path(__file__).parents[1] / "samples").iterdir())
SHARED = Path(__file__).parents[3] / "shared" / "samples" / "asr"
VENDORS = sorted(SHARED.glob("*.json"))
LIMIT_SECONDS = 30


@pytest.fixture
def content(file: Path) -> bytes:
    """The bytes of the file that a test is about."""
    return file.read_bytes()


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
async def test_a_sample_lecture_is_corrected_and_its_renditions_agree(
    file: Path, content: bytes, whole: Whole
) -> None:
    async with httpx.AsyncClient(base_url=whole.storage.url, timeout=30) as client:
        name = await _through(content, file.stem, whole, client)
        document = (await client.get(f"/v1/transcripts/{name}.json")).json()
        text = (await client.get(f"/v1/transcripts/{name}.txt")).text
        captions = (await client.get(f"/v1/transcripts/{name}.vtt")).text
        changes = (await client.get(f"/v1/transcripts/{name}/changes")).json()
    assert " um " not in f" {text.lower()} "
    assert captions.startswith("WEBVTT")
    assert len(document["words"]) == len(read(content).words)
    assert changes["changes"]
    assert all(each["rule"] and each["before"] != each["after"] for each in changes["changes"])


@pytest.mark.skipif(not VENDORS, reason="the shared samples are not beside the repository")
@pytest.mark.parametrize("file", VENDORS, ids=lambda file: file.name)
async def test_a_vendors_file_keeps_every_word_verbatim(
    file: Path, content: bytes, whole: Whole
) -> None:
    transcript = read(content)
    async with httpx.AsyncClient(base_url=whole.storage.url, timeout=30) as client:
        name = await _through(content, file.stem, whole, client, profile="verbatim")
        document = (await client.get(f"/v1/transcripts/{name}.json")).json()
    stored = [(word["text"], word["start_ms"], word["end_ms"]) for word in document["words"]]
    assert stored == [(word.text, word.start_ms, word.end_ms) for word in transcript.words]
    text = " ".join(segment["text"] for segment in document["segments"])
    assert " ".join(text.split()) == joined(initial_tokens(transcript.words))


async def _through(
    content: bytes, title: str, whole: Whole, client: httpx.AsyncClient, **wishes: str
) -> str:
    """Upload a file; return the transcript's id once all of it is stored."""
    async with httpx.AsyncClient(timeout=30) as ingest:
        answer = await ingest.post(
            f"{whole.ingest.url}/v1/transcripts",
            params={"title": title, **wishes},
            content=content,
        )
    answer.raise_for_status()
    name = str(answer.json()["transcript_id"])
    await _completed(name, client)
    return name


async def _completed(name: str, client: httpx.AsyncClient) -> Any:
    async for attempt in AsyncRetrying(
        stop=stop_after_delay(LIMIT_SECONDS),
        wait=wait_fixed(0.1),
        retry=retry_if_exception_type((AssertionError, httpx.HTTPStatusError)),
        reraise=True,
    ):
        with attempt:
            answer = await client.get(f"/v1/transcripts/{name}")
            answer.raise_for_status()
            assert answer.json()["state"] == "completed", answer.text
