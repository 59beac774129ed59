"""What every service does with an address before it asks which route it is."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from emend_web import create_web


def echo() -> FastAPI:
    """Build an application that says what it was asked."""
    app = create_web("emend-echo", "1.0.0", checks={})

    @app.get("/echo/{word}")
    async def word(word: str, q: str = "") -> list[str]:
        return [word, q]

    _ = word
    return app


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=echo(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://echo") as client:
        yield client


@pytest.mark.parametrize(
    "address", ["/echo/a%00b", "/echo/%ff", "/echo/a?q=%00", "/echo/a?q=%c3%28", "/%fe"]
)
async def test_what_is_no_text_is_refused_before_any_handler_sees_it(
    client: httpx.AsyncClient, address: str
) -> None:
    answer = await client.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "bad_address"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
async def test_every_text_arrives_as_it_was_sent(text: str) -> None:
    transport = httpx.ASGITransport(app=echo())
    async with httpx.AsyncClient(transport=transport, base_url="http://echo") as client:
        answer = await client.get("/echo/om", params={"q": text})
    assert answer.json() == ["om", text]


async def test_head_is_get_without_the_content(client: httpx.AsyncClient) -> None:
    for path in ("/health", "/ready", "/echo/om", "/metrics"):
        wanted, answer = await client.get(path), await client.head(path)
        assert (answer.status_code, answer.content) == (wanted.status_code, b"")
        assert answer.headers["content-type"] == wanted.headers["content-type"]
    assert (await client.head("/nowhere")).status_code == 404
    counted = (await client.get("/metrics")).text
    assert 'method="HEAD",route="/echo/{word}",status="200"' in counted
