"""Where somebody lives: a street with a house number, a postal code that is announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.announced_places import ANNOUNCED, announced_end
from emend_engine._pii.cues import cue_before
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._pii.phrases import PHRASES
from emend_engine._pii.postcodes import is_postal_pin, postcode_behind, postcodes
from emend_engine._pii.streets import ABROAD, KINDS, STREET, SURE_KINDS, may_be_abroad
from emend_engine._pii.streets_by_script import addresses_by_script, marked_postcodes
from emend_engine._rules import RULES
from emend_engine._stages._word_set import word_set

_ADDRESS, _POSTCODE = RULES["pii.address"], RULES["pii.postcode"]

_NO_NAMES = word_set(
    """
    the a an of in on at to from by for and or is are was were be been has had have it its this
    that these those their my your his her our per percent people men women days day hours hour
    minutes minutes' years year months month weeks week times thousand million hundred miles feet
    meters metres blocks cars houses families out off into cross crossed across down up along i we
    you he she they who which when then than with more less first second third one two three
    four five way lane
    """
)
_HOUSE_NUMBER = re.compile(r"(?<!\w)(?:House|Flat|Plot|Door|H|D)\.? ?(?:No|Number)\b")
_BOX = re.compile(r"(?<!\w)p\.? ?o\.? box (?:number |no\.? )?\d{1,6}(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d ")
_NEAR_STREET, _NEAR_CODE = 8, 6
_PLACED = frozenset(("at", "to", "is"))
_FEW = 2
_ANNOUNCING = word_set(
    "at is : in on to ist lautet est è é der op de het en em au na a la calle am an we're the"
)
_SURELY_ANNOUNCING = frozenset(("at", "is", ":", "to", "der", "op", "de", "en", "em", "au", "na"))
_CUE_ENDS = frozenset(phrase.split()[-1] for phrase in PHRASES["address"])
_MOST_ANNOUNCING = 3
_ABROAD_CUES = word_set(
    "wohne wohnt abito vivo moro osoitteessa живу адрес woon habite j'habite adresse adres bor på "
    "ở tại przy"
)
_CODES = frozenset(("postcode", "pin"))
_CODE = re.compile(
    r"(?<![\w$€£₹.,:/-])(?:(?:\d ?){5}\d(?! ?\d)|\d ?\d ?\d ?\d ?\d(?:[- ]?\d{4})?|\d{3} ?\d{3}"
    r"|[a-z] ?[a-z]? ?\d ?[\da-z]? ?\d ?[a-z] ?[a-z]|[a-z] ?\d ?[a-z][ -]?\d ?[a-z] ?\d)"
    r"(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)


def places(line: Line) -> Iterator[Finding]:
    """Find street addresses that are announced or written with capitals, and postal codes."""
    for found in _addresses(line):
        yield found
        code = postcode_behind(line.text, found.end)
        if code:
            yield Finding(*code, _POSTCODE, 0.8, "a postal code behind an address")
    for start, end in marked_postcodes(line.text):
        yield Finding(start, end, _POSTCODE, 0.9, "marked as a postal code")
    for start, end in postcodes(line.text):
        yield Finding(start, end, _POSTCODE, 0.75, "the form of a postal code")
    for match in () if _CODES.isdisjoint(line.subjects) else _CODE.finditer(line.text):
        cue = cue_before(line, match.start())
        postal = cue.subject == "postcode" or is_postal_pin(line, *match.span(), cue)
        if postal and cue.distance <= _NEAR_CODE:
            yield Finding(*match.span(), _POSTCODE, 0.9, "announced as a postal code")


def _addresses(line: Line) -> Iterator[Finding]:
    for match in () if KINDS.isdisjoint(line.words) else STREET.finditer(line.text):
        sure = _sureness(line, match)
        if sure:
            yield Finding(*match.span(), _ADDRESS, sure, "a house number and a street")
    for match in ABROAD.finditer(line.text) if may_be_abroad(line.words) else ():
        yield Finding(*match.span(), _ADDRESS, 0.8, "a street and a house number")
    for start, end in addresses_by_script(line.text):
        yield Finding(start, end, _ADDRESS, 0.8, "a street and a house number")
    numbered = _HOUSE_NUMBER.search(line.text) is not None
    for match in ANNOUNCED.finditer(line.text) if numbered or _has_cue(line) else ():
        if _HOUSE_NUMBER.match(match.group()) or _is_announced(line, match.start()):
            end = announced_end(line.text, *match.span())
            if end:
                reason = "announced as an address"
                yield Finding(match.start(), end, _ADDRESS, 0.92, reason)
    for match in _BOX.finditer(line.text) if "box" in line.words else ():
        yield Finding(*match.span(), _ADDRESS, 0.9, "a post office box")


def _has_cue(line: Line) -> bool:
    """Whether any word that announces an address stands in the line."""
    if not line.units:
        return False
    return not _CUE_ENDS.isdisjoint(line.keys[line.units[0].first : line.units[-1].last + 1])


def _is_announced(line: Line, start: int) -> bool:
    """Whether "i live at", "my address is" and the like stand right before an offset."""
    first = line.units_at(start, start + 1)[0].first
    cue = cue_before(line, start)
    if cue.subject != "address" or cue.distance > _MOST_ANNOUNCING:
        return False
    between = line.keys[first - cue.distance : first]
    abroad = not between and line.keys[first - 1] in _ABROAD_CUES
    return abroad or bool(
        between and between[-1] in _SURELY_ANNOUNCING and _ANNOUNCING.issuperset(between)
    )


def _sureness(line: Line, match: re.Match[str]) -> float:
    """Return how sure it is that an address stands here; 0 where it is none."""
    names = match["name"].split()
    no_names = not names or any(name.lower() in _NO_NAMES for name in names)
    if no_names or _is_year(line, match):
        return 0
    cue = cue_before(line, match.start())
    if cue.subject == "address" and cue.distance <= _NEAR_STREET:
        return 0.9
    capitals = all(name[0].isupper() or name[0].isdigit() for name in names)
    if match["rare"]:
        return 0
    if capitals and match["kind"][0].isupper():
        return 0.7
    if match["comma"]:
        return 0
    first = line.units_at(match.start(), match.start() + 1)[0].first
    placed = first > 0 and line.keys[first - 1] in _PLACED
    return 0.65 if placed and match["kind"].lower() in SURE_KINDS and len(names) <= _FEW else 0


def _is_year(line: Line, match: re.Match[str]) -> bool:
    """Whether the number ahead of a street is a year: "in 1893 Park Street was …"."""
    year = _YEAR.match(match.group())
    return bool(year) and line.text[: match.start()].lower().endswith(("in ", "since ", "by "))
