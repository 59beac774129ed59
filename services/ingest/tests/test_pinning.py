"""Bare names become the newest version that is in use."""

from __future__ import annotations

import pytest

from emend_ingest.domain.pinning import Known, pinned

KNOWN = [Known("a", 2, False), Known("a", 10, False), Known("b", 1, False), Known("b", 2, True)]  # noqa: FBT003 - the event's own field


@pytest.mark.parametrize(("name", "expected"), [("a", "a@10"), ("b", None), ("c", None)])
def test_the_newest_version_in_use_counts(name: str, expected: str | None) -> None:
    assert pinned(name, KNOWN) == expected
