"""Addresses of machines and wallets: IPv4 and IPv6, hardware, and those of cryptocurrencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from emend_engine._pii.checksums import base58, bech32
from emend_engine._pii.cues import cue_before
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._pii.programs import ADDRESSED, FIXED_IN, PROGRAMS, RELEASED, RELEASING
from emend_engine._rules import RULES

_IP, _MAC, _CRYPTO = RULES["pii.ip"], RULES["pii.mac"], RULES["pii.crypto"]

_LONGEST_BEFORE = 80
"""How far before four numbers a program may be named, in characters."""

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_SPOKEN_OCTET = r"(?:2 ?5 ?[0-5]|2 ?[0-4] ?\d|1 ?\d ?\d|[1-9] ?\d|\d)"
_IPV4 = re.compile(rf"(?<![\w.])(?<!\d[ -]){_OCTET}(?:\.{_OCTET}){{3}}(?!\w|\.\d|-\d)")
_SPOKEN_IPV4 = re.compile(
    rf"(?<![\w.])(?<!\d ){_SPOKEN_OCTET}(?:\.{_SPOKEN_OCTET}){{3}}(?!\w|\.\d| \d)"
)
_DOTS, _MARKS = 3, 5
"""How many dots are in an IPv4 address, and colons or hyphens in a hardware one."""

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
    if line.text.count(".") < _DOTS:
        return
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
    before = ahead.split()[-5:]
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
    colons = line.text.count(":")
    is_long = max(colons, line.text.count("-")) >= _MARKS or line.text.count(".") > 1
    for match in _MAC_ADDRESS.finditer(line.text) if is_long else ():
        yield Finding(*match.span(), _MAC, 0.95, "six bytes in hexadecimal")
    for match in _HEXTETS.finditer(line.text) if colons > 1 else ():
        text = match.group().rstrip(".:") if not match.group().endswith("::") else match.group()
        if _is_ipv6(text):
            end = match.start() + len(text)
            yield Finding(match.start(), end, _IP, 0.97, "the form of an IPv6 address")


def _is_ipv6(text: str) -> bool:
    try:
        return len(IPv6Address(text).exploded) > 0 and sum(map(str.isalnum, text)) > 2  # noqa: PLR2004 - "::1" is everybody's
    except AddressValueError:
        return False
