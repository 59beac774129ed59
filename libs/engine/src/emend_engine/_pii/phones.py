"""Telephone numbers: by their form, by what announces them, and by the world's numbering plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from phonenumbers import NumberParseException, is_valid_number, parse

from emend_engine._context import Rule
from emend_engine._pii.cues import Cue, cue_before, cue_behind
from emend_engine._pii.findings import Detector, Finding, digits_of, is_counting
from emend_engine._pii.line import Line

_PHONE = Rule("pii.phone")

_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext\.?|extension) ?\d{1,6}(?: \d){0,4})?"
_NUMBER = re.compile(
    r"(?<![\w$€£₹@#%])(?<![\w)][.:/-])(?<!\d )(?<!\d, )"
    r"(?P<number>\+?\(?\+?\d(?:(?:[ .)/(-]{1,3}|, |\u2011|\u2013)?\d){6,17})"
    rf"(?P<extension>{_EXTENSION})(?![\w%@]|[.,:/-]\d)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\(?(?:(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)"
    r"(?: \d{1,2}){0,3}\)?"
)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:\D{1,3}(?:1[5-9]|20)\d\d)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,. ]\d00){2,}|[1-9]0{5,}|\d{1,3}(?:,\d{3})+")
_OCTETS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_GROUP = re.compile(r"\d+")
_NANP = re.compile(r"\+?1?[-. ]?\(?[2-9]\d\d\)?[-. ]{1,2}[2-9]\d\d[-. ]\d{4}")
_LEADING_ZERO = re.compile(r"\(?0\d")
_FAR = 4
"""A cue for another number counts against a telephone number only this near."""

_LONGEST_GROUP = 11
_SHORTEST, _LONGEST = 7, 15
"""How many digits a telephone number has: seven locally, fifteen at most (ITU-T E.164)."""

_CERTAIN, _LIKELY, _FORM_ONLY = 0.98, 0.85, 0.7


def phones(regions: Sequence[str]) -> Detector:
    """Return what finds telephone numbers, those without a country code as dialled in regions."""
    return partial(_phones, regions=regions)


def _phones(line: Line, regions: Sequence[str]) -> Iterator[Finding]:
    for match in _NUMBER.finditer(line.text):
        number = match["number"]
        if not _SHORTEST <= len(digits_of(number)) <= _LONGEST or _is_something_else(number):
            continue
        cue = cue_before(line, match.start())
        if cue.subject not in ("phone", "other") and cue.distance <= _FAR:
            continue
        if cue.subject != "phone":
            behind = cue_behind(line, match.end())
            cue = behind if behind.subject == "phone" else cue
        sure = _sureness(line, match, cue, regions)
        if sure:
            yield Finding(*match.span(), _PHONE, *sure)


def _sureness(
    line: Line, match: re.Match[str], cue: Cue, regions: Sequence[str]
) -> tuple[float, str] | None:
    """Return how sure it is that a match is a telephone number, and why."""
    number = match["number"]
    announced = cue.subject == "phone"
    if not announced and cue.distance <= _FAR:
        return None
    if not _has_form(number) if announced else is_counting(number):
        return None
    if not announced and not (
        match["extension"] or _has_telling_form(number) or _is_written_as_phone(line, match)
    ):
        return None
    valid = _is_valid(number, regions)
    if announced:
        return (_CERTAIN, "announced, and valid") if valid else (_LIKELY, "announced")
    if valid:
        return _LIKELY, "written like one, and valid"
    return (_FORM_ONLY, "written like one") if match["extension"] or _is_abroad(number) else None


def _is_written_as_phone(line: Line, match: re.Match[str]) -> bool:
    """Whether an earlier stage took it for a telephone number."""
    units = line.units_at(*match.span())
    return any(line.kinds[unit.first] in ("entity:phone", "entity:telephone") for unit in units)


def _is_something_else(number: str) -> bool:
    forms = (_DATE, _YEARS, _THOUSANDS, _OCTETS, _SSN)
    return any(form.fullmatch(number) for form in forms) or len(set(digits_of(number))) == 1


def _has_form(number: str) -> bool:
    """Whether the groups are such as telephone numbers are read out in."""
    sizes = [len(group) for group in _GROUP.findall(number)]
    return max(sizes) <= _LONGEST_GROUP or len(sizes) <= 2  # noqa: PLR2004 - a prefix and the rest


def _has_telling_form(number: str) -> bool:
    """Whether the form alone says that it is a telephone number, if it is a valid one."""
    groups = _GROUP.findall(number)
    if number[0] == "+" or number[:2] == "(+" or _NANP.fullmatch(number):
        return True
    if _LEADING_ZERO.match(number):
        if all(len(group) == 2 for group in groups):  # noqa: PLR2004 - pairs, ten digits in France
            return len(groups) == 5  # noqa: PLR2004 - as above
        return len(groups) > 1 or len(groups[0]) > 9  # noqa: PLR2004 - with its area code
    alone = sum(len(group) == 1 for group in groups)
    dictated = alone > 5 and len(digits_of(number)) > 9  # noqa: PLR2004 - as above
    return dictated or (number[0] == "(" and len(groups) > 1)


def _is_abroad(number: str) -> bool:
    """Whether it is dialled with a country's code."""
    digits = digits_of(number)
    return "+" in number[:2] and len(digits) > 9 and len(_GROUP.findall(number)) > 1  # noqa: PLR2004


def _is_valid(number: str, regions: Sequence[str]) -> bool:
    """Whether a numbering plan has it: that of its country code, or of a region."""
    if number[:2] == "00" or number[:3] == "011":
        number = "+" + digits_of(number)[2 if number[1] == "0" else 3 :]
    international = "+" in number[:2]
    return any(
        _is_valid_in(number, region) for region in (regions[:1] if international else regions)
    )


def _is_valid_in(number: str, region: str) -> bool:
    try:
        return is_valid_number(parse(number, region))
    except NumberParseException:
        return False
