"""Carries out what speakers correct themselves: "on tuesday no wait on wednesday"."""

from __future__ import annotations

from typing import TypeAlias

from emend_engine._context import (
    SENTENCE_MARKS,
    Context,
    Edit,
    Edits,
    is_english,
    with_plain_apostrophes,
)
from emend_engine._rules import RULES
from emend_engine._stages._afterthoughts import exchanged, find_corrected
from emend_engine._stages._articles import with_articles
from emend_engine._stages._cue_commas import closing_comma, echoed, interjection
from emend_engine._stages._cue_sentences import (
    ends_between,
    goes_on,
    kept_question,
    sentence_before,
)
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
from emend_engine._stages._denials import DENYING, by_denial
from emend_engine._stages._echoes import find_echo
from emend_engine._stages._english_classes import WordClass, word_class
from emend_engine._stages._hesitations import CORRECTING, find_anew
from emend_engine._stages._reparandum import find_start
from emend_engine._stages._restarts import SUBJECTS, find_restart
from emend_engine._stages._restarts import TRIGGERS as RESTARTS
from emend_engine._stages._stretch import Stretch
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
_RESTART = RULES["corrections.restart"]
_FILLER = RULES["corrections.filler"]

_Sides: TypeAlias = tuple[Stretch, Stretch, int]
_SITES = TRIGGERS | RESTARTS | DENYING
_AFTER = 9
_BACK = 12
"""So many words before a cue tell whether it is one."""

_FILLED, _MARKED = 1.0, 0.25
"""What a deleted filler, or a mark, before a cue adds to its weight."""

_FINISHED = frozenset((WordClass.NOUN, WordClass.NAME, WordClass.VERB, WordClass.PAST))
"""Classes after which a question word may well go on."""


def corrections(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of what the speaker took back, together with the words that say so.

    What follows a cue must be parallel to what goes: same word or class, or a new question.
    A beginning dropped without a cue goes where what is left of it cannot be finished.
    """
    context = with_plain_apostrophes(context)
    keys = context.keys
    sites = [at for at, key in enumerate(keys) if key in _SITES]
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
        if not made and keys[at] in DENYING:
            made = by_denial(tokens, context, at, cuts)
        if not made and keys[at] in RESTARTS:
            made = _by_restart(tokens, context, at, cuts)
        if not made and filled and is_filled(tokens, at):
            made = _by_filler(tokens, context, at, cuts)
        for cut in made:
            done = max(done, cut.end)
            _merge(cuts, cut)
    return with_articles([_edit(tokens, context, cut) for cut in cuts], tokens, context)


def _edit(tokens: Tokens, context: Context, cut: Cut) -> Edit:
    if cut.words:
        return exchanged(tokens, cut)
    return deletion(tokens, (cut.at, cut.end), context, cut.rule, cut.confidence, cut.reason)


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
    left = behind(tokens, context, at, cuts) or sentence_before(tokens, context, at, cuts)
    words = [*left[-_BACK:], *following]
    parted = bool(left) and left[-1] + 1 < at
    marked = {at for at in range(1, len(words)) if words[at - 1] + 1 < words[at]}
    cue = find_cue([context.keys[place] for place in words], len(left[-_BACK:]), marked)
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
    made = _exchange(tokens, context, cue, places, _meant(before, after, echo))
    if made:
        return made
    start = echo[0] if echo else find_start(before, after, cue)
    if start is None:
        return interjection(tokens, cue, left[-1], (words[len(left[-_BACK:])], repair[0]))
    if ends_between(tokens, left[-1], repair[0]) and not goes_on(before, after, start, cue):
        return []
    position = left[start] if start < len(left) else left[-1] + 1
    cut = Cut(position, repair[0], _CUE, *_certainty(cue, context, words, left))
    if echo and echo[1] == 0:
        return [cut._replace(end=repair[echo[2]] if echo[2] < len(repair) else repair[-1] + 1)]
    if echo:
        at, end = echoed(tokens, repair, echo[1:])
        return [cut, cut._replace(at=at, end=end)]
    comma = closing_comma(tokens, (left[start:], repair), after)
    closed = [] if comma is None else [cut._replace(at=comma, end=comma + 1)]
    return [cut, *closed, *kept_question(tokens, cut, left[-1], repair)]


def _meant(before: Stretch, after: Stretch, echo: tuple[int, int, int] | None) -> _Sides:
    """Return both sides without what is only denied, and how many words of ``after`` that is."""
    if not echo or echo[1]:
        return before, after, 0
    told = echo[2]
    if before.keys[-1] in after.keys[:told]:
        return before, Stretch((), ()), told
    return before, Stretch(after.keys[told:], after.classes[told:]), told


def _exchange(
    tokens: Tokens,
    context: Context,
    cue: Cue,
    places: tuple[list[int], list[int], list[int]],
    sides: _Sides,
) -> list[Cut]:
    """Return the cuts where the last words of a question correct a phrase in its middle."""
    left, words, repair = places
    before, after, told = sides
    repair = repair[told:]
    if not after.keys or not _is_whole(tokens, context, left[-1], repair):
        return []
    found = find_corrected(before, after, cue._replace(weight=STRONG) if told else cue)
    if found is None or left[found[1] - 1] - left[found[0]] >= found[1] - found[0]:
        return []
    certainty = _certainty(cue, context, words, left)
    at, end = left[found[0]], left[found[1] - 1] + 1
    cut = Cut(at, end, _CUE, *certainty, tuple(repair))
    return [cut, Cut(left[-1] + 1, repair[-1] + 1, _CUE, *certainty)]


def _is_whole(tokens: Tokens, context: Context, last: int, repair: list[int]) -> bool:
    """Whether the sentence ends with the words of a repair, and they stand together in it."""
    end = repair[-1] + 1
    ended = tokens[end].text in SENTENCE_MARKS if end < len(tokens) else context.ends
    together = repair[-1] - repair[0] < len(repair)
    return ended and together and not ends_between(tokens, last, repair[0])


def _certainty(cue: Cue, context: Context, words: list[int], left: list[int]) -> tuple[float, str]:
    said = " ".join(context.keys[at] for at in words[len(left[-_BACK:]) : cue.end])
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
