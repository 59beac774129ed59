"""Spans over OTLP/HTTP, to a collector that answers and to one that is away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from emend_telemetry import TRACEPARENT, configure_tracing, message_span

PARENT = f"00-{'a' * 32}-{'b' * 16}-01".encode()


@pytest.fixture
def collector() -> Generator[HTTPServer]:
    """Listen for OTLP requests; keep what came, under its path."""
    received.clear()
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


received: list[tuple[str, bytes]] = []


class Receiver(BaseHTTPRequestHandler):
    """Accepts every export."""

    def do_POST(self) -> None:
        """Keep the body."""
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") is None:
            received.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""


def handle_a_message() -> None:
    with message_span("process", "asr.transcript.received.v1", 0, 1, ((TRACEPARENT, PARENT),)):
        pass


def test_spans_reach_the_collector_with_the_name_of_the_service(
    collector: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
    shut_down = configure_tracing("emend-postprocess", "1.2.3")
    handle_a_message()
    shut_down()
    ((path, body),) = received
    (resource_spans,) = ExportTraceServiceRequest.FromString(body).resource_spans
    names = {pair.key: pair.value.string_value for pair in resource_spans.resource.attributes}
    assert path == "/v1/traces"
    assert (names["service.name"], names["service.version"]) == ("emend-postprocess", "1.2.3")
    (span,) = resource_spans.scope_spans[0].spans
    assert (span.name, span.trace_id.hex()) == ("process asr.transcript.received.v1", "a" * 32)
    assert span.parent_span_id.hex() == "b" * 16


def test_a_collector_that_is_away_neither_raises_nor_holds_up_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    shut_down = configure_tracing("emend-postprocess", "1.2.3")
    handle_a_message()
    began = time.monotonic()
    shut_down()
    assert time.monotonic() - began < 15
