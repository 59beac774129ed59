"""W3C trace context (https://www.w3.org/TR/trace-context/) in Kafka headers, both ways.

Producers may be hostile or broken: whatever bytes stand in the headers, reading them never
raises. What is not a valid context counts as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from opentelemetry.trace import SpanContext, TraceFlags, TraceState

Headers: TypeAlias = tuple[tuple[str, bytes], ...]
"""Kafka headers: names may repeat, values are bytes."""

TRACEPARENT: Final = "traceparent"
TRACESTATE: Final = "tracestate"
_NAMES: Final = frozenset((TRACEPARENT, TRACESTATE))
MAX_VALUE_BYTES: Final = 2048
"""Longer trace headers are dropped: the recommendation asks for at least 512 to be kept."""

_TRACEPARENT = re.compile(
    rb"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})"
    rb"-(?P<flags>[0-9a-f]{2})(?P<rest>-.*)?",
    re.DOTALL,
)


def own_trace_headers(headers: Iterable[tuple[str, bytes | None]]) -> Headers:
    """Return the trace headers among a message's headers, untouched."""
    return tuple(
        [
            (name, value)
            for name, value in headers
            if name in _NAMES and value and len(value) <= MAX_VALUE_BYTES
        ]
    )


def context_of(headers: Iterable[tuple[str, bytes | None]]) -> SpanContext | None:
    """Read the remote parent from a message's headers; ``None`` when there is no valid one.

    Where a name repeats, the last one counts, as in Kafka's own ``Headers.lastHeader``.
    """
    values = dict(own_trace_headers(headers))
    match = _TRACEPARENT.fullmatch(values.get(TRACEPARENT, b""))
    if match is None or not _version_allows(match["version"], match["rest"]):
        return None
    context = SpanContext(
        trace_id=int(match["trace"], 16),
        span_id=int(match["span"], 16),
        is_remote=True,
        trace_flags=TraceFlags(int(match["flags"], 16) & TraceFlags.SAMPLED),
        trace_state=_state(values.get(TRACESTATE, b"")),
    )
    return context if context.is_valid else None


def headers_of(context: SpanContext) -> Headers:
    """Write a span's context as Kafka headers; empty when the context is not valid."""
    if not context.is_valid:
        return ()
    parent = f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
    state = context.trace_state.to_header() if context.trace_state else ""
    if not state:
        return ((TRACEPARENT, parent.encode()),)
    return ((TRACEPARENT, parent.encode()), (TRACESTATE, state.encode()))


def _version_allows(version: bytes, rest: bytes | None) -> bool:
    """Version 00 ends after the flags; later ones may go on; ff is forbidden."""
    return version != b"ff" and not (version == b"00" and rest)


def _state(value: bytes) -> TraceState:
    """Read ``tracestate``; what cannot be read is dropped whole, as the standard says."""
    try:
        return TraceState.from_header([value.decode("ascii")]) if value else TraceState()
    except ValueError:
        return TraceState()
