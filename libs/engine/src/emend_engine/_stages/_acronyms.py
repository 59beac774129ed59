"""Acronyms that are read out letter by letter: "i b m", "p h d", "the u s"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from emend_engine._stages._word_set import word_set

_KNOWN = word_set(
    """
    abc ac acl ada adhd ai am api apa atm atv aws bbc bc bmi bmw bp bsc btw cbs ccd cctv cd cdc cdu
    ceo cep cfo cgi cia cio cli cmo cnn cns coo cpa cpi cpr cpu crm css ct ctr ctv cv dc dj dmv dna
    dns doj dvd ecb ecg edp eeg ekg eps epa er esg espn etf eu faa faq fbi fcc fda fdr fifa ftp gdp
    gm gmo gop gp gpa gps gpt gpu gst gui hbo hd hdmi hiv hmo hp hr html http ibm icu ieee imf
    ios ip ipa ipo iq ira irs iso isp iss it jfk jpg kgb kpi kpmg la lan lcd led lgbt lgbtq llc llm
    lsd ltd mba mc md mgm mia mit ml mp mps mri ms msc mtv nba nbc ngo ngos nfl nfc nhl nhs nih npr
    nra nsa ny nyc nypd nyt nyu obe ocd oecd pbs pc pcr pdf pga phd pho php pi pin plc pm png pr ps
    pta ptsd pvc qa qr ram rbi rna roi rpm rsvp rss sas sat sdk seo sms sos sql ss ssd ssl ssn stem
    suv swat tb tbs tcp td tnt toefl tv tvs uae ubs ucla ufo ui uk un unicef unhcr uno upi ups uri
    url urls us usa usb usda usps ussr uv ux va vat vcr vip vpn vr wasp wbc who wi wifi ww wwf www
    xml yaml ymca
    """
)
"""Acronyms that are read out; as letters none of them is a word."""

SOLE_ACRONYMS = word_set(
    """
    adhd aws bbc cdc ceo ceos cfo cia cnn cto dna dvd dvds eu fbi fda ftp gdp gop gps gpu hbo hiv
    hmo html http ibm imf iq irs iso llc mba mri mtv nasa nato nba nfl ngo ngos nhl nhs npr nsa nyc
    nypd obe oecd opec pbs pdf pdfs phd ptsd qc rna rss sql ssl tcp tv tvs uae uk un unesco unhcr
    unicef url urls usa usb ussr vip vpn wto xml
    """
)
"""Acronyms that are no words even when they are spoken, or written, as one."""
_READ_OUT = _KNOWN | SOLE_ACRONYMS

_WRITTEN = {"phd": "PhD", "phds": "PhDs", "bsc": "BSc", "msc": "MSc"} | {
    f"{plural}s": f"{plural.upper()}s" for plural in ("ceo", "dvd", "mp", "ngo", "pdf", "tv", "url")
}
"""What is not in capitals throughout."""
_LONGEST, _SHORTEST = 6, 2
_MOST_UNKNOWN = 4
"""More letters that nobody knows are a word that is spelled, or the alphabet."""

_MOST_COVERED = 12

_WORDS = frozenset(("a", "i", "o"))
"""Letters that are words: at the ends of an unknown acronym they are not part of it."""

_ARTICLE = "a"
_AFTER_NOUN = word_set(
    """
    a an and are as at but by can could for from had has have if in is of on or so than that to
    was were when where which who will with would
    """
)


class Letters(NamedTuple):
    """Letters that make one acronym: where they start, how many they are, how it is written."""

    start: int
    size: int
    written: str
    is_known: bool


def acronyms(words: Sequence[str]) -> Iterator[Letters]:
    """Yield the acronyms that are read out among words in lower case."""
    for at in _doctorates(words):
        degree = "".join(words[at : at + 2])
        yield Letters(at, 2, written(degree), is_known=True)
        words = [*words[:at], "", "", *words[at + 2 :]]
    start = 0
    for is_letter, run in groupby(words, _is_letter):
        letters = list(run)
        if is_letter and len(letters) >= _SHORTEST:
            after = "".join(words[start + len(letters) : start + len(letters) + 1])
            yield from _parts("".join(letters), start, after)
        start += len(letters)


def _doctorates(words: Sequence[str]) -> list[int]:
    """Return where "ph" and "d" stand, as recognisers hear the degree."""
    return [at for at, pair in enumerate(pairwise(words)) if pair in (("ph", "d"), ("ph", "ds"))]


def written(letters: str) -> str:
    """Return how an acronym is written whose letters are in lower case."""
    return _WRITTEN.get(letters, letters.upper())


def _is_letter(word: str) -> bool:
    return len(word) == 1 and "a" <= word <= "z"


def _parts(letters: str, start: int, after: str) -> Iterator[Letters]:
    cover = _cover(letters, after) if len(letters) <= _MOST_COVERED else None
    if not cover:
        yield from _unknown(letters, start)
    for place, count in cover or ():
        acronym = written(letters[place : place + count])
        yield Letters(start + place, count, acronym, is_known=True)


def _cover(letters: str, after: str, place: int = 0) -> list[tuple[int, int]] | None:
    """Return known acronyms that leave nothing but words of one letter, or none."""
    if place == len(letters):
        return []
    for count in _known(letters[place:], after):
        rest = _cover(letters, after, place + count)
        if rest is not None:
            return [(place, count), *rest]
    return _cover(letters, after, place + 1) if letters[place] in _WORDS else None


def _known(letters: str, after: str) -> list[int]:
    """Return how many letters at the beginning make a known acronym, the likeliest first."""
    longest = min(_LONGEST, len(letters))
    found = [n for n in range(longest, _SHORTEST - 1, -1) if letters[:n] in _READ_OUT]
    is_article = letters.endswith(_ARTICLE) and after and after not in _AFTER_NOUN
    if is_article and len(letters) in found and len(letters) - 1 in found:
        found.remove(len(letters))
    return found


def _unknown(letters: str, start: int) -> Iterator[Letters]:
    low, high = 0, len(letters)
    while low < high and letters[low] in _WORDS:
        low += 1
    while high > low and letters[high - 1] in _WORDS:
        high -= 1
    count = high - low
    if count > _MOST_UNKNOWN:
        yield from (
            Letters(start + at, 1, letters[at].upper(), is_known=False) for at in range(low, high)
        )
    elif count >= _SHORTEST:
        yield Letters(start + low, count, letters[low:high].upper(), is_known=False)
