"""Names within what was written in figures: "20 degrees Celsius", "1 Corinthians 13:4"."""

from __future__ import annotations

from emend_engine._itn.english_scripture import NUMBERED_BOOKS
from emend_transcript import Token

_KINDS = frozenset(("entity:measure", "entity:verse"))
_NAMES = {name: name.capitalize() for name in NUMBERED_BOOKS | {"celsius", "fahrenheit"}}


def with_names(token: Token) -> str:
    """Return a token's text with the capitals of the names behind its figures."""
    if token.kind not in _KINDS or " " not in token.text:
        return token.text
    return " ".join(_NAMES.get(word, word) for word in token.text.split(" "))
