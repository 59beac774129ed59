"""Trace context in Kafka headers: read what is valid, never raise on what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_telemetry import TRACEPARENT, TRACESTATE, message_span
from emend_telemetry._propagation import context_of, headers_of, own_trace_headers

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"
VALID = f"00-{TRACE}-{SPAN}-01".encode()


def test_a_valid_context_survives_reading_and_writing() -> None:
    headers = ((TRACEPARENT, VALID), (TRACESTATE, b"vendor=1,other=two"))
    context = context_of(headers)
    assert context is not None
    assert headers_of(context) == headers


def test_the_decision_not_to_sample_is_kept() -> None:
    context = context_of([(TRACEPARENT, VALID[:-2] + b"00")])
    assert context is not None
    assert not context.trace_flags.sampled


def test_where_the_header_repeats_the_last_counts() -> None:
    other = f"00-{'1' * 32}-{'2' * 16}-01".encode()
    context = context_of([(TRACEPARENT, other), (TRACEPARENT, VALID)])
    assert context is not None
    assert f"{context.trace_id:032x}" == TRACE


def test_a_later_version_may_say_more() -> None:
    assert context_of([(TRACEPARENT, b"01" + VALID[2:] + b"-more")]) is not None


def test_a_state_that_cannot_be_read_is_dropped_and_the_parent_kept() -> None:
    context = context_of([(TRACEPARENT, VALID), (TRACESTATE, b"\xff\xfe")])
    assert context is not None
    assert headers_of(context) == ((TRACEPARENT, VALID),)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        None,
        b"garbage",
        b"\xff" * 55,
        VALID.upper(),
        VALID + b"-more",
        VALID + b"\n",
        b"ff" + VALID[2:],
        VALID.replace(TRACE.encode(), b"0" * 32),
        VALID.replace(SPAN.encode(), b"0" * 16),
        VALID[:-1],
        b"a" * 5_000_000,
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_invalid_parent_counts_as_none(value: bytes | None) -> None:
    assert context_of([(TRACEPARENT, value)]) is None


@given(st.lists(st.tuples(st.sampled_from([TRACEPARENT, TRACESTATE, "x"]), st.binary())))
def test_no_bytes_make_reading_raise(headers: list[tuple[str, bytes]]) -> None:
    context_of([(TRACEPARENT, VALID), *headers])
    with message_span("process", "topic", 0, 0, headers):
        pass


def test_oversized_trace_headers_are_not_passed_on() -> None:
    headers = ((TRACEPARENT, VALID), (TRACESTATE, b"a" * 5_000_000))
    assert own_trace_headers(headers) == ((TRACEPARENT, VALID),)
