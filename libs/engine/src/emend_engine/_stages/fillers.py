"""Removes fillers (um, uh, you know) with the marks that a recogniser wrote around them."""

from __future__ import annotations

from emend_engine._context import (
    HYPHENS,
    OPENING_MARKS,
    QUOTATION_MARKS,
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    Edit,
    Edits,
    is_capitalised,
    is_shouted,
    language_of,
    same_voice,
    starts_sentence,
    with_plain_apostrophes,
)
from emend_engine._rules import RULES
from emend_engine._stages._articles import with_articles
from emend_engine._stages._deletion import inheriting
from emend_engine._stages._filler_phrases import may_be_phrase, phrase_length
from emend_engine._stages._filler_words import (
    ALL_SOUNDS,
    ANSWERS,
    FIRST_WORDS,
    NO_HESITATION,
    SOUNDS,
)
from emend_transcript import Tokens

_HESITATION = RULES["fillers.hesitation"]
_PHRASE = RULES["fillers.phrase"]
_GATE = ALL_SOUNDS | FIRST_WORDS


def fillers(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of every filler, alone or in a row.

    ", um," goes with both commas, "Um, so" leaves "So". Names within a sentence ("to Um
    Kulthum"), answers ("uh-huh"), quoted fillers and other languages ("um" is German) stay.
    """
    context = with_plain_apostrophes(context)
    sites = [at for at, key in enumerate(context.keys) if key in _GATE]
    edits: list[Edit] = []
    done = 0
    for at in sites:
        if at < done:
            continue
        if context.keys[at] not in ALL_SOUNDS and not may_be_phrase(context, at):
            continue
        opens = _opens(tokens, at, context)
        size = _filler_at(tokens, at, context, opens=opens)
        if size:
            edit = _removal(tokens, (at, at + size), done, context, opens=opens)
            done = edit.at + edit.count
            edits += [] if _is_quoted(tokens, edit) else [edit]
    return with_articles(edits, tokens, context)


def _opens(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether a sentence begins here, or a line of a dialogue: "- Um, no"."""
    dash = at > 0 and tokens[at - 1].text in SOFT_MARKS and not tokens[at].glued
    return starts_sentence(tokens, at - dash, context)


def _is_quoted(tokens: Tokens, edit: Edit) -> bool:
    """Whether a filler is all that stands between two quotation marks or brackets."""
    end = edit.at + edit.count - len(edit.after)
    opened = edit.at > 0 and tokens[edit.at - 1].text in OPENING_MARKS
    return opened and (end == len(tokens) or tokens[end].kind == "punctuation")


def _filler_at(tokens: Tokens, at: int, context: Context, *, opens: bool) -> int:
    """Return how many tokens of a filler stand at this position: 0 for none."""
    key = context.keys[at]
    if key not in _GATE:
        return 0
    language = language_of(context, tokens[at])
    if key in SOUNDS.get(language, ()):
        return int(_is_sound(tokens, at, context, opens=opens))
    return phrase_length(tokens, at, context, language, opens=opens)


def _is_sound(tokens: Tokens, at: int, context: Context, *, opens: bool) -> bool:
    keys, text = context.keys, tokens[at].text
    named = is_capitalised(text) and (not opens or (len(text) > 1 and text.isupper()))
    if named and not is_shouted(tokens, at):
        return False
    before, after = keys[at - 1 : at] if at else (), keys[at + 1 : at + 2]
    words = NO_HESITATION.get(keys[at])
    if words and not (words[0].isdisjoint(before) and words[1].isdisjoint(after)):
        return False
    pairs = {tuple(keys[at - 1 : at + 1]), tuple(keys[at : at + 2])}
    return not (_is_hyphenated(tokens, at) or pairs & ANSWERS)


def _is_hyphenated(tokens: Tokens, at: int) -> bool:
    before = at >= 2 and tokens[at].glued and tokens[at - 1].text in HYPHENS  # noqa: PLR2004 - a word and its hyphen
    after = at + 2 < len(tokens) and tokens[at + 1].text in HYPHENS and tokens[at + 2].glued
    return before or (after and tokens[at + 1].glued and tokens[at + 2].kind == "word")


def _removal(
    tokens: Tokens, first: tuple[int, int], done: int, context: Context, *, opens: bool
) -> Edit:
    """Return the edit for the row that the ``first`` filler begins; ``done`` is its limit."""
    at = first[0]
    end = _end_of_row(tokens, first, context, opens=opens)
    after = _skip(tokens, end, SOFT_MARKS, context)
    start = at
    if opens:
        after = _skip(tokens, after, SENTENCE_MARKS | SOFT_MARKS, context)
    elif after > end and tokens[after : after + 1] and tokens[after].text in QUOTATION_MARKS:
        pass
    elif after > end or _closes(tokens, after, context):
        while start > done and tokens[start - 1].text in SOFT_MARKS:
            start -= 1
    following = inheriting(tokens, (start, after), context, opens=opens)
    count = after - start + len(following)
    if ALL_SOUNDS.issuperset(context.keys[first[0] : first[1]]):
        return Edit(start, count, following, _HESITATION, 0.99, "hesitation")
    return Edit(start, count, following, _PHRASE, 0.85, "a phrase that only fills")


def _end_of_row(tokens: Tokens, first: tuple[int, int], context: Context, *, opens: bool) -> int:
    at, end = first
    between = SOFT_MARKS | SENTENCE_MARKS if opens else SOFT_MARKS
    while True:
        more = _skip(tokens, end, between, context)
        if more == len(tokens) or not same_voice(context, tokens[at], tokens[more]):
            return end
        size = _filler_at(tokens, more, context, opens=opens)
        if not size:
            return end
        end = more + size


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
