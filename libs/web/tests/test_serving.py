"""Serving in a process of its own: how it starts, stops and fails."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, TypeAlias

import httpx
import pytest

TIME_LIMIT_S = 20

SERVICE = """
import asyncio, contextlib, sys
from emend_telemetry import configure_logging, get_logger
from emend_web import create_web, run, serve

log = get_logger("shop")

async def worker(stop):
    log.info("work started")
    await stop.wait()
    await asyncio.sleep(0.3)
    log.info("batch finished")

async def failing(stop):
    raise LookupError("no such topic")

async def ending(stop):
    pass

async def stubborn(stop):
    await asyncio.Event().wait()

@contextlib.asynccontextmanager
async def lifespan(app):
    log.info("pool opened")
    yield
    log.info("pool closed")

@contextlib.asynccontextmanager
async def broken(app):
    raise RuntimeError("no pool")
    yield

async def main(port, limit, *names):
    around = broken if "broken" in names else lifespan
    app = create_web("shop", "1", checks={}, lifespan=around)

    @app.get("/slow")
    async def slow():
        log.info("slow request began")
        await asyncio.sleep(0.5)
        return "done"

    work = [globals()[name] for name in names if name != "broken"]
    await serve(app, "127.0.0.1", int(port), work=work, time_limit_s=float(limit))

configure_logging("shop")
run(main(*sys.argv[1:]))
log.info("left serve")
"""


class Process:
    """A service in a process of its own, whose log lines can be waited for."""

    def __init__(self, *arguments: str) -> None:
        self._running = subprocess.Popen(  # noqa: S603 - our own interpreter and text
            [sys.executable, "-c", SERVICE, *arguments], stderr=subprocess.PIPE, text=True
        )
        self._lines: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, event: str) -> dict[str, Any]:
        """Return the line with this event as soon as it is there."""

        def found() -> dict[str, Any] | None:
            return next((line for line in self._lines if line["event"] == event), None)

        with self._changed:
            assert self._changed.wait_for(lambda: found() or self._ended(), TIME_LIMIT_S)
            line = found()
        assert line is not None, f"no {event!r} among {self._lines}"
        return line

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._running.send_signal(number)

    def exit_code(self) -> int:
        """Wait for the end."""
        code = self._running.wait(TIME_LIMIT_S)
        self._reader.join(TIME_LIMIT_S)
        return code

    def events(self) -> list[str]:
        """Return what was logged, in order."""
        return [line["event"] for line in self._lines]

    def close(self) -> None:
        """Leave nothing behind."""
        self._running.kill()
        self.exit_code()
        assert self._running.stderr is not None
        self._running.stderr.close()

    def _ended(self) -> bool:
        return not self._reader.is_alive()

    def _read(self) -> None:
        assert self._running.stderr is not None
        for text in self._running.stderr:
            with self._changed:
                self._lines.append(json.loads(text))
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()


Start: TypeAlias = Callable[..., Process]


@pytest.fixture
def start() -> Generator[Start]:
    """Start services; all are gone after the test."""
    processes: list[Process] = []

    def begin(*work: str, port: int = 0, limit: float = 10) -> Process:
        processes.append(Process(str(port), str(limit), *work))
        return processes[-1]

    yield begin
    for process in processes:
        process.close()


def test_a_signal_lets_the_work_finish_and_ends_with_0(start: Start) -> None:
    process = start("worker")
    process.wait_for("work started")
    process.send(signal.SIGTERM)
    assert process.exit_code() == 0
    events = process.events()
    order = ["pool opened", "work started", "stopping", "batch finished", "pool closed", "stopped"]
    assert [event for event in events if event in order] == order
    assert events[-1] == "left serve"


def test_a_request_in_flight_is_answered_before_the_end(start: Start) -> None:
    process = start()
    address = process.wait_for("serving")["address"]
    assert httpx.get(f"{address}/health").json()["status"] == "alive"
    answers: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{address}/slow")))
    asking.start()
    process.wait_for("slow request began")
    process.send(signal.SIGINT)
    assert process.exit_code() == 0
    asking.join()
    assert answers[0].json() == "done"


def test_failing_work_stops_the_other_work_and_ends_with_1(start: Start) -> None:
    process = start("worker", "failing")
    assert process.exit_code() == 1
    failure = process.wait_for("work failed, stopping")
    assert failure["work"] == "failing"
    assert failure["exception"][0]["exc_value"] == "no such topic"
    assert "batch finished" in process.events()
    assert "pool closed" in process.events()


def test_work_that_ends_unasked_counts_as_failed(start: Start) -> None:
    process = start("ending")
    assert process.exit_code() == 1
    process.wait_for("work ended although nobody asked it to")


def test_a_second_signal_ends_at_once(start: Start) -> None:
    process = start("stubborn", limit=60)
    process.wait_for("serving")
    process.send(signal.SIGTERM)
    process.wait_for("stopping")
    process.send(signal.SIGTERM)
    assert process.exit_code() == 1
    assert process.wait_for("ending without finishing")["why"] == "second signal"


def test_work_that_does_not_end_in_time_is_ended(start: Start) -> None:
    process = start("stubborn", limit=0.5)
    process.wait_for("serving")
    began = time.monotonic()
    process.send(signal.SIGTERM)
    assert process.exit_code() == 1
    assert 0.4 < time.monotonic() - began < 10
    assert process.wait_for("ending without finishing")["why"] == "time limit reached"


def test_a_port_that_is_taken_is_named(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("worker", port=port)
        assert process.exit_code() == 1
    refusal = process.wait_for("cannot listen")
    assert refusal["port"] == port
    assert "Address already in use" in refusal["reason"]
    assert "work started" not in process.events()


def test_a_start_that_fails_ends_with_1_before_any_work(start: Start) -> None:
    process = start("worker", "broken")
    assert process.exit_code() == 1
    assert any("no pool" in event for event in process.events())
    assert "work started" not in process.events()
