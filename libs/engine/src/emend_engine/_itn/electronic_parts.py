"""Reads what a spelled-out address is made of: letters, digits, words, signs, and user names."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_digit, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech

SYMBOLS = {"dot": ".", "dash": "-", "hyphen": "-", "underscore": "_", "slash": "/", "period": "."}
"""Names of the signs in an address."""

_NEMO_SYMBOLS = frozenset(("dot", "dash", "hyphen", "underscore", "slash"))
LONGEST_ADDRESS = 40
"""Words in the longest address that is looked for."""

_NEVER_BESIDE = ("ww", "wl", "dw", "ss")
"""Kinds of pieces that do not follow each other in a user name; see ``read_user_piece``."""


def read_character(speech: Speech, at: int) -> str:
    """Return the letter, figure or digit of a word; empty where it is none."""
    digit = read_digit(speech, at) if speech.keys[at] not in ("o", "oh") else ""
    text = speech.texts[at]
    return digit or (text if len(text) == 1 and text.isalnum() else "")


def is_word(speech: Speech, at: int) -> bool:
    """Whether a word has letters only."""
    return speech.keys[at].isalpha()


def read_sign(speech: Speech, at: int, policy: ItnPolicy) -> str:
    """Return the sign that a word names; empty where it names none."""
    key = speech.keys[at]
    return "" if policy.nemo and key not in _NEMO_SYMBOLS else SYMBOLS.get(key, "")


def user_starts(speech: Speech, anchor: int, policy: ItnPolicy) -> Iterator[int]:
    """Yield where a user name before "at" may begin; the nearest first."""
    for start in range(anchor - 1, max(-1, anchor - 1 - LONGEST_ADDRESS), -1):
        if not (is_word(speech, start) or read_character(speech, start)):
            return
        yield start
        if not (start and speech.follows(start)):
            return
        if policy.nemo and _ends_user(speech, start, policy):
            return


def _ends_user(speech: Speech, start: int, policy: ItnPolicy) -> bool:
    """Whether nemo's user names go no further back: to a word only across a sign."""
    if read_sign(speech, start, policy):
        return False
    before = start - 1
    joined = read_sign(speech, before, policy) or (
        _is_character(speech, start) and _is_character(speech, before)
    )
    return not joined


def _is_character(speech: Speech, at: int) -> bool:
    return bool(read_character(speech, at)) or speech.kinds[at] in (Kind.TEEN, Kind.TENS)


def read_user(speech: Speech, start: int, anchor: int, policy: ItnPolicy) -> str:
    """Return the user name that the words between spell; empty where they spell none."""
    if anchor - start == 1 and is_word(speech, start) and not read_sign(speech, start, policy):
        return read_character(speech, start) or speech.texts[start]
    text, kinds, at = "", "", start
    while at < anchor:
        piece, kind, end = read_user_piece(speech, at, policy)
        if not piece or f"{kinds[-1:]}{kind}" in _NEVER_BESIDE:
            return ""
        text, kinds, at = text + piece, kinds + kind, end
    outer_sign = "s" in (kinds[0], kinds[-1])
    sentence = kinds.startswith("lw") and speech.keys[start] in ("a", "i")
    return "" if outer_sign or sentence else text


def read_user_piece(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, str, int]:
    """Return a piece of a user name, its kind (sign, letter, digit, word) and its end."""
    symbol = read_sign(speech, at, policy)
    if symbol:
        return symbol, "s", at + 1
    single = read_character(speech, at)
    if single:
        return single, "d" if single.isdigit() else "l", at + 1
    pair = read_two_digits(speech, at)
    return (str(pair.value), "d", pair.end) if pair else (speech.texts[at], "w", at + 1)
