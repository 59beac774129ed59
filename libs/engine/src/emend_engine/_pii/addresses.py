"""Addresses on networks: e-mail, URL, IPv4 and IPv6, hardware, and those of cryptocurrencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from emend_engine._pii.checksums import base58, bech32
from emend_engine._pii.cues import cue_before
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._pii.phrases import LINKS
from emend_engine._pii.programs import ADDRESSED, FIXED_IN, PROGRAMS, RELEASED, RELEASING
from emend_engine._rules import RULES
from emend_engine._stages._english_classes import VERBS, WordClass, word_class
from emend_engine._stages._word_set import word_set

_EMAIL, _URL = RULES["pii.email"], RULES["pii.url"]
_IP, _MAC, _CRYPTO = RULES["pii.ip"], RULES["pii.mac"], RULES["pii.crypto"]

_DOMAIN = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:xn--[\w-]{2,59}|[^\W\d_]{2,24})"
_WRITTEN_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%'!#&*/=?^`{{|}}~-]{{1,64}} ?@ ?{_DOMAIN}(?![\w-])"
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
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_SPOKEN_OCTET = r"(?:2 ?5 ?[0-5]|2 ?[0-4] ?\d|1 ?\d ?\d|[1-9] ?\d|\d)"
_IPV4 = re.compile(rf"(?<![\w.])(?<!\d[ -]){_OCTET}(?:\.{_OCTET}){{3}}(?!\w|\.\d|-\d)")
_SPOKEN_IPV4 = re.compile(
    rf"(?<![\w.])(?<!\d ){_SPOKEN_OCTET}(?:\.{_SPOKEN_OCTET}){{3}}(?!\w|\.\d| \d)"
)
_VERSION_NEAR = 3
"""A version, a section and the like are announced this near."""

_HIGHEST_VERSION = 150
"""No program's first number is higher, hence it is an address."""

_HIGHEST_PART = 31
_COMPARED = re.compile(r"(?:[=<>~!]=|[~^]) ?$")
"""What compares versions: "numpy>=1.26.4.1"."""

_HEXTETS = re.compile(
    r"(?<![\w:.])(?=[0-9a-f.]*:[0-9a-f.]*:)[0-9a-f:.]{3,45}(?![\w:])", re.IGNORECASE
)
_MAC_ADDRESS = re.compile(
    r"(?<![\w:-])(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|(?<!\.)(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?!\.\w))"
    r"(?![\w:-])",
    re.IGNORECASE,
)
_WALLET = re.compile(
    r"(?<!\w)(?:(?P<base58>[13][1-9A-HJ-NP-Za-km-z]{25,34})|(?P<ether>0x[0-9a-fA-F]{40})"
    r"|(?P<bech32>(?:bc1|BC1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,71}))(?!\w)"
)


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
    if not _ANY_AT.search(line.text):
        return
    for match in _SPOKEN_EMAIL.finditer(line.text):
        announced = cue_before(line, match.start()).subject == "email"
        host = match["host"].split()[0].lower()
        by_mail = host in _MAIL_HOSTS
        if announced or by_mail or not _is_deed(match):
            start = match.start()
            if announced or by_mail:
                start = _with_names(line.text, start, most=3 if announced else 1)
            yield Finding(start, match.end(), _EMAIL, 0.9, "an e-mail address read out")


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
    for pattern, sure in ((_WEB, 0.97), (_BARE_DOMAIN, 0.8), (_SPOKEN_URL, 0.9)):
        for match in pattern.finditer(line.text):
            end = match.start() + len(match.group().rstrip(".,;:!?"))
            yield Finding(match.start(), end, _URL, sure, "the form of a web address")


def networks(line: Line) -> Iterator[Finding]:
    """Find IP and hardware addresses; "version 1.2.3.4" is none."""
    for match in _ipv4(line):
        cue = cue_before(line, match.start())
        if cue.subject != "ip" and _is_version(line, match):
            continue
        if cue.subject != "other" or cue.distance > _VERSION_NEAR:
            sure = 0.98 if cue.subject == "ip" else 0.9
            yield Finding(*match.span(), _IP, sure, "four numbers up to 255")
    if ":" in line.text or "-" in line.text or "." in line.text:
        yield from _hexadecimal(line)


def _ipv4(line: Line) -> Iterator[re.Match[str]]:
    """Yield the matches of four numbers; those read out may be in pieces: "one forty two"."""
    yield from _IPV4.finditer(line.text)
    for match in _SPOKEN_IPV4.finditer(line.text):
        if " " in match.group() and not all(u.exact for u in line.units_at(*match.span())):
            yield match


def _is_version(line: Line, match: re.Match[str]) -> bool:
    """Whether a program's name or "upgrade to" stands before: "python 3.11.7.1"."""
    numbers = [int(number) for number in match.group().replace(" ", "").split(".")]
    if numbers[0] > _HIGHEST_VERSION or not any(numbers):
        return False
    ahead = line.text[max(match.start() - _LONGEST_BEFORE, 0) : match.start()]
    if numbers[0] == 0 or _COMPARED.search(ahead) or RELEASED.match(line.text, match.end()):
        return True
    before = ahead.split()[-3:]
    words = [word.lower() for word in before]
    is_fixed_in = words[-1:] and words[-1] in FIXED_IN and max(numbers) <= _HIGHEST_PART
    if is_fixed_in or not RELEASING.isdisjoint(words):
        return True
    if not words or words[-1] in ADDRESSED:
        return False
    return words[-1] in PROGRAMS or (len(words) > 1 and before[-1][:1].isupper())


def wallets(line: Line) -> Iterator[Finding]:
    """Find addresses of Bitcoin, whose checksum must fit, and of Ethereum."""
    for match in _WALLET.finditer(line.text):
        text = match.group()
        if match["ether"] or (base58(text) if match["base58"] else bech32(text)):
            yield Finding(*match.span(), _CRYPTO, 0.99, "the address of a wallet")


def _hexadecimal(line: Line) -> Iterator[Finding]:
    for match in _MAC_ADDRESS.finditer(line.text):
        yield Finding(*match.span(), _MAC, 0.95, "six bytes in hexadecimal")
    for match in _HEXTETS.finditer(line.text):
        text = match.group().rstrip(".:") if not match.group().endswith("::") else match.group()
        if _is_ipv6(text):
            end = match.start() + len(text)
            yield Finding(match.start(), end, _IP, 0.97, "the form of an IPv6 address")


def _is_ipv6(text: str) -> bool:
    try:
        return len(IPv6Address(text).exploded) > 0 and sum(map(str.isalnum, text)) > 2  # noqa: PLR2004 - "::1" is everybody's
    except AddressValueError:
        return False
