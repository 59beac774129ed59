"""Finds mail addresses of several words: "email anna lee at outlook dot com"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.electronic_parts import SYMBOLS, is_word, read_user_piece
from emend_engine._itn.english_numbers import NUMBERS
from emend_engine._itn.english_sites import (
    MAIL_CUES,
    MAIL_PROVIDERS,
    MAILBOXES,
    NO_SITE_WORDS,
)
from emend_engine._itn.hosts import read_server
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

_COST = 1.0
_MOST_WORDS = 6
_NEAR = 5
_ANNOUNCING = word_set("is it's to at address ping cc email mail e-mail contact reach")


def find_mailboxes(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the address whose "at" stands at a position, where its parts have several words."""
    if not (anchor and speech.follows(anchor) and speech.follows(anchor + 1)):
        return
    domain = read_server(speech, anchor + 1)
    start = _user_start(speech, anchor) if domain else anchor
    if domain is None or start == anchor:
        return
    text, end, words = domain
    user = _user(speech, start, anchor, policy)
    several = anchor - start > 1
    box = user.lower() in MAILBOXES
    if not user or not (several or words > 1):
        return
    provider = text.split(".")[0].lower() in MAIL_PROVIDERS
    whole = provider and not (speech.key_before(start) or speech.follows(end))
    if box or whole or _is_announced(speech, start, provider=provider):
        yield Found(start, end, "email", Verbatim(f"{user}@{text}"), _COST)


def _user_start(speech: Speech, anchor: int) -> int:
    """Return where the words of a user name before "at" begin."""
    start = anchor
    while start > 0 and anchor - start < _MOST_WORDS and _is_part(speech, start - 1):
        start -= 1
        if not speech.follows(start):
            return start
    return start


def _is_part(speech: Speech, at: int) -> bool:
    key = speech.keys[at]
    if key in NUMBERS or key in SYMBOLS:
        return True
    if key == "no" and speech.keys[at + 1] == "reply":
        return True
    known = key in NO_SITE_WORDS or key in MAIL_CUES
    return is_word(speech, at) and not known


def _user(speech: Speech, start: int, anchor: int, policy: ItnPolicy) -> str:
    """Return the words of a user name run together."""
    text, at, kinds = "", start, ""
    while at < anchor:
        piece, kind, at = read_user_piece(speech, at, policy)
        text, kinds = text + piece, kinds + kind
    return "" if not kinds or "s" in (kinds[0], kinds[-1]) or "ss" in kinds else text


def _is_announced(speech: Speech, start: int, *, provider: bool) -> bool:
    """Whether a mailbox is spoken of: "my email is", "write to"; a provider's name helps."""
    before = speech.key_before(start) or speech.keys[start - 1] if start else ""
    near = speech.keys[max(0, start - _NEAR) : start]
    return before in _ANNOUNCING and (provider or not MAIL_CUES.isdisjoint(near))
