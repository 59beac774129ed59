"""One trace from the submitter's ``traceparent`` to the write in storage and the last event."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

import pytest

from emend_bus import Output, create_producer, send_all
from emend_events import Topic
from tests.kafka.rows import vosk_says
from tests.support.collector import CollectedSpan, Collector, collecting
from tests.support.topics import read_until
from tests.support.whole import Whole, whole_platform

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

TRANSCRIPTS = 40
"""Sent at once, so that they meet in batches."""

PARENT = "b7ad6b7169203331"
TRACES: Mapping[str, str] = {f"traced-{number}": f"{number:032x}" for number in range(1, 41)}
STEPS = (
    ("emend-ingest", "process asr.transcript.submitted.v1"),
    ("emend-ingest", "ingest.read"),
    ("emend-postprocess", "process asr.transcript.received.v1"),
    ("emend-postprocess", "postprocess.apply"),
    ("emend-storage", "process asr.transcript.processed.v1"),
    ("emend-storage", "storage.write"),
)


@pytest.fixture
def collector() -> Generator[Collector]:
    """A collector that the services export to."""
    with collecting() as listening:
        yield listening


@pytest.fixture
def whole(
    kafka_bootstrap_servers: str, database_url: str, collector: Collector
) -> Generator[Whole]:
    """The platform, exporting its spans; one partition, so that transcripts share batches."""
    exporting = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
    with whole_platform(kafka_bootstrap_servers, database_url, partitions=1, **exporting) as it:
        yield it


async def test_parents_lead_from_the_completed_event_to_the_submitter_in_batches_too(
    whole: Whole, collector: Collector
) -> None:
    async with create_producer(whole.kafka) as producer:
        await send_all(producer, whole.kafka, [_submission(name) for name in TRACES])
    completed = await read_until(
        whole.kafka, [Topic.COMPLETED], lambda found: len(found) >= TRANSCRIPTS
    )
    for service in whole.services:
        assert service.stop() == 0  # what is still buffered is exported at the end
    for record in completed:
        trace_id = TRACES[(record.key or b"").decode()]
        spans = collector.trace(trace_id)
        _, event_trace, event_parent, _ = (record.header("traceparent") or "").split("-")
        assert event_trace == trace_id
        assert {(span.service, span.name) for span in spans} >= set(STEPS)
        for span_id in (event_parent, *(span.span_id for span in spans)):
            assert _root(span_id, spans) == PARENT
    names = {record.header("traceparent") for record in completed}
    assert len(names) == TRANSCRIPTS


def _root(span_id: str, spans: Sequence[CollectedSpan]) -> str:
    """Return the first ancestor that none of our services made."""
    parents = {span.span_id: span.parent_id for span in spans}
    while span_id in parents:
        span_id = parents[span_id]
    return span_id


def _submission(name: str) -> Output:
    traceparent = f"00-{TRACES[name]}-{PARENT}-01".encode()
    headers = (("transcript-id", name.encode()), ("traceparent", traceparent))
    return Output(Topic.SUBMITTED, name.encode(), vosk_says("hari", "om", name), headers)
