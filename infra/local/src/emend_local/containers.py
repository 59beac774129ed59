"""The same pieces from container images, where a Docker engine works and a test run asks for it.

testcontainers is a development dependency, so it is imported only when it is asked for.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

from emend_local.errors import LocalError

KAFKA_IMAGE = "confluentinc/cp-kafka:8.1.0"  # Kafka 4.1
POSTGRES_IMAGE = "postgres:18"
VALKEY_IMAGE = "valkey/valkey:9"
ENGINE_SECONDS = 20


class ContainerStack:
    """The pieces as containers, with the methods of ``emend_local.stack.Stack``."""

    pieces = ("kafka", "postgres", "valkey")

    def __init__(self) -> None:
        self._containers: dict[str, Any] = {}
        self._addresses: dict[str, str] = {}

    def address(self, piece: str) -> str:
        """Return where a piece listens, in the form of its environment variable."""
        return self._addresses[piece]

    def start(self, piece: str) -> None:
        """Start a piece, the first time or again; testcontainers waits until it answers."""
        if piece in self._containers:
            self._wrapped(piece).start()
            return
        makers: Mapping[str, Callable[[], tuple[Any, str]]] = {
            "kafka": _start_kafka,
            "postgres": _start_postgres,
            "valkey": _start_valkey,
        }
        self._containers[piece], self._addresses[piece] = makers[piece]()

    def stop(self, piece: str) -> None:
        """Ask a piece to end, and wait for its end."""
        self._wrapped(piece).stop()

    def kill(self, piece: str) -> None:
        """End a piece with SIGKILL."""
        self._wrapped(piece).kill()

    def freeze(self, piece: str) -> None:
        """Halt a piece: its connections stay open and nothing answers."""
        self._wrapped(piece).pause()

    def thaw(self, piece: str) -> None:
        """Let a frozen piece go on."""
        self._wrapped(piece).unpause()

    def close(self) -> None:
        """Remove every container."""
        for container in self._containers.values():
            container.stop()

    def _wrapped(self, piece: str) -> Any:
        return self._containers[piece].get_wrapped_container()


@contextmanager
def container_stack() -> Generator[ContainerStack]:
    """Give a stack of containers that are removed after the block.

    Raises:
        LocalError: there is no Docker engine that answers.
    """
    _require_engine()
    stack = ContainerStack()
    try:
        yield stack
    finally:
        stack.close()


def _require_engine() -> None:
    docker = shutil.which("docker")
    if docker is None:
        message = "TEST_STACK=containers needs Docker, and there is no docker command here"
        raise LocalError(message)
    done = subprocess.run(  # noqa: S603 - every word of the command is ours
        (docker, "info"), capture_output=True, check=False, text=True, timeout=ENGINE_SECONDS
    )
    if done.returncode != 0:
        message = f"TEST_STACK=containers needs a Docker engine: {done.stderr.strip()}"
        raise LocalError(message)


def _start_kafka() -> tuple[Any, str]:
    from testcontainers.community.kafka import KafkaContainer  # noqa: PLC0415 - see the module

    settings = {
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
        "KAFKA_MESSAGE_MAX_BYTES": str(17 * 1024 * 1024),
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS": "1000",
    }
    container = KafkaContainer(KAFKA_IMAGE).with_kraft()
    for name, value in settings.items():
        container.with_env(name, value)
    container.start()
    return container, container.get_bootstrap_server()


def _start_postgres() -> tuple[Any, str]:
    from testcontainers.community.postgres import (  # noqa: PLC0415 - see the module
        PostgresContainer,
    )

    container = PostgresContainer(POSTGRES_IMAGE, driver=None).start()
    return container, container.get_connection_url()


def _start_valkey() -> tuple[Any, str]:
    from testcontainers.community.valkey import ValkeyContainer  # noqa: PLC0415 - see the module

    container = ValkeyContainer(VALKEY_IMAGE).start()
    return container, f"redis://{container.get_host()}:{container.get_exposed_port()}/0"
