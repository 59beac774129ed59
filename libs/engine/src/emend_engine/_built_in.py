"""The built-in terms: English words with a capital, and those of Yoga and Vedanta."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files

from emend_engine._entry import Entry
from emend_engine._folding import spoken_form
from emend_engine._fuzzy import Form, FuzzyIndex, index_forms
from emend_engine._tables import Tables, add_form
from emend_engine._terms import TERMS

_EXACT_KIND = "people"
"""Names that sound like terms: there to be left alone, never a guess."""


def _read(name: str) -> str:
    return files("emend_engine").joinpath("_data", name).read_text(encoding="utf-8")


def built_in_tables(table: str) -> Tables:
    """Return the look-up tables of a compiled table: display, customary spelling, kind, forms."""
    tables = Tables()
    for form, entry in _entries(table):
        add_form(tables, form, entry)
    return tables


def _entries(table: str) -> Iterator[tuple[str, Entry]]:
    for term in TERMS:
        yield spoken_form(term), Entry(term, term, False, (0, True, 0), True)  # noqa: FBT003 - exact only
    for row in table.splitlines():
        display, plain, kind, forms = row.split("\t")
        sure = Entry(display, plain, False, (0, True, 0), kind == _EXACT_KIND)  # noqa: FBT003 - not a user's
        unsure = sure._replace(unsure=True)
        for form in forms.split("|"):
            if form[0] == "~":
                yield form[1:], unsure
            else:
                yield form, sure


_TABLE = _read("yoga-vedanta.tsv")

TABLES = built_in_tables(_TABLE)
"""What every lexicon begins with; copied, never changed."""

INDEX: FuzzyIndex = index_forms(
    Form(*row.split("\t")) for row in _read("yoga-vedanta.sounds.tsv").splitlines()
)
"""The spellings with their phonetic keys, which ``make lexicon`` has worked out."""

DIGEST = blake2b("\n".join((*TERMS, _TABLE)).encode(), digest_size=16).hexdigest()
"""BLAKE2b of all built-in terms; 32 hexadecimal digits."""
