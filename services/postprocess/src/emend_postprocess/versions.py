"""Versions of what users define: which is next, which is newest, and who may write it.

Pure. A version never changes once it is published. Retiring a name takes it out of use; its
versions stay, so that a part that names one gives the same result for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a profile or a vocabulary."""

    name: str
    version: int
    digest: str
    document: str
    """Everything in it, as JSON."""
    changed_at: datetime
    retired: bool = False

    @property
    def label(self) -> str:
        """``name@version``."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a writer takes for granted; none of the two is anything.

    Attributes:
        label: the newest version, ``*`` for any.
        absent: that nothing of the name is in use.
    """

    label: str | None = None
    absent: bool = False


class UnknownName(Exception):  # noqa: N818 - names the fact
    """Nothing of this name is there."""

    def __init__(self, noun: str, name: str) -> None:
        super().__init__(f"there is no {noun} {name!r}")
        self.noun = noun


class NotAsExpected(Exception):  # noqa: N818 - names the fact
    """Another version is the newest than the writer took for granted."""

    def __init__(self, expected: Expected, newest: Version | None) -> None:
        wanted = "none" if expected.absent else expected.label
        found = "none" if newest is None else newest.label
        super().__init__(f"the newest version is {found}, where {wanted} was expected")


def newest(rows: Mapping[str, Version], name: str) -> Version | None:
    """Return the newest version of a name, retired or not."""
    return max(versions(rows, name), key=lambda one: one.version, default=None)


def in_use(rows: Mapping[str, Version], name: str) -> Version | None:
    """Return the newest version of a name that is not retired."""
    found = newest(rows, name)
    return None if found is None or found.retired else found


def versions(rows: Mapping[str, Version], name: str) -> list[Version]:
    """Return all versions of a name, the oldest first."""
    found = (row for row in rows.values() if row.name == name)
    return sorted(found, key=lambda one: one.version)


def all_in_use(rows: Mapping[str, Version]) -> Iterable[Version]:
    """Return the newest version of every name that is not retired, by name."""
    found = (in_use(rows, name) for name in sorted({row.name for row in rows.values()}))
    return [one for one in found if one is not None]


def next_number(rows: Mapping[str, Version], name: str) -> int:
    """Return the number of the version that comes next; retired ones count."""
    found = newest(rows, name)
    return 1 if found is None else found.version + 1


def require(rows: Mapping[str, Version], name: str, expected: Expected) -> None:
    """Check what a writer takes for granted.

    Raises:
        NotAsExpected: it is otherwise.
    """
    found = in_use(rows, name)
    wrong_label = expected.label is not None and (
        found is None or expected.label not in ("*", found.label)
    )
    if wrong_label or (expected.absent and found is not None):
        raise NotAsExpected(expected, found)


def retired(version: Version, at: datetime) -> Version:
    """Return a version as the one that takes its name out of use."""
    return replace(version, retired=True, changed_at=at)
