"""Traces over OTLP/HTTP: off, and then almost free, unless an endpoint is configured.

The provider is our own rather than OpenTelemetry's global one, which can be set only once in
a process: shutting down switches tracing off again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, contextmanager
from contextvars import Token
from typing import TYPE_CHECKING, Final, TypeAlias

from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import NonRecordingSpan, Span, SpanKind, Status, StatusCode, Tracer
from opentelemetry.util.types import AttributeValue

from emend_telemetry._names import MESSAGING_SYSTEM, Attribute, Operation, SpanName
from emend_telemetry._propagation import Headers, context_of, headers_of, own_trace_headers

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

TracerShutdown: TypeAlias = Callable[[], None]
"""Sends what is still buffered and switches tracing off."""

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_KINDS: Final[dict[Operation, SpanKind]] = {
    "process": SpanKind.CONSUMER,
    "publish": SpanKind.PRODUCER,
}
_OPERATION_TYPES: Final[dict[Operation, str]] = {"process": "process", "publish": "send"}
_active: Tracer | None = None


def configure_tracing(
    service: str, version: str, *, exporter: SpanExporter | None = None
) -> TracerShutdown:
    """Switch tracing on if the environment names an OTLP endpoint; return what shuts it down.

    All ``OTEL_*`` variables mean what the OpenTelemetry SDK says they mean (endpoint, headers,
    batch sizes, resource attributes, sampler; by default the caller's decision is followed and
    new traces are kept). ``exporter`` replaces OTLP, for tests and other back-ends.
    """
    global _active  # noqa: PLW0603 - one process has one tracer
    if exporter is None and not _endpoint_is_configured():
        return _nothing_to_shut_down
    # the SDK takes half a second to import, which a process without tracing can do without
    from emend_telemetry._exporting import create_provider  # noqa: PLC0415

    provider = create_provider(service, version, exporter)
    _active = provider.get_tracer("emend", version)

    def shut_down() -> None:
        global _active  # noqa: PLW0603
        _active = None
        provider.shutdown()

    return shut_down


def tracing_is_on() -> bool:
    """Whether spans are being recorded in this process."""
    return _active is not None


class message_span:  # noqa: N801 - reads as the context manager it is; a generator costs 1 µs more
    """Surround the handling of one message; yields the headers for whatever it causes.

    The parent is the message's own ``traceparent``; without a valid one a new trace begins.
    With tracing off it yields the message's own trace headers untouched. ``make_current=False``
    leaves the current span alone, for a batch whose spans are open side by side.
    """

    __slots__ = ("_arguments", "_headers", "_make_current", "_span", "_token")

    def __init__(
        self,
        operation: Operation,
        topic: str,
        partition: int | None,
        offset: int | None,
        headers: Iterable[tuple[str, bytes | None]],
        *,
        group: str | None = None,
        make_current: bool = True,
    ) -> None:
        self._headers = headers
        self._span: Span | None = None
        self._token: Token[Context] | None = None
        if _active is not None:
            self._make_current = make_current
            self._arguments = (operation, topic, partition, offset, group)

    def __enter__(self) -> Headers:
        if _active is None:
            return own_trace_headers(self._headers)
        operation, topic, partition, offset, group = self._arguments
        self._span = _active.start_span(
            f"{operation} {topic}",
            context=_remote_parent(self._headers),
            kind=_KINDS[operation],
            attributes=_message_attributes(operation, topic, partition, offset, group),
        )
        if self._make_current:
            self._token = otel_context.attach(trace.set_span_in_context(self._span))
        return headers_of(self._span.get_span_context())

    def fail(self, error: Exception) -> None:
        """Mark the span of a message that could not be handled, where no exception leaves it."""
        if self._span is not None:
            _record_failure(self._span, error)

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if self._span is None:
            return
        if self._token is not None:
            otel_context.detach(self._token)
        if isinstance(error, Exception):
            _record_failure(self._span, error)
        self._span.end()


@contextmanager
def service_span(
    name: SpanName,
    headers: Iterable[tuple[str, bytes | None]] | None = None,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
) -> Generator[None]:
    """Surround one inner step of a service; ``headers`` make a remote caller its parent."""
    if _active is None:
        yield
        return
    with _open_span(_active, name.value, headers, kind):
        yield


@contextmanager
def batch_span(name: SpanName, members: Iterable[Headers]) -> Generator[None]:
    """Surround one step that is taken for several messages at once: a span in each one's trace.

    ``members`` are the headers that each message's own span gave.
    """
    if _active is None:
        yield
        return
    with ExitStack() as spans:
        for headers in members:
            spans.enter_context(_open_span(_active, name.value, headers, SpanKind.INTERNAL))
        yield


@contextmanager
def request_span(method: str, headers: Iterable[tuple[str, bytes | None]]) -> Generator[Span]:
    """Surround the answering of one HTTP request; the caller's ``traceparent`` is the parent.

    Yields the span (a dead one when tracing is off), to be renamed once the route is known.
    """
    if _active is None:
        yield trace.INVALID_SPAN
        return
    with _open_span(_active, method, headers, SpanKind.SERVER) as span:
        span.set_attribute(Attribute.HTTP_REQUEST_METHOD.value, method)
        yield span


@contextmanager
def _open_span(
    tracer: Tracer,
    name: str,
    headers: Iterable[tuple[str, bytes | None]] | None,
    kind: SpanKind,
) -> Generator[Span]:
    """Open a current span, recording a failure that leaves it."""
    parent = None if headers is None else _remote_parent(headers)
    span = tracer.start_span(name, context=parent, kind=kind)
    with trace.use_span(
        span, end_on_exit=True, record_exception=False, set_status_on_exception=False
    ):
        try:
            yield span
        except Exception as error:
            _record_failure(span, error)
            raise


def trace_headers() -> Headers:
    """Return the current span's context as Kafka headers; empty when there is none."""
    if _active is None:
        return ()
    return headers_of(trace.get_current_span().get_span_context())


