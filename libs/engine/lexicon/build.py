"""Compiles yoga-vedanta.txt into the table that the package loads.

Usage: python libs/engine/lexicon/build.py [--check]. Each row of the table is one term: display,
customary spelling, kind, forms. A form that is also an English word or a name, or that the source
marks with ``~``, counts only near another term; its row says so with the same sign.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from emend_engine._built_in import built_in_tables
from emend_engine._english import is_common, is_known
from emend_engine._folding import spoken_form, without_accents
from emend_engine._fuzzy import keyed, may_be_guessed

SOURCE = Path(__file__).parent / "yoga-vedanta.txt"
SOUNDS = Path(__file__).parents[1] / "src/emend_engine/_data/yoga-vedanta.sounds.tsv"
TARGET = Path(__file__).parents[1] / "src/emend_engine/_data/yoga-vedanta.tsv"

_LONGEST_AMBIGUOUS = 5
"""Letters of the longest English word or name that is left alone without another term near."""
_SHORTEST_CUT = 6
"""Letters of the shortest word that Hindi speakers are expected to say without its final a."""
_CUSTOMARY = {
    "jñ": "jn",
    "ch": "ch",
    "cch": "cch",
    "cc": "chch",
    "c": "ch",
    "ñc": "nch",
    "ś": "sh",
    "ṣ": "sh",
    "ṛ": "ri",
    "ṝ": "ri",
    "ḷ": "l",
    "ṃ": "m",
    "'": "",
}


@dataclass
class _Term:
    display: str
    plain: str
    kind: str
    forms: dict[str, bool] = field(default_factory=dict[str, bool])
    """Each form in spoken form, and whether it needs another term beside it."""
    cut: str = ""
    """The one without a final short a; whatever else has it goes before."""

    @property
    def row(self) -> str:
        forms = "|".join(f"{'~' if unsure else ''}{form}" for form, unsure in self.forms.items())
        return f"{self.display}\t{self.plain}\t{self.kind}\t{forms}\n"


def compiled() -> str:
    """Return the whole table."""
    terms: dict[str, _Term] = {}
    for term in _terms(SOURCE.read_text(encoding="utf-8")):
        known = terms.setdefault(term.display, term)
        for form, unsure in term.forms.items():
            known.forms.setdefault(form, unsure)
    claimed: dict[str, str] = {}
    for term in terms.values():
        for form in term.forms:
            if form != term.cut:
                claimed.setdefault(form, term.display)
    for term in terms.values():
        term.forms = {
            form: unsure
            for form, unsure in term.forms.items()
            if claimed.setdefault(form, term.display) == term.display
        }
    return "".join(term.row for term in terms.values() if term.forms)


def _terms(source: str) -> Iterator[_Term]:
    kind, english = "", False
    for line in source.splitlines():
        if line.startswith("## "):
            kind, _, spelling = line[3:].partition(" ")
            english = spelling == "english"
        elif line and not line.startswith("#"):
            yield _term(line, kind, english=english)


def _term(line: str, kind: str, *, english: bool) -> _Term:
    written, _, listed = line.partition(" = ")
    unsure, sure = written.startswith("~ "), written.startswith("+ ")
    iast, _, plain = (part.strip() for part in written.lstrip("~+ ").partition(" / "))
    display = plain or iast
    term = _Term(display, plain or (iast if english else customary(iast)), kind)
    term.forms[spoken_form(display)] = False
    for form in _derived(iast, term.plain):
        term.forms.setdefault(form, not sure and (unsure or _is_ambiguous(form, display)))
    for variant in filter(None, map(str.strip, listed.split(","))):
        if variant.startswith("~"):
            term.forms[spoken_form(variant[1:])] = True
        else:
            term.forms.setdefault(spoken_form(variant), unsure)
    cut = _without_final_a(spoken_form(term.plain))
    if cut and not english and " " not in cut and not is_known(cut):
        term.cut = cut if cut not in term.forms else ""
        term.forms.setdefault(cut, unsure)
    return term


def _derived(display: str, plain: str) -> Iterator[str]:
    """Yield the forms that follow from how a term is written."""
    yield spoken_form(display)
    yield spoken_form(plain)
    bare = spoken_form(without_accents(display))
    if " " in bare or not is_common(bare):
        yield bare


def customary(display: str) -> str:
    """Return the customary English spelling of IAST: Śaṅkarācārya gives Shankaracharya.

    The ending of "Vedāntic" is English, and stays: no word of Sanskrit has it.
    """
    text, spelled = display, ""
    while text:
        if text[0] == "c" and not text[1:2].isalpha():
            spelled, text = f"{spelled}c", text[1:]
            continue
        for letters, english in _CUSTOMARY.items():
            if text[: len(letters)].lower() == letters:
                spelled += english.capitalize() if text[0].isupper() else english
                text = text[len(letters) :]
                break
        else:
            spelled, text = spelled + text[0], text[1:]
    return without_accents(spelled)


def _is_ambiguous(form: str, display: str) -> bool:
    """Whether a form is also an English word or a name, which must not be changed by itself."""
    if " " in form or form == display.lower() or not form.isascii():
        return False
    return is_common(form) or (is_known(form) and len(form) <= _LONGEST_AMBIGUOUS)


def _without_final_a(form: str) -> str:
    cut = form[:-1]
    return (
        cut if form.endswith("a") and len(form) >= _SHORTEST_CUT and cut[-1] not in "aeiouy" else ""
    )


def sounds(table: str) -> str:
    """Return the spellings of a table that may be guessed, with their phonetic keys."""
    joined = built_in_tables(table).joined
    guessed = (keyed(letters) for letters in joined if may_be_guessed(letters))
    return "".join("\t".join(form) + "\n" for form in guessed)


def main(*, check: bool) -> None:
    """Write both files, or say that one is stale."""
    table = compiled()
    for target, text in ((TARGET, table), (SOUNDS, sounds(table))):
        if check and target.read_text(encoding="utf-8") != text:
            sys.exit(f"{target.name} is not what {SOURCE.name} gives; run make lexicon")
        target.write_text(text, encoding="utf-8", newline="\n")
        print(f"{target.name}: {text.count(chr(10)):,} rows, {len(text):,} characters")


if __name__ == "__main__":
    main(check="--check" in sys.argv)
