"""Carries out what speakers correct themselves: "on tuesday no wait on wednesday"."""

from __future__ import annotations

from emend_engine._context import (
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    Edits,
    is_english,
)
from emend_engine._rules import RULES
from emend_engine._stages._cues import (
    LONGEST,
    STRONG,
    TRIGGERS,
    Cue,
    find_cue,
    is_said_as_a_word,
    may_be_cue,
)
from emend_engine._stages._deletion import deletion
from emend_engine._stages._english_classes import WordClass, word_class
from emend_engine._stages._hesitations import CORRECTING, find_anew
from emend_engine._stages._parallels import find_echo
from emend_engine._stages._reparandum import find_start
from emend_engine._stages._restarts import SUBJECTS, find_restart
from emend_engine._stages._restarts import TRIGGERS as RESTARTS
from emend_engine._stages._stretch import Stretch, may_follow, may_stand_alone
from emend_engine._stages._surroundings import (
    Cut,
    ahead,
    behind,
    filled_places,
    fillers_before,
    is_filled,
    stretch,
)
from emend_transcript import Tokens

_CUE = RULES["corrections.cue"]
_INTERJECTION = RULES["corrections.interjection"]
_RESTART = RULES["corrections.restart"]
_FILLER = RULES["corrections.filler"]

_AFTER = 9
_FILLED, _MARKED = 1.0, 0.25
"""What a deleted filler, or a mark, before a cue adds to its weight."""

_FINISHED = frozenset((WordClass.NOUN, WordClass.NAME, WordClass.VERB, WordClass.PAST))
"""Classes after which a question word may well go on."""


