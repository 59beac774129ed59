"""The whole platform for a module of tests: topics, tables and one process of each service."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from emend_bus import KafkaSettings, create_topics
from emend_local.postgres import run_statement
from tests.support.processes import Platform, Service, platform, wait_ready

SERVICES = ("ingest", "postprocess", "storage")
LOG_TAIL_CHARACTERS = 6_000


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that works on one prefix of topics and one database."""

    kafka: KafkaSettings
    platform: Platform
    ingest: Service
    postprocess: Service
    storage: Service

    @property
    def services(self) -> tuple[Service, Service, Service]:
        """The three processes, in the order in which a transcript meets them."""
        return (self.ingest, self.postprocess, self.storage)

    @property
    def files(self) -> Path:
        """The folder that ingest keeps originals in."""
        return self.platform.folder / "files"

    def logs(self) -> str:
        """Return the end of each process's log, to be read when a test failed."""
        return "\n".join(
            f"--- {service.name} ({service.process.poll()})\n{_tail(service.log)}"
            for service in self.services
        )


@contextmanager
def whole_platform(
    bootstrap_servers: str, server_url: str, *, partitions: int | None = None, **settings: str
) -> Generator[Whole]:
    """Run the platform until the block ends.

    Args:
        bootstrap_servers: the broker's address.
        server_url: the database server's, for a user who may create databases.
        partitions: of every topic; by default what the topic table says.
        settings: more environment variables for the services.
    """
    kafka = KafkaSettings(
        bootstrap_servers=bootstrap_servers, topic_prefix=f"test-{secrets.token_hex(6)}."
    )
    asyncio.run(create_topics(kafka, partitions=partitions))
    with (
        _database(server_url) as database_url,
        platform(bootstrap_servers, kafka.topic_prefix, database_url, **settings) as processes,
    ):
        processes.migrate()
        services = [processes.start(name, wait=False) for name in SERVICES]
        for service in services:
            wait_ready(service)
        yield Whole(kafka, processes, *services)


@contextmanager
def _database(server_url: str) -> Generator[str]:
    name = f"test_{secrets.token_hex(8)}"
    asyncio.run(run_statement(server_url, f"CREATE DATABASE {name}"))
    try:
        yield server_url.rpartition("/")[0] + f"/{name}"
    finally:
        asyncio.run(run_statement(server_url, f"DROP DATABASE {name} WITH (FORCE)"))


def _tail(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-LOG_TAIL_CHARACTERS:]
