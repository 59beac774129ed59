"""Writes values as nemo_text_processing's English grammar does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from emend_engine._itn.figures import as_ordinal, as_phone
from emend_engine._itn.values import (
    Amount,
    Cardinal,
    Clock,
    Date,
    Decimal,
    Measure,
    Money,
    Ordinal,
    Phone,
    Value,
    Verbatim,
    Year,
)


def write_nemo(value: Value) -> str:
    """Return the written form; empty for what nemo's grammar does not write."""
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else ""


def _amount(amount: Amount) -> str:
    match amount:
        case Cardinal():
            return f"-{amount.value}" if amount.negative else str(amount.value)
        case Decimal():
            whole = "" if amount.whole is None else str(amount.whole)
            point = f".{amount.digits}" if amount.digits else ""
            scale = f" {amount.scale}" if amount.scale else ""
            return f"{'-' if amount.negative else ''}{whole}{point}{scale}"
        case _:
            return ""


def _money(money: Money) -> str:
    if money.amount is None:
        return f"$0.{money.hundredths:02}"
    rest = "" if money.hundredths is None else f".{money.hundredths:02}"
    amount = _amount(money.amount)
    debt = f"{money.said} " if amount.startswith("-") else ""
    return f"{debt}{money.sign}{amount.removeprefix('-')}{rest}"


def _date(date: Date) -> str:
    day = "" if date.day is None else str(date.day)
    if date.day_first:
        mark = "," if date.comma else ""
        return " ".join(filter(None, (day, date.month + mark, date.year)))
    if day:
        day += "," if date.comma else ""
    return " ".join(filter(None, (date.month, day, date.year)))


def _as_ordinal(ordinal: Ordinal) -> str:
    return as_ordinal(ordinal.value)


def _measure(measure: Measure) -> str:
    return f"{_amount(measure.amount)} {measure.sign}"


def _year(year: Year) -> str:
    period = f"{year.period} " if year.period else ""
    return f"{period}{year.text}{year.era}"


def _clock(clock: Clock) -> str:
    text = f"{clock.hour:02}:{clock.minute:02}"
    return " ".join(filter(None, (text, clock.half, clock.zone)))


def _phone(phone: Phone) -> str:
    number = as_phone(phone.digits)
    return f"{phone.country} {number}" if phone.country else number


def _verbatim(verbatim: Verbatim) -> str:
    return verbatim.text


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Cardinal: _amount,
        Decimal: _amount,
        Ordinal: _as_ordinal,
        Measure: _measure,
        Money: _money,
        Date: _date,
        Year: _year,
        Clock: _clock,
        Phone: _phone,
        Verbatim: _verbatim,
    }
)
