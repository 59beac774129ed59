"""Finds spelled-out e-mail addresses and URLs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.electronic_parts import (
    LONGEST_ADDRESS,
    SYMBOLS,
    is_word,
    read_character,
    read_sign,
    read_user,
    user_starts,
)
from emend_engine._itn.english_numbers import NUMBERS, ORDINALS
from emend_engine._itn.hosts import read_path, read_port, read_scheme
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech, is_figure
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

DOMAINS = word_set("""
    com org net edu gov io ai co uk de fr ru it in br au ca us eu info biz dev app me tv nl
    ch at be es se no dk fi pl jp cn nz ie za mil int xyz tech online cloud ly gg fm
    local internal health news blog shop store site wiki club rs nu
    """)
"""Ends of domain names that make an address of the words before them."""

_SPLIT_SERVERS = {
    ("g", "mail"): "gmail",
    ("n", "vidia"): "nvidia",
    ("proton", "mail"): "protonmail",
}


class Part(NamedTuple):
    """A part of an address, and where it ends."""

    text: str
    end: int


def find_emails(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the addresses whose "at" stands at a position."""
    domain = _domain(speech, anchor + 1, policy) if speech.follows(anchor + 1) else None
    if domain is None or not speech.follows(anchor) or _is_page(speech, domain):
        return
    for start in user_starts(speech, anchor, policy):
        user = read_user(speech, start, anchor, policy)
        if user:
            text = f"{user}@{domain.text}"
            rising = 0.0001 if anchor - start == 1 and len(user) > 1 else 0.0
            yield Found(start, domain.end, "email", Verbatim(text), 1.1 + rising)


def _is_page(speech: Speech, domain: Part) -> bool:
    """Whether what follows "at" is a page: "we are at www dot example dot com slash jobs"."""
    return domain.text.lower().startswith("www.") or speech.key_after(domain.end) == "slash"


def find_urls(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the addresses whose first sign (dot, slash, dash …) stands at a position."""
    if not (anchor and speech.follows(anchor) and speech.follows(anchor + 1)):
        return
    if policy.nemo and Gap.HYPHEN in speech.gaps[anchor : anchor + 2]:
        return
    for start, host in _hosts(speech, anchor, policy):
        tail = _tail(speech, anchor, policy)
        if tail and not (policy.nemo and _is_of_numbers(speech, start, tail)):
            found = Found(start, tail.end, "url", Verbatim(host + tail.text))
            yield _url(speech, found, policy)


def _url(speech: Speech, found: Found, policy: ItnPolicy) -> Found:
    """Put the scheme before an address and the port behind it where they were said."""
    start, scheme = read_scheme(speech, found.start)
    text = f"{scheme}{getattr(found.value, 'text', '')}"
    port = None if policy.nemo else read_port(speech, found.end, policy)
    if port is None and not policy.nemo and speech.keys[found.end] == "forward":
        port = "", found.end
    if port is None:
        return found._replace(start=start, value=Verbatim(text))
    path = read_path(speech, port[1])
    return found._replace(start=start, end=path[1], value=Verbatim(f"{text}{port[0]}{path[0]}"))


def _is_of_numbers(speech: Speech, start: int, tail: Part) -> bool:
    """Whether dashes alone join number words; the result would be read as a number again."""
    words = speech.keys[start : tail.end]
    numbers = any(
        word in NUMBERS or word in ORDINALS or word in ("o", "oh") or is_figure(word)
        for word in words
    )
    return numbers and tail.text.startswith("-") and not set("./_") & set(tail.text)


def _spelled(speech: Speech, at: int) -> Iterator[Part]:
    """Yield letters and digits said one by one, longer and longer."""
    text = ""
    end = at
    while end - at < LONGEST_ADDRESS and (end == at or speech.follows(end)):
        piece = read_character(speech, end)
        if not piece:
            return
        text, end = text + piece, end + 1
        yield Part(text, end)


def _servers(speech: Speech, at: int) -> Iterator[Part]:
    for words, text in _SPLIT_SERVERS.items():
        if speech.matches(at, words):
            yield Part(text, at + len(words))
    yield from _spelled(speech, at)
    if len(speech.keys[at]) > 1 and is_word(speech, at):
        yield Part(speech.texts[at], at + 1)


def _domain(speech: Speech, at: int, policy: ItnPolicy) -> Part | None:
    """Read "gmail dot com", "a b c dot e d u"; the longest."""
    best: Part | None = None
    for server in _servers(speech, at):
        text, end = server
        while speech.follows(end) and speech.follows(end + 1):
            sign = SYMBOLS.get(speech.keys[end], "")
            if sign != "." and (sign != "-" or policy.nemo):
                break
            parts = list(_servers(speech, end + 1))
            if not parts:
                break
            text, end = f"{text}{sign}{parts[-1].text}", parts[-1].end
            if "." in text and (best is None or end > best.end):
                best = Part(text, end)
    return best


def _hosts(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[tuple[int, str]]:
    """Yield where a host before its first sign may begin, and its text."""
    for words, text in _SPLIT_SERVERS.items():
        start = anchor - len(words)
        if start >= 0 and speech.matches(start, words):
            yield start, text
    if speech.matches(anchor - 3, ("w", "w", "w")) and anchor >= 3:  # noqa: PLR2004 - "w w w"
        named = policy.nemo and len(speech.keys[anchor + 1]) > 1
        yield anchor - 3, "".join(speech.texts[anchor - 3 : anchor]) if named else "www"
        return
    key = speech.keys[anchor - 1]
    if key == "www":
        yield anchor - 1, "www"
        return
    if len(key) > 1 and is_word(speech, anchor - 1):
        yield anchor - 1, speech.texts[anchor - 1]
    text = ""
    for start in range(anchor - 1, max(-1, anchor - 1 - LONGEST_ADDRESS), -1):
        piece = read_character(speech, start)
        if not piece:
            return
        text = piece + text
        yield start, text
        if not speech.follows(start):
            return


def _tail(speech: Speech, anchor: int, policy: ItnPolicy) -> Part | None:
    """Read what follows a host: signs, and between them words or spelled pieces."""
    text, end = "", anchor
    while end - anchor < LONGEST_ADDRESS and speech.follows(end):
        symbol = read_sign(speech, end, policy)
        if not symbol or not speech.follows(end + 1):
            break
        parts = list(_servers(speech, end + 1))
        if not parts:
            break
        part = _longest(parts)
        text, end = text + symbol + part.text, part.end
    return Part(text, end) if text else None


def _longest(parts: list[Part]) -> Part:
    return max(parts, key=lambda part: part.end)
