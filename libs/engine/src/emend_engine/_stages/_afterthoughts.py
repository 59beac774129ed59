"""Puts right what is corrected once the question is over: "who ruled spain in 1580 no portugal"."""

from __future__ import annotations

from emend_engine._context import Edit, is_capitalised
from emend_engine._stages._cues import STRONG, Cue
from emend_engine._stages._english_classes import WordClass
from emend_engine._stages._stretch import COUNTED, NOMINAL, Stretch, is_question, noun_phrase
from emend_engine._stages._surroundings import Cut
from emend_transcript import Token, Tokens

_DET, _PREP, _ORDINAL = WordClass.DETERMINER, WordClass.PREPOSITION, WordClass.ORDINAL
_NOUNS = frozenset((WordClass.NOUN, WordClass.NAME, WordClass.ADJECTIVE))
_LONGEST = 6


def find_corrected(before: Stretch, after: Stretch, cue: Cue) -> tuple[int, int] | None:
    """Return the range in ``before`` whose place ``after`` takes, where more stands behind it.

    ``after`` must be a phrase and nothing else, and the range the last phrase that is built alike:
    a preposition is the same, and a number takes the place of a number. None where that is what
    comes last of all.
    """
    size = len(after.keys)
    if size > _LONGEST or _phrase_end(after, 0) != size or not _is_told(before, after, cue):
        return None
    if _takes_the_last(before, after):
        return None
    for at in range(len(before.keys) - 1, 0, -1):
        end = _phrase_end(before, at) if _begins_alike(before, after, at) else at
        if end > at:
            return (at, end) if end < len(before.keys) else None
    return None


def _takes_the_last(before: Stretch, after: Stretch) -> bool:
    """Whether a noun takes the place of the noun at the end, "the bahamas" of "maldives"."""
    if before.classes[-1] not in _NOUNS or after.classes[0] not in _NOUNS:
        return False
    start = noun_phrase(before)
    own = before.classes[start : start + 1] == [_DET] and before.keys[start] != "the"
    return not own


def _is_told(before: Stretch, after: Stretch, cue: Cue) -> bool:
    """Whether it is a question, and what follows no answer to it: "what did he pay no money"."""
    if not is_question(before) or cue.weight < 1:
        return False
    named = after.classes[0] in (WordClass.NAME, _DET, _PREP) or cue.joined
    return not cue.lone_no or cue.weight >= STRONG or named


def _begins_alike(before: Stretch, after: Stretch, at: int) -> bool:
    kind, wanted = before.classes[at], after.classes[0]
    if wanted is _PREP:
        return before.keys[at] == after.keys[0]
    if wanted is _DET:
        return kind is _DET
    whole = before.classes[at - 1] not in NOMINAL and before.classes[at - 1] is not _DET
    if wanted in COUNTED or kind in COUNTED:
        return kind is wanted and whole
    return kind in NOMINAL and whole


def _phrase_end(stretch: Stretch, at: int) -> int:
    """Return where the noun phrase ends that begins here, with its preposition; ``at`` if none."""
    end = at
    for kind in (_PREP, _DET):
        if end < len(stretch.keys) and stretch.classes[end] is kind:
            end += 1
    start = end
    while end < len(stretch.keys) and stretch.classes[end] in NOMINAL:
        end += 1
    while end > start and end < len(stretch.keys) and stretch.classes[end - 1] is _ORDINAL:
        end -= 1
    if end - start > 1 and stretch.classes[end - 1] is _ORDINAL:
        end -= 1
    return end if end > start else at


def exchanged(tokens: Tokens, cut: Cut) -> Edit:
    """Return the edit by which the words of a cut take the place of its tokens.

    Each takes the time of one that it replaces, and the last that of all that are left.
    """
    old = tokens[cut.at : cut.end]
    texts = [tokens[at].text for at in cut.words]
    if len(texts) > len(old):
        texts[len(old) - 1 :] = [" ".join(texts[len(old) - 1 :])]
    if is_capitalised(old[0].text) and cut.at == 0:
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    ends = [*range(len(texts) - 1), len(old) - 1]
    new = tuple(
        Token(text, old[at].first, old[end].last, old[at].glued, old[at].kind)
        for at, (text, end) in enumerate(zip(texts, ends, strict=True))
    )
    return Edit(cut.at, cut.end - cut.at, new, cut.rule, cut.confidence, cut.reason)
