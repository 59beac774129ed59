"""A collector of OpenTelemetry spans, for tests that look at the traces of real processes."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class CollectedSpan(NamedTuple):
    """What a test asks of a span; ids in hexadecimal, no parent as an empty string."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str


@dataclass(slots=True)
class Collector:
    """Everything that was exported so far."""

    url: str = ""
    spans: list[CollectedSpan] = field(default_factory=list[CollectedSpan])

    def trace(self, trace_id: str) -> list[CollectedSpan]:
        """Return the spans of one trace."""
        return [span for span in self.spans if span.trace_id == trace_id]


@contextmanager
def collecting() -> Generator[Collector]:
    """Listen for OTLP over HTTP until the block ends."""
    collector = Collector()

    class Receiver(BaseHTTPRequestHandler):
        """Accepts every export."""

        def do_POST(self) -> None:
            """Keep its spans."""
            body = self.rfile.read(int(self.headers["content-length"]))
            collector.spans += _spans(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the parent's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        collector.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield collector
        server.shutdown()
        thread.join()


def _spans(request: ExportTraceServiceRequest) -> list[CollectedSpan]:
    found: list[CollectedSpan] = []
    for of_resource in request.resource_spans:
        names = {pair.key: pair.value.string_value for pair in of_resource.resource.attributes}
        found += [
            CollectedSpan(
                names["service.name"],
                span.name,
                span.trace_id.hex(),
                span.span_id.hex(),
                span.parent_span_id.hex(),
            )
            for of_scope in of_resource.scope_spans
            for span in of_scope.spans
        ]
    return found
