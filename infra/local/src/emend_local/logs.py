"""Prints the processes' logs, and follows them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from emend_local.errors import LocalError

LINES = 20
PAUSE_SECONDS = 0.3


def find_logs(folder: Path, name: str | None) -> list[Path]:
    """Return the logs of one process, or of all.

    Raises:
        LocalError: there is no such log.
    """
    found = sorted(folder.glob(f"{name or '*'}.log"))
    if not found:
        known = ", ".join(sorted(path.stem for path in folder.glob("*.log"))) or "none yet"
        message = f"no log of {name or 'anything'} in {folder}; there are: {known}"
        raise LocalError(message)
    return found


def last_lines(logs: Sequence[Path], lines: int = LINES) -> Iterator[str]:
    """Yield the last lines of each log, each with its process's name before it."""
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace").splitlines()
        yield from (f"{log.stem} | {line}" for line in text[-lines:])


def follow(logs: Sequence[Path]) -> Iterator[str]:
    """Yield lines as they are written, for ever; a log that is rotated away is opened anew."""
    streams = {log: _open_at_end(log) for log in logs}
    while True:
        for log, stream in streams.items():
            yield from (f"{log.stem} | {line.rstrip()}" for line in stream)
            if log.is_file() and log.stat().st_size < stream.tell():
                stream.close()
                streams[log] = log.open(encoding="utf-8", errors="replace")
        time.sleep(PAUSE_SECONDS)


def _open_at_end(log: Path) -> TextIO:
    stream = log.open(encoding="utf-8", errors="replace")
    stream.seek(0, 2)
    return stream
