"""Dates of birth: a date is one only where something says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.cues import cue_before, is_told_behind
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._rules import RULES

_BIRTH = RULES["pii.dob"]

_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio"
    r"|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro"
    r"|novembro|dezembro|januari|februari|maart|mei|augustus"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:st|nd|rd|th|er)|\.)?"
_YEAR = r"(?:(?:1 ?9|2 ?0) ?\d ?\d|(?:19|20) (?:0 )?\d)"
_DATE = re.compile(
    r"(?<![\w.,/-])(?:"
    rf"(?:the )?{_DAY}(?: of| de)?[ -]{_MONTH}"
    rf"(?:(?:,| in| of| de| del)? ?-?(?P<year_a>{_YEAR}|\d\d)|,? '\d\d)?"
    rf"|{_MONTH} (?:the )?{_DAY}(?:(?:,| in| of)? ?(?P<year_b>{_YEAR})|,? '\d\d)?"
    r"|(?P<year_c>(?:19|20)\d\d)([-/. ])(?:0?[1-9]|1[0-2])\4(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:(?:0 ?)?[1-9]|[12]\d|3[01])([-/. ])(?:(?:0 ?)?[1-9]|[12]\d|3[01])\5"
    r"(?P<year_d>(?:19|20)\d\d|\d\d(?! \d))"
    r"|(?:0 )?\d ?\d? (?:0 )?\d ?\d? (?P<year_e>(?:1 ?9|2 ?0) ?\d ?\d|\d\d(?! ?\d))"
    r")(?![\w%]|[/-]\d|[.,:]\d)",
    re.IGNORECASE,
)
_REACH = 8
"""How many tokens lie at most between the cue and the date."""


def births(line: Line) -> Iterator[Finding]:
    """Find dates of birth.

    After "born" only those with a year since 1900: the dead of history are nobody's secret.
    """
    for match in _DATE.finditer(line.text) if "birth" in line.subjects else ():
        if is_told_behind(line, match.end(), "birth"):
            yield Finding(*match.span(), _BIRTH, 0.95, "a date that is said to be one of birth")
            continue
        cue = cue_before(line, match.start())
        if cue.subject != "birth" or cue.distance > _REACH:
            continue
        first = line.units_at(match.start(), match.end())[0].first
        between = line.keys[first - cue.distance : first]
        if any(character.isdecimal() for key in between for character in key):
            continue
        word = line.keys[first - 1 - cue.distance]
        if word != "born" or any(match.groupdict().values()):
            yield Finding(*match.span(), _BIRTH, 0.95, "a date that is announced as one of birth")
