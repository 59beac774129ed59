"""Spans: their parents, their names, their cost, and what happens with tracing off."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import ExitStack

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from emend_telemetry import (
    TRACEPARENT,
    TRACESTATE,
    Attribute,
    Headers,
    SpanName,
    TracerShutdown,
    annotate,
    batch_span,
    configure_tracing,
    current_trace_id,
    message_span,
    request_span,
    service_span,
    trace_headers,
    tracing_is_on,
)

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"
PARENT: Headers = ((TRACEPARENT, f"00-{TRACE}-{SPAN}-01".encode()), (TRACESTATE, b"vendor=1"))
TOPIC = "asr.transcript.received.v1"


class Recording:
    """What was exported; reading it ends the tracing."""

    def __init__(self, exporter: InMemorySpanExporter, shut_down: TracerShutdown) -> None:
        self._exporter = exporter
        self.shut_down = shut_down

    def spans(self) -> dict[str, ReadableSpan]:
        """Return the finished spans by name."""
        return {span.name: span for span in self.finished()}

    def finished(self) -> tuple[ReadableSpan, ...]:
        """Return the finished spans, those of one name as well."""
        self.shut_down()
        return self._exporter.get_finished_spans()


@pytest.fixture
def tracing() -> Generator[Recording]:
    """Record spans in memory."""
    exporter = InMemorySpanExporter()
    recording = Recording(exporter, configure_tracing("emend-test", "1", exporter=exporter))
    yield recording
    recording.shut_down()


def parent_of(span: ReadableSpan) -> str | None:
    return f"{span.parent.span_id:016x}" if span.parent else None


def trace_of(span: ReadableSpan) -> str:
    assert span.context is not None
    return f"{span.context.trace_id:032x}"


def id_of(span: ReadableSpan) -> str:
    assert span.context is not None
    return f"{span.context.span_id:016x}"


def test_tracing_is_off_unless_an_endpoint_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    configure_tracing("emend-test", "1")
    assert not tracing_is_on()


@pytest.mark.parametrize(
    ("name", "value"), [("OTEL_SDK_DISABLED", "true"), ("OTEL_TRACES_EXPORTER", "none")]
)
def test_the_standard_variables_switch_tracing_off(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1")
    monkeypatch.setenv(name, value)
    configure_tracing("emend-test", "1")
    assert not tracing_is_on()


def test_an_endpoint_switches_tracing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1")
    shut_down = configure_tracing("emend-test", "1")
    assert tracing_is_on()
    shut_down()
    assert not tracing_is_on()


def test_with_tracing_off_a_message_passes_its_own_context_on_untouched() -> None:
    odd = ((TRACEPARENT, b"not valid"), (TRACESTATE, b"vendor=1"))
    with message_span("process", TOPIC, 0, 1, (("event-id", b"1"), *odd)) as headers:
        assert headers == odd
        assert trace_headers() == ()


def test_with_tracing_off_a_message_span_costs_less_than_two_microseconds() -> None:
    headers = (("content-type", b"avro/binary"), ("event-id", b"1"), ("event-type", b"x"), *PARENT)

    def seconds_for(count: int) -> float:
        start = time.perf_counter()
        for offset in range(count):
            with message_span("process", TOPIC, 0, offset, headers):
                pass
        return time.perf_counter() - start

    assert min(seconds_for(2_000) for _ in range(20)) / 2_000 < 2e-6


def test_a_message_span_has_the_message_as_its_parent(tracing: Recording) -> None:
    with message_span("process", TOPIC, 3, 42, PARENT, group="emend.postprocess") as headers:
        assert headers == trace_headers()
    span = tracing.spans()[f"process {TOPIC}"]
    assert (trace_of(span), parent_of(span)) == (TRACE, SPAN)
    assert span.kind is SpanKind.CONSUMER
    assert headers == ((TRACEPARENT, f"00-{TRACE}-{id_of(span)}-01".encode()), PARENT[1])
    assert dict(span.attributes or {}) == {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": TOPIC,
        "messaging.destination.partition.id": "3",
        "messaging.kafka.offset": 42,
        "messaging.consumer.group.name": "emend.postprocess",
    }


def test_a_message_without_context_begins_a_trace_of_its_own(tracing: Recording) -> None:
    with service_span(SpanName.STORAGE_WRITE), message_span("process", TOPIC, 0, 0, ()):
        pass
    spans = tracing.spans()
    assert parent_of(spans[f"process {TOPIC}"]) is None
    assert trace_of(spans[f"process {TOPIC}"]) != trace_of(spans["storage.write"])


def test_a_chain_of_services_is_one_trace_with_unbroken_parents(tracing: Recording) -> None:
    with message_span("process", "first", 0, 0, PARENT) as headers:
        pass
    with message_span("process", "second", 0, 0, headers), service_span(SpanName.STORAGE_WRITE):
        pass
    spans = tracing.spans()
    assert {trace_of(span) for span in spans.values()} == {TRACE}
    assert parent_of(spans["process second"]) == id_of(spans["process first"])
    assert parent_of(spans["storage.write"]) == id_of(spans["process second"])


def test_spans_of_a_batch_stand_side_by_side(tracing: Recording) -> None:
    with service_span(SpanName.STORAGE_WRITE), ExitStack() as stack:
        outer = trace_headers()
        for number in range(3):
            span = message_span("process", f"t{number}", 0, 0, PARENT, make_current=False)
            stack.enter_context(span)
        assert trace_headers() == outer
    spans = tracing.spans()
    assert {parent_of(spans[f"process t{number}"]) for number in range(3)} == {SPAN}


def test_one_step_for_a_batch_stands_in_the_trace_of_each_message(tracing: Recording) -> None:
    headers = [((TRACEPARENT, f"00-{at:032x}-{at:016x}-01".encode()),) for at in (1, 2)]
    with pytest.raises(KeyError), batch_span(SpanName.STORAGE_WRITE, headers):
        raise KeyError
    spans = [span for span in tracing.finished() if span.name == "storage.write"]
    assert sorted((trace_of(span), parent_of(span)) for span in spans) == [
        (f"{1:032x}", f"{1:016x}"),
        (f"{2:032x}", f"{2:016x}"),
    ]
    assert {span.status.status_code for span in spans} == {StatusCode.ERROR}


def test_a_caller_who_does_not_sample_is_followed(tracing: Recording) -> None:
    unsampled = ((TRACEPARENT, PARENT[0][1][:-2] + b"00"),)
    with message_span("process", TOPIC, 0, 0, unsampled) as headers:
        pass
    assert headers[0][1].startswith(f"00-{TRACE}".encode())
    assert headers[0][1].endswith(b"-00")
    assert tracing.spans() == {}


def test_a_failure_is_written_on_the_span(tracing: Recording) -> None:
    profiles: dict[str, str] = {}
    with pytest.raises(KeyError), message_span("process", TOPIC, 0, 0, PARENT):
        profiles["missing"]
    span = tracing.spans()[f"process {TOPIC}"]
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "KeyError"
    assert trace_headers() == ()


def test_facts_are_added_to_the_current_span(tracing: Recording) -> None:
    annotate(Attribute.OUTCOME, "outside any span")
    with service_span(SpanName.STORAGE_WRITE, PARENT):
        annotate(Attribute.PART_WORDS, 13)
        assert current_trace_id() == TRACE
    span = tracing.spans()["storage.write"]
    assert (parent_of(span), (span.attributes or {})["emend.part.words"]) == (SPAN, 13)


def test_a_request_continues_the_trace_of_its_caller(tracing: Recording) -> None:
    with request_span("GET", PARENT) as span:
        span.update_name("GET /v1/transcripts")
    finished = tracing.spans()["GET /v1/transcripts"]
    assert (finished.kind, parent_of(finished)) == (SpanKind.SERVER, SPAN)
