"""No answer without its record: each status, the refusal when none can be kept, and the exempt."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from emend_events import Act, Activity
from emend_web import (
    ANONYMOUS,
    Audited,
    AuditTrail,
    NotRecorded,
    Problem,
    create_web,
    recorded_in_the_act,
)

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
ROUTES = {
    ("GET", "/v1/orders/{order_id}"): Audited("order.read", Activity.READ, "order_id"),
    ("POST", "/v1/orders"): Audited("order.placed", Activity.CREATE),
}


class Shop:
    """A service with a few routes, and the records that it kept."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.away = False
        trail = AuditTrail("emend-shop", "1", ROUTES, self.record, lambda: NOW)
        self.app = create_web("emend-shop", "1", checks={}, trail=trail)
        add_routes(self.app)

    async def record(self, act: Act) -> None:
        """Keep an act, unless the place for it is away."""
        if self.away:
            message = "the database is away"
            raise NotRecorded(message)
        self.acts.append(act)

    async def ask(self, method: str, path: str) -> httpx.Response:
        """Send one request."""
        transport = httpx.ASGITransport(self.app, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.request(method, path)


def add_routes(app: FastAPI) -> None:
    """Add one route for each way in which a request can end."""

    @app.get("/v1/orders/{order_id}")
    async def order(order_id: int) -> StreamingResponse:  # pyright: ignore[reportUnusedFunction]
        if order_id == 1:
            message = "unforeseen"
            raise ArithmeticError(message)
        if order_id == 0:
            raise Problem(404, "Not found")
        return StreamingResponse(iter(["a" * 10, "b" * 10]))

    @app.post("/v1/orders")
    async def place(request: Request) -> str:  # pyright: ignore[reportUnusedFunction]
        recorded_in_the_act(request.scope)
        return "placed"

    @app.get("/v1/free")
    async def free() -> str:  # pyright: ignore[reportUnusedFunction]
        return "anybody may know"


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize(
    ("method", "path", "status", "failure"),
    [
        ("GET", "/v1/orders/7", 200, ""),
        ("GET", "/v1/orders/0", 404, "404"),
        ("GET", "/v1/orders/1", 500, "500"),
        ("GET", "/v1/orders/seven", 422, "422"),
    ],
)
async def test_each_answer_of_an_audited_route_leaves_a_record(
    shop: Shop, method: str, path: str, status: int, failure: str
) -> None:
    assert (await shop.ask(method, path)).status_code == status
    (act,) = shop.acts
    assert (act.type, act.subject, act.failure) == (
        "order.read",
        path.rsplit("/", maxsplit=1)[-1],
        failure,
    )
    assert (act.operation, act.actor) == (f"{method} /v1/orders/{{order_id}}", ANONYMOUS)
    assert (act.time, act.ip) == (NOW, "192.0.2.7")


async def test_nothing_is_answered_that_cannot_be_recorded(shop: Shop) -> None:
    shop.away = True
    answer = await shop.ask("GET", "/v1/orders/7")
    assert answer.status_code == 503
    assert "the database is away" in answer.json()["detail"]
    assert "aaaa" not in answer.text


async def test_an_act_that_records_itself_is_not_recorded_twice(shop: Shop) -> None:
    assert (await shop.ask("POST", "/v1/orders")).status_code == 200
    assert shop.acts == []


@pytest.mark.parametrize("path", ["/v1/free", "/health", "/v1/nothing-here"])
async def test_what_is_not_audited_leaves_none(shop: Shop, path: str) -> None:
    await shop.ask("GET", path)
    assert shop.acts == []
