"""Times in a query are in UTC, whatever zone they were given in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from emend_web import Problem, in_utc

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "time",
    [NOON, NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))],
)
def test_a_time_is_brought_to_utc(time: datetime) -> None:
    assert in_utc(time) == NOON


def test_no_time_is_none() -> None:
    assert in_utc(None) is None


def test_a_time_that_utc_does_not_have_is_a_problem() -> None:
    with pytest.raises(Problem, match="beyond the calendar"):
        in_utc(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))))
