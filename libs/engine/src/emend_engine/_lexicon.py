"""The lexicon: vocabularies compiled into look-up tables, one look-up per spoken word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from emend_engine._folding import compact, spoken_form
from emend_engine._terms import TERMS
from emend_engine._vocabulary import Term, Vocabulary

_SHORTEST_JOINED = 5
"""Letters of the shortest term that is looked for across a wrong space ("pra na")."""
_ACRONYM_LETTERS = range(2, 7)


class Entry(NamedTuple):
    """How one term is written, and how it may be found."""

    display: str
    own: bool
    """From a user's vocabulary: found in every language, and in preference to built-in ones."""
    rank: tuple[int, bool, int]
    """The higher wins where two entries claim one form."""
    exact_only: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a text is looked up in. Build it once and use it for every part."""

    exact: Mapping[str, Entry]
    """Entries by their forms, the words in lower case with single spaces."""
    cased: Mapping[str, Entry]
    """Entries that are found only as they are written."""
    joined: Mapping[str, Entry]
    """Entries by their forms without spaces."""
    lengths: Mapping[str, int]
    """The number of words of the longest form by its first word."""
    names: frozenset[str]
    """Every word that is written with a capital, but for "I" and what begins with it."""
    digest: str = field(compare=False)
    """BLAKE2b of the vocabularies; 32 hexadecimal digits."""


def build_lexicon(*vocabularies: Vocabulary, built_in: bool = True) -> Lexicon:
    """Compile vocabularies, the later before the earlier and all before the built-in terms.

    Where two terms claim the same words the higher priority wins, then the later vocabulary.
    Equal vocabularies in equal order give an equal digest.
    """
    sources = (*(BUILT_IN_VOCABULARIES if built_in else ()), *vocabularies)
    exact: dict[str, Entry] = {}
    cased: dict[str, Entry] = {}
    for number, vocabulary in enumerate(sources):
        own = vocabulary not in BUILT_IN_VOCABULARIES
        for term in vocabulary.terms:
            for form, spelled in _forms(term):
                rank = (term.priority, spelled, number)
                entry = Entry(term.display, own, rank, term.exact_only)
                _claim(cased if term.case_sensitive and spelled else exact, form, entry)
    digest = blake2b("\n".join(one.digest for one in sources).encode(), digest_size=16)
    return Lexicon(
        exact,
        cased,
        _joined(exact),
        _lengths((*exact, *map(spoken_form, cased))),
        _names(sources),
        digest.hexdigest(),
    )


def _claim(entries: dict[str, Entry], form: str, entry: Entry) -> None:
    claimed = entries.get(form)
    if claimed is None or claimed.rank <= entry.rank:
        entries[form] = entry


def _forms(term: Term) -> Iterator[tuple[str, bool]]:
    """Yield every form of a term, and whether it is the term itself rather than a sound."""
    yield (term.text if term.case_sensitive else spoken_form(term.text)), True
    if not term.case_sensitive:
        yield spoken_form(term.display), True
    for sound in term.sounds_like:
        yield spoken_form(sound), False
    if len(term.text) in _ACRONYM_LETTERS and term.text.isalpha() and term.text.isupper():
        yield " ".join(term.text.lower()), False


def _joined(exact: Mapping[str, Entry]) -> dict[str, Entry]:
    joined: dict[str, Entry] = {}
    for form, entry in exact.items():
        short = compact(form)
        if len(short) >= _SHORTEST_JOINED and not entry.exact_only:
            _claim(joined, short, entry)
    return joined


def _lengths(forms: Iterable[str]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for form in forms:
        first, _, rest = form.partition(" ")
        number = rest.count(" ") + 2 if rest else 1
        lengths[first] = max(number, lengths.get(first, 0))
    return lengths


def _names(vocabularies: Iterable[Vocabulary]) -> frozenset[str]:
    words = (
        (spoken, written)
        for vocabulary in vocabularies
        for term in vocabulary.terms
        for spoken, written in zip(term.text.split(), term.display.split(), strict=False)
    )
    return frozenset(
        spoken.lower()
        for spoken, written in words
        if written[0].isupper() and spoken.split("'")[0] != "I"
    )


BUILT_IN_VOCABULARIES = (
    Vocabulary("english", 1, tuple(Term(text, priority=0, exact_only=True) for text in TERMS)),
)
"""English words that always have a capital, and names of Yoga and Vedanta."""

BUILT_IN = build_lexicon()
"""The lexicon of whoever brings no vocabulary."""
