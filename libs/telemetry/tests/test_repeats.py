"""A talkative library is heard once in a while; everybody else always."""

from __future__ import annotations

import logging

from emend_telemetry._repeats import RepeatFilter


def line(name: str, created: float, number: int = 1) -> logging.LogRecord:
    """Return a line as the library logs it."""
    record = logging.LogRecord(
        name, logging.ERROR, "client.py", 10, "broker %d away", (number,), None
    )
    record.created = created
    return record


def test_the_same_line_passes_once_in_ten_seconds_and_counts_the_others() -> None:
    subject = RepeatFilter()
    passed = [line("aiokafka.client", at / 10, at) for at in range(201)]
    heard = [record for record in passed if subject.filter(record)]
    assert [record.created for record in heard] == [0.0, 10.0, 20.0]
    assert heard[1].getMessage() == "broker 100 away (99 like it left out)"


def test_our_own_lines_always_pass() -> None:
    subject = RepeatFilter()
    assert all(subject.filter(line("emend_bus", 0.0)) for _ in range(5))
