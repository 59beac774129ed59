"""Metrics: names and labels follow the rules, and the functions reach what they name."""

from __future__ import annotations

import re

from prometheus_client import Counter, Gauge, Histogram

from emend_telemetry import Attribute, Label, Outcome, SpanName, TranscriptOutcome, metrics
from emend_telemetry import _metrics as declared

KINDS = (Counter, Gauge, Histogram)
METRICS = [value for value in vars(declared).values() if isinstance(value, KINDS)]
UNITS = ("_total", "_seconds", "_records", "_messages", "_events", "_assigned", "_up")


def exposed_names() -> set[str]:
    text = metrics.exposition().decode()
    return set(re.findall(r"^# HELP (emend_\S+)", text, re.MULTILINE))


def test_every_metric_is_named_after_a_noun_and_its_unit() -> None:
    names = exposed_names()
    assert len(names) == len(METRICS)
    assert all(name.endswith(UNITS) for name in names)


def test_every_metric_says_what_it_counts() -> None:
    helps = re.findall(r"^# HELP emend_\S+(.*)$", metrics.exposition().decode(), re.MULTILINE)
    assert all(text.strip() for text in helps)


def test_a_count_shows_under_its_labels() -> None:
    metrics.events_handled("topic-of-this-test", Outcome.PARKED).inc(3)
    metrics.transcripts(TranscriptOutcome.LATE).inc(0)
    line = b'emend_events_handled_total{outcome="parked",topic="topic-of-this-test"} 3.0'
    assert line in metrics.exposition()


def test_the_lag_of_a_partition_that_left_is_no_longer_shown() -> None:
    metrics.consumer_lag("leaving", 7).set(5)
    assert b'"leaving"' in metrics.exposition()
    metrics.forget_consumer_lag("leaving", 7)
    metrics.forget_consumer_lag("leaving", 8)
    assert b'"leaving"' not in metrics.exposition()


def test_inner_spans_are_named_after_a_service_and_a_verb() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+", name) for name in SpanName)


def test_attributes_and_labels_are_lower_case_words() -> None:
    assert all(re.fullmatch(r"[a-z]+(\.[a-z_]+)+", name) for name in Attribute)
    assert all(re.fullmatch(r"[a-z]+", label) for label in Label)
