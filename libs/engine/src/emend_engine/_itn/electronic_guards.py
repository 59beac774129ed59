"""Guards of spelled-out addresses: a dot in a sentence is no domain."""

from __future__ import annotations

from emend_engine._itn.electronic import DOMAINS
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech, goes_on
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

_NO_HOSTS = word_set("""
    the a an this that each every polka one red my your first last is
    """)
_WORDS = word_set("in it at be no me us is so to app live online health news shop store site club")
"""Ends of domain names that are words as well."""

_NO_USERS = _NO_HOSTS | word_set("""
    us me him her them it you out up online here there available people more everyone look found
    live visit page website site check go see register tickets tickets book order shop apply
    search look available starts joined join sign meet work works working worked hosted read
    streaming more details learn are was were am be been have has had met
    """)
_AFTER_AN_ADDRESS = word_set("slash for and or to today")


def accept_email(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Accept addresses whose domain exists, or that have a dot in the name as well.

    "Visit the irs at irs dot gov" has none.
    """
    text = _text(found)
    user, _, domain = text.partition("@")
    thing = user.isalpha() and speech.key_before(found.start) in ("the", "our", "an")
    if thing or domain.partition(".")[0].lower() in _NO_HOSTS:
        return False
    return domain.rpartition(".")[2].lower() in DOMAINS and user.lower() not in _NO_USERS


def accept_url(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Accept addresses that begin like one, or have a domain that exists."""
    text = _text(found).lower()
    if goes_on(speech, found.end) and ":" not in text:
        return False
    if text.startswith(("www.", "http://", "https://", "localhost:")):
        return True
    host = text.split("/", 1)[0].split(":", 1)[0]
    name, dot, top = host.rpartition(".")
    if not dot or top not in DOMAINS or name in _NO_HOSTS:
        return False
    ends = not speech.follows(found.end) or speech.keys[found.end] in _AFTER_AN_ADDRESS
    return top not in _WORDS or ends or "/" in text or ":" in text or "." in name


def accept_ip(_speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Accept four numbers up to 255."""
    return all(int(part) <= 255 for part in _text(found).split("/")[0].split("."))  # noqa: PLR2004 - a byte


def _text(found: Found) -> str:
    return found.value.text if isinstance(found.value, Verbatim) else ""
