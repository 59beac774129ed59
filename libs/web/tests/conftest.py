"""Logs as a service writes them, for every test here."""

from __future__ import annotations

import logging
from collections.abc import Generator

import pytest
import structlog

from emend_telemetry import configure_logging


@pytest.fixture(autouse=True)
def service_logging() -> Generator[None]:
    """Log as a service does, and leave the process's logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging("emend-shop")
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
