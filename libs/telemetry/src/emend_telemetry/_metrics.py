"""Every Prometheus metric, declared once with its help text, behind a typed function.

The functions return the labelled child; a hot loop keeps it. Labels are few and bounded:
topics, rules and routes come from fixed tables, never from a message or a request.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics, generate_latest

from emend_telemetry._names import CacheResult, Label, Outcome, TranscriptOutcome

_LATENCY_BUCKETS: Final = (
    *(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5),
    *(1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
)
_BATCH_BUCKETS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

_EVENTS_HANDLED: Final = Counter(
    "emend_events_handled_total",
    "Messages whose handling ended, by input topic and outcome.",
    [Label.TOPIC, Label.OUTCOME],
)
_EVENTS_PARKED: Final = Counter(
    "emend_events_parked_total",
    "Messages put on the dead-letter topic of their input topic.",
    [Label.TOPIC],
)
_EVENTS_PRODUCED: Final = Counter(
    "emend_events_produced_total", "Messages committed to a topic.", [Label.TOPIC]
)
_BATCH_SECONDS: Final = Histogram(
    "emend_batch_seconds",
    "From a batch's first read to its commit, by input topic.",
    [Label.TOPIC],
    buckets=_LATENCY_BUCKETS,
)
_BATCH_EVENTS: Final = Histogram(
    "emend_batch_events", "Messages in one batch.", [Label.TOPIC], buckets=_BATCH_BUCKETS
)
_CONSUMER_LAG: Final = Gauge(
    "emend_consumer_lag_records",
    "Records between this consumer's position and the end of the partition it may read.",
    [Label.TOPIC, Label.PARTITION],
)
_EVENTS_EXPIRED: Final = Counter(
    "emend_events_expired_total",
    "Messages that the topic's retention deleted before this consumer read them.",
    [Label.TOPIC],
)
_PARTITIONS_ASSIGNED: Final = Gauge(
    "emend_partitions_assigned", "Partitions that this process owns.", [Label.TOPIC]
)
_OUTBOX_PENDING: Final = Gauge(
    "emend_outbox_pending_messages", "Messages in the outbox that wait for the relay."
)
_OUTBOX_REFUSED: Final = Gauge(
    "emend_outbox_refused_messages", "Messages of the outbox that Kafka refused for good."
)
_OUTBOX_PUBLISHED: Final = Counter(
    "emend_outbox_published_total",
    "Messages the relay took from the outbox to Kafka.",
    [Label.TOPIC],
)
_TRANSCRIPTS: Final = Counter(
    "emend_transcripts_total", "Transcripts, by how they ended here.", [Label.OUTCOME]
)
_TRANSCRIPT_SECONDS: Final = Histogram(
    "emend_transcript_seconds",
    "From a transcript's submission to its completion.",
    buckets=(*_LATENCY_BUCKETS, 300.0, 1800.0, 7200.0),
)
_FORMATS: Final = Counter(
    "emend_transcript_formats_total", "Transcripts read, by recognised format.", [Label.FORMAT]
)
_PARTS: Final = Counter("emend_parts_total", "Parts that went through this service.")
_PART_SECONDS: Final = Histogram(
    "emend_part_seconds",
    "From a transcript's submission to one of its parts being stored.",
    buckets=_LATENCY_BUCKETS,
)
_WORDS: Final = Counter("emend_words_total", "Words that went through this service.")
_CHANGES: Final = Counter("emend_changes_total", "Changes made to the text.", [Label.RULE])
_RENDITIONS: Final = Counter(
    "emend_renditions_total",
    "Renditions served, by kind and whether the cache had it.",
    [Label.KIND, Label.RESULT],
)
_HTTP_REQUESTS: Final = Counter(
    "emend_http_requests_total",
    "HTTP requests answered, by route template.",
    [Label.ROUTE, Label.METHOD, Label.STATUS],
)
_HTTP_REQUEST_SECONDS: Final = Histogram(
    "emend_http_request_seconds",
    "From a request's first byte to the last byte of its answer.",
    [Label.ROUTE, Label.METHOD],
    buckets=_LATENCY_BUCKETS,
)
_DEPENDENCY_UP: Final = Gauge(
    "emend_dependency_up", "Whether a dependency answered when last asked.", [Label.DEPENDENCY]
)


def exposition() -> bytes:
    """Return all metrics of this process in Prometheus' text format 0.0.4."""
    disable_created_metrics()  # a second time series for each, which nothing reads
    return generate_latest()


