"""Addresses of any country behind "i live at", "my address is": parts between commas.

What is announced so is an address as far as its parts hold a number, a kind of street or of
dwelling; the town behind it is none, a postal code is told apart.
"""

from __future__ import annotations

import re

from emend_engine._pii.postcodes import postcode_in
from emend_engine._pii.programs import PROGRAMS
from emend_engine._stages._word_set import word_set

_ABBREVIATION = (
    r"(?:(?i:no|nr|n[º°]|h\.no|st|ave?|rd|blk|apt|int|dr|mt|bldg|fl|ul|jl|d|д|ул|al|cra)[.:]?)"
)
_LINK = r"(?:de la|de los|de|del|della|delle|dei|du|des|da|do|dos|das|la|le|den|der|het|van|bis)"
_STREET_AHEAD = r"(?:rue|calle|via|avenida|boulevard|impasse|rua|ulitsa|vul\.|plaza|piazza|chemin)"
_WORD = (
    rf"(?:#? ?\d[\w/-]{{0,12}}|{_ABBREVIATION}(?= )|[A-Z]\.(?= [A-Z])|{_STREET_AHEAD}"
    r"|[^\W\d_a-zß-öø-ÿ][\w'\N{RIGHT SINGLE QUOTATION MARK}/-]{0,24}"
    r"|(?:street|road|avenue|lane|drive|square|gate|gata|náměstí|út|utca|tér|katu|ulice)\b)"
)
_PART = rf"{_WORD}(?: (?:{_LINK} )?{_WORD}){{0,7}}"

ANNOUNCED = re.compile(
    rf"(?<![\w:/#.,-]){_PART}(?:, {_PART}){{0,5}}"
    r"(?=$|[.,;?!)]| (?:please|now|in|near|and|since|with|but|by|next|if|so|is|was|thanks|on)\b)"
)
"""Capitals, numbers and what joins them, in parts between commas."""

_DWELLING = word_set(
    """
    street road avenue lane drive boulevard court place terrace highway crescent close circle way
    square trail grove gardens row mews st rd ave ln blvd ct pl pkwy nagar marg vihar colony enclave
    chowk sector phase block blk plot house villa flat apt apartment suite unit floor tower
    building cottage jalan jl soi rue calle via rua gate caddesi sokak bulvarı
    """  # noqa: RUF001 - Turkish spells so
)
_NUMBERED = re.compile(r"\d")
_TOKEN = re.compile(r"[\w']+")
_HIGHEST_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def announced_end(text: str, start: int, end: int) -> int | None:
    """Return where an announced address ends within a match; none where it is no address."""
    reached = None
    numbered = False
    at = start
    for part in text[start:end].split(", "):
        code = postcode_in(part) if reached else None
        words = [word.lower() for word in _TOKEN.findall(part)]
        if code or (reached is None and words[:1] and words[0] in PROGRAMS):
            break
        holds = bool(_NUMBERED.search(part)) and not _HIGHEST_YEAR.fullmatch(part)
        if holds or not _DWELLING.isdisjoint(words):
            reached = at + len(part)
            numbered |= holds
        at += len(part) + 2
    return reached if numbered else None
