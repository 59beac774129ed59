"""When two spellings name one person."""

from __future__ import annotations

from unicodedata import normalize


def folded(name: str) -> str:
    """Return the form that all spellings of a name share, for comparing and never for showing.

    Canonical caseless matching (The Unicode Standard, D145), and no space around it.
    """
    if name.isascii():
        return name.strip().lower()
    caseless = normalize("NFD", name.strip()).casefold()
    return normalize("NFC", normalize("NFD", caseless))