def current_trace_id() -> str | None:
    """Return the current trace's id as 32 hexadecimal digits; ``None`` outside a trace."""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None


def annotate(attribute: Attribute, value: AttributeValue) -> None:
    """Say something about the current span, if one is being recorded."""
    if _active is not None:
        trace.get_current_span().set_attribute(attribute.value, value)


def _record_failure(span: Span, error: Exception) -> None:
    """Mark a span as failed by an error."""
    span.record_exception(error)
    span.set_attribute(Attribute.ERROR_TYPE.value, type(error).__qualname__)
    span.set_status(Status(StatusCode.ERROR, str(error)))


def _nothing_to_shut_down() -> None:
    """Answer for a process whose tracing was never on."""


def _endpoint_is_configured() -> bool:
    """Whether the environment asks for OTLP traces and does not switch the SDK off."""
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    if os.environ.get("OTEL_TRACES_EXPORTER", "otlp").strip().lower() != "otlp":
        return False
    return any(os.environ.get(name) for name in _ENDPOINTS)


def _remote_parent(headers: Iterable[tuple[str, bytes | None]]) -> Context:
    """Build the parent context of a message: its own, or none at all (a new trace)."""
    parent = context_of(headers)
    if parent is None:
        return Context()
    return trace.set_span_in_context(NonRecordingSpan(parent), Context())


def _message_attributes(
    operation: Operation, topic: str, partition: int | None, offset: int | None, group: str | None
) -> dict[str, AttributeValue]:
    """Describe a message as the messaging conventions ask for."""
    attributes: dict[str, AttributeValue] = {
        Attribute.MESSAGING_SYSTEM.value: MESSAGING_SYSTEM,
        Attribute.MESSAGING_OPERATION_NAME.value: operation,
        Attribute.MESSAGING_OPERATION_TYPE.value: _OPERATION_TYPES[operation],
        Attribute.MESSAGING_DESTINATION_NAME.value: topic,
    }
    if partition is not None:
        attributes[Attribute.MESSAGING_DESTINATION_PARTITION_ID.value] = str(partition)
    if offset is not None:
        attributes[Attribute.MESSAGING_KAFKA_OFFSET.value] = offset
    if group is not None:
        attributes[Attribute.MESSAGING_CONSUMER_GROUP_NAME.value] = group
    return attributes
