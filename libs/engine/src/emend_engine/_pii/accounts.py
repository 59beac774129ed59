"""Bank accounts: IBAN by country and checksum; the rest by what announces it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.checksums import aba, mod_97
from emend_engine._pii.cues import cue_before, is_linked, is_told_behind
from emend_engine._pii.findings import MISHEARD, Finding, bare, digits_of
from emend_engine._pii.line import Line
from emend_engine._pii.ordinary import is_ordinary
from emend_engine._rules import RULES
from emend_engine._stages._word_set import word_set

_IBAN, _ACCOUNT = RULES["pii.iban"], RULES["pii.account"]
_ROUTING, _SORT_CODE = RULES["pii.routing"], RULES["pii.sort_code"]


def _by_country(text: str) -> dict[str, int]:
    pairs = (pair.split(":") for pair in text.split())
    return {country: int(length) for length, own in pairs for country in own.split(",")}


_LENGTHS = _by_country(
    """
    15:NO 16:BE 18:DK,FK,FI,FO,GL,NL,SD 19:MK,SI 20:AT,BA,EE,KZ,LT,LU,MN,XK 21:CH,HR,LI,LV
    22:BG,BH,CR,DE,GB,GE,IE,ME,RS,VA 23:AE,GI,IL,IQ,OM,SO,TL 24:AD,CZ,ES,MD,PK,RO,SA,SE,SK,TN,VG
    25:LY,PT,ST 26:IS,TR 27:BI,DJ,FR,GR,IT,MC,MR,SM 28:AL,AZ,BY,CY,DO,GT,HN,HU,LB,NI,PL,SV
    29:BR,EG,PS,QA,UA 30:JO,KW,MU,YE 31:MT,SC 32:LC 33:RU
    """
)
"""How long an IBAN is in each country of the SWIFT IBAN Registry."""

_DIGITS_ONLY = word_set("""
    AE AT BA BE BI CR CZ DE DJ DK EE ES FI FO GL HR HU IL IS LT LY ME MN MR NO PL PT RS SD SE SI SK
    SO ST TL TN VA XK
""")
"""The countries whose account numbers have no letters: in "is 3782… is so", "is" is a verb."""

_START = re.compile(
    r"(?<!\w)(?=[a-z][ -]?[a-z0][ -]?\d)"
    rf"(?:{'|'.join('[ -]?'.join(country) for country in sorted(_LENGTHS))})".replace("O", "[O0]")
    + r"[ -]?\d[ -]?\d",
    re.IGNORECASE | re.ASCII,
)
"""A country and two check digits; "N O" read out is easily written "N 0"."""
_WORD = re.compile(r"[a-z]{2}\d{2}[a-z\d]{11,30}(?!\w)", re.IGNORECASE | re.ASCII)
_CHARACTER = re.compile(r"[a-z\d]", re.IGNORECASE | re.ASCII)
_MOST_CHARACTERS = 100
"""How far an IBAN with its spaces can reach."""

_DIGITS = re.compile(r"(?<![\w$€£₹])(?<![\w][.,:/-])\d(?:[ -]{0,3}\d){5,16}(?![\w%]|[.,:/]\d)")
_SUBJECTS = frozenset(("account", "routing", "sort", "iban"))
_NINE, _SIX = 9, 6


def ibans(line: Line) -> Iterator[Finding]:
    """Find IBANs: the country's length and the checksum fit, or the checksum of a whole word."""
    for match in _START.finditer(line.text):
        country = bare(match.group())[:2].replace("0", "O")
        end = _end(line.text, match.start(), _LENGTHS[country])
        if end and _fits(country, bare(line.text[match.start() : end])[2:]):
            yield Finding(match.start(), end, _IBAN, 0.99, "an IBAN; its checksum fits")
            continue
        word = _WORD.match(line.text, match.start())
        if word and mod_97(word.group().upper()):
            reason = "an IBAN of unusual length; its checksum fits"
            yield Finding(*word.span(), _IBAN, 0.85, reason)
        elif end and _is_announced(line, match.start(), end):
            reason = "announced as an IBAN, but its checksum fails: misheard?"
            yield Finding(match.start(), end, _IBAN, MISHEARD, reason)


def _fits(country: str, number: str) -> bool:
    return mod_97(country + number) and (country not in _DIGITS_ONLY or number.isdigit())


def _is_announced(line: Line, start: int, end: int) -> bool:
    return cue_before(line, start).subject == "iban" or is_told_behind(line, end, "iban")


def accounts(line: Line) -> Iterator[Finding]:
    """Find account and routing numbers, of which only the words before them tell."""
    for match in () if _SUBJECTS.isdisjoint(line.subjects) else _DIGITS.finditer(line.text):
        cue = cue_before(line, match.start())
        if is_told_behind(line, match.end(), "account") and not is_ordinary(match.group()):
            yield Finding(*match.span(), _ACCOUNT, 0.9, "said to be an account's number")
            continue
        if cue.subject not in _SUBJECTS:
            continue
        if not is_linked(line, match.start(), cue) or is_ordinary(match.group()):
            continue
        digits = digits_of(match.group())
        if cue.subject == "account":
            yield Finding(*match.span(), _ACCOUNT, 0.9, "announced as an account's number")
        elif cue.subject == "routing" and len(digits) == _NINE and aba(digits):
            yield Finding(*match.span(), _ROUTING, 0.97, "a routing number; its check digit fits")
        elif cue.subject == "sort" and len(digits) == _SIX:
            yield Finding(*match.span(), _SORT_CODE, 0.95, "announced as a sort code")


def _end(text: str, start: int, length: int) -> int | None:
    """Return where the account number ends that begins here; it ends with its word."""
    seen = 0
    for at in range(start, min(start + _MOST_CHARACTERS, len(text))):
        if _CHARACTER.match(text[at]):
            seen += 1
            if seen == length:
                goes_on = at + 1 < len(text) and text[at + 1].isalnum()
                return None if goes_on else at + 1
        elif text[at] not in " -":
            return None
    return None
