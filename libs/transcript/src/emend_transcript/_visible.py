"""What of a text is shown: no control characters, and none that only turn or hide other text.

Sources: Unicode Standard Annex 9 for the embeddings, overrides and isolates, which would reorder
what stands around the text; Annex 11 for the width of a character. Joiners stay, since Persian and
the scripts of India are misspelt without them, and so do the marks of direction, which only
settle where a neutral character belongs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_HIDDEN = re.compile(
    "[\u00ad\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_WIDTHLESS = "\u061c\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f "


def visible(text: str) -> str:
    """Return a text on one line, its white space single, without what nobody should see.

    Empty if there is nothing to see.
    """
    if text.isprintable() and " " not in text:
        return text
    shown = _SPACES.sub(" ", _HIDDEN.sub("", text)).strip(" ")
    return shown if shown.strip(_WIDTHLESS) else ""


def columns(text: str) -> int:
    """Return how many letters of Latin a text is as wide as: an ideograph or kana counts two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4_096)
def _columns(character: str) -> int:
    if east_asian_width(character) in {"W", "F"}:
        return 2
    return 0 if category(character) == "Cf" else 1
