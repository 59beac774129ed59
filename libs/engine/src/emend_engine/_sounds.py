"""How a word sounds, spelled so that what speakers and recognisers confuse is spelled alike.

A phonetic key of our own for Sanskrit and Hindi terms in English ears that does for English terms
too: bh is b, dh is d, v is w, sh is s, oo is u, ee is i, jn is gn is gy, and doubled letters,
inner h and a final short a do not count.
"""

from __future__ import annotations

import re

_SPELLINGS = (
    ("chh", "C"),
    ("tch", "C"),
    ("ch", "C"),
    ("dny", "J"),
    ("jny", "J"),
    ("gny", "J"),
    ("jn", "J"),
    ("gn", "J"),
    ("gy", "J"),
    ("cz", "C"),
    ("ksh", "ks"),
    ("x", "ks"),
    ("ck", "k"),
    ("sh", "s"),
    ("z", "s"),
    ("bh", "b"),
    ("dh", "d"),
    ("th", "t"),
    ("gh", "g"),
    ("kh", "k"),
    ("ph", "f"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("mk", "nk"),
    ("mg", "ng"),
    ("mC", "nC"),
    ("mj", "nj"),
    ("ms", "ns"),
    ("mt", "nt"),
    ("md", "nd"),
)
"""What is written on the left sounds as on the right; C is ch, J is what jñ becomes."""

_VOWELS = str.maketrans("yeo", "iiu")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[ao])w(?![aeiouy])")
"""The w of escrow and Kraków; before a vowel it is heard."""
_VOICELESS = str.maketrans("bdgjJfvm", "ptkCkppn")
_WITHOUT_VOWELS = str.maketrans("", "", "aiu")
"""Voiced and voiceless, lip and nasal sounds as one, without vowels."""


def sound(letters: str) -> str:
    """Return the phonetic key of a word in lower-case letters without accents."""
    key = _SILENT.sub("", letters)
    for written, heard in _SPELLINGS:
        if written in key:
            key = key.replace(written, heard)
    key = (key[:1] + key[1:].replace("h", "")).translate(_VOWELS)
    key = _DOUBLED.sub(r"\1", key).replace("ai", "i").replace("au", "u")
    return _DOUBLED.sub(r"\1", key).rstrip("a")


def skeleton(key: str) -> str:
    """Return what of a phonetic key survives a bad line: its consonants, voiced or not."""
    return _DOUBLED.sub(r"\1", key.translate(_VOICELESS)).translate(_WITHOUT_VOWELS)
