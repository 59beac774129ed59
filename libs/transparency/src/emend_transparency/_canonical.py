"""JSON in its one canonical form (RFC 8785), so that equal values have equal bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from emend_transparency._errors import Malformed

MAX_INTEGER: Final = 2**53 - 1
"""Beyond it, readers that have IEEE doubles only would see another number."""
MAX_DEPTH: Final = 64
_FIXED_DIGITS: Final = 21
_SMALL_ZEROS: Final = 6
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical_json(value: Any) -> bytes:
    """Return the canonical form.

    Raises:
        Malformed: the value has no such form: a number that is none or cannot be told exactly,
            half a surrogate pair, a key that is no text, another type, nesting beyond 64 levels.
    """
    try:
        if _is_plain(value, 0):
            return _ENCODER.encode(value).encode()
        return "".join(_parts(value, 0)).encode()
    except UnicodeEncodeError as error:
        message = f"half a surrogate pair in {error.object[:80]!r}"
        raise Malformed(message) from error


def _is_plain(value: Any, depth: int) -> bool:
    """Tell whether Python's own encoder writes the canonical form: nearly always, and faster.

    It writes other numbers than integers differently, and sorts by code points, which is the
    same as by UTF-16 code units for ASCII keys.
    """
    kind = type(value)  # pyright: ignore[reportUnknownVariableType] - of a value of any kind
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return -MAX_INTEGER <= value <= MAX_INTEGER
    if depth > MAX_DEPTH:
        return False
    if kind is dict:
        return all(
            type(key) is str and key.isascii() and _is_plain(member, depth + 1)
            for key, member in value.items()
        )
    return kind is list and all(_is_plain(item, depth + 1) for item in value)


def _parts(value: Any, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        message = f"nested more than {MAX_DEPTH} levels deep"
        raise Malformed(message)
    if isinstance(value, Mapping):
        yield from _object(cast("Mapping[Any, Any]", value), depth)
    elif isinstance(value, (list, tuple)):
        yield from _array(cast("Sequence[Any]", value), depth)
    else:
        yield _scalar(value)


def _object(members: Mapping[Any, Any], depth: int) -> Iterator[str]:
    for key in members:
        if not isinstance(key, str):
            message = f"a key that is no text: {key!r}"
            raise Malformed(message)
    separator = "{"
    for key in sorted(members, key=_utf16):
        yield f"{separator}{_text(key)}:"
        yield from _parts(members[key], depth + 1)
        separator = ","
    yield "}" if members else "{}"


def _array(items: Sequence[Any], depth: int) -> Iterator[str]:
    separator = "["
    for item in items:
        yield separator
        yield from _parts(item, depth + 1)
        separator = ","
    yield "]" if items else "[]"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            message = f"{value} is beyond ±{MAX_INTEGER}; write it as text"
            raise Malformed(message)
        return str(int(value))
    if isinstance(value, float):
        return _number(value)
    message = f"JSON has no {type(value).__name__}"
    raise Malformed(message)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    """Write a number as ECMAScript does (ECMA-262, Number::toString)."""
    if not math.isfinite(value):
        message = f"JSON has no {value}"
        raise Malformed(message)
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    return sign + _placed(digits.rstrip("0"), point)


def _placed(digits: str, point: int) -> str:
    """Write digits with the decimal point behind the first ``point`` of them."""
    count = len(digits)
    if count <= point <= _FIXED_DIGITS:
        return digits + "0" * (point - count)
    if 0 < point <= _FIXED_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if -_SMALL_ZEROS < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if count > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
