"""Removes hesitations: um, uh, erm, hmm, with the marks that a recogniser wrote around them."""

from __future__ import annotations

from emend_engine._context import (
    HYPHENS,
    OPENING_MARKS,
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    Edit,
    Edits,
    Rule,
    is_capitalised,
    is_english,
    same_voice,
    starts_sentence,
)
from emend_engine._stages._deletion import inheriting
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

_FILLER = Rule("fillers.hesitation")

_FILLERS = word_set("um umm ummm uhm uhmm uh uhh uhhh erm ermm hm hmm hmmm hmmmm")
"""Sounds that mean nothing in English. "Er" and "mm" are left out: they are also words."""

_ANSWERS = frozenset((("uh", "huh"), ("uh", "oh"), ("um", "hum"), ("mm", "hm"), ("mm", "hmm")))
"""Two sounds that together do mean something."""


def fillers(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of every filler, alone or in a row.

    ", um," goes with both commas, "Um, so" leaves "So". Names within a sentence ("to Um
    Kulthum"), answers ("uh-huh"), quoted fillers and other languages ("um" is German) stay.
    """
    if _FILLERS.isdisjoint(context.keys):
        return ()
    edits: list[Edit] = []
    at = done = 0
    while at < len(tokens):
        opens = context.keys[at] in _FILLERS and starts_sentence(tokens, at, context)
        if _is_filler(tokens, at, context, opens=opens):
            edit = _removal(tokens, at, done, context, opens=opens)
            at = done = edit.at + edit.count
            edits += [] if _is_quoted(tokens, edit) else [edit]
        else:
            at += 1
    return edits


def _is_quoted(tokens: Tokens, edit: Edit) -> bool:
    """Whether a filler is all that stands between two quotation marks or brackets."""
    end = edit.at + edit.count - len(edit.after)
    opened = edit.at > 0 and tokens[edit.at - 1].text in OPENING_MARKS
    return opened and (end == len(tokens) or tokens[end].kind == "punctuation")


def _is_filler(tokens: Tokens, at: int, context: Context, *, opens: bool) -> bool:
    token = tokens[at]
    if context.keys[at] not in _FILLERS or not is_english(context, token):
        return False
    if is_capitalised(token.text) and (not opens or (len(token.text) > 1 and token.text.isupper())):
        return False
    pairs = {tuple(context.keys[at - 1 : at + 1]), tuple(context.keys[at : at + 2])}
    return not (_is_hyphenated(tokens, at) or pairs & _ANSWERS)


def _is_hyphenated(tokens: Tokens, at: int) -> bool:
    before = at >= 2 and tokens[at].glued and tokens[at - 1].text in HYPHENS  # noqa: PLR2004 - a word and its hyphen
    after = at + 2 < len(tokens) and tokens[at + 1].text in HYPHENS and tokens[at + 2].glued
    return before or (after and tokens[at + 1].glued and tokens[at + 2].kind == "word")


def _removal(tokens: Tokens, at: int, done: int, context: Context, *, opens: bool) -> Edit:
    """Return the edit for the row of fillers that begins at ``at``; ``done`` is its limit."""
    end = _end_of_row(tokens, at, context, opens=opens)
    after = _skip(tokens, end, SOFT_MARKS, context)
    start = at
    if opens:
        after = _skip(tokens, after, SENTENCE_MARKS | SOFT_MARKS, context)
    elif after > end or _closes(tokens, after, context):
        while start > done and tokens[start - 1].text in SOFT_MARKS:
            start -= 1
    following = inheriting(tokens, (start, after), context, opens=opens)
    count = after - start + len(following)
    return Edit(start, count, following, _FILLER, 0.99, "hesitation")


def _end_of_row(tokens: Tokens, at: int, context: Context, *, opens: bool) -> int:
    end = at + 1
    while True:
        more = _skip(tokens, end, SOFT_MARKS, context)
        if (
            more == len(tokens)
            or not same_voice(context, tokens[at], tokens[more])
            or not _is_filler(tokens, more, context, opens=opens)
        ):
            return end
        end = more + 1


def _skip(tokens: Tokens, at: int, marks: frozenset[str], context: Context) -> int:
    start = at
    while at < len(tokens) and tokens[at].text in marks:
        if not same_voice(context, tokens[start - 1], tokens[at]):
            break
        at += 1
    return at


def _closes(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether a sentence or a speaker ends before this position."""
    return (
        at == len(tokens)
        or tokens[at].text in SENTENCE_MARKS
        or not same_voice(context, tokens[at - 1], tokens[at])
    )
