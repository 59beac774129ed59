"""What is allowed in a vocabulary and probably not meant: everyday words, words of two terms."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._english import FUNCTION_WORDS, is_common
from emend_engine._folding import spoken_form
from emend_engine._forms import forms_of
from emend_engine._vocabulary import Term, Vocabulary

_MOST = 20


def vocabulary_warnings(vocabulary: Vocabulary) -> list[str]:
    """Return what a person should look at, term by term; 20 sentences at most."""
    found: list[str] = []
    claimed: dict[str, tuple[int, Term]] = {}
    for number, term in enumerate(vocabulary.terms, 1):
        if len(found) >= _MOST:
            break
        where = f"term {number} ({term.text!r})"
        found += (f"{where}: {what}" for what in _everyday(term))
        for form in dict.fromkeys(form for form, _ in forms_of(term)):
            other, first = claimed.setdefault(form, (number, term))
            if first.display != term.display and first.priority == term.priority:
                what = f"{form!r} is also a form of term {other} ({first.text!r})"
                found.append(f"{where}: {what}; give one of them a higher priority")
                break
    return found[:_MOST]


def _everyday(term: Term) -> Iterator[str]:
    if term.case_sensitive:
        return
    text = spoken_form(term.text)
    if term.display != text and _is_everyday(text):
        hint = "write case_sensitive: true, or a longer text"
        yield f"every {text!r} becomes {term.display!r}; {hint}"
    for sound in map(spoken_form, term.sounds_like):
        if sound != text and _is_everyday(sound):
            yield f"every {sound!r} becomes {term.display!r}; take that sound out, or lengthen it"


def _is_everyday(form: str) -> bool:
    return is_common(form) or FUNCTION_WORDS.issuperset(form.split())
