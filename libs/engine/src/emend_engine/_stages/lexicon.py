"""Writes known terms as their vocabulary says: "bhagavad geeta" becomes "Bhagavad Gītā"."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._context import HYPHENS, Context, Edit, Edits, Rule, is_english, same_voice
from emend_engine._lexicon import Entry, Lexicon
from emend_engine._stages._lexicon_tokens import written
from emend_transcript import Tokens

_CASE = Rule("lexicon.case", 2)
_EXACT = Rule("lexicon.exact")
_PHRASE = Rule("lexicon.phrase")
_POSSESSIVE = ("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")


class _Found(NamedTuple):
    """A term, in the tokens up to ``end``, with its ending ("'s")."""

    end: int
    entry: Entry
    ending: str


def lexicon(tokens: Tokens, context: Context) -> Edits:
    """Propose how every known term is written, the longest first.

    A name that has any capital already keeps its case; other letters are set as the term says.
    """
    lengths, keys = context.lexicon.lengths, context.keys
    edits: list[Edit] = []
    at = 0
    while at < len(keys):
        longest = lengths.get(keys[at]) or lengths.get(_stem(keys[at]))
        found = _find(tokens, at, longest, context) if longest else None
        if found is None:
            at += 1
            continue
        edits += _edits(tokens, at, found)
        at = found.end
    return edits


def _find(tokens: Tokens, at: int, longest: int, context: Context) -> _Found | None:
    places = _places(tokens, at, longest, context)
    english = is_english(context, tokens[at])
    for number in range(len(places), 0, -1):
        words = [context.keys[place] for place in places[:number]]
        for word, ending in _endings(words[-1]):
            entry = context.lexicon.exact.get(" ".join([*words[:-1], word]))
            if entry is None and context.lexicon.cased:
                entry = _cased(tokens, places[:number], context.lexicon, ending)
            if entry is not None and (english or entry.own):
                return _Found(places[number - 1] + 1, entry, ending)
    return None


def _cased(tokens: Tokens, places: list[int], lexicon: Lexicon, ending: str) -> Entry | None:
    text = " ".join(tokens[place].text for place in places)
    return lexicon.cased.get(text.removesuffix(ending))


def _places(tokens: Tokens, at: int, longest: int, context: Context) -> list[int]:
    """Return the positions of up to ``longest`` words that nothing but hyphens parts."""
    places = [at]
    while len(places) < longest:
        after = places[-1] + 1
        if after + 1 < len(tokens) and tokens[after].text in HYPHENS and tokens[after].glued:
            after += 1
        if (
            after >= len(tokens)
            or tokens[after].kind != "word"
            or not same_voice(context, tokens[at], tokens[after])
        ):
            break
        places.append(after)
    return places


def _stem(word: str) -> str:
    return word[:-2] if word.endswith(_POSSESSIVE) else word


def _endings(word: str) -> list[tuple[str, str]]:
    stem = _stem(word)
    return [(word, "")] if stem == word else [(word, ""), (stem, word[len(stem) :])]


def _edits(tokens: Tokens, at: int, found: _Found) -> list[Edit]:
    before = tuple(tokens[at : found.end])
    after = written(before, found.entry.display, found.ending)
    if after == before:
        return []
    same_letters = [one.text.lower() for one in before] == [one.text.lower() for one in after]
    rule = _CASE if same_letters else _PHRASE if len(before) > 1 else _EXACT
    reason = "written so by its vocabulary"
    return [Edit(at, len(before), after, rule, 1.0, reason)]
