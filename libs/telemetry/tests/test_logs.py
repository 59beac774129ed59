"""Logs: one JSON object per line, whoever wrote it."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator
from typing import Any

import pytest
import structlog
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from emend_telemetry import (
    TRACEPARENT,
    configure_logging,
    configure_tracing,
    get_logger,
    message_span,
)


@pytest.fixture(autouse=True)
def logging_restored() -> Generator[None]:
    """Leave the process's logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    captured = capsys.readouterr()
    assert captured.out == ""
    return [json.loads(line) for line in captured.err.splitlines()]


def test_a_line_says_when_who_where_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("emend-storage")
    get_logger("emend_storage.store").info("part stored", words=13, title="Śrī")
    (line,) = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "info",
        "service": "emend-storage",
        "logger": "emend_storage.store",
        "event": "part stored",
        "words": 13,
        "title": "Śrī",
    }


def test_libraries_log_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("emend-storage")
    logging.getLogger("aiokafka").warning("lost %s", "broker 1", extra={"node": 1})
    (line,) = lines(capsys)
    assert (line["event"], line["logger"], line["level"]) == (
        "lost broker 1",
        "aiokafka",
        "warning",
    )
    assert (line["service"], line["node"]) == ("emend-storage", 1)


def test_an_exception_is_data_on_one_line_without_values_of_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging("emend-storage")
    password = "not for the log"  # noqa: S105 - it stands for one
    try:
        {}[len(password)]
    except KeyError:
        get_logger("ours").exception("failed")
        logging.getLogger("theirs").exception("failed")
    for line in lines(capsys):
        assert line["exception"][0]["exc_type"] == "KeyError"
        assert "not for the log" not in json.dumps(line)


def test_levels_below_the_configured_one_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("emend-storage", level="warning")
    get_logger("ours").info("quiet")
    logging.getLogger("theirs").info("quiet")
    assert lines(capsys) == []


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="LOUD"):
        configure_logging("emend-storage", level="loud")


def test_a_value_that_json_does_not_know_is_written_as_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging("emend-storage")
    get_logger("ours").info("odd", value={1}, raw=b"\xff", nested=[object])
    assert lines(capsys)[0]["value"] == "{1}"


def test_a_line_inside_a_span_names_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("emend-storage")
    shut_down = configure_tracing("emend-storage", "1", exporter=InMemorySpanExporter())
    parent = f"00-{'a' * 32}-{'b' * 16}-01".encode()
    with message_span("process", "topic", 0, 0, ((TRACEPARENT, parent),)):
        get_logger("ours").info("inside")
        logging.getLogger("theirs").warning("inside")
    get_logger("ours").info("outside")
    shut_down()
    ours, theirs, outside = lines(capsys)
    assert ours["trace_id"] == theirs["trace_id"] == "a" * 32
    assert ours["span_id"] == theirs["span_id"] != "b" * 16
    assert "trace_id" not in outside
