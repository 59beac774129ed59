"""Where somebody lives: a street with a house number, a postal code that is announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.cues import cue_before
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._rules import RULES
from emend_engine._stages._word_set import word_set

_ADDRESS, _POSTCODE = RULES["pii.address"], RULES["pii.postcode"]

_KIND = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|terrace"
    r"|parkway|pkwy|highway|hwy|crescent|close|circle|way|square|trail|grove|gardens|row|mews)"
)
_UNIT = r"(?:\.?,? (?:apt|apartment|suite|ste|unit|flat|floor|#)\.? ?#? ?\d{1,5}[a-z]?)?"
_STREET = re.compile(
    rf"(?<![\w$€£₹.,:-])\d{{1,5}}(?: ?\d){{0,4}}[a-z]? "
    rf"(?P<name>(?:(?:[nsew]|north|south|east|west)\.? )?"
    rf"(?:[\w'-]{{1,20}} ){{1,3}}?)(?P<kind>{_KIND})\b{_UNIT}",
    re.IGNORECASE,
)
_NO_NAMES = word_set(
    """
    the a an of in on at to from by for and or is are was were be been has had have it its this
    that these those their my your his her our per percent people men women days day hours hour
    minutes minutes' years year months month weeks week times thousand million hundred miles feet
    meters metres blocks cars houses families out off into cross crossed across down up along i we
    you he she they who which when then than with more less first second third one two three
    """
)
_BOX = re.compile(r"(?<!\w)p\.? ?o\.? box (?:number |no\.? )?\d{1,6}(?!\w)", re.IGNORECASE)
_NEAR_STREET, _NEAR_CODE = 8, 6
_CODE = re.compile(
    r"(?<![\w$€£₹.,:/-])(?:\d ?\d ?\d ?\d ?\d(?:[- ]?\d{4})?|\d{3} ?\d{3}"
    r"|[a-z]{1,2}\d[\da-z]? ?\d[a-z]{2}|[a-z]\d[a-z][ -]?\d[a-z]\d)(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)


def places(line: Line) -> Iterator[Finding]:
    """Find street addresses that are announced or written with capitals, and postal codes."""
    for match in _STREET.finditer(line.text):
        names = match["name"].split()
        if not names or any(name.lower() in _NO_NAMES for name in names):
            continue
        cue = cue_before(line, match.start())
        announced = cue.subject == "address" and cue.distance <= _NEAR_STREET
        if announced or (all(name[0].isupper() for name in names) and match["kind"][0].isupper()):
            sure = 0.9 if announced else 0.7
            yield Finding(*match.span(), _ADDRESS, sure, "a house number and a street")
    for match in _BOX.finditer(line.text):
        yield Finding(*match.span(), _ADDRESS, 0.9, "a post office box")
    for match in _CODE.finditer(line.text):
        cue = cue_before(line, match.start())
        if cue.subject == "postcode" and cue.distance <= _NEAR_CODE:
            yield Finding(*match.span(), _POSTCODE, 0.9, "announced as a postal code")
