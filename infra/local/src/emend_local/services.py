"""The services on top of the stack: their database, their topics, their processes."""

from __future__ import annotations

import asyncio
import http.client
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from emend_bus import create_topics
from emend_client import find_addresses
from emend_local.environment import SERVICES
from emend_local.errors import StartFailed, StepFailed
from emend_local.layout import Layout
from emend_local.stack import DEAD, Stack
from emend_local.supervision import Program
from emend_local.waiting import wait_for

WITH_DATABASE = ("audit", "ingest", "storage")
READY_SECONDS = 60
ANSWER_SECONDS = 5
PASSED_ON = (
    *(f"{service.upper()}_" for service in SERVICES),
    *("AWS_", "DATABASE_", "KAFKA_", "OTEL_", "SCHEMA_REGISTRY_"),
)
"""A variable of the caller's that begins so reaches the services."""


def service_environment(environment: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the stack's addresses, and what else the caller wants the services to know."""
    passed = {name: value for name, value in given.items() if name.startswith(PASSED_ON)}
    return passed | dict(environment)


def service_programs(environment: Mapping[str, str]) -> list[Program]:
    """Return how to run each service."""
    return [
        Program(service, (sys.executable, "-m", f"emend_{service}"), environment, priority=200)
        for service in SERVICES
    ]


def make_topics(stack: Stack) -> None:
    """Create the topics that are not there yet."""
    addresses = find_addresses(stack.environment, stack.layout.folder.parent)
    asyncio.run(create_topics(addresses.kafka()))


def migrate(layout: Layout, environment: Mapping[str, str]) -> None:
    """Bring every service's database to its newest revision.

    Raises:
        StepFailed: a migration ended with an error.
    """
    with ThreadPoolExecutor() as threads:
        begun = [threads.submit(_migrate, name, layout, environment) for name in WITH_DATABASE]
    for migration in begun:
        migration.result()


def wait_until_ready(stack: Stack, service: str) -> None:
    """Wait until the service says that it can work.

    Raises:
        StartFailed: its process ended, or it did not get ready in time.
    """
    url = stack.environment[f"EMEND_{service.upper()}_URL"]
    first, log = stack.supervisor.pid(service), stack.layout.log(service)

    def has_ended() -> bool:
        # What dies while it starts is soon started again: then it has another process id.
        pid = stack.supervisor.pid(service)
        return stack.supervisor.states()[service] in DEAD or first not in {0, pid}

    in_time = wait_for(lambda: has_ended() or is_ready(url), READY_SECONDS)
    if has_ended():
        raise StartFailed(service, "its process ended", log)
    if not in_time:
        reason = f"not ready within {READY_SECONDS} s ({url}/health/detailed says why)"
        raise StartFailed(service, reason, log)


def is_ready(url: str) -> bool:
    """Tell whether the service at this URL answers its readiness check with success."""
    address = urlsplit(url).netloc
    connection = http.client.HTTPConnection(address, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _migrate(service: str, layout: Layout, environment: Mapping[str, str]) -> None:
    log = layout.log(f"{service}-migrate")
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(  # noqa: S603 - every word of the command is ours
            (sys.executable, "-m", f"emend_{service}", "migrate", "up"),
            check=False,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode != 0:
        name = f"the migration of {service}"
        raise StepFailed(name, done.returncode, log)
