"""Brings letters into one form, NFC, so that a word is the same word however it was encoded.

Unicode Standard Annex 15. Characters without any width that neither join nor part letters (soft
hyphen, zero-width space, word joiner, byte order mark) go; the joiners that Indic scripts, Persian
and emoji need stay, and so do compatibility forms (ﬁ, Arabic presentation forms).
"""

from __future__ import annotations

from unicodedata import normalize

from emend_engine._context import Context, Edit, Edits
from emend_engine._rules import RULES
from emend_transcript import Tokens, from_text

_COMPOSED = RULES["tokenise.nfc"], "the same letters in their composed form"
_SHOWN = RULES["tokenise.invisible"], "without characters that have no width"
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def tokenise(tokens: Tokens, context: Context) -> Edits:
    """Propose the normal form of every token that is not in it; what would be empty stays."""
    if "".join(context.keys).isascii():
        return ()
    edits: list[Edit] = []
    for at, token in enumerate(tokens):
        if token.text.isascii():
            continue
        visible = _visible(token.text)
        text = normalize("NFC", visible)
        if text != token.text:
            rule, reason = _COMPOSED if visible == token.text else _SHOWN
            edits.append(Edit(at, 1, (token._replace(text=text),), rule, 1.0, reason))
    return edits


def _visible(text: str) -> str:
    """Return a word without what has no width, unless that would leave none or several words."""
    visible = text.translate(_WITHOUT_WIDTH)
    return visible if visible == text or len(from_text(visible).words) == 1 else text
