"""Writes values as a policy wants them; the counterpart of the readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from emend_engine._itn.figures import as_ordinal, as_phone
from emend_engine._itn.nemo_writing import write_nemo
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.values import (
    Amount,
    Cardinal,
    Clock,
    Date,
    Decimal,
    Fraction,
    Measure,
    Money,
    Ordinal,
    Phone,
    Range,
    Value,
    Verbatim,
    Verse,
    Year,
)

_INDIAN_SCALES = {
    10**5: (10**5, "lakh"),
    10**7: (10**7, "crore"),
    10**9: (10**9, "arab"),
    10**10: (10**7, "crore"),
    10**12: (10**12, "lakh crore"),
}
"""By what a number was said in: the scale that is written, and its name."""


def write(value: Value, policy: ItnPolicy) -> str:
    """Return the written form; empty where the words shall stay."""
    return write_nemo(value) if policy.nemo else _WRITERS[type(value)](value, policy)


def write_amount(amount: Amount, policy: ItnPolicy) -> str:
    """Return an amount in figures; a fraction's words stay where the policy says so."""
    match amount:
        case Cardinal():
            return _sign(negative=amount.negative) + grouped(amount, policy)
        case Decimal():
            return _decimal(amount, policy)
        case Fraction():
            if not policy.fractions:
                return ""
            whole = "" if amount.whole is None else f"{amount.whole} "
            return f"{whole}{amount.over}/{amount.under}"


def grouped(amount: Cardinal, policy: ItnPolicy) -> str:
    """Return a whole number with its digits grouped as the policy and the scale want."""
    value = amount.value
    if value < policy.group_from:
        return str(value)
    if amount.indian:
        return _indian(amount, policy.group_mark)
    return f"{value:,}".replace(",", policy.group_mark)


def _sign(*, negative: bool) -> str:
    return "-" if negative else ""


def _indian(amount: Cardinal, mark: str) -> str:
    """Write "2 lakh" where that was said, and group else as in India: three digits, then pairs."""
    scale, name = _INDIAN_SCALES.get(amount.indian, (1, ""))
    if name:
        count = amount.value // scale
        return f"{count:,} {name}" if count >= 10_000 else f"{count} {name}"  # noqa: PLR2004 - as below a lakh
    head, tail = divmod(amount.value, 1000)
    pairs: list[str] = []
    while head >= 100:  # noqa: PLR2004 - pairs of digits
        head, pair = divmod(head, 100)
        pairs.insert(0, f"{pair:02}")
    return mark.join([str(head), *pairs, f"{tail:03}"])


def _decimal(amount: Decimal, policy: ItnPolicy) -> str:
    whole = "0" if amount.whole is None else grouped(Cardinal(amount.whole), policy)
    point = f".{amount.digits}" if amount.digits else ""
    scale = f" {amount.scale}" if amount.scale else ""
    return f"{_sign(negative=amount.negative)}{whole}{point}{scale}"


def _measure(measure: Measure, policy: ItnPolicy) -> str:
    amount = write_amount(measure.amount, policy)
    if not amount:
        return ""
    if measure.sign == "%":
        return f"{amount}%" if policy.percent_sign else f"{amount} {measure.said}"
    if measure.sign and policy.unit_signs:
        return f"{amount} {measure.sign}"
    return f"{amount} {measure.said}"


def _money(money: Money, policy: ItnPolicy) -> str:
    if money.amount is None:
        return f"{money.hundredths} {money.said}"
    amount = write_amount(money.amount, policy)
    if not amount:
        return ""
    rest = "" if money.hundredths is None else f".{money.hundredths:02}"
    if not policy.currency_signs:
        return f"{amount}{rest} {money.said}"
    sign = amount[:1] if amount.startswith("-") else ""
    return f"{sign}{money.sign}{amount.removeprefix('-')}{rest}"


def _date(date: Date, _policy: ItnPolicy) -> str:
    day = "" if date.day is None else str(date.day)
    mark = "," if date.comma else ""
    if date.of and date.day is not None:
        parts = [date.lead, as_ordinal(date.day), "of", date.month + mark, date.year]
    elif date.day_first:
        parts = [day, date.month + mark, date.year]
    else:
        parts = [date.month, day + mark, date.year] if day else [date.month + mark, date.year]
    return " ".join(filter(None, parts))


def _year(year: Year, _policy: ItnPolicy) -> str:
    parts = (year.period, year.text, year.era)
    return " ".join(filter(None, parts))


def _clock(clock: Clock, policy: ItnPolicy) -> str:
    if clock.relative and not policy.relative_times:
        return ""
    if clock.said == "hundred hours":
        return f"{clock.hour:02}00 hours"
    whole = clock.minute == 0 and not clock.relative
    if clock.said and not clock.half and not clock.relative:
        text = f"{clock.hour} {clock.said}"
    elif whole and (clock.full or clock.said):
        text = str(clock.hour)
    else:
        text = f"{clock.hour}:{clock.minute:02}"
    half = clock.half.replace(".", "") if clock.half.isupper() else clock.half
    return " ".join(filter(None, (text, half, clock.zone)))


def _range(value: Range, policy: ItnPolicy) -> str:
    high = value.high
    amount = high if isinstance(high, Cardinal | Decimal) else high.amount
    low: Cardinal | Decimal = value.low
    if isinstance(high, Money) and isinstance(amount, Cardinal) and amount.indian > 1:
        low = Cardinal(value.low.value * amount.indian, indian=amount.indian)
    if isinstance(high, Money) and isinstance(amount, Decimal):
        low = amount._replace(whole=value.low.value, digits="")
    first = write(high._replace(amount=low) if isinstance(high, Money) else low, policy)
    last = write(high, policy)
    if value.joint == "-":
        return f"{first}-{last}"
    return f"{first}–{last}" if policy.range_dash else f"{first} {value.joint} {last}"  # noqa: RUF001 - an en dash is meant


def _phone(phone: Phone, _policy: ItnPolicy) -> str:
    if phone.grouped:
        return phone.grouped
    if phone.country == "0":  # no country's code
        return f"0{phone.digits[:4]} {phone.digits[4:]}"
    number = as_phone(phone.digits)
    if not phone.country:
        return number
    return f"{phone.country} {number}" if "+" in phone.country else f"{phone.country}-{number}"


def _verse(verse: Verse, _policy: ItnPolicy) -> str:
    if not verse.label:
        return f"{verse.chapter}.{verse.verse}"
    return f"{verse.chapter}{verse.mark} {verse.label} {verse.verse}"


def _ordinal(ordinal: Ordinal, _policy: ItnPolicy) -> str:
    return as_ordinal(ordinal.value)


def _verbatim(verbatim: Verbatim, _policy: ItnPolicy) -> str:
    return verbatim.text


_WRITERS: Mapping[type, Callable[[Any, ItnPolicy], str]] = MappingProxyType(
    {
        Cardinal: write_amount,
        Decimal: write_amount,
        Fraction: write_amount,
        Ordinal: _ordinal,
        Measure: _measure,
        Money: _money,
        Date: _date,
        Year: _year,
        Clock: _clock,
        Range: _range,
        Phone: _phone,
        Verse: _verse,
        Verbatim: _verbatim,
    }
)
