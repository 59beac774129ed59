"""A bare name of a profile or a vocabulary becomes ``name@version`` when a submission is taken in.

From then on the version is in the events, so that working on them again gives the same bytes
whatever was published since.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Known(NamedTuple):
    """A version that was published."""

    name: str
    version: int
    retired: bool


def pinned(name: str, known: Iterable[Known]) -> str | None:
    """Return the newest version of a bare name; none where nothing of it is in use."""
    newest = max((one for one in known if one.name == name), key=lambda one: one[1], default=None)
    return None if newest is None or newest.retired else f"{newest.name}@{newest.version}"
