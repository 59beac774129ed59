"""Figures that every policy writes alike."""

from __future__ import annotations

_TEENS = (11, 12, 13)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def as_ordinal(value: int) -> str:
    """Return "21st"."""
    ending = "th" if value % 100 in _TEENS else _ENDINGS.get(value % 10, "th")
    return f"{value}{ending}"


def as_roman(value: int) -> str:
    """Return a number in Roman figures."""
    text = ""
    for unit, figure in _ROMAN:
        text += figure * (value // unit)
        value %= unit
    return text


def as_phone(digits: str) -> str:
    """Return "555-123-4567", or "555-1234" of seven digits."""
    local = f"{digits[-7:-4]}-{digits[-4:]}"
    return f"{digits[:-7]}-{local}" if digits[:-7] else local
