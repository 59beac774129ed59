"""Watching processes from outside: progress by their metrics, CPU and memory by the system."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from tests.support.processes import Service

MEBIBYTE = 2**20


@dataclass(slots=True)
class Usage:
    """CPU seconds and the highest resident memory of one process while it was watched."""

    process: psutil.Process
    cpu_before: float
    samples_mib: list[float] = field(default_factory=list[float])

    @property
    def cpu_seconds(self) -> float:
        """CPU used since watching began, or began anew."""
        return cpu_seconds(self.process) - self.cpu_before

    def begin_anew(self) -> None:
        """Forget the CPU used so far, as that of the start."""
        self.cpu_before = cpu_seconds(self.process)

    def sample(self) -> None:
        """Look at the memory."""
        self.samples_mib.append(self.process.memory_info().rss / MEBIBYTE)


def watch(pid: int) -> Usage:
    """Begin to watch a process."""
    process = psutil.Process(pid)
    return Usage(process, cpu_seconds(process))


def cpu_seconds(process: psutil.Process) -> float:
    """Return user and system time of a process."""
    times = process.cpu_times()
    return times.user + times.system


def metric(service: Service, name: str) -> float:
    """Return the sum of a metric's samples, 0 where it has none yet or does not listen yet."""
    try:
        with urlopen(f"{service.url}/metrics", timeout=10) as answer:  # noqa: S310 - loopback
            text = answer.read().decode()
    except URLError:
        return 0.0
    return sum(
        float(value) for value in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", text, re.MULTILINE)
    )


async def rate_until(
    progress: Callable[[], float],
    count: float,
    *,
    usages: Sequence[Usage] = (),
    timeout_seconds: float = 600,
) -> tuple[float, float]:
    """Return the rate and the seconds from the first progress seen to ``count``.

    The CPU of ``usages`` counts from there, too.

    Raises:
        TimeoutError: it did not get there.
    """
    first: tuple[float, float] | None = None
    async with asyncio.timeout(timeout_seconds):
        while True:
            done, now = await asyncio.to_thread(progress), time.perf_counter()
            for usage in usages:
                usage.sample()
            if first is None and done > 0:
                first = (done, now)
                for usage in usages:
                    usage.begin_anew()
            if first is not None and done >= count:
                seconds = max(now - first[1], 1e-9)
                return (done - first[0]) / seconds, seconds
            await asyncio.sleep(0.1)
