"""Where everything of one stack lies: a folder that can be erased as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one stack below its folder, and the cache it shares with others."""

    folder: Path
    cache: Path

    @property
    def environment(self) -> Path:
        """The addresses of the running stack, as ``NAME=value`` lines."""
        return self.folder / "env"

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.folder / "logs"

    @property
    def supervisor(self) -> Path:
        """The supervisor's configuration, log and pid file."""
        return self.folder / "supervisor"

    def log(self, name: str) -> Path:
        """Return where the process of this name writes."""
        return self.logs / f"{name}.log"

    def data(self, name: str) -> Path:
        """Return the folder that the piece of this name owns."""
        return self.folder / name


def project_layout(project: Path) -> Layout:
    """Return the stack that ``make run`` starts."""
    folder = project.resolve() / ".emend"
    return Layout(folder=folder, cache=folder / "cache")


def session_layout(project: Path, slot: int) -> Layout:
    """Return the stack of the test session that holds this slot."""
    folder = project.resolve() / ".emend"
    return Layout(folder=folder / "test" / str(slot), cache=folder / "cache")
