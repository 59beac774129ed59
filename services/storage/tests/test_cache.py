"""The cache: used when it is there, never waited for when it is not."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, cast

import httpx
import pytest
from prometheus_client import REGISTRY
from valkey.asyncio import Valkey

from emend_database import Pool
from emend_events import Codec, TranscriptProcessed
from emend_storage.app import create_app
from emend_storage.cache import PAUSE_S, Cache
from emend_storage.renditions import Renderer
from emend_storage.web import Reader

BuildPart = Callable[..., TranscriptProcessed]
Store = Callable[..., Awaitable[None]]

NOBODY_THERE = "redis://127.0.0.1:9/0"


@pytest.fixture
async def cache(valkey_url: str) -> AsyncGenerator[Cache]:
    opened = Cache(valkey_url, 60)
    yield opened
    await opened.close()


def client(pool: Pool, codec: Codec, cache: Cache) -> httpx.AsyncClient:
    app = create_app(Reader(pool, Renderer(pool, codec, cache)), {})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://storage")


def hits(extension: str) -> float:
    labels = {"kind": extension, "result": "hit"}
    return REGISTRY.get_sample_value("emend_renditions_total", labels) or 0


@pytest.mark.valkey
async def test_what_is_kept_is_found(cache: Cache) -> None:
    await cache.set("one", b"\0content")
    assert await cache.get("one") == b"\0content"
    assert await cache.get("another") is None
    await cache.check()


@pytest.mark.valkey
@pytest.mark.postgres
async def test_a_complete_rendition_is_made_once(
    pool: Pool, codec: Codec, cache: Cache, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    before = hits("srt")
    async with client(pool, codec, cache) as http:
        made = await http.get("/v1/transcripts/talk-1.srt")
        kept = await http.get("/v1/transcripts/talk-1.srt")
    assert made.content == kept.content
    assert made.headers == kept.headers
    assert hits("srt") == before + 1


@pytest.mark.valkey
@pytest.mark.postgres
async def test_an_incomplete_rendition_is_not_kept(
    pool: Pool,
    codec: Codec,
    cache: Cache,
    store: Store,
    build_part: BuildPart,
    valkey_url: str,
) -> None:
    await store(build_part(transcript_id="incomplete", last=False))
    async with client(pool, codec, cache) as http:
        assert (await http.get("/v1/transcripts/incomplete.txt")).status_code == 200
    client_of_valkey: Any = cast("Any", Valkey).from_url(valkey_url)
    async with client_of_valkey as valkey:
        assert await valkey.keys("emend:rendition:incomplete:*") == []


@pytest.mark.postgres
async def test_without_its_cache_the_service_still_renders(
    pool: Pool, codec: Codec, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    cache = Cache(NOBODY_THERE, 60)
    async with client(pool, codec, cache) as http:
        for _ in range(2):
            assert (await http.get("/v1/transcripts/talk-1.txt")).text == "S1: the gita\n"
    await cache.close()


async def test_a_cache_that_failed_is_left_alone_for_a_while() -> None:
    now = [100.0]
    reads: list[float] = []

    def clock() -> float:
        reads.append(now[0])
        return now[0]

    cache = Cache(NOBODY_THERE, 60, clock)
    assert await cache.get("one") is None
    asked = len(reads)
    assert await cache.get("one") is None
    assert len(reads) == asked + 1, "it was asked again"
    now[0] += PAUSE_S
    await cache.set("one", b"content")
    assert len(reads) == asked + 3, "it was not asked again"
    await cache.close()
