"""Writes known terms as their vocabulary says: "bhagavad geeta" becomes "Bhagavad Gītā"."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import Context, Edit, Edits
from emend_engine._english import is_common
from emend_engine._fuzzy import Match
from emend_engine._rules import RULES, Rule
from emend_engine._stages._lexicon_matches import matches
from emend_engine._stages._lexicon_tokens import same_text, written
from emend_engine._stages._lexicon_windows import Found
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

_CASE = RULES["lexicon.case"]
_EXACT = RULES["lexicon.exact"]
_PHRASE = RULES["lexicon.phrase"]
_PHONETIC = RULES["lexicon.phonetic"]
_FUZZY = RULES["lexicon.fuzzy"]

_NEAR = 8
"""How many tokens away another term still speaks for a doubtful one."""
_CUES = word_set("""
lord god goddess sanskrit hindu vedic scripture scriptures sage sages swami temple chant chants
chanted chanting hymn hymns worship worships worshipped worshipping ritual rituals priest deity
""")
"""English words that speak for a doubtful term as another term does."""


def lexicon(tokens: Tokens, context: Context) -> Edits:
    """Propose how every known term is written.

    Exact forms are taken everywhere, the longest first. Guesses from a similar spelling or sound
    are made only of words that are no English words or that the recogniser doubted. A name that
    has a capital already keeps its case; other letters are set as the term says.
    """
    found = matches(tokens, context)
    without = context.profile.without
    if without:
        found = [one for one in found if one.heard is None or _guess(one.heard).name not in without]
    if not found:
        return ()
    chosen = _chosen(found)
    edits = [
        _edit(tokens, one, context) for one in chosen if _is_sure(one, chosen, tokens, context)
    ]
    return [edit for edit in edits if edit is not None]


def _guess(heard: Match) -> Rule:
    return _PHONETIC if heard.same_sound else _FUZZY


def _chosen(found: Sequence[Found]) -> list[Found]:
    """Return matches that do not overlap, those that explain most letters before others."""
    taken: set[int] = set()
    chosen: list[Found] = []
    for one in sorted(found, key=lambda one: (-one.value, one.start, one.end)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(one)
    return sorted(chosen)


def _is_sure(one: Found, chosen: Sequence[Found], tokens: Tokens, context: Context) -> bool:
    """Whether nothing speaks against a match, or another term near speaks for it."""
    if not one.entry.unsure:
        return True
    if tokens[one.start].text[0].isupper() and one.entry.display.islower():
        return False
    near = range(max(0, one.start - _NEAR), one.end + _NEAR)
    if not _CUES.isdisjoint(context.keys[near.start : near.stop]):
        return True
    return any(other.start in near and _speaks(other, context) for other in chosen)


def _speaks(other: Found, context: Context) -> bool:
    """Whether a match speaks for a doubtful one near: a term, and no everyday word as "yoga" is."""
    if other.entry.unsure or other.entry.exact_only:
        return False
    one_word = other.heard is None and other.end == other.start + 1
    return not (one_word and is_common(context.keys[other.start]))


def _ends_sentence(tokens: Tokens, end: int, written: str) -> bool:
    """Whether an abbreviation's full stop, which would go, may be the sentence's as well."""
    if not tokens[end - 1].text.endswith(".") or written.endswith("."):
        return False
    return end == len(tokens) or not tokens[end].text.islower()


def _edit(tokens: Tokens, found: Found, context: Context) -> Edit | None:
    before = tuple(tokens[found.start : found.end])
    if any(token.kind.startswith("entity:") for token in before):
        return None
    display = found.entry.display if context.profile.terms.spelling == "iast" else found.entry.plain
    after = written(before, display, found.ending)
    if same_text(before, after) or _ends_sentence(tokens, found.end, after[-1].text):
        return None
    if [one.text.lower() for one in before] == [one.text.lower() for one in after]:
        rule, reason = _CASE, "always written so"
    elif found.heard is None:
        rule = _EXACT if len(before) == 1 else _PHRASE
        reason = "a known form of the term"
    else:
        rule = _guess(found.heard)
        reason = f"{'sounds like' if found.heard.same_sound else 'is close to'} {found.heard.form}"
    others = found.heard.others if found.heard else ()
    return Edit(found.start, len(before), after, rule, round(found.score, 3), reason, others)
