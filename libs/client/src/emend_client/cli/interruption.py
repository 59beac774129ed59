"""Endless work of a command: runs until Ctrl-C, and ends then whatever a library makes of it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

_PATIENCE_SECONDS = 5.0


def run_until_interrupted(
    work: Coroutine[Any, Any, None], patience_seconds: float = _PATIENCE_SECONDS
) -> None:
    """Run until the work ends or the person interrupts it.

    A library may lose a cancellation that comes at the very moment of a result, or wait for
    ever while it closes; so the work is cancelled again each time ``patience_seconds`` have passed.
    """
    asyncio.run(_run(work, patience_seconds))


async def _run(work: Coroutine[Any, Any, None], patience_seconds: float) -> None:
    loop = asyncio.get_running_loop()
    interrupted = asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, interrupted.set)
    working, waiting = asyncio.create_task(work), asyncio.create_task(interrupted.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        while not working.done():
            working.cancel()
            await asyncio.wait({working}, timeout=patience_seconds)
        if not working.cancelled():
            working.result()
    finally:
        waiting.cancel()
        loop.remove_signal_handler(signal.SIGINT)
