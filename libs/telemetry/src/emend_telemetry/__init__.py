"""Every span, metric and attribute name; tracing, metrics and log set-up."""

from __future__ import annotations

from opentelemetry.trace import SpanKind

from emend_telemetry import _metrics as metrics
from emend_telemetry._logs import configure_logging, get_logger
from emend_telemetry._names import (
    Attribute,
    CacheResult,
    Label,
    Operation,
    Outcome,
    SpanName,
    TranscriptOutcome,
)
from emend_telemetry._propagation import TRACEPARENT, TRACESTATE, Headers
from emend_telemetry._tracing import (
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

__all__ = [
    "TRACEPARENT",
    "TRACESTATE",
    "Attribute",
    "CacheResult",
    "Headers",
    "Label",
    "Operation",
    "Outcome",
    "SpanKind",
    "SpanName",
    "TracerShutdown",
    "TranscriptOutcome",
    "annotate",
    "batch_span",
    "configure_logging",
    "configure_tracing",
    "current_trace_id",
    "get_logger",
    "message_span",
    "metrics",
    "request_span",
    "service_span",
    "trace_headers",
    "tracing_is_on",
]
