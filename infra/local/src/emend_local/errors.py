"""What can go wrong with the local stack.

LocalError
├── FetchFailed        a program that the stack needs could not be downloaded
├── StartFailed        a piece or a service did not come up; carries the end of its log
├── StopFailed         a process did not end in time
├── StepFailed         a command of ours (migration, formatting) ended with an error
└── SamplesFailed      the samples did not make it through the pipeline
"""

from __future__ import annotations

from pathlib import Path

LINES_SHOWN = 25


class LocalError(Exception):
    """Anything that a person at the terminal should read without a traceback."""


class FetchFailed(LocalError):  # noqa: N818 - it reads as a sentence: the fetch failed
    """A download failed."""


class SamplesFailed(LocalError):  # noqa: N818 - as above
    """The samples did not come out at the other end."""


class StartFailed(LocalError):  # noqa: N818 - as above
    """A process did not come up in time."""

    def __init__(self, name: str, reason: str, log: Path) -> None:
        super().__init__(f"{name} did not start: {reason}\n{tail(log)}\nthe whole log: {log}")


class StopFailed(LocalError):  # noqa: N818 - as above
    """A process did not end in time."""

    def __init__(self, name: str, seconds: float, log: Path) -> None:
        super().__init__(
            f"{name} still runs after {seconds:g} s\n{tail(log)}\nthe whole log: {log}"
        )


class StepFailed(LocalError):  # noqa: N818 - as above
    """A command ended with an error."""

    def __init__(self, name: str, exit_code: int, log: Path) -> None:
        super().__init__(
            f"{name} ended with exit code {exit_code}\n{tail(log)}\nthe whole log: {log}"
        )


def tail(log: Path, lines: int = LINES_SHOWN) -> str:
    """Return the last lines of a log, indented; a note where there is none."""
    if not log.is_file():
        return "  (it wrote no log)"
    found = log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
    return "\n".join(f"  {line}" for line in found) or "  (its log is empty)"
