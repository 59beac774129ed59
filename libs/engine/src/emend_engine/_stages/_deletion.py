"""The deletion of a stretch of tokens that leaves the text around it well written."""

from __future__ import annotations

from emend_engine._context import (
    OPENING_MARKS,
    SOFT_MARKS,
    Context,
    Edit,
    is_capitalised,
    same_voice,
    starts_sentence,
)
from emend_engine._rules import Rule
from emend_engine._stages._english_classes import WordClass, word_class
from emend_transcript import Token, Tokens


def deletion(
    tokens: Tokens,
    span: tuple[int, int],
    context: Context,
    rule: Rule,
    confidence: float,
    reason: str,
) -> Edit:
    """Return the edit that deletes the tokens from ``span[0]`` up to ``span[1]``.

    The next word takes over a capital that the deleted beginning of a sentence had, and its
    place against an opening mark.
    """
    at, end = span
    opens = starts_sentence(tokens, first_word(tokens, at, end), context)
    following = inheriting(tokens, (at, end), context, opens=opens)
    return Edit(at, end - at + len(following), following, rule, confidence, reason)


def first_word(tokens: Tokens, at: int, end: int) -> int:
    """Return the position of the first token from ``at`` that is no mark, or ``at``."""
    return next((place for place in range(at, end) if tokens[place].kind != "punctuation"), at)


def inheriting(
    tokens: Tokens, span: tuple[int, int], context: Context, *, opens: bool
) -> tuple[Token, ...]:
    """Return the token after a deleted span rewritten, where it inherits something."""
    at, end = span
    word = first_word(tokens, at, end)
    if end == len(tokens) or not same_voice(context, tokens[word], tokens[end]):
        return ()
    token = following = tokens[end]
    if opens and is_capitalised(tokens[word].text) and token.text.islower():
        following = following._replace(text=token.text[0].upper() + token.text[1:])
    elif not opens and token.text.istitle() and _is_closed(context.keys[end]):
        following = following._replace(text=token.text.lower())
    if token.glued and token.kind == "word" and tokens[end - 1].kind == "punctuation":
        following = following._replace(glued=at > 0 and tokens[at - 1].text in OPENING_MARKS)
    elif word == at and tokens[at].glued and not token.glued and _opened(tokens, at):
        following = following._replace(glued=True)
    return () if following == token else (following,)


def _is_closed(key: str) -> bool:
    """Whether a word has a capital only at the beginning of a sentence."""
    return word_class(key) <= WordClass.PREPOSITION


def _opened(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens[at - 1].text in OPENING_MARKS | SOFT_MARKS
