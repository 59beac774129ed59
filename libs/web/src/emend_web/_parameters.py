"""Query parameters as the services' databases can take them."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from emend_web._problems import Problem

NO_NUL: Final = r"^[^\x00]*$"
"""A pattern for text that PostgreSQL can hold: it has no NUL."""


def in_utc(time: datetime | None) -> datetime | None:
    """Return a time in UTC, which is also what a time without a zone is taken for.

    Raises:
        Problem: 422, a time that UTC's calendar does not have.
    """
    if time is None or time.tzinfo is None:
        return time and time.replace(tzinfo=UTC)
    try:
        return time.astimezone(UTC)
    except OverflowError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        raise Problem(status, "Bad time", f"{time} is beyond the calendar in UTC") from error
