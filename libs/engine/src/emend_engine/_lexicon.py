"""The lexicon: vocabularies compiled into look-up tables, one look-up per spoken word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from emend_engine._built_in import BUILT_IN_FORMS, built_in_digest
from emend_engine._english import FUNCTION_WORDS, is_known
from emend_engine._entry import Entry
from emend_engine._folding import compact, spoken_form
from emend_engine._fuzzy import FuzzyIndex, index_forms
from emend_engine._vocabulary import Term, Vocabulary
from emend_engine._word_classes import Skeletons, WordClasses

_SHORTEST_JOINED = 5
"""Letters of the shortest term that is looked for across a wrong space ("pra na")."""
_ACRONYM_LETTERS = range(2, 7)
_LISTENED = frozenset("aiou")
"""Letters that are words or sounds themselves: "a I" is no "AI"."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What a text is looked up in. Build it once and use it for every part."""

    exact: Mapping[str, Entry]
    """Entries by their forms, the words in lower case with single spaces."""
    cased: Mapping[str, Entry]
    """Entries that are found only as they are written."""
    joined: Mapping[str, Entry]
    """Entries by their forms without spaces."""
    fuzzy: FuzzyIndex
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


def build_lexicon(*vocabularies: Vocabulary, built_in: bool = True) -> Lexicon:
    """Compile vocabularies, the later before the earlier and all before the built-in terms.

    Where two terms claim the same words the higher priority wins, then the later vocabulary. A
    term that is spelled as a built-in one takes its place, variants included. Equal vocabularies
    in equal order give an equal digest.
    """
    exact = dict(BUILT_IN_FORMS) if built_in else {}
    if built_in and vocabularies:
        _replace(exact, vocabularies)
    cased: dict[str, Entry] = {}
    for number, vocabulary in enumerate(vocabularies, 1):
        for term in vocabulary.terms:
            for form, spelled in _forms(term):
                rank = (term.priority, spelled, number)
                entry = Entry(term.display, term.display, True, rank, term.exact_only)  # noqa: FBT003 - a user's
                _claim(cased if term.case_sensitive and spelled else exact, form, entry)
    joined = _joined(exact)
    lengths = _lengths((*exact, *map(spoken_form, cased)))
    sources = [built_in_digest() if built_in else "", *(one.digest for one in vocabularies)]
    digest = blake2b("\n".join(sources).encode(), digest_size=16).hexdigest()
    return Lexicon(
        exact,
        cased,
        joined,
        index_forms(joined),
        lengths,
        WordClasses(lengths, joined),
        Skeletons(),
        _names(exact),
        digest,
    )


def _claim(entries: dict[str, Entry], form: str, entry: Entry) -> None:
    claimed = entries.get(form)
    if claimed is None or claimed.rank <= entry.rank:
        entries[form] = entry


def _replace(exact: dict[str, Entry], vocabularies: Iterable[Vocabulary]) -> None:
    """Let a user's term speak for every form of the built-in term that it is spelled as."""
    own: dict[str, Entry] = {}
    for number, vocabulary in enumerate(vocabularies, 1):
        for term in vocabulary.terms:
            built_in = None if term.case_sensitive else exact.get(spoken_form(term.text))
            if built_in is not None:
                rank = (term.priority, True, number)
                entry = Entry(term.display, term.display, True, rank, term.exact_only)  # noqa: FBT003 - a user's
                _claim(own, built_in.display, entry)
    if own:
        exact.update(
            (form, own[entry.display]) for form, entry in exact.items() if entry.display in own
        )


def _forms(term: Term) -> Iterator[tuple[str, bool]]:
    """Yield every form of a term, and whether it is the term itself rather than a sound."""
    yield (term.text if term.case_sensitive else spoken_form(term.text)), True
    if not term.case_sensitive:
        yield spoken_form(term.display), True
        yield from ((split, False) for split in _splits(compact(term.text)))
    for sound in term.sounds_like:
        yield spoken_form(sound), False
    letters = term.display if term.display.isupper() else term.text
    if _is_acronym(letters):
        yield " ".join(letters.lower()), False


def _is_acronym(letters: str) -> bool:
    plain = letters.isalpha() and letters.isupper() and len(letters) in _ACRONYM_LETTERS
    return plain and not _LISTENED.issuperset(letters.lower())


def _splits(letters: str) -> Iterator[str]:
    """Yield a long word cut into two English words, as it may be heard: "data dog"."""
    if len(letters) < _SHORTEST_JOINED + 1 or not letters.isascii():
        return
    for at in range(2, len(letters) - 1):
        left, right = letters[:at], letters[at:]
        if FUNCTION_WORDS.isdisjoint((left, right)) and is_known(left) and is_known(right):
            yield f"{left} {right}"


def _joined(exact: Mapping[str, Entry]) -> dict[str, Entry]:
    joined: dict[str, Entry] = {}
    for form, entry in exact.items():
        short = compact(form)
        if len(short) >= _SHORTEST_JOINED and not entry.exact_only and not entry.unsure:
            _claim(joined, short, entry)
    return joined


def _lengths(forms: Iterable[str]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for form in forms:
        first, _, rest = form.partition(" ")
        number = rest.count(" ") + 2 if rest else 1
        lengths[first] = max(number, lengths.get(first, 0))
    return lengths


def _names(exact: Mapping[str, Entry]) -> frozenset[str]:
    names: set[str] = set()
    for form, entry in exact.items():
        words = form.split()
        written = entry.display.split()
        if len(words) == len(written):
            names.update(
                word
                for word, shown in zip(words, written, strict=True)
                if shown[0].isupper()
                and word[0] == shown[0].lower()
                and word[:2] not in ("i", "i'")
            )
    return frozenset(names)


BUILT_IN = build_lexicon()
"""The lexicon of whoever brings no vocabulary."""
