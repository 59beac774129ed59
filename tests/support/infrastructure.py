"""Kafka and PostgreSQL for scripts: a stack of their own, or the ones the environment names."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from emend_local.postgres import run_statement
from emend_local.slots import hold_slot
from emend_local.stack import Stack, open_stack

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """Where things are, and the stack that they belong to."""

    stack: Stack
    bootstrap_servers: str
    server_url: str

    @contextmanager
    def database(self) -> Generator[str]:
        """The URL of a fresh database, dropped at the end."""
        name = f"run_{secrets.token_hex(6)}"
        _run(self.server_url, f"CREATE DATABASE {name}")
        try:
            yield self.server_url.rpartition("/")[0] + f"/{name}"
        finally:
            _run(self.server_url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def infrastructure() -> Generator[Infrastructure]:
    """A broker and a database server, stopped at the end if they were started here."""
    with hold_slot(ROOT) as layout:
        stack = open_stack(layout, durable=False)
        if stack.pieces:
            stack.supervise()
        try:
            for piece in ("kafka", "postgres"):
                stack.start(piece)
            yield Infrastructure(stack, stack.address("kafka"), stack.address("postgres"))
        finally:
            stack.close()


def _run(url: str, statement: str) -> None:
    """Run a statement in a thread of its own, since the caller may have a running loop."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        threads.submit(asyncio.run, run_statement(url, statement)).result()
