"""Ctrl-C ends endless work, also where a library does not hear it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from emend_client.cli.interruption import run_until_interrupted


async def _interrupted() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.Event().wait()


async def _deaf_once() -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await _interrupted()
    await asyncio.Event().wait()


async def _closing_for_ever() -> None:
    try:
        await _interrupted()
    finally:
        await asyncio.Event().wait()


@pytest.mark.parametrize("work", [_interrupted, _deaf_once, _closing_for_ever])
def test_interrupted_work_ends(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    run_until_interrupted(work(), patience_seconds=0.01)


def test_work_that_ends_by_itself_is_not_waited_for() -> None:
    ran: list[str] = []

    async def work() -> None:
        ran.append("once")

    run_until_interrupted(work())
    assert ran == ["once"]


def test_an_error_of_the_work_is_raised() -> None:
    async def work() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        run_until_interrupted(work())
