"""Whether an English sentence is built as a question: what the network sees only word by word."""

from __future__ import annotations

from collections.abc import Sequence

_LEADS = frozenset(
    (
        *("so", "and", "but", "or", "well", "okay", "ok", "now", "then", "yes", "no", "hey", "hi"),
        *("hello", "sorry", "please", "actually", "oh", "right", "because", "anyway", "alright"),
    )
)
"""Words that may stand before a question without being part of it."""

_MOST_LEADS = 3

_AUXILIARIES = frozenset(
    (
        *("do", "does", "did", "is", "are", "was", "were", "am", "have", "has", "had", "can"),
        *("could", "will", "would", "shall", "should", "may", "must"),
        *("don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "haven't"),
        *("hasn't", "hadn't", "can't", "couldn't", "won't", "wouldn't", "shouldn't", "ain't"),
    )
)

_PRONOUNS = frozenset(("i", "you", "he", "she", "it", "we", "they", "there"))
_SUBJECTS = _PRONOUNS | frozenset(
    (
        *("this", "that", "these", "those", "my", "your", "his", "her", "our", "their", "any"),
        *("anyone", "anybody", "anything", "everyone", "everybody", "someone", "somebody"),
        *("nobody", "people", "both"),
    )
)
_ARTICLES = frozenset(("the", "a", "an"))
_COMMANDS = frozenset(("do", "have", "may", "don't"))
"""Auxiliaries that an article or a noun follows in what is no question: "have a seat"."""

_ASKING = frozenset(("what", "who", "whom", "whose", "which", "where", "when", "why", "how"))
_SUBJECT_ASKING = frozenset(("what", "who", "which", "whose", "how"))
_CONTRACTED = frozenset(f"{word}'s" for word in _ASKING) | {"what're", "who'll", "where'd", "how'd"}
_MEASURES = frozenset(("many", "much", "long", "often", "far", "old", "about", "come", "soon"))
_LONGER_THAN_A_TAG = 4


def is_question(words: Sequence[str]) -> bool:
    """Whether the words of a sentence, in lower case, open or end as a question does."""
    start = 0
    while start < min(_MOST_LEADS, len(words) - 1) and words[start] in _LEADS:
        start += 1
    return _opens(words[start : start + 4]) or _ends(words[start:])


def _opens(words: Sequence[str]) -> bool:
    first, second, third = (*words[:3], "", "", "")[:3]
    if first in _AUXILIARIES:
        return second in _SUBJECTS or (second in _ARTICLES and first not in _COMMANDS)
    if first in _CONTRACTED:
        return True
    if first not in _ASKING:
        return False
    if second in _AUXILIARIES or (first == "how" and second in _MEASURES):
        return True
    return first in _SUBJECT_ASKING and second not in _PRONOUNS and third in _AUXILIARIES


def _ends(words: Sequence[str]) -> bool:
    """Whether a tag ends the sentence: "isn't it", "do you"."""
    if len(words) < _LONGER_THAN_A_TAG:
        return False
    return words[-2] in _AUXILIARIES and words[-1] in _PRONOUNS
