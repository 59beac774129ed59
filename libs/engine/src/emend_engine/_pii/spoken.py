"""Reads number words as the digits that they dictate: "four one double one" as 4 1 11."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import HYPHENS


def _numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * place for place, word in enumerate(words.split())}


_UNITS = _numbered("zero one two three four five six seven eight nine")
_NOUGHTS = _numbered("oh o nought naught", step=0)
_TEENS = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_ORDINALS = {
    **_numbered("first second third fourth fifth sixth seventh eighth ninth tenth", 1),
    **_numbered("eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth", 11),
    **_numbered("eighteenth nineteenth twentieth", 18),
    "thirtieth": 30,
}

DICTATED = frozenset((*_UNITS, *_TEENS, *_TENS, *_TIMES))
"""Words of which two in a row may be a number read out."""

SPOKEN = DICTATED | _NOUGHTS.keys() | _ORDINALS.keys()
"""Words of which a number is read out."""

_HUNDRED, _THOUSAND, _AND = "hundred", "thousand", "and"
_TEN = 10


def read_digits(keys: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the digits that the words from a position on dictate, and where they end.

    One number at a time: "forty one", "eight hundred", "double seven", "oh", "twenty first".
    """
    key = keys[at] if at < len(keys) else ""
    if key not in SPOKEN:
        return None
    if key in _TIMES:
        digit = _digit(keys, at + 1)
        return (digit * _TIMES[key], at + 2) if digit else None
    if key in _ORDINALS:
        return f"{_ORDINALS[key]}th", at + 1
    if key in _NOUGHTS or key == "zero":
        return "0", at + 1
    value, end = _below_hundred(keys, at) or (0, at + 1)
    ordinal = keys[_past_hyphen(keys, end)] if _past_hyphen(keys, end) < len(keys) else ""
    if key in _TENS and end == at + 1 and _ORDINALS.get(ordinal, _TEN) < _TEN:
        return f"{value + _ORDINALS[ordinal]}th", _past_hyphen(keys, end) + 1
    value, end = _scaled(keys, value, end, _HUNDRED, 100)
    value, end = _scaled(keys, value, end, _THOUSAND, 1000)
    return str(value), end


def is_dictated(keys: Sequence[str], at: int) -> bool:
    """Whether a figure or a number word stands at a position."""
    if not 0 <= at < len(keys):
        return False
    key = keys[at]
    return key in SPOKEN or key[:1].isdigit()


def _below_hundred(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    key = keys[at] if at < len(keys) else ""
    if key in _TENS:
        end = _past_hyphen(keys, at + 1)
        unit = _UNITS.get(keys[end], 0) if end < len(keys) else 0
        return (_TENS[key] + unit, end + 1) if unit else (_TENS[key], at + 1)
    value = _UNITS.get(key) or _TEENS.get(key)
    return (value, at + 1) if value else None


def _scaled(keys: Sequence[str], value: int, end: int, scale: str, factor: int) -> tuple[int, int]:
    """Multiply by a scale that follows and add what follows it.

    A lone digit before another one is dictated, not added: "eight hundred five five five".
    """
    if end >= len(keys) or keys[end] != scale:
        return value, end
    value, end = value * factor, end + 1
    start = end + 1 if end < len(keys) and keys[end] == _AND else end
    rest = _below_hundred(keys, start)
    if rest is None or (rest[0] < _TEN and start == end and is_dictated(keys, rest[1])):
        return value, end
    return value + rest[0], rest[1]


def _digit(keys: Sequence[str], at: int) -> str:
    key = keys[at] if at < len(keys) else ""
    if len(key) == 1 and key.isdecimal():
        return key
    value = _UNITS.get(key, _NOUGHTS.get(key))
    return "" if value is None else str(value)


def _past_hyphen(keys: Sequence[str], at: int) -> int:
    return at + 1 if at < len(keys) and keys[at] in HYPHENS else at
