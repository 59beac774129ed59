"""Gives known names their capitals: "bhagavad gita" to "Bhagavad Gita"; no letter changes."""

from __future__ import annotations

from emend_engine._context import Context, Edit, Edits, Rule, is_english, same_voice
from emend_engine._lexicon import Phrase
from emend_transcript import Tokens

_CASE = Rule("lexicon.case")


def capitals(tokens: Tokens, context: Context) -> Edits:
    """Propose the capitals of every lexicon phrase that stands in lower case.

    A word that has any capital already is left to whoever wrote it.
    """
    keys = context.keys
    if context.lexicon.triggers.isdisjoint(keys):
        return ()
    phrases = context.lexicon.phrases
    edits: list[Edit] = []
    at = 0
    while at < len(keys):
        candidates = phrases.get(keys[at])
        phrase = _match(candidates, tokens, at, context) if candidates else None
        if phrase is None:
            at += 1
            continue
        edits += _edits(phrase, tokens, at)
        at += len(phrase.keys)
    return edits


def _match(
    candidates: tuple[Phrase, ...], tokens: Tokens, at: int, context: Context
) -> Phrase | None:
    if not is_english(context, tokens[at]):
        return None
    for phrase in candidates:
        end = at + len(phrase.keys)
        if tuple(context.keys[at:end]) == phrase.keys and (
            len(phrase.keys) == 1 or same_voice(context, tokens[at], tokens[end - 1])
        ):
            return phrase
    return None


def _edits(phrase: Phrase, tokens: Tokens, at: int) -> list[Edit]:
    before = tuple(tokens[at : at + len(phrase.keys)])
    after = tuple(
        token._replace(text=display) if token.text.islower() else token
        for token, display in zip(before, phrase.display, strict=True)
    )
    if after == before:
        return []
    return [Edit(at, len(before), after, _CASE, 1.0, "always written with a capital")]
