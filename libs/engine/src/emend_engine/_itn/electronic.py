"""Finds spelled-out e-mail addresses and URLs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.english_numbers import NUMBERS, ORDINALS
from emend_engine._itn.numbers import read_digit, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

SYMBOLS = {"dot": ".", "dash": "-", "hyphen": "-", "underscore": "_", "slash": "/", "period": "."}
"""Names of the signs in an address."""

_NEMO_SYMBOLS = frozenset(("dot", "dash", "hyphen", "underscore", "slash"))
_LONGEST = 40
"""Words in the longest address that is looked for."""

DOMAINS = word_set("""
    com org net edu gov io ai co uk de fr ru it in br au ca us eu info biz dev app me tv nl
    ch at be es se no dk fi pl jp cn nz ie za mil int xyz tech online cloud ly gg fm
    health news blog shop store site wiki club rs nu
    """)
"""Ends of domain names that make an address of the words before them."""

_SPLIT_SERVERS = {
    ("g", "mail"): "gmail",
    ("n", "vidia"): "nvidia",
    ("proton", "mail"): "protonmail",
}


_NEVER_BESIDE = ("ww", "wl", "dw", "ss")
"""Kinds of pieces that do not follow each other in a user name; see ``_user_piece``."""


class Part(NamedTuple):
    """A part of an address, and where it ends."""

    text: str
    end: int


def find_emails(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the addresses whose "at" stands at a position."""
    domain = _domain(speech, anchor + 1, policy) if speech.follows(anchor + 1) else None
    if domain is None or not speech.follows(anchor):
        return
    for start in _user_starts(speech, anchor, policy):
        user = _user(speech, start, anchor, policy)
        if user:
            text = f"{user}@{domain.text}"
            rising = 0.0001 if anchor - start == 1 and len(user) > 1 else 0.0
            yield Found(start, domain.end, "email", Verbatim(text), 1.1 + rising)


def find_urls(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the addresses whose first sign (dot, slash, dash …) stands at a position."""
    if not (anchor and speech.follows(anchor) and speech.follows(anchor + 1)):
        return
    for start, host in _hosts(speech, anchor):
        tail = _tail(speech, anchor, policy)
        if tail and not (policy.nemo and _is_of_numbers(speech, start, tail)):
            yield _url(speech, Found(start, tail.end, "url", Verbatim(host + tail.text)))


def _url(speech: Speech, found: Found) -> Found:
    """Put "h t t p s colon slash slash" before an address where it was said."""
    start = found.start
    for words, text in (
        (tuple("https"), "https://"),
        (tuple("http"), "http://"),
        (("https",), "https://"),
        (("http",), "http://"),
    ):
        said = (*words, "colon", "slash", "slash")
        if start >= len(said) and speech.matches(start - len(said), said) and speech.follows(start):
            value = Verbatim(text + getattr(found.value, "text", ""))
            return found._replace(start=start - len(said), value=value)
    return found


def _is_of_numbers(speech: Speech, start: int, tail: Part) -> bool:
    """Whether dashes alone join number words; the result would be read as a number again."""
    words = speech.keys[start : tail.end]
    numbers = any(word in NUMBERS or word in ORDINALS or word in ("o", "oh") for word in words)
    return numbers and tail.text.startswith("-") and not set("./_") & set(tail.text)


def _single(speech: Speech, at: int) -> str:
    """Return the letter, figure or digit of a word; empty where it is none."""
    digit = read_digit(speech, at) if speech.keys[at] not in ("o", "oh") else ""
    text = speech.texts[at]
    return digit or (text if len(text) == 1 and text.isalnum() else "")


def _is_word(speech: Speech, at: int) -> bool:
    return speech.keys[at].isalpha()


def _symbol(speech: Speech, at: int, policy: ItnPolicy) -> str:
    key = speech.keys[at]
    return "" if policy.nemo and key not in _NEMO_SYMBOLS else SYMBOLS.get(key, "")


def _user_starts(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[int]:
    """Yield where a user name before "at" may begin; the nearest first."""
    for start in range(anchor - 1, max(-1, anchor - 1 - _LONGEST), -1):
        if not (_is_word(speech, start) or _single(speech, start)):
            return
        yield start
        if not (start and speech.follows(start)):
            return
        if policy.nemo and not (_single(speech, start) or _symbol(speech, start, policy)):
            return


def _user(speech: Speech, start: int, anchor: int, policy: ItnPolicy) -> str:
    """Return the user name that the words between spell; empty where they spell none."""
    if anchor - start == 1 and _is_word(speech, start) and not _symbol(speech, start, policy):
        return _single(speech, start) or speech.texts[start]
    text, kinds, at = "", "", start
    while at < anchor:
        piece, kind, end = _user_piece(speech, at, policy)
        if not piece or f"{kinds[-1:]}{kind}" in _NEVER_BESIDE:
            return ""
        text, kinds, at = text + piece, kinds + kind, end
    outer_sign = "s" in (kinds[0], kinds[-1])
    sentence = kinds.startswith("lw") and speech.keys[start] in ("a", "i")
    return "" if outer_sign or sentence else text


def _user_piece(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, str, int]:
    """Return a piece of a user name, its kind (sign, letter, digit, word) and its end."""
    symbol = _symbol(speech, at, policy)
    if symbol:
        return symbol, "s", at + 1
    single = _single(speech, at)
    if single:
        return single, "d" if single.isdigit() else "l", at + 1
    if policy.nemo:
        return "", "", at
    pair = read_two_digits(speech, at)
    return (str(pair.value), "d", pair.end) if pair else (speech.texts[at], "w", at + 1)


def _spelled(speech: Speech, at: int) -> Iterator[Part]:
    """Yield letters and digits said one by one, longer and longer."""
    text = ""
    end = at
    while end - at < _LONGEST and (end == at or speech.follows(end)):
        piece = _single(speech, end)
        if not piece:
            return
        text, end = text + piece, end + 1
        yield Part(text, end)


def _servers(speech: Speech, at: int) -> Iterator[Part]:
    for words, text in _SPLIT_SERVERS.items():
        if speech.matches(at, words):
            yield Part(text, at + len(words))
    yield from _spelled(speech, at)
    if len(speech.keys[at]) > 1 and _is_word(speech, at):
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
            if policy.nemo:
                break
    return best


def _hosts(speech: Speech, anchor: int) -> Iterator[tuple[int, str]]:
    """Yield where a host before its first sign may begin, and its text."""
    for words, text in _SPLIT_SERVERS.items():
        start = anchor - len(words)
        if start >= 0 and speech.matches(start, words):
            yield start, text
    if speech.matches(anchor - 3, ("w", "w", "w")) and anchor >= 3:  # noqa: PLR2004 - "w w w"
        yield anchor - 3, "".join(speech.texts[anchor - 3 : anchor])
        return
    key = speech.keys[anchor - 1]
    if key == "www":
        yield anchor - 1, "www"
        return
    if len(key) > 1 and _is_word(speech, anchor - 1):
        yield anchor - 1, speech.texts[anchor - 1]
    text = ""
    for start in range(anchor - 1, max(-1, anchor - 1 - _LONGEST), -1):
        piece = _single(speech, start)
        if not piece:
            return
        text = piece + text
        yield start, text
        if not speech.follows(start):
            return


def _tail(speech: Speech, anchor: int, policy: ItnPolicy) -> Part | None:
    """Read what follows a host: signs, and between them words or spelled pieces."""
    text, end = "", anchor
    while end - anchor < _LONGEST and speech.follows(end):
        symbol = _symbol(speech, end, policy)
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
