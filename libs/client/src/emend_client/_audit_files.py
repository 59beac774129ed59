"""Where a log's files come from while it is verified: fetched ahead of their turn, or a folder."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from emend_client._errors import FileProblem
from emend_transparency import TILE_WIDTH, Tile, bundle_of


class Ahead:
    """Files of a log in the order in which they are verified, some of them fetched ahead."""

    def __init__(self, size: int, begin: Callable[[str], Future[bytes | None]], depth: int) -> None:
        self._begin, self._depth = begin, depth
        self._order = _order(size)
        self._running: dict[str, Future[bytes | None]] = {}

    @property
    def running(self) -> list[Future[bytes | None]]:
        """What is still on its way."""
        return list(self._running.values())

    def read(self, path: str) -> bytes | None:
        """Return a file; those that come next are on their way by then."""
        for following in islice(self._order, max(0, self._depth - len(self._running))):
            self._running[following] = self._begin(following)
        running = self._running.pop(path, None) or self._begin(path)
        return running.result()


def _order(size: int) -> Iterator[str]:
    for first in range(0, size, TILE_WIDTH):
        bundle = bundle_of(first, size)
        yield bundle.path
        yield Tile(0, bundle.index, bundle.width).path


@contextmanager
def opened(file: Path) -> Generator[BinaryIO]:
    """Open a file that the user named."""
    try:
        with file.open("rb") as content:
            yield content
    except OSError as error:
        raise FileProblem(str(file), "unreadable", error.strerror or str(error)) from error


def content_of(file: Path) -> bytes | None:
    """Return a file, if it is there."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileProblem(str(file), "unreadable", error.strerror or str(error)) from error


def text_of(file: Path) -> str:
    """Return a file that must be there, as text."""
    content = content_of(file)
    if content is None:
        message, hint = "there is no such file", "A log's folder has a file named checkpoint."
        raise FileProblem(str(file), "missing", message, hint=hint)
    return content.decode("utf-8", "surrogateescape")


def hand_overs_in(folder: Path) -> list[str]:
    """Return the hand-overs of the key that lie in a log's folder, 1 the first."""
    found: list[str] = []
    while (note := content_of(folder / "hand-over" / str(len(found) + 1))) is not None:
        found.append(note.decode("utf-8", "surrogateescape"))
    return found
