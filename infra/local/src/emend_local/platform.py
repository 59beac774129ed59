"""The whole platform on this machine: infrastructure first, then the services on top."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console

from emend_local.environment import SERVICES, SUPERVISOR, read_environment
from emend_local.jars import KAFKA_VERSION, are_fetched, kafka_jars
from emend_local.layout import Layout
from emend_local.progress import step
from emend_local.services import (
    make_topics,
    migrate,
    service_environment,
    service_programs,
    wait_until_ready,
)
from emend_local.slots import stop_idle_slots
from emend_local.stack import Stack, open_stack
from emend_local.supervision import Supervisor

TITLES = {"kafka": f"Kafka {KAFKA_VERSION}", "postgres": "PostgreSQL 18", "valkey": "Valkey 9"}


@contextmanager
def one_at_a_time(layout: Layout) -> Generator[None]:
    """Keep a second command of this kind waiting until the first one is through."""
    layout.folder.mkdir(parents=True, exist_ok=True)
    with (layout.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fetch(layout: Layout, console: Console) -> None:
    """Download what the package index does not have, unless it is here already."""
    if not are_fetched(layout.cache):
        with step(console, f"Fetching Kafka {KAFKA_VERSION} from Maven Central, once (54 MB)"):
            kafka_jars(layout.cache)


def start_platform(layout: Layout, console: Console) -> Stack:
    """Start whatever does not run yet, and wait until all of it works.

    Raises:
        LocalError: something did not come up; the message ends with its log.
    """
    stack = open_stack(layout, durable=True)
    if "kafka" in stack.pieces:
        fetch(layout, console)
    environment = service_environment(stack.environment, os.environ)
    stack.supervise(service_programs(environment))
    for piece, title in TITLES.items():
        place = "here" if piece in stack.pieces else f"at {stack.address(piece)}"
        with step(console, f"{title} {place}"):
            stack.start(piece)
    with step(console, "Topics"):
        make_topics(stack)
    start_services(stack, console)
    return stack


def start_services(stack: Stack, console: Console) -> None:
    """Migrate, start the services that do not run, and wait until each says that it is ready."""
    states = stack.supervisor.states()
    if any(states[service] != "RUNNING" for service in SERVICES):
        with step(console, "Database migrations"):
            migrate(stack.layout, service_environment(stack.environment, os.environ))
    for name in ("files", "inbox"):
        stack.layout.data(name).mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        stack.supervisor.start(service)
    for service in SERVICES:
        with step(console, f"Service {service}"):
            wait_until_ready(stack, service)


def stop_platform(layout: Layout, console: Console) -> None:
    """Stop the services and the infrastructure; what they keep stays."""
    saved = read_environment(layout.environment)
    if saved:
        with step(console, "Stopping"):
            Supervisor(layout, saved[SUPERVISOR]).shutdown()


def erase(layout: Layout, console: Console) -> None:
    """Stop everything, and erase all of it: data, logs, results, downloads.

    Raises:
        LocalError: a test session is under way.
    """
    stop_platform(layout, console)
    stop_idle_slots(layout.folder.parent)
    with step(console, f"Erasing {layout.folder}"):
        shutil.rmtree(layout.folder)
