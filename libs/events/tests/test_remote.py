"""The codec against a schema registry of somebody else's, here a small one over HTTP."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

import pytest

from emend_events import (
    Codec,
    RegistryUnavailable,
    Topic,
    TranscriptRejected,
    UnexpectedSchema,
    UnknownSchema,
    framed_schema_id,
)

EVENT = TranscriptRejected(
    event_id=UUID("0f1e2d3c-4b5a-5968-8776-655443322101"),
    transcript_id="t-1",
    rejected_by="ingest",
    code="unknown_format",
    reason="Of no format that Emend knows.",
)
FIRST_ID = 70_001


class Registry(ThreadingHTTPServer):
    """Keeps schemas in a list, counts requests, and can be told to fail."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.schemas: list[str] = []
        self.requests: list[str] = []
        self.authorization: str | None = None
        self.failing = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Registry  # pyright: ignore[reportIncompatibleVariableOverride] - ours alone starts it

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._note()
        self.server.schemas.append(json.loads(body)["schema"])
        self._answer(200, {"id": FIRST_ID + len(self.server.schemas) - 1})

    def do_GET(self) -> None:
        self._note()
        number = int(self.path.rpartition("/")[2]) - FIRST_ID
        if 0 <= number < len(self.server.schemas):
            self._answer(200, {"schema": self.server.schemas[number]})
        else:
            self._answer(404, {"error_code": 40403, "message": "Schema not found"})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Say nothing."""

    def _note(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        self.server.authorization = self.headers.get("Authorization")

    def _answer(self, status: int, content: dict[str, object]) -> None:
        body = json.dumps(content).encode()
        self.send_response(500 if self.server.failing else status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Run a registry."""
    with Registry() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_registry_gives_the_id_once_per_schema(registry: Registry) -> None:
    codec = Codec(registry_url=registry.url)
    messages = {codec.encode(EVENT) for _ in range(3)}
    assert [framed_schema_id(data) for data in messages] == [FIRST_ID]
    assert registry.requests == [f"POST /subjects/{Topic.REJECTED}-value/versions"]


def test_a_foreign_id_is_resolved_once(registry: Registry) -> None:
    data = Codec(registry_url=registry.url).encode(EVENT)
    registry.requests.clear()
    reader = Codec(registry_url=registry.url + "/")
    assert [reader.decode(data, TranscriptRejected) for _ in range(3)] == [EVENT] * 3
    assert registry.requests == [f"GET /schemas/ids/{FIRST_ID}"]


def test_an_older_schema_leaves_the_defaults(registry: Registry) -> None:
    data = Codec(registry_url=registry.url).encode(EVENT)
    older = json.loads(registry.schemas[0])
    assert older["fields"].pop()["name"] == "content_uri"
    registry.schemas[0] = json.dumps(older)
    assert Codec(registry_url=registry.url).decode(data[:-1], TranscriptRejected) == EVENT


def test_a_newer_schema_s_field_is_ignored(registry: Registry) -> None:
    data = Codec(registry_url=registry.url).encode(EVENT)
    newer = json.loads(registry.schemas[0])
    newer["fields"].append({"name": "ticket", "type": "string", "default": ""})
    registry.schemas[0] = json.dumps(newer)
    reader = Codec(registry_url=registry.url)
    assert reader.decode(data + b"\x06E-1", TranscriptRejected) == EVENT


def test_an_id_that_the_registry_does_not_have_is_unknown(registry: Registry) -> None:
    with pytest.raises(UnknownSchema, match="999"):
        Codec(registry_url=registry.url).decode(b"\0\0\0\x03\xe7rest", TranscriptRejected)


@pytest.mark.parametrize("schema", ["not json", '"string"', "[]", '{"type":"nonsense","name":"a"}'])
def test_a_schema_that_is_no_avro_record_is_unknown(registry: Registry, schema: str) -> None:
    registry.schemas.append(schema)
    data = b"\0" + FIRST_ID.to_bytes(4, "big") + b"rest"
    with pytest.raises(UnknownSchema):
        Codec(registry_url=registry.url).decode(data, TranscriptRejected)


def test_a_record_of_another_name_is_unexpected(registry: Registry) -> None:
    registry.schemas.append('{"type":"record","name":"orders.Order","fields":[]}')
    data = b"\0" + FIRST_ID.to_bytes(4, "big")
    with pytest.raises(UnexpectedSchema, match=r"orders\.Order"):
        Codec(registry_url=registry.url).decode(data, TranscriptRejected)


def test_a_failing_registry_is_unavailable_and_later_asked_again(registry: Registry) -> None:
    codec = Codec(registry_url=registry.url)
    registry.failing = True
    with pytest.raises(RegistryUnavailable, match="answered 500"):
        codec.encode(EVENT)
    registry.failing = False
    assert codec.decode(codec.encode(EVENT), TranscriptRejected) == EVENT


def test_an_absent_registry_is_unavailable(registry: Registry) -> None:
    registry.shutdown()
    registry.server_close()
    with pytest.raises(RegistryUnavailable, match="did not answer"):
        Codec(registry_url=registry.url).encode(EVENT)


def test_user_and_password_of_the_url_are_sent_and_not_shown(registry: Registry) -> None:
    address = registry.url.replace("http://", "http://reader:p%40ss@")
    codec = Codec(registry_url=address)
    codec.encode(EVENT)
    assert registry.authorization == "Basic " + base64.b64encode(b"reader:p@ss").decode()
    registry.failing = True
    with pytest.raises(RegistryUnavailable) as caught:
        codec.decode(b"\0\0\0\x03\xe7rest", TranscriptRejected)
    assert "p%40ss" not in str(caught.value)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="http"):
        Codec(registry_url="localhost:8081").encode(EVENT)
