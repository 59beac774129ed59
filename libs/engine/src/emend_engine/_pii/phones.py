"""Telephone numbers: by their form, by what announces them, and by the world's numbering plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from phonenumbers import (
    NumberParseException,
    PhoneMetadata,
    is_valid_number,
    parse,
    region_codes_for_country_code,
)

from emend_engine._pii.cues import Cue, cue_before, cue_behind
from emend_engine._pii.findings import Detector, Finding, digits_of
from emend_engine._pii.line import Line
from emend_engine._pii.ordinary import is_counting, is_ordinary, without_ordinary
from emend_engine._rules import RULES

_PHONE = RULES["pii.phone"]

_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext\.?|extension) ?\d{1,6}(?: \d){0,4})?"
_NUMBER = re.compile(
    r"(?<![\w$€£₹@#%])(?<![\w)][.,:/-])"
    r"(?P<number>\+?\(?\+?\d(?:(?:[ .)/(-]{1,3}|, |\u2011|\u2013)?\d){6,17})"
    rf"(?P<extension>{_EXTENSION})(?![\w%@]|[.,:/-]\d)",
    re.IGNORECASE,
)
_EXTENDED = re.compile(_EXTENSION + "$", re.IGNORECASE)
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_GROUP = re.compile(r"\d+")
_NANP = re.compile(r"\+?1?[-. ]?\(?[2-9]\d\d\)?[-. ]{1,2}[2-9]\d\d[-. ]\d{4}")
_WHOLE_NANP = re.compile(rf"(?P<number>{_NANP.pattern})(?:, | )(?=[\d(+])")
_LEADING_ZERO = re.compile(r"\(?0\d")
_MIXED = re.compile(r"(?:\d[A-Z]|[A-Z]\d)\w* $")
"""Letters among digits right before: the number is a piece of a longer code."""

_AREA_CODE = re.compile(r"\(\d{1,5}\)")
_VERSION_PIECE = re.compile(r"(?<!\d)\d\.\d|\d\.\d(?!\d)")
"""A single digit beside a dot: "0.1.102 0.1.103" are versions, "06.12.34.56.78" is none."""

_FAR = 4
"""A cue for another number counts against a telephone number only this near."""

_NEAR = 5
"""Bare digits that no plan knows are a telephone number only this near to a cue."""

_LONGEST_GROUP = 11
_SHORTEST, _LONGEST = 7, 15
"""How many digits a telephone number has: seven locally, fifteen at most (ITU-T E.164)."""

_READ_OUT = 6
"""Numbers in so many groups were read out."""

_CERTAIN, _LIKELY, _FORM_ONLY = 0.98, 0.85, 0.7


def phones(regions: Sequence[str]) -> Detector:
    """Return what finds telephone numbers, those without a country code as dialled in regions."""
    return partial(_phones, regions=regions)


def _phones(line: Line, regions: Sequence[str]) -> Iterator[Finding]:
    for match in _NUMBER.finditer(line.text) if line.digits >= _SHORTEST else ():
        for run in without_ordinary(match["number"]):
            for start, end in _one_by_one(match["number"], *run):
                span = _trimmed(match, start, end)
                found = _sureness(line, span, regions) if span else None
                if span and found:
                    yield Finding(*span, _PHONE, *found)


def _one_by_one(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a run; one written as in North America ends with its last group."""
    while whole := _WHOLE_NANP.match(text, start, end):
        yield start, whole.end("number")
        start = whole.end()
    if start < end:
        yield start, end


