"""Reads a vocabulary from what a YAML, JSON or CSV reader returns, and says all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import NamedTuple, cast

from emend_engine._errors import VocabularyError
from emend_engine._vocabulary import (
    MAX_CHARACTERS,
    MAX_SOUNDS,
    MAX_TERMS,
    MAX_WORDS,
    TOP_PRIORITY,
    USUAL_PRIORITY,
    Term,
    Vocabulary,
)

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LIST = re.compile(r"[|;,]")
_FALSE = frozenset(("false", "no", "0", ""))
_TRUE = frozenset(("true", "yes", "1"))
_MAX_PROBLEMS = 20

_FIELDS = {
    "text": "text",
    "term": "text",
    "phrase": "text",
    "word": "text",
    "content": "text",
    "displayas": "display_as",
    "display": "display_as",
    "soundslike": "sounds_like",
    "priority": "priority",
    "kind": "kind",
    "type": "kind",
    "exactonly": "exact_only",
    "casesensitive": "case_sensitive",
}
"""Names of columns, in lower case and letters only, as this project and others spell them."""

_HEAD = ("name", "version", "terms")
_UNREAD = "ipa"
"""A column of AWS's tables that may stand there empty."""


class _Problem(NamedTuple):
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def vocabulary_from_dict(data: object, *, name: str | None = None) -> Vocabulary:
    """Return the vocabulary that a mapping with ``name``, ``version`` and ``terms`` describes.

    A term is a string, a ``Term`` or a mapping with ``text`` (also ``term``, ``phrase``) and,
    where wanted, ``display_as``, ``sounds_like`` (a list, or one string parted by ``|``, ``;``
    or commas), ``priority``, ``kind``, ``exact_only``, ``case_sensitive``. ``DisplayAs`` and
    ``display-as`` are read as ``display_as``. A bare list is the terms; it needs ``name``.
    Empty cells, as CSV readers give them, count as left out.

    Raises:
        VocabularyError: with every entry that is wrong, why, and what to write instead.
    """
    problems: list[_Problem] = []
    head = _head(data, problems)
    found = _name(head.get("name", name), problems)
    version = _whole(head.get("version", 1), 1, 2**31 - 1, "version", problems)
    terms = _terms(head.get("terms"), problems)
    if problems:
        raise VocabularyError(found or "without a name", [str(one) for one in problems])
    return Vocabulary(found, version, terms)


def _head(data: object, problems: list[_Problem]) -> Mapping[object, object]:
    if isinstance(data, Mapping):
        head = cast("Mapping[object, object]", data)
        for field in head:
            if field not in _HEAD:
                _refuse_field("the whole", field, _HEAD, problems)
        return head
    if isinstance(data, list | tuple):
        return {"terms": cast("object", data)}
    hint = "write a list of terms, or a mapping with name, version and terms"
    problems.append(_Problem("the whole", f"is {_shown(data)}; {hint}"))
    return {"terms": []}


def _name(value: object, problems: list[_Problem]) -> str:
    if isinstance(value, str) and _NAME.fullmatch(value) and len(value) <= MAX_CHARACTERS:
        return value
    hint = "write small letters, digits and hyphens, such as name: cardiology"
    problems.append(_Problem("name", f"is {_shown(value)}; {hint}"))
    return ""


def _terms(value: object, problems: list[_Problem]) -> tuple[Term, ...]:
    if not isinstance(value, list | tuple):
        problems.append(_Problem("terms", f"is {_shown(value)}; write a list of terms"))
        return ()
    entries = cast("Sequence[object]", value)
    if len(entries) > MAX_TERMS:
        what = f"there are {len(entries):,}, of which {MAX_TERMS:,} are allowed; keep the likeliest"
        problems.append(_Problem("terms", what))
        return ()
    read: list[Term] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        term = _term(number, entry, problems)
        if term is None:
            continue
        key = term.text if term.case_sensitive else " ".join(term.text.lower().split())
        if key in seen:
            what = f"stands already as term {seen[key]}; leave one of them out"
            problems.append(_Problem(f"term {number} ({term.text!r})", what))
        seen.setdefault(key, number)
        read.append(term)
        if len(problems) >= _MAX_PROBLEMS:
            break
    return tuple(read)


