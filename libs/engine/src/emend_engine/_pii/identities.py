"""Numbers of persons: social security, tax, health, passports, licences, by country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from emend_engine._pii.checksums import luhn, nhs, verhoeff
from emend_engine._pii.cues import NO_CUE, cue_before, is_linked, is_told_behind
from emend_engine._pii.findings import MISHEARD, Finding, bare, digits_of
from emend_engine._pii.line import Line
from emend_engine._pii.ordinary import is_ordinary
from emend_engine._pii.phrases import Subject
from emend_engine._rules import RULES, Rule

_PASSPORT, _LICENCE = RULES["pii.passport"], RULES["pii.licence"]

_BEFORE, _AFTER = r"(?<![\w$€£₹])(?<![\w][.,:/-])", r"(?![\w%]|[.,:/-]\d)"
_S = "[ -]?"


class Number(NamedTuple):
    """A kind of number: its form, its check, and whether it counts without a cue."""

    rule: Rule
    subject: Subject
    form: re.Pattern[str]
    check: Callable[[str], bool]
    telling: re.Pattern[str] | None
    """The form that needs no cue; none where a cue must stand before it."""
    reason: str


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{pattern}){_AFTER}", re.IGNORECASE)


def _nine(tail: str) -> str:
    return rf"\d{tail}\d{tail}\d{tail}\d{tail}\d{tail}\d{tail}\d{tail}\d{tail}\d"


_GAP = "[ .,-]{0,3}"
_ANY_NINE = _form(_nine(_GAP))


def _is_ssn(number: str) -> bool:
    area, group, serial = number[:3], number[3:5], number[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _is_itin(number: str) -> bool:
    return number[0] == "9" and "50" <= number[3:5] <= "99"


def _is_aadhaar(number: str) -> bool:
    return number[0] in "23456789" and verhoeff(number) and len(set(number)) > 1


def _any(_number: str) -> bool:
    return True


def _is_nino(number: str) -> bool:
    return number[:2] not in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")


_NUMBERS = (
    Number(
        RULES["pii.ssn"],
        "ssn",
        _ANY_NINE,
        _is_ssn,
        re.compile(r"\d{3}-\d{2}-\d{4}"),
        "the form of a social security number, in a range that is given out",
    ),
    Number(
        RULES["pii.itin"],
        "itin",
        _ANY_NINE,
        _is_itin,
        re.compile(r"9\d\d-\d{2}-\d{4}"),
        "the form of a taxpayer number",
    ),
    Number(
        RULES["pii.sin"],
        "sin",
        _ANY_NINE,
        luhn,
        None,
        "announced as a Canadian social insurance number; Luhn's check fits",
    ),
    Number(
        RULES["pii.aadhaar"],
        "aadhaar",
        _form(rf"(?<!\d{{4}}[ -])\d(?:{_GAP}\d){{11}}(?![ -]\d{{4}}(?!\d))"),
        _is_aadhaar,
        re.compile(r"\d{4}([ -])\d{4}\1\d{4}"),
        "twelve digits; Verhoeff's check fits",
    ),
    Number(
        RULES["pii.pan"],
        "pan",
        _form(rf"(?:[a-z]{_S}){{5}}(?:\d{_S}){{4}}[a-z]"),
        _any,
        re.compile(r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]"),
        "the form of an Indian tax number",
    ),
    Number(
        RULES["pii.nino"],
        "nino",
        _form(rf"(?:q{_S}q|[a-ceghj-pr-tw-z]{_S}[a-ceghj-npr-tw-z]){_S}(?:\d{_S}){{6}}[a-d]"),
        _is_nino,
        re.compile(r"[A-Z]{2}( ?)\d{2}\1\d{2}\1\d{2}\1[A-D]"),
        "the form of a national insurance number",
    ),
    Number(
        RULES["pii.nhs"],
        "nhs",
        _form(rf"\d(?:{_GAP}\d){{9}}"),
        nhs,
        None,
        "announced as an NHS number; the check digit fits",
    ),
)

_PIECE = r"(?:[a-z]{0,5}\d[\da-z]{0,20}|[a-z](?![\w']))"
_DOCUMENT = re.compile(rf"{_BEFORE}{_PIECE}(?:[ -]{_PIECE}){{0,20}}{_AFTER}", re.IGNORECASE)
_DOCUMENTS = frozenset(("passport", "licence"))
_SHORTEST, _LONGEST = 6, 20
_LEAST_DIGITS = 4


def identities(line: Line) -> Iterator[Finding]:
    """Find the numbers of persons whose form or check digit is known."""
    for number in _NUMBERS:
        announced = number.subject in line.subjects
        if not announced and not (number.telling and number.telling.search(line.text)):
            continue
        for match in number.form.finditer(line.text):
            cue = cue_before(line, match.start())
            fits = number.check(bare(match.group())) and not is_ordinary(match.group())
            if announced and _is_announced(line, match, number.subject):
                reason = number.reason if fits else "announced, but its check fails: misheard?"
                yield Finding(*match.span(), number.rule, 0.99 if fits else MISHEARD, reason)
            elif (
                fits
                and number.telling
                and number.telling.fullmatch(match.group())
                and (cue.subject != "other" or cue is NO_CUE)
            ):
                yield Finding(*match.span(), number.rule, 0.9, number.reason)


def _is_announced(line: Line, match: re.Match[str], subject: Subject) -> bool:
    cue = cue_before(line, match.start())
    return cue.subject == subject or is_told_behind(line, match.end(), subject)


def documents(line: Line) -> Iterator[Finding]:
    """Find passports' and driving licences' numbers, of which only the words before them tell."""
    for match in () if _DOCUMENTS.isdisjoint(line.subjects) else _DOCUMENT.finditer(line.text):
        plain = bare(match.group())
        if len(plain) > _LONGEST or len(plain) < _SHORTEST:
            continue
        if len(digits_of(plain)) < _LEAST_DIGITS:
            continue
        cue = cue_before(line, match.start())
        linked = is_linked(line, match.start(), cue)
        if (linked and cue.subject == "passport") or is_told_behind(line, match.end(), "passport"):
            yield Finding(*match.span(), _PASSPORT, 0.95, "announced as a passport's number")
        elif (linked and cue.subject == "licence") or is_told_behind(line, match.end(), "licence"):
            yield Finding(*match.span(), _LICENCE, 0.95, "announced as a licence's number")
