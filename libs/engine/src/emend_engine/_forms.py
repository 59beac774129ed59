"""The forms of a user's term: what stands in a text where the term was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_engine._english import FUNCTION_WORDS, is_known
from emend_engine._folding import compact, spoken_form, without_accents
from emend_engine._vocabulary import Term

_SHORTEST_SPLIT = 6
"""Letters of the shortest term that may be heard as two English words."""
_LONGEST_CODE = 6
"""Letters and digits of the longest acronym or code that is read out letter by letter."""
_LISTENED = frozenset("aiou")
"""Letters that are words or sounds themselves: "a I" is no "AI"."""

_VOWELS = frozenset("aeiouyAEIOUY")

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
"""The parts of PostgreSQL, OpenTelemetry, iPhone, EC2."""
_BETWEEN = re.compile(r"[-/]")
"""What is not read out in GPT-4, CI/CD."""
_SIGNS = {
    "&": "and",
    "0": "zero",
    "1": "one",
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
}


def forms_of(term: Term) -> Iterator[tuple[str, bool]]:
    """Yield every form of a term, and whether it is the term itself rather than a sound."""
    yield spoken_form(term.text), True
    if not term.case_sensitive:
        yield spoken_form(term.display), True
        yield from ((split, False) for split in _splits(compact(term.text)))
    for heard in term.sounds_like:
        yield spoken_form(heard), False
    if not term.case_sensitive:
        for form in (spoken_form(term.text), spoken_form(term.display)):
            plain = without_accents(form)
            yield from ((said, False) for said in dict.fromkeys((plain, _signs_said(plain))))
    for written in dict.fromkeys((term.text, term.display)):
        yield from ((read, False) for read in _read_out(written))


def _splits(letters: str) -> Iterator[str]:
    """Yield a long word cut into two English words, as it may be heard: "data dog"."""
    if len(letters) < _SHORTEST_SPLIT or not letters.isascii():
        return
    for at in range(2, len(letters) - 1):
        left, right = letters[:at], letters[at:]
        if is_known(right) and is_known(left) and FUNCTION_WORDS.isdisjoint((left, right)):
            yield f"{left} {right}"


def _read_out(written: str) -> Iterator[str]:
    """Yield how an acronym, a code or a name with inner capitals is read: "graph q l"."""
    parts = _PARTS.findall(written)
    if "".join(parts) != _BETWEEN.sub("", written) or _is_one_word(parts):
        return
    spelled = [" ".join(part.lower()) if _is_spelled(part) else part.lower() for part in parts]
    read = " ".join(spelled)
    if not _LISTENED.issuperset(read.replace(" ", "")):
        yield read
        yield _signs_said(read)
    if len(parts) > 1:
        yield " ".join(parts).lower()
    else:
        yield from (".".join(written.lower()) + end for end in ("", "."))


def _signs_said(form: str) -> str:
    """Return a form with its lone digits and signs as words: "type two", "moet and chandon"."""
    return " ".join(_SIGNS.get(word, word) for word in form.split())


def _is_one_word(parts: list[str]) -> bool:
    return len(parts) == 1 and not _is_spelled(parts[0])


def _is_spelled(part: str) -> bool:
    """Whether a part is read letter by letter: in capitals, or without a vowel as dbt is."""
    unspeakable = len(part) > 1 and _VOWELS.isdisjoint(part)
    return len(part) <= _LONGEST_CODE and (part.isupper() or unspeakable)
