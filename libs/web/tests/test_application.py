"""The HTTP shell: health, readiness, metrics, and every error as a problem document."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from emend_telemetry import configure_tracing, trace_headers
from emend_web import HealthCheck, Problem, create_web

PARENT = f"00-{'a' * 32}-{'b' * 16}-01"


class Order(BaseModel):
    """A body to validate."""

    items: int = Field(ge=1)


async def fine() -> None:
    """Answer at once."""


async def refused() -> None:
    """Fail with a reason."""
    message = "connection refused"
    raise ConnectionRefusedError(message)


async def hanging() -> None:
    """Never answer."""
    await asyncio.Event().wait()


def shop(**checks: HealthCheck) -> FastAPI:
    """Build an application with a route for each way in which a request can end."""
    app = create_web("emend-shop", "1.2.3", checks=checks, check_timeout_s=0.05)
    router = APIRouter(prefix="/v1")

    @router.post("/orders")
    async def order(order: Order) -> int:
        return order.items

    @router.put("/orders/{number}", status_code=204)
    async def change(number: int) -> None:
        del number

    @router.get("/orders/{number}")
    async def show(number: int) -> str:
        if number == 404:
            raise HTTPException(404, "no order 404")
        if number == 409:
            raise Problem(409, "Already paid", "order 409", "urn:shop:paid", amount=12)
        if number == 499:
            raise ClientDisconnect
        if number == 500:
            message = "the password is 'secret'"
            raise RuntimeError(message)
        return trace_headers()[0][1].decode() if trace_headers() else "untraced"

    @router.get("/broken")
    async def broken() -> StreamingResponse:
        async def half() -> AsyncGenerator[bytes]:
            yield b"half"
            message = "the rest is gone"
            raise RuntimeError(message)

        return StreamingResponse(half())

    app.include_router(router)
    return app


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    """Talk to a shop whose dependencies answer."""
    async with client_of(shop(database=fine)) as opened:
        yield opened


def client_of(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://shop")


def problem(response: httpx.Response) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["status"] == response.status_code
    return document


async def test_a_service_is_alive_whatever_its_dependencies_say() -> None:
    async with client_of(shop(database=refused)) as client:
        response = await client.get("/health")
    assert response.json() == {"status": "alive", "service": "emend-shop", "version": "1.2.3"}


async def noteworthy() -> str:
    """Answer, with something to look at."""
    return "3 messages were refused"


async def test_what_is_up_but_wants_looking_at_carries_a_note() -> None:
    async with client_of(shop(outbox=noteworthy, database=fine)) as client:
        ready = await client.get("/ready")
        detailed = (await client.get("/health/detailed")).json()
    assert (ready.status_code, ready.json()["notes"]) == (
        200,
        {"outbox": "3 messages were refused"},
    )
    assert detailed["status"] == "up"
    assert detailed["dependencies"]["outbox"]["note"] == "3 messages were refused"
    assert detailed["dependencies"]["database"]["note"] is None


async def test_detailed_health_shows_every_dependency_with_its_latency() -> None:
    checks = {"database": fine, "kafka": refused, "files": hanging}
    async with client_of(shop(**checks)) as client:
        response = await client.get("/health/detailed")
    document = response.json()
    assert (response.status_code, document["status"]) == (200, "degraded")
    states = document["dependencies"]
    assert [states[name]["state"] for name in checks] == ["up", "down", "down"]
    assert states["kafka"]["error"] == "connection refused"
    assert states["files"]["error"] == "no answer within 0.05 s"
    assert states["files"]["latency_ms"] >= 50


async def test_dependencies_are_asked_at_the_same_time() -> None:
    both = asyncio.Barrier(3)

    async def meeting() -> None:
        await both.wait()

    async with client_of(shop(a=meeting, b=meeting, c=meeting)) as client:
        assert (await client.get("/ready")).status_code == 200


async def test_a_service_is_not_ready_while_a_dependency_is_away() -> None:
    async with client_of(shop(database=fine, kafka=refused)) as client:
        response = await client.get("/ready")
    assert response.status_code == 503
    assert problem(response)["away"] == {"kafka": "connection refused"}


async def test_a_service_is_ready_when_all_answer(client: httpx.AsyncClient) -> None:
    response = await client.get("/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "notes": {}})


async def test_requests_are_counted_by_route_template(client: httpx.AsyncClient) -> None:
    await client.get("/v1/orders/7")
    await client.get("/v1/orders/8")
    await client.get("/nowhere/9f8e")
    await client.request("BREW", "/v1/orders/8")
    response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    routes = set(re.findall(r'emend_http_requests_total\{.*route="(/v1[^"]*)"', response.text))
    assert "/v1/orders/{number}" in routes
    assert not any(route.endswith(("7", "8")) for route in routes)
    assert "9f8e" not in response.text
    assert "BREW" not in response.text


async def test_the_state_of_a_dependency_is_a_metric() -> None:
    async with client_of(shop(printer=refused)) as client:
        await client.get("/ready")
        assert (
            'emend_dependency_up{dependency="printer"} 0.0' in (await client.get("/metrics")).text
        )


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/nowhere", 404, "Not Found"),
        ("DELETE", "/health", 405, "Method Not Allowed"),
        ("GET", "/v1/orders/404", 404, "Not Found"),
        ("GET", "/v1/orders/abc", 422, "The request is not valid"),
        ("POST", "/v1/orders", 422, "The request is not valid"),
    ],
)
async def test_every_error_is_a_problem_document(
    client: httpx.AsyncClient, method: str, path: str, status: int, title: str
) -> None:
    response = await client.request(method, path)
    document = problem(response)
    assert (response.status_code, document["title"]) == (status, title)
    assert (document["type"], document["instance"]) == ("about:blank", path)


async def test_a_problem_carries_its_extensions(client: httpx.AsyncClient) -> None:
    assert problem(await client.get("/v1/orders/409")) == {
        "type": "urn:shop:paid",
        "title": "Already paid",
        "status": 409,
        "detail": "order 409",
        "instance": "/v1/orders/409",
        "amount": 12,
    }


async def test_method_not_allowed_says_what_is(client: httpx.AsyncClient) -> None:
    assert (await client.delete("/health")).headers["allow"] == "GET, HEAD"


async def test_all_methods_of_a_path_are_named_wherever_they_are_routed(
    client: httpx.AsyncClient,
) -> None:
    response = await client.delete("/v1/orders/7")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, PUT")


async def test_an_invalid_body_is_told_where_it_is_wrong_and_not_repeated(
    client: httpx.AsyncClient,
) -> None:
    response = await client.post("/v1/orders", json={"items": "my secret"})
    (error,) = problem(response)["errors"]
    assert error["location"] == "body.items"
    assert "my secret" not in response.text


async def test_an_unexpected_error_tells_its_trace_and_nothing_else(
    client: httpx.AsyncClient,
) -> None:
    response = await client.get("/v1/orders/500")
    assert re.fullmatch("[0-9a-f]{32}", problem(response)["trace_id"])
    assert "secret" not in response.text


async def test_a_client_that_went_away_is_no_failure(client: httpx.AsyncClient) -> None:
    with pytest.raises(AssertionError):  # httpx's transport: no answer was sent
        await client.get("/v1/orders/499")
    line = 'emend_http_requests_total{method="GET",route="/v1/orders/{number}",status="499"}'
    assert line in (await client.get("/metrics")).text


async def test_an_error_in_mid_answer_breaks_the_connection(client: httpx.AsyncClient) -> None:
    with pytest.raises(RuntimeError, match="the rest is gone"):
        await client.get("/v1/broken")


async def test_a_request_continues_its_callers_trace(client: httpx.AsyncClient) -> None:
    exporter = InMemorySpanExporter()
    shut_down = configure_tracing("emend-shop", "1", exporter=exporter)
    seen = (await client.get("/v1/orders/7", headers={"traceparent": PARENT})).json()
    failed = await client.get("/v1/orders/500", headers={"traceparent": PARENT})
    shut_down()
    first, second = exporter.get_finished_spans()
    assert first.name == second.name == "GET /v1/orders/{number}"
    assert first.context is not None
    assert seen == f"00-{'a' * 32}-{first.context.span_id:016x}-01"
    assert problem(failed)["trace_id"] == "a" * 32
    assert (second.attributes or {})["http.response.status_code"] == 500


async def test_the_document_describes_problems(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    responses = document["paths"]["/v1/orders"]["post"]["responses"]
    assert "application/problem+json" in responses["422"]["content"]
    assert "HTTPValidationError" not in json.dumps(document)


async def test_the_lifespan_is_the_services_own() -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        seen.append("open")
        yield
        seen.append("closed")

    app = create_web("emend-shop", "1", checks={}, lifespan=lifespan)
    async with app.router.lifespan_context(app):
        assert seen == ["open"]
    assert seen == ["open", "closed"]