def events_handled(topic: str, outcome: Outcome) -> Counter:
    """Count messages of an input topic by how their handling ended."""
    return _EVENTS_HANDLED.labels(topic, outcome.value)


def events_parked(topic: str) -> Counter:
    """Count messages of an input topic that went to its dead-letter topic."""
    return _EVENTS_PARKED.labels(topic)


def events_produced(topic: str) -> Counter:
    """Count messages committed to a topic."""
    return _EVENTS_PRODUCED.labels(topic)


def batch_seconds(topic: str) -> Histogram:
    """Measure batches of an input topic from read to commit, in seconds."""
    return _BATCH_SECONDS.labels(topic)


def batch_events(topic: str) -> Histogram:
    """Measure how many messages a batch holds."""
    return _BATCH_EVENTS.labels(topic)


def consumer_lag(topic: str, partition: int) -> Gauge:
    """Show how many records this consumer is behind on one partition."""
    return _CONSUMER_LAG.labels(topic, str(partition))


def forget_consumer_lag(topic: str, partition: int) -> None:
    """Stop showing the lag of a partition that now belongs to another process."""
    _CONSUMER_LAG.remove_by_labels({Label.TOPIC: topic, Label.PARTITION: str(partition)})


def events_expired(topic: str) -> Counter:
    """Count messages of a topic that were deleted unread."""
    return _EVENTS_EXPIRED.labels(topic)


def partitions_assigned(topic: str) -> Gauge:
    """Show how many partitions of a topic this process owns."""
    return _PARTITIONS_ASSIGNED.labels(topic)


def outbox_pending() -> Gauge:
    """Show how many messages wait in the outbox."""
    return _OUTBOX_PENDING


def outbox_refused() -> Gauge:
    """Show how many messages of the outbox were refused."""
    return _OUTBOX_REFUSED


def outbox_published(topic: str) -> Counter:
    """Count messages that the relay published."""
    return _OUTBOX_PUBLISHED.labels(topic)


def transcripts(outcome: TranscriptOutcome) -> Counter:
    """Count transcripts by how they ended in this service."""
    return _TRANSCRIPTS.labels(outcome.value)


def transcript_seconds() -> Histogram:
    """Measure submission to completion, in seconds."""
    return _TRANSCRIPT_SECONDS


def transcript_formats(name: str) -> Counter:
    """Count transcripts by recognised format; ``name`` is one of the adapters' names."""
    return _FORMATS.labels(name)


def parts() -> Counter:
    """Count parts."""
    return _PARTS


def part_seconds() -> Histogram:
    """Measure submission to a part's handling, in seconds."""
    return _PART_SECONDS


def words() -> Counter:
    """Count words."""
    return _WORDS


def changes(rule: str) -> Counter:
    """Count changes by rule; ``rule`` is one of the engine's names."""
    return _CHANGES.labels(rule)


def renditions(kind: str, result: CacheResult) -> Counter:
    """Count renditions served; ``kind`` is one of the rendition names (``srt``, ``json`` …)."""
    return _RENDITIONS.labels(kind, result.value)


def http_requests(route: str, method: str, status: int) -> Counter:
    """Count HTTP requests by route template, method and status."""
    return _HTTP_REQUESTS.labels(route, method, str(status))


def http_request_seconds(route: str, method: str) -> Histogram:
    """Measure HTTP requests by route template and method, in seconds."""
    return _HTTP_REQUEST_SECONDS.labels(route, method)


def dependency_up(dependency: str) -> Gauge:
    """Show whether a dependency answered: 1 or 0."""
    return _DEPENDENCY_UP.labels(dependency)
