"""Looks into JSON, with errors that say where and what."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn, TypeAlias, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._split import check_text

Json: TypeAlias = dict[str, Any]

_SPACE = re.compile(r"[ \t\r\n]*")
_NAMES = {
    dict: "an object", list: "a list", str: "a string", bool: "a boolean",
    int: "a number", float: "a number", type(None): "null",
}  # fmt: skip


def parse(text: str) -> list[Any]:
    """Return the JSON values that follow each other in the text; mostly one.

    NaN and Infinity pass, since Python's own recognisers write them where no time stands.

    Raises:
        FormatError: ``not_json``, or ``too_deep`` if it nests deeper than Python can follow.
    """
    decoder = json.JSONDecoder()
    values: list[Any] = []
    position = _skip_space(text, 0)
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            position = _skip_space(text, position)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FormatError(
            ErrorCode.NOT_JSON, f"The content is not JSON: {error.msg}", place
        ) from error
    except RecursionError:
        raise FormatError(
            ErrorCode.TOO_DEEP, "The JSON nests too deep to be a transcript"
        ) from None
    except ValueError as error:
        reason = "The JSON holds a number with thousands of digits"
        raise FormatError(ErrorCode.NOT_JSON, reason) from error
    return values


def as_object(value: Any, location: str) -> Json:
    """Return a JSON object, or raise ``wrong_type``."""
    return cast("Json", value) if isinstance(value, dict) else _refuse("an object", value, location)


def as_list(value: Any, location: str) -> list[Any]:
    """Return a JSON list, or raise ``wrong_type``."""
    return (
        cast("list[Any]", value) if isinstance(value, list) else _refuse("a list", value, location)
    )


def as_text(value: Any, location: str) -> str:
    """Return a JSON string, or raise ``wrong_type``."""
    return value if isinstance(value, str) else _refuse("a string", value, location)


def objects(parent: Json, key: str, location: str) -> list[tuple[Json, str]]:
    """Return the objects in a list with their paths; none if the key is missing or null."""
    value = parent.get(key)
    if value is None:
        return []
    path = f"{location}.{key}"
    found = enumerate(as_list(value, path))
    return [(as_object(item, f"{path}[{index}]"), f"{path}[{index}]") for index, item in found]


def inner(parent: Json, key: str, location: str) -> Json:
    """Return an object inside another; an empty one if it is missing or null."""
    value = parent.get(key)
    return {} if value is None else as_object(value, f"{location}.{key}")


def label(value: Any, location: str) -> str | None:
    """Return a name or number as a name: a speaker, a language, a model; empty means none.

    Raises:
        FormatError: ``wrong_type`` for anything else, ``bad_text`` for what no database takes.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return check_text(value.strip()) or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63:
        return str(value)
    return _refuse("a name or a whole number", value, location)


def channel_number(value: Any, location: str) -> int | None:
    """Return a channel's number, also from ``"1"``, ``"ch_1"`` and ``"channel_1"``, as counted."""
    named = isinstance(value, str)
    digits = value.removeprefix("channel_").removeprefix("ch_") if named else value
    if isinstance(digits, str) and digits.isdecimal() and len(digits) < 6:  # noqa: PLR2004
        return int(digits)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return (
            value
            if value is None or 0 <= value < 1 << 16
            else _refuse("a channel", value, location)
        )
    return _refuse("a channel", value, location)


def confidence(value: Any, location: str) -> float | None:
    """Return a confidence between 0 and 1; none where it is on another scale, or NaN.

    Some recognisers write log likelihoods in the same field; those say nothing here.
    """
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return _refuse("a confidence", value, location)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _refuse("a confidence", value, location)
    return float(value) if 0 <= value <= 1 else None


def _refuse(expected: str, value: Any, location: str) -> NoReturn:
    found = _NAMES.get(cast("type[Any]", type(value)), "something else")
    shown = "" if isinstance(value, dict | list) or value is None else f" {quoted(value)}"
    raise FormatError(ErrorCode.WRONG_TYPE, f"Expected {expected}, found {found}{shown}", location)


def _skip_space(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def first_object(values: list[Any]) -> Json:
    """Return the content's one JSON object; an empty one if it is something else."""
    value = values[0] if len(values) == 1 else None
    return cast("Json", value) if isinstance(value, dict) else {}


def only_object(values: list[Any]) -> Json:
    """Return the content's one JSON object, or raise ``wrong_type``."""
    if len(values) != 1:
        reason = f"Expected one JSON object, found {len(values)} JSON values after each other"
        raise FormatError(ErrorCode.WRONG_TYPE, reason, "$")
    return as_object(values[0], "$")


def numbered(values: list[Any]) -> list[tuple[Any, str]]:
    """Return the values of a file of several, or of one that is a list, with their paths."""
    if len(values) == 1 and not isinstance(values[0], list):
        return [(values[0], "$")]
    several = cast("list[Any]", values[0]) if len(values) == 1 else values
    return [(value, f"$[{index}]") for index, value in enumerate(several)]


def peek(value: Any, key: str) -> list[Json]:
    """Return the objects in a list inside a value, whatever that is; never raises."""
    items: Any = cast("Json", value).get(key) if isinstance(value, dict) else None
    if not isinstance(items, list):
        return []
    return [cast("Json", item) for item in cast("list[Any]", items) if isinstance(item, dict)]


def peek_messages(values: list[Any]) -> list[Json]:
    """Return the objects among the values of a file or its one list; never raises."""
    return [cast("Json", value) for value, _ in numbered(values) if isinstance(value, dict)]


def either(parent: Json, *keys: str) -> Any:
    """Return the first of several spellings of a field that is there; protobuf JSON has two."""
    return next((parent[key] for key in keys if parent.get(key) is not None), None)