def _term(number: int, entry: object, problems: list[_Problem]) -> Term | None:
    fields = _fields(number, entry, problems)
    if fields is None:
        return None
    where = f"term {number} ({_shown(fields.get('text'))})"
    before = len(problems)
    text = _phrase(fields.get("text"), f"{where}, text", problems)
    display = fields.get("display_as")
    term = Term(
        text,
        None if display is None else _text(display, f"{where}, display_as", problems),
        _sounds(fields.get("sounds_like", ()), f"{where}, sounds_like", problems),
        _whole(
            fields.get("priority", USUAL_PRIORITY), 0, TOP_PRIORITY, f"{where}, priority", problems
        ),
        _text(fields.get("kind", "term"), f"{where}, kind", problems),
        _truth(fields.get("exact_only", False), f"{where}, exact_only", problems),
        _truth(fields.get("case_sensitive", False), f"{where}, case_sensitive", problems),
    )
    return term if len(problems) == before else None


def _fields(number: int, entry: object, problems: list[_Problem]) -> Mapping[str, object] | None:
    if isinstance(entry, str):
        return {"text": entry}
    if isinstance(entry, Term):
        return asdict(entry)
    if not isinstance(entry, Mapping):
        what = f"is {_shown(entry)}; write a text or a mapping with text and display_as"
        problems.append(_Problem(f"term {number}", what))
        return None
    fields: dict[str, object] = {}
    for column, value in cast("Mapping[object, object]", entry).items():
        letters = re.sub(r"[^a-z]", "", str(column).lower())
        is_empty = value is None or value == ""
        if letters in _FIELDS and not is_empty:
            fields[_FIELDS[letters]] = value
        elif letters not in _FIELDS and not (letters == _UNREAD and is_empty):
            names = list(dict.fromkeys(_FIELDS.values()))
            _refuse_field(f"term {number}", column, names, problems)
    return fields


def _refuse_field(
    where: str, field: object, names: Sequence[str], problems: list[_Problem]
) -> None:
    """Refuse an unknown field once, however many rows of a table have it."""
    near = get_close_matches(str(field).lower(), names, 1)
    meant = f"; did you mean {near[0]}?" if near else ""
    problem = _Problem(where, f"has {_shown(field)}; the fields are {', '.join(names)}{meant}")
    if all(other.what != problem.what for other in problems):
        problems.append(problem)


def _phrase(value: object, where: str, problems: list[_Problem]) -> str:
    text = _text(value, where, problems)
    if len(text.split()) > MAX_WORDS:
        what = f"has {len(text.split())} words, of which {MAX_WORDS} are allowed; cut it in two"
        problems.append(_Problem(where, what))
    elif text and not any(map(str.isalnum, text)):
        problems.append(_Problem(where, f"is {_shown(text)}; write a word"))
    return text


def _text(value: object, where: str, problems: list[_Problem]) -> str:
    if not isinstance(value, str) or not value.split():
        what = f"is {_shown(value)}; write a text (in YAML between quotation marks)"
        problems.append(_Problem(where, what))
        return ""
    text = " ".join(value.split())
    if len(text) > MAX_CHARACTERS:
        what = f"has {len(text)} characters, of which {MAX_CHARACTERS} are allowed"
        problems.append(_Problem(where, what))
    elif not text.isprintable():
        problems.append(_Problem(where, f"is {_shown(text)}; take the control characters out"))
    return text


def _sounds(value: object, where: str, problems: list[_Problem]) -> tuple[str, ...]:
    listed = _LIST.split(value) if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        problems.append(_Problem(where, f"is {_shown(value)}; write a list of texts"))
        return ()
    sounds = cast("Sequence[object]", listed)
    if len(sounds) > MAX_SOUNDS:
        what = f"has {len(sounds)} entries, of which {MAX_SOUNDS} are allowed"
        problems.append(_Problem(where, what))
        return ()
    return tuple(dict.fromkeys(_phrase(sound, where, problems) for sound in sounds))


def _whole(value: object, least: int, most: int, where: str, problems: list[_Problem]) -> int:
    number = int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value) else value
    if isinstance(number, int) and not isinstance(number, bool) and least <= number <= most:
        return number
    hint = f"write a whole number from {least} to {most}"
    problems.append(_Problem(where, f"is {_shown(value)}; {hint}"))
    return least


def _truth(value: object, where: str, problems: list[_Problem]) -> bool:
    known = str(value).strip().lower() if isinstance(value, str | bool | int) else None
    if known in _TRUE or known in _FALSE:
        return known in _TRUE
    problems.append(_Problem(where, f"is {_shown(value)}; write true or false"))
    return False


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}…"  # noqa: PLR2004 - a line's room
