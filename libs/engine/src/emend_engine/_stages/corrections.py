"""Carries out what speakers correct themselves: "on tuesday no wait on wednesday"."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._context import (
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    Edits,
    is_capitalised,
    is_english,
    same_voice,
    starts_sentence,
)
from emend_engine._rules import RULES, Rule
from emend_engine._stages._cues import LONGEST, STRONG, TRIGGERS, Cue, find_cue, may_be_cue
from emend_engine._stages._deletion import deletion
from emend_engine._stages._english_classes import WordClass, word_class
from emend_engine._stages._parallels import find_echo
from emend_engine._stages._reparandum import find_start
from emend_engine._stages._restarts import SUBJECTS, find_restart
from emend_engine._stages._restarts import TRIGGERS as RESTARTS
from emend_engine._stages._stretch import LONGEST as BEFORE
from emend_engine._stages._stretch import Stretch, in_context
from emend_transcript import Tokens

_CUE = RULES["corrections.cue"]
_INTERJECTION = RULES["corrections.interjection"]
_RESTART = RULES["corrections.restart"]

_AFTER = 9
_FILLED, _MARKED = 1.0, 0.25
"""What a deleted filler, or a mark, before a cue adds to its weight."""

_FINISHED = frozenset((WordClass.NOUN, WordClass.NAME, WordClass.VERB, WordClass.PAST))
"""Classes after which a question word may well go on."""


class _Cut(NamedTuple):
    at: int
    end: int
    rule: Rule
    confidence: float
    reason: str


def corrections(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of what the speaker took back, together with the words that say so.

    What follows a cue must be parallel to what goes: same word or class, or a new question.
    A beginning dropped without a cue goes where what is left of it cannot be finished.
    """
    keys = context.keys
    sites = [at for at, key in enumerate(keys) if key in TRIGGERS or key in RESTARTS]
    cuts: list[_Cut] = []
    done = 0
    for at in sites:
        if at < done:
            continue
        made: list[_Cut] = []
        if keys[at] in TRIGGERS and may_be_cue(keys, at):
            made, done = _by_cue(tokens, context, at, cuts)
        if not made and keys[at] in RESTARTS:
            made = _by_restart(tokens, context, at, cuts)
        for cut in made:
            done = max(done, cut.end)
            _merge(cuts, cut)
    return [deletion(tokens, (c.at, c.end), context, *c[2:]) for c in cuts]


def _merge(cuts: list[_Cut], cut: _Cut) -> None:
    """Append a cut, which takes in those that it reaches over or touches."""
    while cuts and cuts[-1].end >= cut.at:
        cut = cut._replace(at=min(cut.at, cuts.pop().at))
    cuts.append(cut)


def _by_cue(tokens: Tokens, context: Context, at: int, cuts: list[_Cut]) -> tuple[list[_Cut], int]:
    """Return the cuts that a cue at this position asks for, and where to look on."""
    if not is_english(context, tokens[at]):
        return [], at + 1
    ahead = _ahead(tokens, context, at, LONGEST + _AFTER)
    left = _behind(tokens, context, at, cuts) or _sentence_before(tokens, context, at, cuts)
    words = [*left[-1:], *ahead]
    cue = find_cue([context.keys[place] for place in words], len(words) - len(ahead))
    if cue is None or cue.end >= len(words):
        return [], at + 1
    if not left:
        return [], words[cue.end]
    cue = cue._replace(weight=cue.weight + _hesitation(tokens, left[-1], at))
    repair = words[cue.end : cue.end + _AFTER]
    return _cuts(tokens, context, cue, (left, words, repair)), repair[0]


def _hesitation(tokens: Tokens, last: int, at: int) -> float:
    return _FILLED * _filled(tokens, at) + _MARKED * (last + 1 < at)


def _filled(tokens: Tokens, at: int) -> bool:
    """Whether a filler stood before this token, which an earlier stage took out."""
    return tokens[at - 1].last + 1 < tokens[at].first


def _cuts(
    tokens: Tokens, context: Context, cue: Cue, places: tuple[list[int], list[int], list[int]]
) -> list[_Cut]:
    left, words, repair = places
    before, after = _stretch(tokens, context, left), _stretch(tokens, context, repair)
    echo = find_echo(before, after)
    start = echo[0] if echo else find_start(before, after, cue)
    if start is None:
        return _interjection(tokens, cue, left[-1], (words[len(left[-1:])], repair[0]))
    if _ends(tokens, left[-1], repair[0]) and not _goes_on(before, after, start, cue):
        return []
    position = left[start] if start < len(left) else left[-1] + 1
    certainty = _certainty(cue, context, words, left)
    if echo and echo[1] == 0:
        end = repair[echo[2]] if echo[2] < len(repair) else repair[-1] + 1
        return [_Cut(position, end, _CUE, *certainty)]
    cuts = [_Cut(position, repair[0], _CUE, *certainty)]
    if echo:
        cuts.append(_Cut(*_echo(tokens, repair, echo[1:]), _CUE, *certainty))
    return cuts