def corrections(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of what the speaker took back, together with the words that say so.

    What follows a cue must be parallel to what goes: same word or class, or a new question.
    A beginning dropped without a cue goes where what is left of it cannot be finished.
    """
    keys = context.keys
    sites = [at for at, key in enumerate(keys) if key in TRIGGERS or key in RESTARTS]
    filled = filled_places(tokens) if tokens else []
    if filled:
        sites = sorted({*sites, *filled})
    cuts: list[Cut] = []
    done = 0
    for at in sites:
        if at < done:
            continue
        made: list[Cut] = []
        if keys[at] in TRIGGERS and may_be_cue(keys, at):
            made, done = _by_cue(tokens, context, at, cuts)
        if not made and keys[at] in RESTARTS:
            made = _by_restart(tokens, context, at, cuts)
        if not made and filled and is_filled(tokens, at):
            made = _by_filler(tokens, context, at, cuts)
        for cut in made:
            done = max(done, cut.end)
            _merge(cuts, cut)
    return [deletion(tokens, (c.at, c.end), context, *c[2:]) for c in cuts]


def _merge(cuts: list[Cut], cut: Cut) -> None:
    """Append a cut, which takes in those that it reaches over or touches."""
    while cuts and cuts[-1].end >= cut.at:
        cut = cut._replace(at=min(cut.at, cuts.pop().at))
    cuts.append(cut)


def _by_cue(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> tuple[list[Cut], int]:
    """Return the cuts that a cue at this position asks for, and where to look on."""
    if not is_english(context, tokens[at]):
        return [], at + 1
    following = ahead(tokens, context, at, LONGEST + _AFTER)
    left = behind(tokens, context, at, cuts) or _sentence_before(tokens, context, at, cuts)
    words = [*left[-1:], *following]
    parted = bool(left) and left[-1] + 1 < at
    cue = find_cue([context.keys[place] for place in words], len(left[-1:]), parted=parted)
    if cue is None or cue.end >= len(words):
        return [], at + 1
    if not left:
        return [], words[cue.end]
    closed = words[cue.end - 1] + 1 < words[cue.end]
    if closed and not parted and is_said_as_a_word(cue, context.keys, left[-1], words[cue.end]):
        return [], at + 1
    cue = cue._replace(weight=cue.weight + _hesitation(tokens, cue, (left[-1], at), closed=closed))
    repair = words[cue.end : cue.end + _AFTER]
    return _cuts(tokens, context, cue, (left, words, repair)), repair[0]


def _hesitation(tokens: Tokens, cue: Cue, places: tuple[int, int], *, closed: bool) -> float:
    """Return what the filler and the marks around a cue add to its weight."""
    parted = places[0] + 1 < places[1]
    enclosed = parted and closed and cue.phrases == ("correction",)
    return _FILLED * is_filled(tokens, places[1]) + _MARKED * (parted + enclosed)


def _cuts(
    tokens: Tokens, context: Context, cue: Cue, places: tuple[list[int], list[int], list[int]]
) -> list[Cut]:
    left, words, repair = places
    before, after = stretch(tokens, context, left), stretch(tokens, context, repair)
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
        return [Cut(position, end, _CUE, *certainty)]
    cuts = [Cut(position, repair[0], _CUE, *certainty)]
    comma = None if echo else _closing_comma(tokens, (left[start:], repair), after)
    if comma is not None:
        cuts.append(Cut(comma, comma + 1, _CUE, *certainty))
    if echo:
        cuts.append(Cut(*_echo(tokens, repair, echo[1:]), _CUE, *certainty))
    return cuts


def _closing_comma(
    tokens: Tokens, places: tuple[list[int], list[int]], after: Stretch
) -> int | None:
    """Return the comma that parts a repair from what goes on, if another opened it.

    ``in which year, i mean which century(,) did``; "on monday, i mean tuesday, we left" keeps it.
    """
    taken, repair = places
    if not taken or tokens[taken[-1] + 1].text != ",":
        return None
    for size in range(1, min(len(taken) + 2, len(repair))):
        comma = repair[size - 1] + 1
        if comma < repair[size]:
            goes_on = tokens[comma].text == "," and may_follow(after, size)
            return comma if goes_on else None
    return None


def _interjection(tokens: Tokens, cue: Cue, last: int, span: tuple[int, int]) -> list[Cut]:
    """Cut a mere ", i mean," that corrects nothing, with its commas."""
    parted = last + 1 < span[0] and tokens[span[1] - 1].text in SOFT_MARKS
    if cue.phrases != ("i mean",) or not parted:
        return []
    return [Cut(last + 1, span[1], _INTERJECTION, 0.8, "corrects nothing")]


def _echo(tokens: Tokens, repair: list[int], echo: tuple[int, int]) -> tuple[int, int]:
    """Return the range of tokens of an echo, with the commas around it."""
    at, end = repair[echo[0] - 1] + 1, repair[echo[1] - 1] + 1
    closed = at < repair[echo[0]] and end < len(tokens) and tokens[end].text in SOFT_MARKS
    return at, end + closed


def _sentence_before(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> list[int]:
    """Return the words of the sentence before, where a cue opens one of its own."""
    if at == 0 or tokens[at - 1].text not in SENTENCE_MARKS:
        return []
    return behind(tokens, context, at - 1, cuts)


def _ends(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a sentence ends between these positions."""
    return any(token.text in SENTENCE_MARKS - SOFT_MARKS for token in tokens[at:end])


def _goes_on(before: Stretch, after: Stretch, start: int, cue: Cue) -> bool:
    """Whether a sentence of its own takes the one before back: it begins with the same word."""
    same = before.keys[start : start + 1] == after.keys[:1]
    size = len(before.keys) - start
    whole = size == len(after.keys) and before.classes[start:] == after.classes
    return same and (cue.weight >= STRONG + _MARKED or (whole and may_stand_alone(before, start)))


def _certainty(cue: Cue, context: Context, words: list[int], left: list[int]) -> tuple[float, str]:
    said = " ".join(context.keys[at] for at in words[len(left[-1:]) : cue.end])
    return min(0.95, 0.6 + cue.weight / 10), f"taken back by {said!r}"


def _by_filler(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> list[Cut]:
    """Return the cut of what is said otherwise after a filler and nothing else."""
    said = fillers_before(tokens, context, at) if at else None
    if not said or not is_english(context, tokens[at]):
        return []
    left, right = behind(tokens, context, at, cuts), ahead(tokens, context, at, _AFTER)
    if not left or not right:
        return []
    before, after = stretch(tokens, context, left), stretch(tokens, context, right)
    start = find_anew(before, after, surely=not CORRECTING.isdisjoint(said))
    if start is None:
        return []
    return [Cut(left[start], right[0], _FILLER, 0.7, "said otherwise after a filler")]


def _by_restart(tokens: Tokens, context: Context, at: int, cuts: list[Cut]) -> list[Cut]:
    keys = context.keys
    if keys[at] in SUBJECTS:
        if keys[at] not in keys[max(0, at - 4) : at]:
            return []
    elif not at or (word_class(keys[at - 1]) in _FINISHED and not is_filled(tokens, at)):
        return []
    if not is_english(context, tokens[at]):
        return []
    left = behind(tokens, context, at, cuts)
    if left and keys[at] not in SUBJECTS and word_class(keys[left[-1]]) is WordClass.PREPOSITION:
        at = left.pop()
    if not left:
        return []
    before = stretch(tokens, context, left)
    after = stretch(tokens, context, ahead(tokens, context, at, _AFTER))
    start = find_restart(before, after, filled=is_filled(tokens, at))
    if start is None:
        return []
    return [Cut(left[start], at, _RESTART, 0.75, "begun and begun anew")]
