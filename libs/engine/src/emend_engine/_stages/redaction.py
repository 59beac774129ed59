"""Replaces what the stage ``pii`` marked: "[CARD]", "**** 1111", or nothing at all.

This is the last edit of a text. The record of how the text came about is blanked afterwards,
see ``redacted``.
"""

from __future__ import annotations

from emend_engine._context import Context, Edit, Edits
from emend_engine._pii.findings import digits_of
from emend_engine._profiles import RedactionStyle
from emend_engine._rules import RULES
from emend_transcript import Token, Tokens

STAGE = "redaction"
MARKED = "entity:pii."
"""What the kind of a token with something identifying begins with."""

GONE = "entity:redacted."
"""What its kind begins with once it is replaced."""

_LABEL = RULES["redaction.label"]
_MASK = RULES["redaction.mask"]
_REMOVE = RULES["redaction.remove"]

_SHOWN = 4
_LEAST_DIGITS = 12
"""From so many digits on, the last four are shown: a card's or an account's, whole."""


def redaction(tokens: Tokens, context: Context) -> Edits:
    """Propose the replacement of every marked token, except of the classes that may stay."""
    style = context.profile.redaction
    edits: list[Edit] = []
    for at, token in enumerate(tokens):
        if not token.kind.startswith(MARKED):
            continue
        name = token.kind.removeprefix(MARKED)
        if name not in style.keep:
            edits.append(_edit(at, token, name, style))
    return edits


def _edit(at: int, token: Token, name: str, style: RedactionStyle) -> Edit:
    reason = f"the profile redacts the class {name}"
    if style.how == "remove":
        return Edit(at, 1, (), _REMOVE, 1.0, reason)
    rule, text = (_MASK, _masked(token.text)) if style.how == "mask" else (_LABEL, _label(name))
    return Edit(at, 1, (token._replace(text=text, kind=GONE + name),), rule, 1.0, reason)


def _label(name: str) -> str:
    return f"[{name.upper()}]"


def _masked(text: str) -> str:
    """Return asterisks, and the last digits of a number that is long enough to keep the rest."""
    digits = digits_of(text)
    return f"**** {digits[-_SHOWN:]}" if len(digits) >= _LEAST_DIGITS else "****"
