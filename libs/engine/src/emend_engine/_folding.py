"""Folding: the same word however it is written, spaced, accented or transliterated."""

from __future__ import annotations

import unicodedata

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
"""Recognisers write this apostrophe or the straight one; a lexicon knows one."""


def spoken_form(text: str) -> str:
    """Return the words of a phrase in lower case, with single spaces and straight apostrophes.

    Hyphens part words, as they do when a recogniser's words are read.
    """
    plain = unicodedata.normalize("NFC", text).lower().replace(_CURLY, "'")
    for hyphen in "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}":
        plain = plain.replace(hyphen, " ")
    return " ".join(plain.split())


def compact(text: str) -> str:
    """Return letters and digits only, in lower case and without accents: "bhagavadgita"."""
    if text.isascii():
        return text.lower() if text.isalnum() else "".join(filter(str.isalnum, text.lower()))
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(filter(str.isalnum, decomposed))
