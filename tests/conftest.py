"""The whole platform, once per module, and its logs beside every failure."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.support.whole import Whole, whole_platform


@pytest.fixture(scope="module")
def whole(kafka_bootstrap_servers: str, database_url: str) -> Generator[Whole]:
    """One process of each service on topics and tables of their own."""
    with whole_platform(kafka_bootstrap_servers, database_url) as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the services' logs to the report of a failed test."""
    report = yield
    running = getattr(item, "funcargs", {}).get("whole")
    if report.failed and isinstance(running, Whole):
        report.sections.append(("logs of the services", running.logs()))
    return report