def _interjection(tokens: Tokens, cue: Cue, last: int, span: tuple[int, int]) -> list[_Cut]:
    """Cut a mere ", i mean," that corrects nothing, with its commas."""
    parted = last + 1 < span[0] and tokens[span[1] - 1].text in SOFT_MARKS
    if cue.phrases != ("i mean",) or not parted:
        return []
    return [_Cut(last + 1, span[1], _INTERJECTION, 0.8, "corrects nothing")]


def _echo(tokens: Tokens, repair: list[int], echo: tuple[int, int]) -> tuple[int, int]:
    """Return the range of tokens of an echo, with the commas around it."""
    at, end = repair[echo[0] - 1] + 1, repair[echo[1] - 1] + 1
    closed = at < repair[echo[0]] and end < len(tokens) and tokens[end].text in SOFT_MARKS
    return at, end + closed


def _sentence_before(tokens: Tokens, context: Context, at: int, cuts: list[_Cut]) -> list[int]:
    """Return the words of the sentence before, where a cue opens one of its own."""
    if at == 0 or tokens[at - 1].text not in SENTENCE_MARKS:
        return []
    return _behind(tokens, context, at - 1, cuts)


def _ends(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a sentence ends between these positions."""
    return any(token.text in SENTENCE_MARKS - SOFT_MARKS for token in tokens[at:end])


def _goes_on(before: Stretch, after: Stretch, start: int, cue: Cue) -> bool:
    """Whether a sentence of its own takes the one before back: it begins with the same word."""
    return cue.weight >= STRONG + _MARKED and before.keys[start : start + 1] == after.keys[:1]


def _certainty(cue: Cue, context: Context, words: list[int], left: list[int]) -> tuple[float, str]:
    said = " ".join(context.keys[at] for at in words[len(left[-1:]) : cue.end])
    return min(0.95, 0.6 + cue.weight / 10), f"taken back by {said!r}"


def _by_restart(tokens: Tokens, context: Context, at: int, cuts: list[_Cut]) -> list[_Cut]:
    keys = context.keys
    if keys[at] in SUBJECTS:
        if keys[at] not in keys[max(0, at - 4) : at]:
            return []
    elif not at or (word_class(keys[at - 1]) in _FINISHED and not _filled(tokens, at)):
        return []
    if not is_english(context, tokens[at]):
        return []
    left = _behind(tokens, context, at, cuts)
    if left and keys[at] not in SUBJECTS and word_class(keys[left[-1]]) is WordClass.PREPOSITION:
        at = left.pop()
    if not left:
        return []
    before = _stretch(tokens, context, left)
    after = _stretch(tokens, context, _ahead(tokens, context, at, _AFTER))
    start = find_restart(before, after, filled=_filled(tokens, at))
    if start is None:
        return []
    return [_Cut(left[start], at, _RESTART, 0.75, "begun and begun anew")]


def _ahead(tokens: Tokens, context: Context, at: int, wanted: int) -> list[int]:
    """Return the positions of the words from ``at`` on, up to the end of sentence or voice."""
    found: list[int] = []
    for place in range(at, min(len(tokens), at + 2 * wanted)):
        if tokens[place].kind == "punctuation":
            if tokens[place].text not in SOFT_MARKS:
                break
        elif len(found) == wanted or not same_voice(context, tokens[at], tokens[place]):
            break
        else:
            found.append(place)
    return found


def _behind(tokens: Tokens, context: Context, at: int, cuts: list[_Cut]) -> list[int]:
    """Return the positions of the words before ``at`` that are still there, in order."""
    found: list[int] = []
    place, cut = at - 1, len(cuts) - 1
    while place >= max(0, at - 2 * BEFORE) and len(found) < BEFORE:
        while cut >= 0 and place < cuts[cut].end:
            place = min(place, cuts[cut].at - 1)
            cut -= 1
        if place < 0 or not same_voice(context, tokens[place], tokens[at]):
            break
        if tokens[place].kind != "punctuation":
            found.append(place)
        elif tokens[place].text not in SOFT_MARKS:
            break
        place -= 1
    return found[::-1]


def _stretch(tokens: Tokens, context: Context, places: list[int]) -> Stretch:
    keys = [context.keys[at] for at in places]
    kinds = [_class(tokens, context, at) for at in places]
    return Stretch(keys, in_context(keys, kinds))


def _class(tokens: Tokens, context: Context, at: int) -> WordClass:
    """Return the word's class; a name is what the lexicon or a capital says is one."""
    key = context.keys[at]
    kind = word_class(key)
    if kind < WordClass.COMPARATIVE:
        return kind
    if kind is WordClass.NOUN and key in context.lexicon.names:
        return WordClass.NAME
    named = is_capitalised(tokens[at].text) and not starts_sentence(tokens, at, context)
    return WordClass.NAME if named else kind
