"""Numbers that states give to persons, taxpayers, patients and vehicles, by form or announced.

A form that carries a check digit counts wherever it stands; of the others the words before tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from emend_engine._pii import national_checks as check
from emend_engine._pii.cues import cue_before, is_linked, told_behind
from emend_engine._pii.findings import Finding, bare, digits_of
from emend_engine._pii.line import Line
from emend_engine._pii.ordinary import is_ordinary
from emend_engine._pii.phrases import LINKS, Subject
from emend_engine._rules import RULES, Rule

_PERSON, _TAX = RULES["pii.national_id"], RULES["pii.tax_id"]
_HEALTH, _VEHICLE, _LICENCE = RULES["pii.health_id"], RULES["pii.vehicle"], RULES["pii.licence"]

_BEFORE, _AFTER = r"(?<![\w$€£₹])(?<![\w][.,:/-])", r"(?![\w%]|[.,:/-]\w)"
_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_BORN = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


class Form(NamedTuple):
    """A form that needs no announcement, and the check that it must pass."""

    rule: Rule
    form: re.Pattern[str]
    passes: Callable[[str], bool]
    whose: str


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{pattern}){_AFTER}")


_FORMS = (
    Form(_PERSON, _form(r"(?:\d{8}|[XYZ]-?\d{7})[ -]?[A-HJ-NP-TV-Z]"), check.nif, "Spain"),
    Form(
        _PERSON,
        _form(
            r"[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]"
            r"|[A-Z]{3} [A-Z]{3} \d\d[A-EHLMPR-T]\d\d [A-Z]\d{3}[A-Z]"
        ),
        check.codice_fiscale,
        "Italy",
    ),
    Form(_PERSON, _form(r"[STFG]\d{7}[A-Z]"), check.nric, "Singapore"),
    Form(_PERSON, _form(rf"{_DAY}[-+A-FU-Y]\d{{3}}[0-9A-FHJ-NPR-Y]"), check.hetu, "Finland"),
    Form(_PERSON, _form(rf"{_BORN}-[1-8]\d{{6}}"), check.korean, "South Korea"),
    Form(_PERSON, _form(r"\d{3}\.\d{3}\.\d{3}-\d\d"), check.cpf, "Brazil"),
    Form(_TAX, _form(r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d"), check.cnpj, "Brazil"),
    Form(_PERSON, _form(r"[1-9]\d{5}(?:19|20)\d{9}[\dX]"), check.chinese, "China"),
    Form(_PERSON, _form(r"756\.\d{4}\.\d{4}\.\d\d"), check.ahv, "Switzerland"),
    Form(_PERSON, _form(r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d"), check.belgian, "Belgium"),
    Form(
        _PERSON,
        _form(r"[12]( ?)\d\d\1(?:0[1-9]|1[0-2]|[2-9]\d)\1(?:\d\d|2[AB])\1\d{3}\1\d{3}[ -]?\d\d"),
        check.nir,
        "France",
    ),
    Form(_PERSON, _form(r"[A-Z]{1,2}\d{6}\([\dA]\)"), check.hkid, "Hong Kong"),
    Form(
        _PERSON,
        _form(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z\d]\d"),
        check.any_of_form,
        "Mexico",
    ),
    Form(_TAX, _form(r"\d\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]"), check.gstin, "India"),
    Form(
        _HEALTH,
        _form(
            r"[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-[AC-HJKMNP-RT-Y]"
            r"[\dAC-HJKMNP-RT-Y]\d-[AC-HJKMNP-RT-Y]{2}\d\d"
        ),
        check.any_of_form,
        "Medicare of the United States",
    ),
    Form(
        _LICENCE,
        _form(r"[A-Z]{2,5}9{0,3}[ ]?\d[0156]\d[0-3]\d\d[ ]?[A-Z][A-Z9]\d?[A-Z]{2}(?: ?\d\d)?"),
        check.british_licence,
        "Great Britain",
    ),
)

_ANNOUNCED: Mapping[Subject, Rule] = {
    "national": _PERSON,
    "tax": _TAX,
    "itin": _TAX,
    "health": _HEALTH,
    "vehicle": _VEHICLE,
}
_PIECE = r"(?:[a-z]{0,5}\d[\da-z]{0,20}|(?:[a-z]|(?-i:[A-Z]{2,3}))(?![\w']))"
_DOCUMENT = re.compile(
    rf"{_BEFORE}{_PIECE}(?:[ ./+-]{_PIECE}){{0,20}}(?:\([\dA]\))?(?![\w%]|[.,:/-]\d)", re.IGNORECASE
)
_ANY_FORM = re.compile(
    rf"{_BEFORE}(?=[A-Z\d])(?:"
    + "|".join(form.form.pattern.replace("( ?)", " ?").replace("\\1", " ?") for form in _FORMS)
    + ")"
)
"""Searched once for all of them: most lines hold none."""

_LETTERS = re.compile(r"(?<= )\S")
_MOST_LETTERS = 3
_CARRYING = _form(r"[A-Za-z]{2}\d{7}")
_LENGTHS, _PLATE = range(4, 22), range(4, 11)
_SHORTEST, _LEAST_DIGITS = 6, 5
_ITIN_DIGITS = 9
"""A "tax id" of nine digits is one of the United States, which has a class of its own."""


def national_numbers(line: Line) -> Iterator[Finding]:
    """Find the numbers that states give to persons, taxpayers, patients and vehicles."""
    for form in _FORMS if _ANY_FORM.search(line.text) else ():
        for match in form.form.finditer(line.text):
            if form.passes(_as_checked(match.group())) and _cue_allows(line, match.start()):
                reason = f"the form of a number of {form.whose}; its check fits"
                yield Finding(*match.span(), form.rule, 0.9, reason)
    announced = not line.subjects.isdisjoint(_ANNOUNCED)
    for match in _DOCUMENT.finditer(line.text) if announced else ():
        for start in _starts(match):
            rule = _announced(line, start, match.end())
            if rule:
                yield Finding(start, match.end(), rule, 0.92, "announced as a number of that kind")
                break
    for match in _CARRYING.finditer(line.text) if "licence" in line.subjects else ():
        cue = cue_before(line, match.start())
        if cue.subject == "licence" and check.dea(match.group()):
            yield Finding(*match.span(), _LICENCE, 0.95, "a prescriber's number; its check fits")


def _as_checked(text: str) -> str:
    return bare(text[:6] + text[7:] if text[6] in "-+ABCDEFUVWXY" and len(text) == 11 else text)  # noqa: PLR2004 - Finland's mark of the century


def _cue_allows(line: Line, start: int) -> bool:
    """Whether nothing right before says that it is the number of a thing."""
    cue = cue_before(line, start)
    return cue.subject != "other" or cue.distance > len(_ANNOUNCED)


def _starts(match: re.Match[str]) -> Iterator[int]:
    """Yield where a number may begin: with the letters before it, or behind a cue in capitals."""
    own = match.group().partition(" ")
    if own[2] and own[0].lower() in LINKS and len(own[0]) > 1:
        yield match.start() + len(own[0]) + 1
    yield match.start()
    for letters in list(_LETTERS.finditer(match.group()))[:_MOST_LETTERS]:
        if letters.start() > 0 and match.group()[: letters.start()].replace(" ", "").isalpha():
            yield match.start() + letters.start()


def _announced(line: Line, start: int, end: int) -> Rule | None:
    written = line.text[start:end]
    text = bare(written)
    digits = len(digits_of(text))
    if digits == 0 or len(text) not in _LENGTHS:
        return None
    cue = cue_before(line, start)
    linked = cue.subject in _ANNOUNCED and is_linked(line, start, cue)
    subject = cue.subject if linked else told_behind(line, end, _ANNOUNCED)
    if subject is None or is_ordinary(written):
        return None
    if subject == "itin" and digits == _ITIN_DIGITS:
        return None
    if subject == "vehicle":
        return _VEHICLE if 0 < digits < len(text) and len(text) in _PLATE else None
    is_long = len(text) >= _SHORTEST and digits >= _LEAST_DIGITS
    return _ANNOUNCED[subject] if is_long else None
