"""A longest-match reader of number words: items in, values and how far each reaches out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_engine._stages._english_numbers import Kind, NumberWord


class Number(NamedTuple):
    """A value, and the items from ``start`` to before ``end`` that spell it."""

    value: int
    start: int
    end: int
    oh: bool = False
    """It was read out with a leading "oh", as in "nineteen oh five"."""


_UNLIMITED = 10**18


def read_numbers(items: Sequence[NumberWord]) -> list[list[Number]] | None:
    """Return the numbers that the items spell, or none where they spell no numbers at all.

    Numbers that follow each other without anything between them are in one inner list: only
    the caller can tell whether they are a year, a time or a telephone number.
    """
    groups: list[list[Number]] = [[]]
    at = 0
    while at < len(items):
        if items[at].kind == Kind.JOINT:
            groups.append([])
            at += 1
            continue
        number = _read_oh(items, at) or _read_cardinal(items, at)
        if number is None:
            return None
        groups[-1].append(number)
        at = number.end
    return groups


def _kind(items: Sequence[NumberWord], at: int) -> Kind | None:
    return items[at].kind if at < len(items) else None


def _read_oh(items: Sequence[NumberWord], at: int) -> Number | None:
    if items[at].kind == Kind.OH and _kind(items, at + 1) == Kind.UNIT:
        return Number(items[at + 1].value, at, at + 2, oh=True)
    return None


def _read_cardinal(items: Sequence[NumberWord], start: int) -> Number | None:
    """Read groups of descending scale: "two million | five hundred thousand | and six"."""
    if items[start].kind == Kind.ZERO:
        return Number(0, start, start + 1)
    total, end, limit = 0, start, _UNLIMITED
    while True:
        at = end + 1 if end > start and _kind(items, end) == Kind.JOINT else end
        group = _below_thousand(items, at)
        if group is None:
            break
        value, reached = group
        if _kind(items, reached) != Kind.SCALE:
            if value < limit:
                total, end = total + value, reached
            break
        scale = items[reached].value
        if scale >= limit:
            break
        total, end, limit = total + value * scale, reached + 1, scale
    return Number(total, start, end) if end > start else None


def _below_thousand(items: Sequence[NumberWord], at: int) -> tuple[int, int] | None:
    """Read up to "nine hundred and ninety nine", or "twenty five hundred"."""
    if _kind(items, at) == Kind.ARTICLE:
        head: tuple[int, int] | None = (1, at + 1)
    else:
        head = _below_hundred(items, at)
    if head is None or _kind(items, head[1]) != Kind.HUNDRED or head[0] % 10 == 0:
        return head
    value, end = head[0] * 100, head[1] + 1
    tail = _below_hundred(items, end + 1 if _kind(items, end) == Kind.JOINT else end)
    if tail is None or _kind(items, tail[1]) == Kind.HUNDRED:
        return value, end
    return value + tail[0], tail[1]


def _below_hundred(items: Sequence[NumberWord], at: int) -> tuple[int, int] | None:
    kind = _kind(items, at)
    if kind in (Kind.UNIT, Kind.TEEN):
        return items[at].value, at + 1
    if kind != Kind.TENS:
        return None
    if _kind(items, at + 1) == Kind.UNIT:
        return items[at].value + items[at + 1].value, at + 2
    return items[at].value, at + 1
