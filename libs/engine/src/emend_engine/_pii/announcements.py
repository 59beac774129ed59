"""Where the phrases stand that announce a number: looked up once for a whole stretch of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from emend_engine._pii.phrases import PHRASES, Subject

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


_ON_CARDS = frozenset(("aadhaar", "health", "national", "nhs", "pan", "ssn", "tax"))
"""What people carry on a card; the words "card number" behind it mean no payment card."""


class Phrase(NamedTuple):
    """A phrase that announces something, by the token it ends with."""

    words: int
    subject: Subject


def _index() -> dict[str, list[tuple[tuple[str, ...], Subject]]]:
    """Return the phrases by their last word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Subject]]] = {}
    for subject, phrases in PHRASES.items():
        for phrase in _with_cards(subject, phrases):
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append((words, subject))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _with_cards(subject: Subject, phrases: Iterable[str]) -> Iterator[str]:
    """Yield phrases, and what is on the card that bears such a number: "ohip card number"."""
    for phrase in phrases:
        yield phrase
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


def _longest(
    keys: Sequence[str], at: int, entries: Sequence[tuple[tuple[str, ...], Subject]]
) -> Phrase | None:
    """Return the longest phrase that ends at a token; "[CARD]" announces nothing."""
    if keys[at - 1 : at] == ["["] and keys[at + 1 : at + 2] == ["]"]:
        return None
    for words, subject in entries:
        if len(words) == 1 or tuple(keys[max(at + 1 - len(words), 0) : at + 1]) == words:
            return Phrase(len(words), subject)
    return None
