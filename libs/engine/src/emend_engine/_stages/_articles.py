"""Lets "a" and "an" agree with the word that a deletion brings next to them: "a um apple"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._context import Context, Edit, Edits, is_english, same_voice
from emend_engine._stages._english_classes import OPEN, word_class
from emend_transcript import Token, Tokens

_VOWEL = re.compile(
    r"(?!one(?:s|-|\b)|once|on[ae]-|una(?=n)|uni(?!n|d|m[^ao])|us[aeiu]|ut[ei]|ubi|eu|ew|ura|uku|oui)[aeiou]"
    r"|hour|heir|honest|hono"
)
"""How a word begins that is spoken with a vowel first."""

_OTHER = {"a": "an", "an": "a"}


def with_articles(edits: Edits, tokens: Tokens, context: Context) -> list[Edit]:
    """Return the edits with the article before each deletion as the word after it wants it."""
    return list(_agreeing(edits, tokens, context))


def _agreeing(edits: Edits, tokens: Tokens, context: Context) -> Iterator[Edit]:
    done = 0
    for edit in edits:
        at = edit.at - 1
        following = (*edit.after, *tokens[edit.at + edit.count : edit.at + edit.count + 1])
        fits = at >= done and following and context.keys[at] in _OTHER
        if fits and _disagrees(tokens[at], following[0], context):
            text = _OTHER[context.keys[at]]
            changed = tokens[at]._replace(text=_like(text, tokens[at].text, following[0].text))
            edit = _led_by(edit, changed)  # noqa: PLW2901 - the same edit, begun a word earlier
        done = edit.at + edit.count
        yield edit


def _disagrees(article: Token, following: Token, context: Context) -> bool:
    word = following.text
    spoken = following.kind == "word" and word.isalpha() and len(word) > 1 and word.isascii()
    if not spoken or following.glued or word_class(word.lower()) not in OPEN:
        return False
    if not same_voice(context, article, following):
        return False
    if word.isupper() and not article.text.isupper():
        return False  # an acronym may be spelt out: "an FBI agent"
    vowel = bool(_VOWEL.match(word.lower()))
    return is_english(context, article) and vowel == (article.text.lower() == "a")


def _like(article: str, before: str, following: str) -> str:
    if before.isupper() and following.isupper():
        return article.upper()
    return article.capitalize() if before[0].isupper() else article


def _led_by(edit: Edit, token: Token) -> Edit:
    return Edit(
        edit.at - 1,
        edit.count + 1,
        (token, *edit.after),
        edit.rule,
        edit.confidence,
        edit.reason,
        edit.alternatives,
    )
