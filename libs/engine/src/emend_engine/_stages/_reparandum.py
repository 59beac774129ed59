"""Finds where what is taken back begins: the place to which what follows the cue is parallel.

The terms are those of E. Shriberg, "Preliminaries to a Theory of Speech Disfluencies" (1994):
a *reparandum* ("on tuesday"), a cue ("no wait") and the *repair* ("on wednesday").
"""

from __future__ import annotations

from itertools import dropwhile

from emend_engine._stages._abandoned import FURTHEST, abandoned_question, beginning
from emend_engine._stages._cue_words import THINKING
from emend_engine._stages._cues import STRONG, Cue, is_noun_phrase
from emend_engine._stages._english_classes import BE, OPEN, SUBJECT_CONTRACTIONS, WordClass
from emend_engine._stages._parallels import (
    find_instead,
    parallel,
    whole_name,
    without_repeat,
)
from emend_engine._stages._stretch import (
    COUNTED,
    INCOMPLETE,
    NOMINAL,
    Stretch,
    is_cut_short,
    is_question,
    noun_phrase,
    opening_of_question,
    opens_question,
    trailing_nouns,
)
from emend_engine._stages._word_set import word_set

_Q, _AUX, _DET = WordClass.QUESTION, WordClass.AUXILIARY, WordClass.DETERMINER
_PREP, _SUBJECT, _VERB = WordClass.PREPOSITION, WordClass.SUBJECT, WordClass.VERB
_NAME, _NOUN, _PAST = WordClass.NAME, WordClass.NOUN, WordClass.PAST

_RETRACED, _SURELY = 5, 1.25
"""So many words may come again after a bare "no", and so parallel they must be."""

_POLITELY = 1.1
_SHORT, _SHORT_CLAUSE = 8, 2
_NEAR, _AGAIN = 3, 2.0
_VERBAL = frozenset((_AUX, _VERB, _PAST))
_LISTED = frozenset(("no", "wait"))
_INSTEAD = frozenset(("rather", "instead"))
_THROWN_OUT = frozenset(("scratch that", "strike that", "ignore that"))
_MEANING = word_set("when if by where whenever")
_SAID = word_set("by say said mention call talk speak use")
_WITH_PARTICIPLE = BE | word_set("has have had")
_BEGINNINGS = word_set("let's please")