def _trimmed(match: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """Return a number's place in the line, without what follows after fifteen digits."""
    text = match["number"][start:end]
    while len(digits_of(text)) > _LONGEST and " " in text:
        text = text.rpartition(" ")[0].rstrip(",")
    if not _SHORTEST <= len(digits_of(text)) <= _LONGEST or is_ordinary(text):
        return None
    if _SSN.fullmatch(text) or len(set(digits_of(text))) == 1:
        return None
    begin = match.start() + start
    is_whole = match.start() + start + len(text) == match.end("number")
    return begin, match.end() if is_whole else begin + len(text)


def _cue(line: Line, start: int, end: int) -> Cue:
    cue = cue_before(line, start)
    if cue.subject == "phone" or (cue.subject != "other" and cue.distance <= _FAR):
        return cue
    behind = cue_behind(line, end)
    return behind if behind.subject == "phone" else cue


def _sureness(
    line: Line, span: tuple[int, int], regions: Sequence[str]
) -> tuple[float, str] | None:
    """Return how sure it is that a telephone number stands at a place, and why."""
    text = line.text[slice(*span)]
    number = _EXTENDED.sub("", text)
    cue = _cue(line, *span)
    announced = cue.subject == "phone"
    if not announced and (cue.distance <= _FAR or _MIXED.search(line.text[: span[0]][-12:])):
        return None
    if not _has_form(number) if announced else is_counting(number):
        return None
    extended = number != text and len(_GROUP.findall(number)) > 2  # noqa: PLR2004 - written in groups
    if not (announced or extended or _has_telling_form(number) or _is_written(line, span)):
        return None
    if _is_valid(number, regions):
        return (_CERTAIN, "announced, and valid") if announced else (_LIKELY, "valid in its form")
    if announced:
        is_near = cue.distance <= _NEAR or len(_GROUP.findall(number)) > 1
        return (_LIKELY, "announced") if is_near else None
    return (_FORM_ONLY, "written like one") if extended or _is_abroad(number) else None


def _is_written(line: Line, span: tuple[int, int]) -> bool:
    """Whether an earlier stage took it for a telephone number."""
    units = line.units_at(*span)
    return any(line.kinds[unit.first] in ("entity:phone", "entity:telephone") for unit in units)


def _has_form(number: str) -> bool:
    """Whether the groups are such as telephone numbers are read out in."""
    sizes = [len(group) for group in _GROUP.findall(number)]
    return max(sizes) <= _LONGEST_GROUP or len(sizes) <= 2  # noqa: PLR2004 - a prefix and the rest


def _has_telling_form(number: str) -> bool:
    """Whether the form alone says that it is a telephone number, if it is a valid one."""
    groups = _GROUP.findall(number)
    if number[0] != "+" and _VERSION_PIECE.search(number):
        return False
    if number[0] == "+" or number[:2] == "(+" or _NANP.fullmatch(number):
        return True
    if _LEADING_ZERO.match(number):
        if all(len(group) == 2 for group in groups):  # noqa: PLR2004 - pairs, ten digits in France
            return len(groups) == 5  # noqa: PLR2004 - as above
        return len(groups) > 1 or len(groups[0]) > 9  # noqa: PLR2004 - with its area code
    alone = sum(len(group) == 1 for group in groups)
    from_nought = groups[0] == "0" and len(groups) >= _READ_OUT
    dictated = (alone >= _READ_OUT or from_nought) and len(digits_of(number)) > 9  # noqa: PLR2004 - as above
    return dictated or (bool(_AREA_CODE.match(number)) and len(groups) > 1)


def _is_abroad(number: str) -> bool:
    """Whether it is dialled with a country's code."""
    digits = digits_of(number)
    return "+" in number[:2] and len(digits) > 9 and len(_GROUP.findall(number)) > 1  # noqa: PLR2004


def _is_valid(number: str, regions: Sequence[str]) -> bool:
    """Whether a numbering plan has it: that of its country code, or of a region."""
    if number[:2] == "00" or number[:3] == "011":
        number = "+" + digits_of(number)[2 if number[1] == "0" else 3 :]
    international = "+" in number[:2]
    if international:
        return any(_is_valid_in(number, region) for region in regions[:1])
    digits = digits_of(number)
    return any(_may_be_of(digits, region) and _is_valid_in(number, region) for region in regions)


class Plan(NamedTuple):
    """What a region's numbering plan lets a number be, before it is read in full."""

    lengths: frozenset[int]
    prefixes: tuple[str, ...]
    """The country's code, and what is dialled ahead within the country."""
    abroad: re.Pattern[str]
    """What is dialled ahead of another country's code."""


def _may_be_of(digits: str, region: str) -> bool:
    """Whether digits have a length of the region's plan, or a prefix that is taken off them."""
    plan = _plan(region)
    if plan is None or len(digits) in plan.lengths:
        return True
    return digits.startswith(plan.prefixes) or plan.abroad.match(digits) is not None


@lru_cache(maxsize=256)
def _plan(region: str) -> Plan | None:
    """Return a region's plan; none where it takes off more than one known prefix."""
    plan = PhoneMetadata.metadata_for_region(region)
    if plan is None or plan.national_prefix_for_parsing not in (None, plan.national_prefix):
        return None
    code = plan.country_code or 0
    shared = map(PhoneMetadata.metadata_for_region, region_codes_for_country_code(code))
    general = [one.general_desc for one in shared if one and one.general_desc]
    lengths = frozenset(length for one in general for length in one.possible_length)
    prefixes = (str(code), *filter(None, (plan.national_prefix,)))
    return Plan(lengths, prefixes, re.compile(plan.international_prefix or "(?!)"))


def _is_valid_in(number: str, region: str) -> bool:
    try:
        return is_valid_number(parse("+" * ("+" in number[:2]) + digits_of(number), region))
    except NumberParseException:
        return False
