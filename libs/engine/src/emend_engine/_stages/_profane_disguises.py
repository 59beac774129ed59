"""Reads profane words through what hides them: signs for letters, drawn-out letters, accents."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from emend_engine._stages._english_profanity import (
    LOOKALIKES,
    MILD,
    PHRASES,
    ROOT,
    SPELLINGS,
    STRONG,
)

WORDS = STRONG | MILD
"""Words that are profane wherever they stand."""

GATE = WORDS | PHRASES.keys()
"""With those that are profane beside others."""

_DRAWN = re.compile(r"([a-z])\1\1+|uu+|ii+")
_LONGEST_DRAWN = 40
_LONGEST = max(map(len, WORDS))
POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_SPELT_OUT = re.compile(r"[^\W\d_](?:[.*_~-][^\W\d_]){2,}\.?")
_DISGUISED = re.compile(r"(?:[^\W\d_]|[@$5])[\w@$!|+*#%.'-]*[\w$!+]")
_BLANKS = re.compile(r"[*#%@]")
_SIGN = re.compile(r"[@$!|+]")
_FIGURE = re.compile(r"\d")
_SHORT = 3
_BY_SHAPE: dict[tuple[str, int], tuple[str, ...]] = {}
for _word in sorted(WORDS):
    _BY_SHAPE[_word[0], len(_word)] = (*_BY_SHAPE.get((_word[0], len(_word)), ()), _word)


@lru_cache(maxsize=4_096)
def plain_word(key: str) -> str:
    """Return the word that a key stands for, disguises taken off; the key where there are none."""
    if key in GATE:
        return key
    if key.isalpha():
        return drawn_out(key) or key
    bare = POSSESSIVE.sub("", key)
    if bare in GATE or len(bare) > _LONGEST + 8:
        return bare
    if _SPELT_OUT.fullmatch(bare):
        return re.sub(r"[.*_~-]", "", bare)
    if not _DISGUISED.fullmatch(bare) or not bare[1:].strip("*#%@") or bare.isdigit():
        return key
    return _undisguised(bare) or key


@lru_cache(maxsize=65_536)
def drawn_out(key: str) -> str:
    """Return the word of which one is drawn out ("fuuuck") or made; nothing where none is."""
    if len(key) > _LONGEST_DRAWN or key in GATE:
        return ""
    if not key.isascii():
        plain = _folded(key)
        return plain if plain in WORDS else ""
    if ROOT in key and key.isalpha():
        return ROOT
    if not _DRAWN.search(key):
        return ""
    once = _DRAWN.sub(lambda run: run.group()[0], key)
    twice = _DRAWN.sub(lambda run: run.group()[:2], key)
    return next((form for form in (once, twice) if form in WORDS), "")


def _folded(key: str) -> str:
    """Return a word without accents, and with Latin letters for those that look so."""
    plain = "".join(letter for letter in normalize("NFD", key) if not combining(letter))
    return plain.translate(LOOKALIKES) if any(map(str.isascii, plain)) else plain


def _undisguised(text: str) -> str:
    spelt = text.translate(SPELLINGS)
    if spelt in WORDS or is_disguised(text, spelt):
        return spelt
    if not _BLANKS.search(text):
        return ""
    letters = _BLANKS.sub("*", text).translate(SPELLINGS)
    pattern = re.compile(re.escape(letters).replace(r"\*", "[a-z]"))
    for word in _BY_SHAPE.get((letters[0], len(letters)), ()):
        if pattern.fullmatch(word):
            return word
    return ""


def is_disguised(key: str, word: str) -> bool:
    """Whether somebody hid a word of two meanings, "a$$"; "A55" is a road."""
    return word in PHRASES and bool(
        _SIGN.search(key) or (len(word) > _SHORT and _FIGURE.search(key))
    )
