"""Addresses of mailboxes, pages and sites, written or read out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._pii.cues import cue_before
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._pii.phrases import LINKS
from emend_engine._rules import RULES
from emend_engine._stages._english_classes import VERBS, WordClass, word_class
from emend_engine._stages._word_set import word_set

_EMAIL, _URL = RULES["pii.email"], RULES["pii.url"]

_DOMAIN = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:xn--[\w-]{2,59}|[^\W\d_]{2,24})"
_WRITTEN_EMAIL = re.compile(
    r"(?<![\w.+%-])(?:[\w.+%'!#&*/=?^`{|}~-]{1,64} ?|\"[^\"@\s]{1,62}\")"
    rf"@ ?{_DOMAIN}(?![\w-])"
)
_TOP = (
    r"(?:com|org|net|edu|gov|io|co|ai|app|dev|info|biz|me|tv|us|uk|in|de|fr|es|it|nl|ch|at|au|ca"
    r"|nz|ie|eu|jp|cn|br|za|se|no|fi|dk|pl|be|pt|ru|sg|hk)"
)
_DOT = r"(?: ?\. ?| dot | ?[(\[]dot[)\]] ?)"
_AT = r"(?: at (?:(?:symbol|sign|the rate(?: of)?) )?| @ | ?[(\[]at[)\]] ?)"
_ENDING = rf"{_DOT}{_TOP}\b(?:{_DOT}(?:uk|in|au|nz|za|jp|br)\b)?"
_ANY_AT = re.compile(_AT, re.IGNORECASE)
_LETTERS = r"(?:[a-z0-9] ){0,24}"
_SPOKEN_PART = rf"{_LETTERS}[^\W_]{{1,40}}"
"""Without the signs of a joint, or there would be many ways to read "-----"."""

_JOINT = rf"(?: ?[_-] ?|{_DOT}| (?:underscore|dash|hyphen|plus|period|point) )"
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.'-])(?P<local>{_SPOKEN_PART}(?:{_JOINT}{_SPOKEN_PART}){{0,6}})(?: \d{{1,4}}){{0,6}}"
    rf"{_AT}(?P<host>{_SPOKEN_PART}(?:{_JOINT}{_SPOKEN_PART}){{0,4}}?){_ENDING}",
    re.IGNORECASE,
)
_ROLE_EMAIL = re.compile(
    r"(?<![\w.'-])(?:info|hello|contact|support|sales|office|admin|team|help|billing|accounts"
    r"|enquiries|inquiries|bookings|orders|service|press|jobs|careers)"
    rf" at (?:[^\W\d_]{{2,20}} ){{2,3}}dot {_TOP}\b",
    re.IGNORECASE,
)
"""Mailboxes that many have, at sites of several words: "info at kite school dot org"."""

_MAIL_HOSTS = word_set(
    """
    gmail googlemail hotmail outlook yahoo icloud proton protonmail aol gmx mail live msn yandex
    zoho fastmail rediffmail comcast verizon me mac
    """
)
_VERBS = word_set(
    """
    look looked looking shop available found find live see us them it more order orders here site
    website online visit check out read now page work working started arrived engineer job
    started be is are was been one back log login starts details
    """
)
"""Before "at example dot com" these announce a site, not somebody's mailbox."""

_NOT_NAMES = word_set(
    "email e-mail mail address me him them us at with account friend boss it's that's inbox"
)
_LONGEST_BEFORE = 80
"""How far back a URL may begin, in characters."""

_WEB = re.compile(
    rf"(?<![\w@.-])(?:[a-z][a-z0-9+]{{1,9}}://[^\s<>\"')\]}}]+"
    rf"|www\.{_DOMAIN}(?:[:/?#][^\s<>\"')\]}}]*)?"
    rf"|{_DOMAIN}(?:/[^\s<>\"')\]}}]*))",
    re.IGNORECASE,
)
_BARE_DOMAIN = re.compile(
    rf"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?-i:{_TOP})(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_SPOKEN_URL = re.compile(
    rf"(?<![\w.])(?:(?:w w w|www|(?:[a-z]{{3,5}}|h t t p(?: s)?) (?:colon|:) slash slash)"
    r"(?: dot |\. ?| ))"
    rf"[\w-]{{1,40}}(?:(?: dot | ?\. ?)[\w-]{{1,40}}){{0,3}}?{_ENDING}"
    r"(?: slash [\w-]{1,40}){0,8}"
    r"|(?<![\w@.-])(?!(?:the|a|an|of|every|this|that|and|at|polka|dot) )[a-z\d-]{2,40}"
    r" dot (?:com|org|net|edu|gov|io)\b(?: slash [\w-]{1,40}){0,8}",
    re.IGNORECASE,
)
_MOST_OF_SITE = 3
_AT_SITE = frozenset(("is", "at", "to", "on", "called"))
_SITES = word_set("site website page homepage blog domain url web go shop store")
_DOMAIN_MARK = re.compile(r"\.[^\W_]|://")
_SPOKEN_MARKS = frozenset(("dot", "slash", "www", "w"))

