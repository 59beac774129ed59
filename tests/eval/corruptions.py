"""Writes terms wrongly as recognisers do, for measuring recall on more than a hand can write."""

from __future__ import annotations

import re
from random import Random

_SWAPS = (
    ("aa", "a"),
    ("a", "aa"),
    ("a", "u"),
    ("a", "e"),
    ("a", "o"),
    ("ee", "i"),
    ("i", "ee"),
    ("i", "e"),
    ("i", "y"),
    ("e", "i"),
    ("e", "a"),
    ("u", "oo"),
    ("u", "o"),
    ("o", "a"),
    ("o", "u"),
    ("ya", "ia"),
    ("y", "i"),
    ("sh", "s"),
    ("s", "sh"),
    ("th", "t"),
    ("t", "th"),
    ("dh", "d"),
    ("d", "dh"),
    ("bh", "b"),
    ("kh", "k"),
    ("gh", "g"),
    ("ch", "tch"),
    ("v", "w"),
    ("w", "v"),
    ("v", "b"),
    ("ph", "f"),
    ("f", "ph"),
    ("c", "k"),
    ("k", "c"),
    ("ks", "x"),
    ("jn", "gy"),
    ("z", "s"),
    ("s", "z"),
    ("m", "n"),
    ("n", "m"),
    ("d", "t"),
    ("t", "d"),
    ("b", "p"),
    ("p", "b"),
    ("k", "g"),
    ("g", "k"),
    ("r", "rr"),
    ("l", "ll"),
    ("ll", "l"),
    ("tt", "t"),
    ("dd", "d"),
    ("mm", "m"),
    ("nn", "n"),
    ("h", ""),
)
"""Letters and what is heard instead."""

_SYLLABLE = re.compile(
    r"(?<=[aeiouy])(?=[^aeiouy\W][aeiouy])|(?<=[aeiouy][^aeiouy\W])(?=[^aeiouy\W])"
)
_EASY = 5
"""Letters below which a word is written wrongly in one place only."""


def corrupted(term: str, random: Random) -> str:
    """Return a term of several letters with one or two mishearings, split or joined at times."""
    text = term.lower()
    for _ in range(1 if len(text) <= _EASY else random.choice((1, 1, 2))):
        text = _misheard(text, random)
    chance = random.random()
    if chance < 0.25:  # noqa: PLR2004 - a quarter of the words falls apart
        return _split(text, random)
    return text.replace(" ", "") if chance < 0.35 else text  # noqa: PLR2004 - a tenth joins


def _misheard(text: str, random: Random) -> str:
    places = [
        (match.start(), heard, len(said))
        for said, heard in _SWAPS
        for match in re.finditer(said, text)
        if match.start() or heard
    ]
    if text.endswith("a"):
        places += [(len(text) - 1, "", 1)] * 3 + [(len(text) - 1, "ah", 1)]
    if not places:
        return text
    at, heard, length = random.choice(places)
    return text[:at] + heard + text[at + length :]


def _split(text: str, random: Random) -> str:
    places = [match.start() for match in _SYLLABLE.finditer(text)]
    places = [at for at in places if 1 < at < len(text) - 1 and " " not in text[at - 1 : at + 2]]
    if not places:
        return text
    at = random.choice(places)
    return f"{text[:at]} {text[at:]}"
