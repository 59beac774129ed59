"""Takes out what nobody said: notes of sounds ("[Music]", "(laughs)") and of a change of speaker.

Readers of a talk do not want them; captions for the deaf do, so their profile keeps each as a mark.
What stands in brackets and is speech ("(see page two)") stays: every word of a note is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from emend_engine._context import (
    OPENING_MARKS,
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    Edit,
    Edits,
    same_voice,
)
from emend_engine._rules import RULES
from emend_engine._stages._note_words import (
    DESCRIBING,
    LANGUAGES,
    SOUNDS,
    SPEAKING,
    TAGS,
    WHOLE,
)
from emend_engine._stages._word_set import word_set
from emend_transcript import Token, Tokens, joined

_SOUND = RULES["notes.sound"]
_SPEAKER = RULES["notes.speaker"]
_KEPT = RULES["notes.kept"]

_CLOSING = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】"}  # noqa: RUF001 - full-width marks are meant
_NOTES = frozenset("♪♫♬♩")
_TELLING = word_set("a an the and of to i you he she it we they , ;")
"""In parentheses these are more likely of a sentence: "(a bell)", "(music, rain)"."""

_LONGEST_NOTE = 8
_LONGEST_SONG = 12
"""Sung words that two marks enclose in a caption; more are speech between two songs."""

_TIME = re.compile(r"\d{1,2}(?::\d{2}){0,2}(?:\.\d+)?")
_TAG = re.compile(r"<\|[^<>|]{0,40}\|>|<(?P<name>[a-z_-]{1,20})>")
_SPEAKER_MARK = re.compile(r">{2,3}")
_FIRST = frozenset("[({<*>（【♪♫♬♩")  # noqa: RUF001 - full-width marks are meant


def notes(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of notes in brackets or asterisks, of songs, and of ">>"."""
    edits: list[Edit] = []
    done = 0
    for at in [at for at, key in enumerate(context.keys) if key[:1] in _FIRST]:
        if at < done:
            continue
        end, rule = _note_end(tokens, at, context), _SOUND
        if end == at and _SPEAKER_MARK.fullmatch(context.keys[at]):
            end, rule = at + _is_speaker_mark(tokens, at, context), _SPEAKER
        if end > at and context.profile.notes.keep:
            edits += _kept(tokens, at, end)
            done = end
        elif end > at:
            for first, last in _spans(context, at, end):
                done = _end_of_marks(tokens, first, last)
                following = _following(tokens, first, done)
                count = done - first + len(following)
                edits.append(Edit(first, count, following, rule, 0.95, "noted, not said"))
    return edits


def _note_end(tokens: Tokens, at: int, context: Context) -> int:
    """Return where a note ends that begins here; ``at`` where none does."""
    key = context.keys[at]
    if key in _CLOSING:
        return _bracketed(tokens, at, context)
    if key[0] in _NOTES:
        return _song(tokens, at, context) if _NOTES.issuperset(key) else at
    if key[0] == "<":
        tag = _TAG.fullmatch(key)
        return at + bool(tag and (tag["name"] is None or tag["name"] in TAGS))
    if key[0] == "[" and key[-1] == "]":
        return at + _is_note(key[1:-1].replace("_", " ").split())
    return _starred(tokens, at, context) if key[0] == "*" else at


def _bracketed(tokens: Tokens, at: int, context: Context) -> int:
    close = _CLOSING[context.keys[at]]
    keys = context.keys[at + 1 : at + 2 + 2 * _LONGEST_NOTE]
    inside = list(takewhile(lambda key: key != close, keys))
    end = at + len(inside) + 2
    if end > len(tokens) or tokens[end - 1].text != close:
        return at
    noted = _is_note(inside, telling=_TELLING if close == ")" else frozenset())
    return end if noted and same_voice(context, tokens[at], tokens[end - 1]) else at


def _starred(tokens: Tokens, at: int, context: Context) -> int:
    """Accept ``*coughs*`` and ``*clears throat*``."""
    said: list[str] = []
    for end in range(at, min(len(tokens), at + 4)):
        said.append(context.keys[end])
        if len(said[-1]) > 1 and said[-1].endswith("*"):
            whole = " ".join(said)
            return end + 1 if _is_note(whole.strip("*").split()) else at
    return at


def _is_note(keys: Sequence[str], telling: frozenset[str] = frozenset()) -> bool:
    """Whether every word is one that notes are made of, and one of them is a sound."""
    words = [key for key in keys if key.isalnum() or "_" in key or key == "*"]
    words = [word for word in words if not _TIME.fullmatch(word)]
    if not words or len(words) > _LONGEST_NOTE:
        return False
    if " ".join(words) in WHOLE or (words[0] in SPEAKING and words[-1] in LANGUAGES):
        return True
    known = DESCRIBING.issuperset(words) and not SOUNDS.isdisjoint(words)
    return known and telling.isdisjoint(keys)


def _song(tokens: Tokens, at: int, context: Context) -> int:
    """Return where the notes of a song end, with what is sung up to the notes that close it."""
    for end in range(at + 1, min(len(tokens), at + 1 + _LONGEST_SONG)):
        if not same_voice(context, tokens[at], tokens[end]):
            break
        if _NOTES.issuperset(tokens[end].text):
            return end + 1
    return at + 1


def _spans(context: Context, at: int, end: int) -> list[tuple[int, int]]:
    """Return what goes of a note: all, but of a chant only the marks around it."""
    sung = context.keys[at + 1 : end - 1]
    if len(sung) and frozenset(context.profile.loops.chants).issuperset(sung):
        return [(at, at + 1), (end - 1, end)]
    return [(at, end)]


def _is_speaker_mark(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether ">>" stands before somebody's words, not between two figures."""
    if at + 1 == len(tokens) or tokens[at + 1].kind == "punctuation":
        return at + 1 == len(tokens)
    figures = at > 0 and tokens[at - 1].text.isdigit()
    return not figures or not same_voice(context, tokens[at - 1], tokens[at])


def _kept(tokens: Tokens, at: int, end: int) -> list[Edit]:
    """Make one mark of a note that stays; the words of a song stay words."""
    first, last = tokens[at], tokens[end - 1]
    if _NOTES.issuperset(first.text) or (end == at + 1 and first.kind == "punctuation"):
        return []
    text = joined(tokens[at:end])
    mark = Token(text, first.first, last.last, first.glued, "punctuation")
    return [Edit(at, end - at, (mark,), _KEPT, 1.0, "a note, as one mark")]


def _end_of_marks(tokens: Tokens, at: int, end: int) -> int:
    """Return the end with the marks after a note that opens a sentence, or the second of two."""
    opens = at == 0 or tokens[at - 1].text in SENTENCE_MARKS
    while opens and end < len(tokens) and tokens[end].text in SENTENCE_MARKS | SOFT_MARKS:
        end += 1
    twice = not opens and tokens[at - 1].text in SOFT_MARKS
    return end + (twice and end < len(tokens) and tokens[end].text in SOFT_MARKS)


def _following(tokens: Tokens, at: int, end: int) -> tuple[Token, ...]:
    """Return the word after a note as it stands where the note stood: against a quotation mark."""
    if end == len(tokens) or tokens[end].kind == "punctuation":
        return ()
    opened = at > 0 and tokens[at].glued and tokens[at - 1].text in OPENING_MARKS
    return () if tokens[end].glued == opened else (tokens[end]._replace(glued=opened),)
