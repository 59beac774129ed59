"""Page cursors: opaque to clients, checked when they come back; pure."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeAlias

from pydantic import Field, TypeAdapter

MAX_CHARACTERS = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_Number = Annotated[int, Field(strict=True, ge=-(2**62), le=2**62)]
_NUMBERS = TypeAdapter(list[_Number])

Position: TypeAlias = tuple[datetime, int]
"""Where a list of transcripts goes on: below this time of submission and key."""


class BadCursor(ValueError):  # noqa: N818 - the name is the fact
    """This cursor is not one that the service gave out."""

    def __init__(self) -> None:
        super().__init__("the cursor is not one that this service gave out")


def write_position(position: Position) -> str:
    """Return the cursor that goes on below a transcript."""
    submitted_at, key = position
    return _write([(submitted_at - _EPOCH) // _MICROSECOND, key])


def read_position(cursor: str) -> Position:
    """Return where the list goes on.

    Raises:
        BadCursor: it is none of ours.
    """
    microseconds, key = _read(cursor, 2)
    try:
        return _EPOCH + microseconds * _MICROSECOND, key
    except OverflowError as error:
        raise BadCursor from error


def write_numbers(*numbers: int) -> str:
    """Return the cursor that goes on behind these numbers."""
    return _write(numbers)


def read_numbers(cursor: str, count: int, limit: int) -> Sequence[int]:
    """Return ``count`` numbers from 0 to ``limit``.

    Raises:
        BadCursor: it is none of ours.
    """
    numbers = _read(cursor, count)
    if not all(0 <= number <= limit for number in numbers):
        raise BadCursor
    return numbers


def _write(numbers: Sequence[int]) -> str:
    packed = json.dumps(list(numbers), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _read(cursor: str, count: int) -> list[int]:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        numbers = _NUMBERS.validate_json(base64.b64decode(padded, b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    if len(numbers) != count:
        raise BadCursor
    return numbers
