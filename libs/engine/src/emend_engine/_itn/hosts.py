"""Finds spelled-out hosts with a port, and sites whose name has two words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from emend_engine._itn.digits import read_digits
from emend_engine._itn.electronic_parts import (
    LONGEST_ADDRESS,
    SYMBOLS,
    is_word,
    read_character,
    read_user,
    user_starts,
)
from emend_engine._itn.english_sites import BEFORE_A_SITE, MAIL_CUES, NO_SITE_WORDS, SITE_ENDS
from emend_engine._itn.numbers import read_cardinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim

_COST = 1.0
_LAST_PORT = 65_535
_MOST_DIGITS = 5
_MOST_WORDS = 3
_MOST_SERVER_WORDS = 3
_COUNTRIES = ("uk", "in", "jp", "nz", "za", "au", "br", "kr")
_NEAR = 6
_SCHEMES = (
    (tuple("https"), "https://"),
    (("https",), "https://"),
    (tuple("http"), "http://"),
    (("http",), "http://"),
)


_SLASHES = (("slash", "slash"), ("forward", "slash", "forward", "slash"))


def find_local_hosts(speech: Speech, colon: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield "local host colon three thousand slash docs", with the scheme before it."""
    at = colon - 1 if speech.keys[colon - 1] == "localhost" else colon - 2
    if at < 0 or not (speech.keys[at] == "localhost" or speech.matches(at, ("local", "host"))):
        return
    port = read_port(speech, colon, policy)
    if port:
        path = read_path(speech, port[1])
        start, scheme = read_scheme(speech, at)
        text = f"{scheme}localhost{port[0]}{path[0]}"
        yield Found(start, path[1], "url", Verbatim(text), _COST)


def read_port(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, int] | None:
    """Return ":8080" for "colon eighty eighty", and where it ends."""
    if speech.keys[at] != "colon" or not (speech.follows(at) and speech.follows(at + 1)):
        return None
    best: tuple[int, int] | None = None
    for digits in read_digits(speech, at + 1, _MOST_DIGITS, policy):
        best = (int(digits.text), digits.end)
    number = read_cardinal(speech, at + 1)
    if number and not number.article and (best is None or number.end >= best[1]):
        best = (number.value, number.end)
    if best is None or not 0 < best[0] <= _LAST_PORT:
        return None
    return f":{best[0]}", best[1]


def read_scheme(speech: Speech, at: int) -> tuple[int, str]:
    """Return where "h t t p colon slash slash" before a position begins, and its text."""
    for (words, text), slashes in product(_SCHEMES, _SLASHES):
        said = (*words, "colon", *slashes)
        start = at - len(said)
        if start >= 0 and speech.matches(start, said) and speech.follows(at):
            return start, text
    return at, ""


def read_path(speech: Speech, end: int) -> tuple[str, int]:
    """Return "/docs/a" for "slash docs slash a" at a position, and where it ends."""
    text, first = "", end
    while end - first < LONGEST_ADDRESS and speech.follows(end) and speech.follows(end + 1):
        forward = speech.matches(end, ("forward", "slash")) and speech.follows(end + 2)
        end += forward
        sign = SYMBOLS.get(speech.keys[end], "")
        if not sign or (not text and sign != "/"):
            end -= forward
            break
        part = read_character(speech, end + 1)
        if not part and not is_word(speech, end + 1):
            break
        text, end = text + sign + (part or speech.texts[end + 1]), end + 2
    return text, end


def find_long_hosts(speech: Speech, dot: int) -> Iterator[Found]:
    """Yield "www dot my blog dot net", whose name has several words."""
    start = dot - 1 if speech.keys[dot - 1] == "www" else dot - _MOST_WORDS
    if start < 0 or not (speech.follows(dot) and speech.follows(dot + 1)):
        return
    if start == dot - 1 or speech.matches(start, ("w", "w", "w")):
        server = read_server(speech, dot + 1)
        if server and server[2] > 1:
            path = read_path(speech, server[1])
            text = f"www.{server[0]}{path[0]}"
            yield Found(start, path[1], "url", Verbatim(text), _COST)


def find_sites(speech: Speech, dot: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield "blue sky dot com" after a word such as "visit", as one name."""
    if not (speech.follows(dot) and speech.follows(dot + 1)):
        return
    top = dot + 1
    if speech.keys[dot + 2] == "dot" and is_word(speech, top) and speech.follows(dot + 2):
        top = dot + 3
    if speech.keys[dot] != "dot" or speech.keys[top] not in SITE_ENDS or not speech.follows(top):
        return
    start = dot - 1
    while start > 0 and dot - start <= _MOST_WORDS and _is_part(speech, start):
        start -= 1
    words = speech.texts[start + 1 : dot]
    if start >= 0 and len(words) > 1 and speech.keys[start] in BEFORE_A_SITE:
        path = read_path(speech, top + 1)
        text = f"{''.join(words)}.{'.'.join(speech.texts[dot + 1 : top + 1 : 2])}{path[0]}"
        yield Found(start + 1, path[1], "url", Verbatim(text), _COST)
        if speech.keys[start] == "at" and not path[0]:
            yield from _users(speech, start, path[1], text, policy)


def _users(
    speech: Speech, anchor: int, end: int, domain: str, policy: ItnPolicy
) -> Iterator[Found]:
    """Yield the addresses at a site of several words, where one is spoken of."""
    for start in user_starts(speech, anchor, policy):
        user = read_user(speech, start, anchor, policy)
        near = speech.keys[max(0, start - _NEAR) : start]
        if user and (not MAIL_CUES.isdisjoint(near) or not user.isalpha()):
            yield Found(start, end, "email", Verbatim(f"{user}@{domain}"), _COST)


def read_server(speech: Speech, at: int) -> tuple[str, int, int] | None:
    """Return "mycompany.co.uk", its end, and how many words stand before the first dot."""
    end = at
    while end - at < _MOST_SERVER_WORDS and _is_server_word(speech, end):
        if end > at and not speech.follows(end):
            return None
        end += 1
    if end == at or speech.keys[end] != "dot" or not speech.follows(end):
        return None
    text, words = "".join(speech.texts[at:end]), end - at
    top = speech.keys[end + 1]
    if not speech.follows(end + 1) or not (top in SITE_ENDS or top in ("co", "ac", "me")):
        return None
    text, end = f"{text}.{speech.texts[end + 1]}", end + 2
    if speech.keys[end] == "dot" and speech.keys[end + 1] in _COUNTRIES and speech.follows(end):
        text, end = f"{text}.{speech.texts[end + 1]}", end + 2
    return text, end, words


def _is_server_word(speech: Speech, at: int) -> bool:
    return is_word(speech, at) and speech.keys[at] not in SYMBOLS


def _is_part(speech: Speech, at: int) -> bool:
    key = speech.keys[at]
    known = key in NO_SITE_WORDS or key in BEFORE_A_SITE
    return len(key) > 1 and is_word(speech, at) and speech.follows(at) and not known
