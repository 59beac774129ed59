"""What may be done with a word, decided once per distinct word."""

from __future__ import annotations

from collections.abc import Mapping

from emend_engine._english import FUNCTION_WORDS, is_common, is_known
from emend_engine._entry import Entry
from emend_engine._folding import compact
from emend_engine._sounds import skeleton, sound

ORDINARY, LEXICAL, RARE, UNKNOWN = 0, 1, 2, 4
"""A common English word; a bit each for the beginning of a term, for an uncommon word or name, and
for a word that is neither common nor known."""

_MOST_WORDS = 200_000
"""Distinct words remembered before all are forgotten; more than a language has."""
_LONGEST_WORD = 48
_POSSESSIVE = ("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")
_PLURAL_POSSESSIVE = ("s'", "s\N{RIGHT SINGLE QUOTATION MARK}")


class WordClasses(dict[str, int]):
    """The class of every word met so far; a missing one is worked out, and remembered."""

    def __init__(self, lengths: Mapping[str, int], joined: Mapping[str, Entry]) -> None:
        super().__init__()
        self._lengths = lengths
        self._joined = joined

    def __missing__(self, word: str) -> int:
        """Return the class of a word in lower case."""
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._classify(word)
        return found

    def _classify(self, word: str) -> int:
        stem = without_possessive(word)
        forms = (word, stem, plural_stem(stem))
        lexical = LEXICAL if any(form in self._lengths for form in forms) else ORDINARY
        if len(stem) > _LONGEST_WORD or not stem.isalpha() or is_common(stem):
            return lexical
        if not stem.isascii():
            return lexical | (RARE if compact(stem) in self._joined else ORDINARY)
        return lexical | (RARE if is_known(stem) else UNKNOWN)


class Skeletons(dict[str, str]):
    """The skeleton of every word met so far; of a function word and of what is no word nothing."""

    def __missing__(self, word: str) -> str:
        """Return the skeleton of a word in lower case."""
        if len(self) >= _MOST_WORDS:
            self.clear()
        stem = without_possessive(word)
        counts = stem.isascii() and stem.isalpha() and len(stem) <= _LONGEST_WORD
        bones = skeleton(sound(stem)) if counts and stem not in FUNCTION_WORDS else ""
        self[word] = bones
        return bones


def without_possessive(word: str) -> str:
    """Return a word without the ending that "Krishna's" and "the gunas'" have."""
    if word.endswith(_POSSESSIVE):
        return word[:-2]
    return word[:-1] if word.endswith(_PLURAL_POSSESSIVE) else word


def plural_stem(word: str) -> str:
    """Return what a plural in s is the plural of; of a word in its own right ("news") nothing."""
    if len(word) <= 3 or word[-1] != "s" or word[-2] == "s" or is_common(word):  # noqa: PLR2004 - "gas"
        return ""
    stem = word[:-1]
    return "" if is_known(word) and not is_known(stem) else stem
