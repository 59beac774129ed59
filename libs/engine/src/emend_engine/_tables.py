"""The look-up tables of a lexicon while it is built, form by form."""

from __future__ import annotations

from dataclasses import dataclass, field

from emend_engine._entry import Entry
from emend_engine._folding import compact

_SHORTEST_JOINED = 5
"""Letters of the shortest term that is looked for across a wrong space ("pra na")."""


@dataclass(slots=True)
class Tables:
    """Entries by their forms, and what follows from the forms."""

    exact: dict[str, Entry] = field(default_factory=dict[str, Entry])
    cased: dict[str, Entry] = field(default_factory=dict[str, Entry])
    joined: dict[str, Entry] = field(default_factory=dict[str, Entry])
    lengths: dict[str, int] = field(default_factory=dict[str, int])
    names: set[str] = field(default_factory=set[str])

    def copy(self) -> Tables:
        """Return tables that can be added to."""
        return Tables(
            self.exact.copy(),
            self.cased.copy(),
            self.joined.copy(),
            self.lengths.copy(),
            self.names.copy(),
        )


def add_form(tables: Tables, form: str, entry: Entry) -> None:
    """Let an entry claim a form, in lower case with single spaces; the higher rank keeps it."""
    claimed = tables.exact.get(form)
    if claimed is not None and claimed.rank > entry.rank:
        return
    tables.exact[form] = entry
    short = compact(form)
    if len(short) >= _SHORTEST_JOINED and not entry.exact_only and not entry.unsure:
        known = tables.joined.get(short)
        if known is None or known.rank <= entry.rank:
            tables.joined[short] = entry
    words = form.split()
    tables.lengths[words[0]] = max(len(words), tables.lengths.get(words[0], 0))
    tables.names.update(_names(words, entry.display))


def add_cased(tables: Tables, text: str, form: str, entry: Entry) -> None:
    """Let an entry claim a text that counts only as it is written."""
    claimed = tables.cased.get(text)
    if claimed is None or claimed.rank <= entry.rank:
        tables.cased[text] = entry
    words = form.split()
    tables.lengths[words[0]] = max(len(words), tables.lengths.get(words[0], 0))


def _names(words: list[str], display: str) -> list[str]:
    """Return the words of a form that are written with a capital, but for "I" and "I'm"."""
    written = display.split()
    if len(words) != len(written):
        return []
    return [
        word
        for word, shown in zip(words, written, strict=True)
        if shown[0].isupper() and word[0] == shown[0].lower() and word[:2] not in ("i", "i'")
    ]
