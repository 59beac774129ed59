"""Postal codes: those of some countries by form, of all behind an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.cues import Cue
from emend_engine._pii.line import Line
from emend_engine._stages._word_set import word_set

_CODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d|[A-Z]\d{2} [A-Z\d]{4}"
    r"|\d{4} ?[A-Z]{2}|\d{5}-\d{3,4}|\d{3}-\d{4}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2,3}|\d{4,6})"
)
_TOWN = (
    r"[^\W\d_a-zß-öø-ÿ][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]{0,24}"
    r"(?: (?:[^\W\d_a-zß-öø-ÿ][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]{0,24}"
    r"|upon|am|an|der|de|la|sur)){0,3}"
)
_END = r"(?![\w%]|[.,:/-]\d)"
_BEHIND = re.compile(rf"(?:,? {_TOWN}){{0,3}}?,? (?P<code>{_CODE}){_END}")
_STATE_NAMES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii"
    "|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan"
    "|minnesota|mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)"
    "|(?:north|south) (?:carolina|dakota)|ohio|oklahoma|oregon|pennsylvania|rhode island|tennessee"
    "|texas|utah|vermont|(?:west )?virginia|washington|wisconsin|wyoming"
)
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]"
    "|UT|V[AT]|W[AIVY]|PR"
)
_BEHIND_STATE = re.compile(
    rf"(?:,? [a-z]+){{0,3}}?,? (?:{_STATE_NAMES}|(?!IN|OR|ME)(?:{_STATES})),? "
    rf"(?P<code>\d{{5}}(?:-\d{{4}})?|\d(?: ?\d){{4}}(?! ?\d)){_END}",
    re.IGNORECASE,
)
"""As a recogniser without capitals writes them, or read out: "springfield illinois 6 2 7 0 4"."""
_WHOLE = re.compile(rf"(?:{_TOWN},? )?(?P<code>{_CODE})(?: {_TOWN})?")

_BRITISH_AREA = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE"
    "|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_BY_FORM = re.compile(
    rf"(?<!\w)(?:(?:{_STATES}),? (?P<zip>\d{{5}}(?:-\d{{4}})?)"
    rf"|(?P<british>(?:{_BRITISH_AREA})\d[A-HJKMNP-Y\d]? \d(?![GMTK]B)[ABD-HJLNP-UW-Z]{{2}})"
    r"|(?P<canadian>[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d)"
    r"|(?P<irish>[AC-FHKNPRTV-Y](?:\d{2}|6W) [AC-FHKNPRTV-Y\d]{4}(?<![A-Z]{4})))"
    rf"{_END}"
)
"""A ZIP code behind its state, those of Britain, Canada and Ireland with their letters."""
_BRITISH_SMALL = re.compile(
    rf"(?<!\w)(?:{_BRITISH_AREA})\d[a-hjkmnp-y\d]? (?!1st|2nd|3rd|\dth)\d(?![gmtk]b)"
    rf"[abd-hjlnp-uw-z]{{2}}{_END}".replace(_BRITISH_AREA, _BRITISH_AREA.lower())
)
_TOWN_BEHIND = re.compile(r", ?[A-Z][a-z]{2}")
_INDIAN = re.compile(r"[1-9] ?\d ?\d ?\d ?\d ?\d")
_NEAR = 8
_SECRET = word_set(
    """
    tell share secret enter entered type card bank banking atm debit credit unlock door gate app
    login log sim phone account safe alarm remember forgot forgotten reset security withdraw lock
    """
)
"""Near a "PIN code" these mean the code of a card or a lock."""
_LETTERED = re.compile(r"[A-Z],? ?\d")
_SMALL_LETTERED = re.compile(r" \d[a-z]{2}(?!\w)")


def postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where postal codes stand whose form alone tells."""
    for match in _BY_FORM.finditer(text) if _LETTERED.search(text) else ():
        yield match.span(match.lastgroup or 0)
    for match in _BRITISH_SMALL.finditer(text) if _SMALL_LETTERED.search(text) else ():
        yield match.span()


def postcode_behind(text: str, end: int) -> tuple[int, int] | None:
    """Return where a postal code stands behind an address and its town."""
    match = _BEHIND.match(text, end) or _BEHIND_STATE.match(text, end)
    return match.span("code") if match else None


def is_postal_pin(line: Line, start: int, end: int, cue: Cue) -> bool:
    """Whether a "PIN code" is one of India's postal codes: of six digits, and no secret."""
    if cue.subject != "pin" or not _INDIAN.fullmatch(line.text[start:end]):
        return False
    first = line.units_at(start, start + 1)[0].first
    at = first - 1 - cue.distance
    is_code = at > 0 and tuple(line.keys[at - 1 : at + 1]) == ("pin", "code")
    if not is_code and not _TOWN_BEHIND.match(line.text, end):
        return False
    last = line.units_at(end - 1, end)[-1].last
    return _SECRET.isdisjoint(line.keys[max(at - _NEAR, 0) : last + _NEAR])


def postcode_in(part: str) -> bool:
    """Whether a part of an address is a postal code with or without its town."""
    return bool(_WHOLE.fullmatch(part)) and not part.startswith("#")