_NEVER_FIRST = "'!#&*/=?^`{|}~.- "
"""Signs that surround addresses more often than they begin one."""


def emails(line: Line) -> Iterator[Finding]:
    """Find e-mail addresses, written or read out: "j dot smith at example dot com"."""
    if "@" in line.text:
        for match in _WRITTEN_EMAIL.finditer(line.text):
            plain = match.group().lstrip(_NEVER_FIRST)
            start = match.end() - len(plain)
            if plain[0] != "@" and not _is_in_url(line.text, start):
                yield Finding(start, match.end(), _EMAIL, 0.99, "the form of an e-mail address")
    if ("at" not in line.words and "@" not in line.text) or not _ANY_AT.search(line.text):
        return
    for match in _ROLE_EMAIL.finditer(line.text) if "dot" in line.words else ():
        yield Finding(*match.span(), _EMAIL, 0.92, "an e-mail address read out")
    for match in _SPOKEN_EMAIL.finditer(line.text):
        announced = _is_announced(line, match.start())
        host = match["host"].split()[0].lower()
        by_mail = host in _MAIL_HOSTS
        if announced or by_mail or not _is_deed(match):
            start = match.start()
            if announced or by_mail:
                start = _with_names(line.text, start, most=3 if announced else 1)
            yield Finding(start, match.end(), _EMAIL, 0.9, "an e-mail address read out")


def _is_announced(line: Line, start: int) -> bool:
    """Whether "email", or "the address is", stands before an offset."""
    cue = cue_before(line, start)
    return cue.subject == "email" or (cue.subject == "address" and cue.distance < _NEXT)


_NEXT = 2
_DEEDS = frozenset((WordClass.VERB, WordClass.PAST, WordClass.PARTICIPLE))


def _is_deed(match: re.Match[str]) -> bool:
    """Whether something is done "at example.com": the word before says so."""
    last = match["local"].split()[-1].lower()
    written = " dot " not in match.group().lower()
    inflected = last not in VERBS and word_class(last) in _DEEDS
    return last in _VERBS or inflected or (written and word_class(last) in _DEEDS)


def _is_in_url(text: str, start: int) -> bool:
    """Whether what looks like an address is the "user:word@host" of a URL."""
    return "://" in text[max(start - _LONGEST_BEFORE, 0) : start].rpartition(" ")[2]


def _with_names(text: str, start: int, *, most: int) -> int:
    """Return where an address begins whose words nothing joins: "jane doe at …"."""
    begin = start
    for word in reversed(text[max(start - 60, 0) : start].split(" ")[:-1][-most:]):
        key = word.lower()
        if not word.isalpha() or key in LINKS or key in _NOT_NAMES:
            return begin
        if most == 1 and (len(key) == 1 or word_class(key) is not WordClass.NOUN):
            return begin
        begin -= len(word) + 1
    return begin if most == 1 else start


def urls(line: Line) -> Iterator[Finding]:
    """Find addresses of pages and sites."""
    for pattern, sure in _urls_in(line):
        for match in pattern.finditer(line.text):
            end = match.start() + len(match.group().rstrip(".,;:!?"))
            start = match.start()
            if pattern is _SPOKEN_URL:
                start -= _site_ahead(line.text[max(start - _LONGEST_BEFORE, 0) : start])
            yield Finding(start, end, _URL, sure, "the form of a web address")


def _site_ahead(ahead: str) -> int:
    """Return how many characters before "… dot com" belong to it: "her site is jane writes …"."""
    words = ahead.lower().split(" ")[:-1]
    for count in range(1, min(_MOST_OF_SITE, len(words) - 1) + 1):
        if not words[-count].isalpha() or words[-count] in LINKS:
            return 0
        before = words[max(len(words) - count - 3, 0) : -count]
        if before[-1] == "visit" or (before[-1] in _AT_SITE and not _SITES.isdisjoint(before)):
            return sum(len(word) + 1 for word in words[-count:])
    return 0


def _urls_in(line: Line) -> Iterator[tuple[re.Pattern[str], float]]:
    """Yield the patterns that may match at all, and how sure they are."""
    if _DOMAIN_MARK.search(line.text):
        yield _WEB, 0.97
        yield _BARE_DOMAIN, 0.8
    if not _SPOKEN_MARKS.isdisjoint(line.words):
        yield _SPOKEN_URL, 0.9
