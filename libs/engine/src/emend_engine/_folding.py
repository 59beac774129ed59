"""Folding: the same word however it is written, spaced, accented or hyphenated."""

from __future__ import annotations

import unicodedata

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
"""Recognisers write this apostrophe or the straight one; a lexicon knows one."""

_UNDECOMPOSED = str.maketrans(
    {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "Th", "Æ": "Ae", "Œ": "Oe"}
)
"""Letters whose accent Unicode does not take off, and what recognisers write for them."""


def spoken_form(text: str) -> str:
    """Return the words of a phrase in lower case, with single spaces and straight apostrophes.

    Hyphens and commas part words, as they do when a recogniser's words are read.
    """
    plain = unicodedata.normalize("NFC", text).lower().replace(_CURLY, "'")
    for mark in "-\N{HYPHEN}\N{NON-BREAKING HYPHEN},":
        plain = plain.replace(mark, " ")
    return " ".join(plain.split())


def without_accents(text: str) -> str:
    """Return a text without the marks on its letters."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(one for one in decomposed if not unicodedata.combining(one))
    return plain if plain.isascii() else plain.translate(_UNDECOMPOSED)


def compact(text: str) -> str:
    """Return letters and digits only, in lower case and without accents: "bhagavadgita"."""
    plain = without_accents(text.lower())
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))
