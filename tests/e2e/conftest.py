"""The whole platform, once for all of these tests: each uses names that no other has."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.support.processes import Service
from tests.support.whole import Whole, whole_platform


@pytest.fixture(scope="package")
def whole(kafka_bootstrap_servers: str, database_url: str) -> Generator[Whole]:
    """One process of each service on topics and tables of their own."""
    with whole_platform(kafka_bootstrap_servers, database_url) as running:
        yield running


@pytest.fixture(scope="package")
def audit(whole: Whole) -> Service:
    """The audit service beside it."""
    whole.platform.migrate("audit")
    return whole.platform.start("audit")
