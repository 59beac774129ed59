"""The services' logs beside every failure of a test that runs the platform."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.support.whole import Whole


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
