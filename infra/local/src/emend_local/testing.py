"""Session fixtures for tests that need the real Kafka, PostgreSQL or Valkey.

Each piece is started when the first test asks for it and stopped at the session's end. A piece
that KAFKA_BOOTSTRAP_SERVERS, DATABASE_URL or VALKEY_URL names is used where it is;
TEST_STACK=containers takes all three from testcontainers. Within a session, tests keep apart by
``topic_prefix`` and ``database``; sessions keep apart by a slot each (``emend_local.slots``).
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import Generator

import pytest

from emend_local.containers import ContainerStack, container_stack
from emend_local.layout import Layout
from emend_local.postgres import run_statement
from emend_local.slots import hold_slot
from emend_local.stack import Stack, open_stack

KEPT = {"lock"}
REAL = ("kafka", "postgres", "valkey", "e2e", "faults")
"""The marks of tests that need more than Python, the slowest last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the unit tests first, so that what is quickly found is quickly told."""
    items.sort(key=lambda item: max((REAL.index(mark) + 1 for mark in _marks(item)), default=0))


@pytest.fixture(scope="session")
def stack(pytestconfig: pytest.Config) -> Generator[Stack | ContainerStack]:
    """The session's stack; a test of faults stops, kills and freezes its pieces here.

    Whoever stops a piece starts it again before the test ends: others share it.
    """
    if os.environ.get("TEST_STACK") == "containers":
        with container_stack() as contained:
            yield contained
        return
    with hold_slot(pytestconfig.rootpath) as layout:
        _empty(layout)
        stack = open_stack(layout, durable=False)
        if stack.pieces:
            stack.supervise()
        try:
            yield stack
        finally:
            stack.close()


@pytest.fixture(scope="session")
def kafka_bootstrap_servers(stack: Stack | ContainerStack) -> str:
    """Where the broker listens, as ``host:port``."""
    return _started(stack, "kafka")


@pytest.fixture(scope="session")
def database_url(stack: Stack | ContainerStack) -> str:
    """The database server's URL, for a user who may create databases."""
    return _started(stack, "postgres")


@pytest.fixture(scope="session")
def valkey_url(stack: Stack | ContainerStack) -> str:
    """Where Valkey listens, as ``redis://host:port/0``."""
    return _started(stack, "valkey")


@pytest.fixture
def database(database_url: str) -> Generator[str]:
    """The URL of a fresh, empty database, dropped after the test."""
    name = f"test_{secrets.token_hex(8)}"
    _run(database_url, f"CREATE DATABASE {name}")
    try:
        yield database_url.rpartition("/")[0] + f"/{name}"
    finally:
        _run(database_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def topic_prefix() -> str:
    """A prefix for topic and group names that no other test has."""
    return f"test-{secrets.token_hex(6)}."


def _marks(item: pytest.Item) -> list[str]:
    return [mark.name for mark in item.iter_markers() if mark.name in REAL]


def _started(stack: Stack | ContainerStack, piece: str) -> str:
    stack.start(piece)
    return stack.address(piece)


def _run(url: str, statement: str) -> None:
    # A loop of its own, which leaves the loop of pytest-asyncio as it was.
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(run_statement(url, statement))


def _empty(layout: Layout) -> None:
    for entry in layout.folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in KEPT:
            entry.unlink()