def find_start(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    """Return where in ``before`` the reparandum begins, or none if nothing is parallel.

    The length of ``before`` means that only the cue goes: it interrupted.
    """
    if cue.phrases[0] in THINKING and not _breaks_off(before):
        return None
    if cue.phrases == ("instead",):
        return find_instead(before, after)
    if opens_question(after):
        return abandoned_question(before, after, cue)
    if cue.weight < 1 or (cue.phrases[-1] in _INSTEAD and cue.weight < STRONG):
        return None if cue.joined and cue.weight < 1 else find_instead(before, after)
    if after.keys[0] in _BEGINNINGS or after.keys[:2] == ["let", "me"]:
        return None if cue.is_weak and not is_cut_short(before) else beginning(before)
    start = _replaced(before, after, cue)
    return None if start is None else without_repeat(before, after, start)


def _replaced(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    retraced = _retraced(before, after, cue)
    if retraced is None and _is_answer(before, after, cue):
        return None
    if _is_afterthought(before, after, cue):
        return None
    if retraced is None and is_noun_phrase(cue, before.keys[-1], after.classes):
        return None
    start = _most_parallel(before, after, cue) if retraced is None else retraced
    if start is not None:
        return whole_name(before, after, start)
    acts = after.classes[:2] in ([_PAST, _DET], [_PAST, _NAME]) and is_question(before)
    if cue.lone_no and after.classes[0] in OPEN:
        return _slot(before, after) if acts else None
    return _otherwise(before, after, cue)


def _breaks_off(before: Stretch) -> bool:
    return is_cut_short(before) and before.classes[-1] is not WordClass.CONJUNCTION


def _is_answer(before: Stretch, after: Stretch, cue: Cue) -> bool:
    """Whether a bare "no" answers what was asked: "are you there no i am not"."""
    closed = after.classes[0] in (_SUBJECT, _DET, _PREP)
    asked = before.classes[0] is _AUX and not is_cut_short(before)
    return cue.lone_no and asked and closed and not _wants_verb(before, after)


def _wants_verb(before: Stretch, after: Stretch) -> bool:
    """Whether a question has only its subject, and its verb comes after another.

    "did the normans | the vikings settle"; not "did the normans | the vikings did".
    """
    determined = before.classes[1:2] == [_DET]
    kinds = before.classes[1 + determined :]
    subject = list(dropwhile(lambda kind: determined and kind is WordClass.ADJECTIVE, kinds))
    named = set(subject) == {_NAME} or subject == [_NOUN]
    alike = before.classes[1:2] == after.classes[:1] and len(after.keys) >= len(before.keys)
    verb = next((kind for kind in after.classes[1:] if kind not in NOMINAL), None)
    answers = (_AUX, _SUBJECT) if before.keys[0] in _WITH_PARTICIPLE else (_AUX, _SUBJECT, _PAST)
    return named and alike and verb not in answers


def _is_afterthought(before: Stretch, after: Stretch, cue: Cue) -> bool:
    """Whether the words of a cue join two clauses, or are part of one.

    "i don't know i mean i can try", "when i say the market i mean the world", "no cost no wait no
    risk", "which firms make that car", "did the cat scratch that chair".
    """
    if cue.phrases == ("make that",):
        return is_question(before) and _VERBAL.isdisjoint(before.classes)
    if _THROWN_OUT.issuperset(cue.phrases) and after.classes[0] is _NOUN:
        return before.classes[0] is _AUX and _VERBAL.isdisjoint(before.classes[1:])
    if cue.phrases == ("i mean",):
        told = before.keys[0] in _MEANING and not _SAID.isdisjoint(before.keys)
        whole = len(before.keys) > _SHORT_CLAUSE and not is_cut_short(before)
        return told or (whole and after.classes[0] is _SUBJECT)
    listed = cue.phrases[-1] == "no" and _LISTED.issuperset(cue.phrases)
    return listed and "no" in before.keys[-_NEAR:]


def _retraced(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    """Return where a question's last words begin that come again but for the first of them."""
    if not cue.lone_no or after.classes[0] not in OPEN:
        return None
    last = len(before.keys) - 1
    places = range(last - 1, max(-1, last - _RETRACED), -1)
    for at in places:
        if list(before.keys[at : at + 2]) == list(after.keys[:2]):
            return at
    if not is_question(before):
        return None
    scores = [(parallel(before, after, at) or 0.0, at) for at in places if at]
    best = max(scores, default=(0.0, 0))
    return best[1] if best[0] > _SURELY else None


def _most_parallel(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    size = len(before.keys)
    furthest = FURTHEST
    strong = not cue.is_weak or (cue.weight >= STRONG and is_question(before))
    best, found = 0.3 if strong else 0.7, None
    if cue.is_polite and not is_question(before):
        best = _POLITELY
    if cue.lone_no and cue.weight < STRONG and after.classes[0] in OPEN:
        furthest = _reach_of_no(before, after)
        best = 0.4 if furthest and before.classes[-1] is _NOUN else 0.7
    for at in range(size - 1, max(-1, size - 1 - furthest), -1):
        score = parallel(before, after, at)
        if score is not None and score > best and _is_near(before, after, at, score, cue):
            best, found = score, at
    return found


def _is_near(before: Stretch, after: Stretch, at: int, score: float, cue: Cue) -> bool:
    """Whether a weak cue reaches so far: three words, or as far as they come again."""
    if not cue.is_weak or score >= _AGAIN:
        return True
    subject = after.classes[0] is _SUBJECT and before.keys[at] != after.keys[0]
    alone = subject and not is_question(before) and not is_cut_short(before)
    return len(before.keys) - at <= _NEAR and not alone


def _reach_of_no(before: Stretch, after: Stretch) -> int:
    """Return how many words back a bare "no" before a noun, verb or number can take something.

    None where it may be the noun's determiner: "the company made no profit".
    """
    first = after.classes[0]
    if first is WordClass.NUMBER and not _is_counted(before):
        return 0
    if first in COUNTED or (first is _NAME and before.classes[-1] is _NAME):
        return 3
    if after.classes[:2] in ([_PAST, _DET], [_PAST, _PREP]):
        return 1
    if after.classes[:2] == [_VERB, _DET] and before.classes[-1] is _VERB:
        return 1
    if _is_attribute(before, after):
        return 1
    return trailing_nouns(before) if is_question(before) else 0


def _is_counted(before: Stretch) -> bool:
    """Whether a number, or what it counts, comes last: "no five" may else be a number itself."""
    near = before.classes[-_NEAR:]
    return WordClass.NUMBER in near and WordClass.CONJUNCTION not in near


def _is_attribute(before: Stretch, after: Stretch) -> bool:
    """Whether one adjective takes another's place before their noun: "a red | blue car"."""
    pair = before.classes[-1] is after.classes[0] is WordClass.ADJECTIVE
    determined = before.classes[-2:-1] == [_DET] and after.classes[1:2] in ([_NOUN], [_NAME])
    return pair and determined


def _otherwise(before: Stretch, after: Stretch, cue: Cue) -> int | None:
    """Return where a question begins that another replaces later on, or take only the cue out."""
    opening = opening_of_question(before)
    size = len(before.keys)
    asks = _Q in after.classes[1:] and after.classes[0] in (_PREP, _DET, _SUBJECT)
    if asks and opening is not None and size <= FURTHEST and cue.weight >= 1:
        with_preposition = opening and before.classes[opening - 1] is _PREP
        return opening - 1 if with_preposition else opening
    if cue.weight < STRONG:
        return None
    slot = _slot(before, after)
    goes_on = after.classes[0] not in (_AUX, _PREP, WordClass.CONJUNCTION)
    interrupted = goes_on and before.classes[-1] in INCOMPLETE
    return size if slot is None and interrupted else slot


def _slot(before: Stretch, after: Stretch) -> int | None:
    """Return where the phrase stands whose place the repair takes, of whatever class it is."""
    first = after.classes[0]
    if first in (_DET, _SUBJECT, WordClass.QUANTITY):
        start = noun_phrase(before)
        if after.keys[0] in SUBJECT_CONTRACTIONS and start > 0 and not is_question(before):
            return beginning(before) if len(before.keys) <= _SHORT else None
        return start if start < len(before.keys) else None
    verbal = {_AUX: (_PAST, _VERB), _PAST: (_AUX,), _VERB: (_AUX,)}.get(first, ())
    if verbal and (first is _AUX or before.classes[-1] in (_PREP, _DET)):
        places = [at for at, kind in enumerate(before.classes) if kind in verbal]
        return places[-1] if places else None
    return None
