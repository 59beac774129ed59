"""Where the phrases stand that announce a number: looked up once for a whole stretch of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from emend_engine._pii.phrases import PHRASES, Subject

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


_ON_CARDS = frozenset(("aadhaar", "health", "national", "nhs", "pan", "ssn", "tax"))
"""What people carry on a card; the words "card number" behind it mean no payment card."""


class Phrase(NamedTuple):
    """A phrase that announces something, by the token it ends with."""

    words: int
    subject: Subject


_ByLength: TypeAlias = list[tuple[int, dict[tuple[str, ...], Subject]]]


def _index() -> dict[str, _ByLength]:
    """Return the phrases by their last word, then by how many words they have, most first."""
    found: dict[str, dict[int, dict[tuple[str, ...], Subject]]] = {}
    for subject, phrases in PHRASES.items():
        for phrase in _with_cards(subject, phrases):
            words = tuple(phrase.split())
            by_length = found.setdefault(words[-1], {})
            by_length.setdefault(len(words), {}).setdefault(words, subject)
    return {last: sorted(lengths.items(), reverse=True) for last, lengths in found.items()}


def _with_cards(subject: Subject, phrases: Iterable[str]) -> Iterator[str]:
    """Yield phrases, with "is" cut short, and what is on the card that bears such a number.

    So "my pin's 1234", "ohip card number"; what things are called never announces by "'s" alone,
    as "this year's".
    """
    for phrase in phrases:
        yield phrase
        if subject != "other" and not phrase.endswith("s"):
            yield f"{phrase}'s"
        if subject in _ON_CARDS and not phrase.endswith(("card", "number")):
            yield from (f"{phrase} card", f"{phrase} card number")


_BY_LAST_WORD = _index()


def phrases_in(keys: Sequence[str], first: int, end: int) -> Mapping[int, Phrase]:
    """Return the phrases that end from one token to before another, by their last token."""
    found: dict[int, Phrase] = {}
    for at in range(max(first, 0), min(end, len(keys))):
        key = keys[at]
        entries = _BY_LAST_WORD.get(key.replace(_CURLY, "'") if _CURLY in key else key)
        phrase = _longest(keys, at, entries) if entries else None
        if phrase is not None:
            found[at] = phrase
    return found


def _longest(keys: Sequence[str], at: int, by_length: _ByLength) -> Phrase | None:
    """Return the longest phrase that ends at a token; "[CARD]" announces nothing."""
    if keys[at - 1 : at] == ["["] and keys[at + 1 : at + 2] == ["]"]:
        return None
    for count, phrases in by_length:
        words = keys[max(at + 1 - count, 0) : at + 1]
        subject = phrases.get(tuple(word.replace(_CURLY, "'") for word in words))
        if subject is not None:
            return Phrase(count, subject)
    return None
