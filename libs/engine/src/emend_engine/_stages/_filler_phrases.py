"""Tells "you know", "like" and "kind of" as fillers from the same words with a meaning."""

from __future__ import annotations

from emend_engine._context import HYPHENS, SOFT_MARKS, Context, same_voice
from emend_engine._stages._english_classes import (
    ARTICLES,
    OBJECTS,
    POSSESSIVES,
    WordClass,
    word_class,
)
from emend_engine._stages._filler_words import (
    ALL_SOUNDS,
    FIRST_WORDS,
    HEDGED_AFTER,
    LIKE_AFTER,
    LIKE_BEFORE,
    LIKE_PASTS,
    OPENERS,
    PAUSED,
    PHRASES,
    SECOND_WORDS,
    YOU_KNOW_AFTER,
    YOU_KNOW_BEFORE,
)
from emend_transcript import Tokens, WordFlag

PAUSE_MS = 200
"""So long a pause on both sides says what commas say."""

_HEDGED = frozenset(
    (WordClass.VERB, WordClass.PAST, WordClass.PARTICIPLE, WordClass.ADJECTIVE, WordClass.ADVERB)
)
_SUBJECTS = frozenset(("i", "you", "he", "she", "we", "they"))


def phrase_length(tokens: Tokens, at: int, context: Context, language: str, *, opens: bool) -> int:
    """Return how many tokens a filler phrase at this position has; 0 if there is none."""
    if context.keys[at] not in FIRST_WORDS or not context.profile.fillers.phrases:
        return 0
    if at and tokens[at].glued and tokens[at - 1].text in HYPHENS:
        return 0
    size = _said(context, at, (OPENERS if opens else PHRASES).get(language, ()))
    if not size or not same_voice(context, tokens[at], tokens[at + size - 1]):
        return 0
    if opens:
        return size if _is_marked(tokens, at + size) else 0
    if _is_enclosed(tokens, at, at + size, context):
        return size
    bare = context.profile.fillers.bare_phrases and language == "en" and at > 0
    return size if bare and _is_bare_filler(context, at, at + size) else 0


def may_be_phrase(context: Context, at: int) -> bool:
    """Whether the next word lets a phrase begin here; cheap."""
    seconds = SECOND_WORDS.get(context.keys[at])
    return seconds is None or not seconds.isdisjoint(context.keys[at + 1 : at + 2])


def _said(context: Context, at: int, phrases: tuple[str, ...]) -> int:
    for phrase in phrases:
        words = phrase.split()
        if list(context.keys[at : at + len(words)]) == words:
            return len(words)
    return 0


def _is_marked(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].text in SOFT_MARKS


def _is_enclosed(tokens: Tokens, at: int, end: int, context: Context) -> bool:
    """Whether marks, sounds or pauses stand on both sides; "you know?" asks, and is not."""
    if at == 0 or (end < len(tokens) and tokens[end].text == "?"):
        return False
    paused = context.keys[at] in PAUSED
    return _is_parted(tokens, at - 1, at, context, paused=paused) and (
        _is_parted(tokens, end - 1, end, context, paused=paused)
    )


def _is_parted(tokens: Tokens, left: int, right: int, context: Context, *, paused: bool) -> bool:
    if right == len(tokens) or tokens[right].kind == "punctuation":
        return True
    if tokens[left].text in SOFT_MARKS or not ALL_SOUNDS.isdisjoint(
        (context.keys[left], context.keys[right])
    ):
        return True
    before, after = context.words[tokens[left].last], context.words[tokens[right].first]
    invented = (before.flags | after.flags) & WordFlag.INTERPOLATED
    return paused and not invented and after.start_ms - before.end_ms >= PAUSE_MS


def _is_bare_filler(context: Context, at: int, end: int) -> bool:
    keys = context.keys
    if end == len(keys):
        return False
    before, first, after = keys[at - 1], keys[at], keys[end]
    if first == "you" and keys[end - 1] == "know":
        left = at - 1
        while left and keys[left] in ALL_SOUNDS:
            left -= 1
        before, sounds = keys[left], left < at - 1
        clause = after in YOU_KNOW_BEFORE and not sounds
        return before in ARTICLES or (before in YOU_KNOW_AFTER and not clause)
    if keys[end - 1] == "of":
        return before in HEDGED_AFTER and _is_hedged(after)
    if first != "like":
        return False
    told = before in _SUBJECTS and after in LIKE_PASTS
    return told or (before in LIKE_AFTER and after in LIKE_BEFORE)


def _is_hedged(after: str) -> bool:
    if after in OBJECTS or after in POSSESSIVES:
        return False
    return after in ("a", "an", "like") or word_class(after) in _HEDGED
