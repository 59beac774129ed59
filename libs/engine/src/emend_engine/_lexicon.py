"""The lexicon: how known words and phrases are written, indexed for one look-up per token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from emend_engine._terms import TERMS

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
"""Recognisers write this apostrophe or the straight one; a lexicon knows both."""


class Phrase(NamedTuple):
    """One entry: the words in lower case, and as they are written."""

    keys: tuple[str, ...]
    display: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, the longest first."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    triggers: frozenset[str]
    """Every first word; a text without any of them has nothing to look up."""
    names: frozenset[str]
    """Every word that is written with a capital, but for "I" and what begins with it."""
    digest: str = field(compare=False)
    """BLAKE2b of the terms; 32 hexadecimal digits."""


def build_lexicon(terms: Iterable[str]) -> Lexicon:
    """Index terms such as ``Bhagavad Gita``, each written as it shall appear.

    Possessives ("Krishna's") come with every term. Equal terms give an equal digest,
    whatever their order.
    """
    distinct = sorted(set(terms))
    phrases: dict[str, list[Phrase]] = {}
    for term in distinct:
        for form in {term, f"{term}'s", term.replace("'", _CURLY), f"{term}{_CURLY}s"}:
            display = tuple(form.split())
            keys = tuple(word.lower() for word in display)
            phrases.setdefault(keys[0], []).append(Phrase(keys, display))
    by_first = {
        first: tuple(sorted(found, key=lambda phrase: (-len(phrase.keys), phrase)))
        for first, found in phrases.items()
    }
    digest = blake2b("\n".join(distinct).encode(), digest_size=16).hexdigest()
    return Lexicon(by_first, frozenset(by_first), _names(distinct), digest)


def _names(terms: Iterable[str]) -> frozenset[str]:
    words = (word for term in terms for word in term.split())
    return frozenset(
        word.lower() for word in words if word[0].isupper() and word.split("'")[0] != "I"
    )


BUILT_IN = build_lexicon(TERMS)
"""English words that always have a capital, and names of Yoga and Vedanta."""
