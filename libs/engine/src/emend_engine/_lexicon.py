"""The lexicon: vocabularies compiled into look-up tables, one look-up per spoken word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from emend_engine import _built_in
from emend_engine._entry import Entry
from emend_engine._folding import compact, spoken_form
from emend_engine._forms import forms_of
from emend_engine._fuzzy import FuzzyIndex, index_forms, keyed
from emend_engine._tables import Tables, add_cased, add_form
from emend_engine._vocabulary import Term, Vocabulary
from emend_engine._word_classes import Skeletons, WordClasses


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """What a text is looked up in. Build it once and use it for every part."""

    exact: Mapping[str, Entry]
    """Entries by their forms, the words in lower case with single spaces."""
    cased: Mapping[str, Entry]
    """Entries that are found only as they are written."""
    joined: Mapping[str, Entry]
    """Entries by their forms without spaces."""
    fuzzy: tuple[FuzzyIndex, ...]
    """The forms that may be guessed: the user's, the built-in ones."""
    wholes: frozenset[str]
    """Skeletons of long forms, for finding terms among English words."""
    heads: frozenset[str]
    """What those begin with."""
    lengths: Mapping[str, int]
    """The number of words of the longest form by its first word."""
    classes: WordClasses
    """What the stage may do with each word; filled as words are met."""
    skeletons: Skeletons
    """The consonants that each word sounds like; filled as words are met."""
    names: frozenset[str]
    """Every word that is written with a capital, but for "I" and what begins with it."""
    digest: str
    """BLAKE2b of the vocabularies; 32 hexadecimal digits."""

    def __repr__(self) -> str:
        """Name it; its tables would fill a hundred screens of ``help()``."""
        return f"<Lexicon {self.digest}, {len(self.exact)} forms>"


def build_lexicon(*vocabularies: Vocabulary, built_in: bool = True) -> Lexicon:
    """Compile vocabularies, the later before the earlier and all before the built-in terms.

    Where two terms claim the same words the higher priority wins, then the later vocabulary. A
    term that is spelled as a built-in one takes its place, variants included. Equal vocabularies
    in equal order give an equal digest.
    """
    tables = _built_in.TABLES.copy() if built_in else Tables()
    _replace(tables, vocabularies)
    own: list[str] = []
    for number, vocabulary in enumerate(vocabularies, 1):
        for term in vocabulary.terms:
            own += _add(tables, term, number)
    indexes = [index_forms(map(keyed, dict.fromkeys(own)))] if own else []
    indexes += [_built_in.INDEX] if built_in else []
    sources = [_built_in.DIGEST if built_in else "", *(one.digest for one in vocabularies)]
    return Lexicon(
        tables.exact,
        tables.cased,
        tables.joined,
        tuple(indexes),
        frozenset[str]().union(*(index.wholes for index in indexes)),
        frozenset[str]().union(*(index.heads for index in indexes)),
        tables.lengths,
        WordClasses(tables.lengths, tables.joined),
        Skeletons(),
        frozenset(tables.names),
        blake2b("\n".join(sources).encode(), digest_size=16).hexdigest(),
    )


def _add(tables: Tables, term: Term, number: int) -> Iterator[str]:
    """Add the forms of a user's term; yield those that may be guessed, in letters only."""
    for form, spelled in forms_of(term):
        entry = _entry(term, (term.priority, spelled, number))
        if spelled and term.case_sensitive:
            add_cased(tables, term.text, form, entry)
        else:
            add_form(tables, form, entry)
            if not term.exact_only:
                yield compact(form)


def _entry(term: Term, rank: tuple[int, bool, int]) -> Entry:
    return Entry(term.display, term.display, own=True, rank=rank, exact_only=term.exact_only)


def _replace(tables: Tables, vocabularies: Iterable[Vocabulary]) -> None:
    """Let a user's term speak for every form of the built-in term that it is spelled as."""
    own: dict[str, Entry] = {}
    for number, vocabulary in enumerate(vocabularies, 1):
        for term in vocabulary.terms:
            built_in = None if term.case_sensitive else tables.exact.get(spoken_form(term.text))
            if built_in is not None:
                entry = _entry(term, (term.priority, True, number))
                claimed = own.setdefault(built_in.display, entry)
                own[built_in.display] = max(claimed, entry, key=lambda one: one.rank)
    if own:
        replaced = [(form, entry) for form, entry in tables.exact.items() if entry.display in own]
        for form, entry in replaced:
            add_form(tables, form, own[entry.display])


BUILT_IN = build_lexicon()
"""The lexicon of whoever brings no vocabulary."""
