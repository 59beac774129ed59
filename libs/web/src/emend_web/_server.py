"""One process, one event loop: HTTP and the service's own work, started and stopped together."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, TypeAlias

import uvicorn
import uvloop
from fastapi import FastAPI

from emend_telemetry import get_logger

Work: TypeAlias = Callable[[asyncio.Event], Awaitable[None]]
"""Runs until the event is set, then finishes what it has begun and returns."""

TIME_LIMIT_S: Final = 30.0
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)

log = get_logger(__name__)


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a service's main coroutine on uvloop."""
    uvloop.run(main)


async def serve(
    app: FastAPI,
    host: str,
    port: int,
    *,
    work: Sequence[Work] = (),
    time_limit_s: float = TIME_LIMIT_S,
) -> None:
    """Serve HTTP and run the work until SIGTERM or SIGINT; return when all of it has ended.

    On a signal HTTP stops accepting and the work finishes what it has begun; the lifespan of
    the application ends last. Work that fails, or ends unasked, stops everything and raises
    ``SystemExit(1)``, as does a port that is taken. A second signal, or ``time_limit_s`` after
    the first, ends the process at once with exit code 1.
    """
    listener = _listen(host, port)
    stop, failures = asyncio.Event(), list[str]()
    with _stopping_on_signals(stop, time_limit_s):
        async with asyncio.TaskGroup() as group:
            ended = asyncio.Event()
            _keep_lifespan_until(app, ended)
            server = _Server(_configuration(app, time_limit_s))
            group.create_task(_guard("http", server.run_until(stop, listener), stop, failures))
            await server.answering_or(stop)
            if not stop.is_set():
                log.info("serving", address=_address(listener), work=len(work))
            await _run_all(work, stop, failures)
            ended.set()
    if failures:
        raise SystemExit(1)
    log.info("stopped")


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: one place decides when the process stops."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._answering = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as error:  # uvicorn would end the process; that is ours to decide
            message = "the application did not start"
            raise RuntimeError(message) from error
        self._answering.set()

    async def run_until(self, stop: asyncio.Event, listener: socket.socket) -> None:
        """Serve until the event is set; returning earlier means that the start failed."""
        waiting = asyncio.create_task(self._exit_on(stop))
        try:
            await self.serve(sockets=[listener])
        finally:
            waiting.cancel()
            self._answering.set()

    async def answering_or(self, stop: asyncio.Event) -> None:
        """Wait until requests are answered, or the start has failed."""
        await self._answering.wait()
        if not self.started:
            stop.set()

    async def _exit_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.should_exit = True


async def _run_all(work: Sequence[Work], stop: asyncio.Event, failures: list[str]) -> None:
    """Run all work to its end; without any, wait for the stop."""
    if stop.is_set():
        return
    async with asyncio.TaskGroup() as group:
        for piece in work:
            name = getattr(piece, "__qualname__", repr(piece))
            group.create_task(_guard(name, piece(stop), stop, failures))
        await stop.wait()


async def _guard(
    name: str, running: Awaitable[None], stop: asyncio.Event, failures: list[str]
) -> None:
    """Await one piece; if it fails or ends unasked, say so and stop the others."""
    try:
        await running
        if not stop.is_set():
            failures.append(name)
            log.error("work ended although nobody asked it to", work=name)
    except Exception:
        failures.append(name)
        log.exception("work failed, stopping", work=name)
    finally:
        stop.set()


@contextmanager
def _stopping_on_signals(stop: asyncio.Event, time_limit_s: float) -> Generator[None]:
    """Set the event on the first signal; end the process on the second, or when time is up."""
    loop = asyncio.get_running_loop()

    def on_signal(number: signal.Signals) -> None:
        if stop.is_set():
            _end_hard("second signal", number.name)
        log.info("stopping", signal=number.name, time_limit_s=time_limit_s)
        stop.set()

    async def watch() -> None:
        await stop.wait()
        await asyncio.sleep(time_limit_s)
        _end_hard("time limit reached", f"{time_limit_s:g} s")

    for number in _SIGNALS:
        loop.add_signal_handler(number, on_signal, number)
    watching = loop.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)


def _end_hard(why: str, detail: str) -> None:
    """End the process without finishing anything; what is uncommitted is redelivered."""
    log.error("ending without finishing", why=why, detail=detail)
    os._exit(1)


def _listen(host: str, port: int) -> socket.socket:
    """Open the port, or say clearly that it cannot be had and exit."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        log.error("cannot listen", host=host, port=port, reason=error.strerror)  # noqa: TRY400 - the reason is all there is to know
        raise SystemExit(1) from error


def _configuration(app: FastAPI, time_limit_s: float) -> uvicorn.Config:
    """Configure uvicorn to log as we do and to add nothing of its own."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=max(1, int(time_limit_s) - 1),
    )


def _keep_lifespan_until(app: FastAPI, ended: asyncio.Event) -> None:
    """Keep what the lifespan opened (pools, say) open until the work has ended."""
    original = app.router.lifespan_context

    @asynccontextmanager
    async def outlasting(served: Any) -> AsyncGenerator[Any]:
        async with original(served) as state:
            yield state
            await ended.wait()

    app.router.lifespan_context = outlasting


def _address(listener: socket.socket) -> str:
    """Write where we listen as a URL."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
