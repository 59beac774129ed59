"""The built-in terms: English words with a capital, and those of Yoga and Vedanta."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files

from emend_engine._entry import Entry
from emend_engine._folding import spoken_form
from emend_engine._terms import TERMS

_TABLE = files("emend_engine").joinpath("_data", "yoga-vedanta.tsv").read_text(encoding="utf-8")
"""Display, customary spelling, kind, forms; made by ``make lexicon``."""


_EXACT_KIND = "people"
"""Names that sound like terms: there to be left alone, never a guess."""


def built_in_digest() -> str:
    """Return the BLAKE2b of all built-in terms; 32 hexadecimal digits."""
    return blake2b("\n".join((*TERMS, _TABLE)).encode(), digest_size=16).hexdigest()


def _entries() -> Iterator[tuple[str, Entry]]:
    for term in TERMS:
        yield spoken_form(term), Entry(term, term, False, (0, True, 0), True)  # noqa: FBT003 - exact only
    for row in _TABLE.splitlines():
        display, plain, kind, forms = row.split("\t")
        sure = Entry(display, plain, False, (0, True, 0), kind == _EXACT_KIND)  # noqa: FBT003 - not a user's
        unsure = sure._replace(unsure=True)
        for form in forms.split("|"):
            if form[0] == "~":
                yield form[1:], unsure
            else:
                yield form, sure


BUILT_IN_FORMS = dict(_entries())
"""Entries by their forms, the words in lower case with single spaces."""
