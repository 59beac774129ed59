"""Makes tokens of a term's display form, each with the words that it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import is_capitalised
from emend_transcript import Token, joined


def written(before: tuple[Token, ...], display: str, ending: str) -> tuple[Token, ...]:
    """Return the tokens that write a term in place of ``before``; ``ending`` follows the last.

    Each word of the term takes the tokens that it was heard as; where it has more words than
    were heard ("bhagavadgita") one token holds them all.
    """
    spoken = [token for token in before if token.kind == "word"]
    words = f"{display}{ending}".split()
    if len(words) > len(spoken):
        words = [" ".join(words)]
    shares = _shares([len(token.text) for token in spoken], [len(word) for word in words])
    after: list[Token] = []
    start = 0
    for word, share in zip(words, shares, strict=True):
        own = spoken[start : start + share]
        start += share
        text = _cased(word, own)
        after.append(Token(text, own[0].first, own[-1].last, own[0].glued and not after))
    return tuple(after)


def _shares(spoken: Sequence[int], words: Sequence[int]) -> list[int]:
    """Return how many of the spoken words each written one takes, by their lengths."""
    shares: list[int] = []
    taken, length, goal = 0, 0, 0.0
    scale = sum(spoken) / max(1, sum(words))
    for number, size in enumerate(words):
        goal += size * scale
        start, limit = taken, len(spoken) - (len(words) - number - 1)
        while taken == start or (taken < limit and length + spoken[taken] / 2 <= goal):
            length += spoken[taken]
            taken += 1
        shares.append(taken - start)
    shares[-1] += len(spoken) - taken
    return shares


def _cased(word: str, spoken: Sequence[Token]) -> str:
    """Return a word of a term in the case that the recogniser's capitals leave it.

    "GITA" stays as it is written; "Asana" at a sentence's start keeps its capital; what a term
    spells in capitals of its own (iPhone, DNA) is always so.
    """
    text = spoken[0].text
    if len(spoken) == 1 and text.lower() == word.lower():
        simple = word[1:] == word[1:].lower()
        return text if simple and not text.islower() and is_capitalised(text) else word
    shouted = len(text) > 1 and all(token.text.isupper() for token in spoken)
    if shouted and not any(character.isupper() for character in word[1:]):
        return word.upper()
    if is_capitalised(text) and word.islower():
        return word[0].upper() + word[1:]
    return word


def same_text(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether tokens read the same, in however many pieces."""
    return joined(before) == joined(after)
