"""Finds what a speaker says otherwise after a mere filler: "in what year er in what month".

A filler is weak evidence, so the words on both sides must be built alike, and be words that
cannot follow each other in a fluent sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._stages._asked_anew import FINITE, LINKS, VERBAL, question_anew
from emend_engine._stages._english_classes import ARTICLES, BE, VERBS, WordClass
from emend_engine._stages._parallels import whole_name
from emend_engine._stages._stretch import NOMINAL, Stretch, is_question
from emend_engine._stages._word_set import word_set

_Q, _AUX, _DET = WordClass.QUESTION, WordClass.AUXILIARY, WordClass.DETERMINER
_PAST = WordClass.PAST
_PREP, _SUBJECT, _CONJ = WordClass.PREPOSITION, WordClass.SUBJECT, WordClass.CONJUNCTION
_NAME, _NOUN, _NUMBER = WordClass.NAME, WordClass.NOUN, WordClass.NUMBER
_QUANTITY, _DAY, _MONTH = WordClass.QUANTITY, WordClass.DAY, WordClass.MONTH

_LONGEST_PHRASE = 5
CORRECTING = word_set("er err erm ermm")
"""Fillers that more often than others take something back."""

_WHERE = word_set("""
    in on at near under over behind beside before after above below during inside outside between
    within without across by
    """)
_NO_ADVERBS = word_set("at near during under between within with without")
"""Prepositions that cannot stand without a noun: "went by" may end a sentence."""

_ONCE = word_set("by of with")
"""Prepositions that a question hardly has twice in a row."""

_BEFORE_NOUNS = frozenset((_PREP, _DET, _QUANTITY, _NUMBER, _AUX, _Q))
_INDEFINITE = word_set("a an")
_SCALES = word_set("hundred thousand million billion trillion dozen half")
_TENS = word_set("twenty thirty forty fifty sixty seventy eighty ninety")
_GOING_ON = word_set("and or to through till until , more")
_MORE = word_set("more less enough such")
_PERSONS = word_set("i you he she we they")
_TWO_OBJECTS = word_set("""
    give gave gives given send sent tell told tells show showed ask asked teach taught bring brought
    buy bought make made call called offer offered lend lent name named
    """)


def find_anew(before: Stretch, after: Stretch, *, surely: bool) -> int | None:
    """Return where in ``before`` begins what ``after`` says otherwise; none where it goes on.

    ``surely`` tells that the filler is one that more often corrects: "er".
    """
    start = question_anew(before, after)
    if start is None:
        start = _phrase(before, after, surely=surely)
    if start is None:
        start = _said_with_more(before, after)
    if start is None:
        start = _retraced(before, after)
    if start is None and (_is_said_anew(before, after) or _is_other_owner(before, after)):
        start = len(before.keys) - 1
    if start is None and surely:
        start = _noun(before, after)
    return start


def _phrase(before: Stretch, after: Stretch, *, surely: bool) -> int | None:
    """Accept "the minister | the prime minister", "the radius | the diameter" of a question."""
    kind = after.classes[0]
    if kind not in (_PREP, _DET):
        return None
    for start in range(len(before.keys) - 2, max(-1, len(before.keys) - 1 - _LONGEST_PHRASE), -1):
        size = len(before.keys) - start
        if before.classes[start] is not kind or not _is_noun_phrase(before, start):
            continue
        again = _noun_phrase_end(after)
        if before.keys[-1] in after.keys[1:again] and _same_place(before, after, start):
            return start
        once = before.keys[start] in _ONCE and before.classes[0] is _Q
        fits = again == size or ((kind is _DET or once) and again > size)
        alike = _is_alike(before, after, start) and fits
        same = before.keys[start] == after.keys[0] or (
            before.keys[start] in ARTICLES and after.keys[0] in ARTICLES
        )
        indefinite = surely and _INDEFINITE.issuperset((before.keys[start], after.keys[0]))
        wanted = is_question(before) or indefinite if kind is _DET else surely or once
        if wanted and alike and same and not (start and before.keys[start - 1] in _TWO_OBJECTS):
            return start
        return None
    return None


def _said_with_more(before: Stretch, after: Stretch) -> int | None:
    """Accept "most widely spoken | second most widely spoken": the last words again, after one."""
    for size in range(_LONGEST_PHRASE, 1, -1):
        again = list(after.keys[1 : 1 + size])
        if len(again) == size and list(before.keys[-size:]) == again:
            return len(before.keys) - size if NOMINAL.intersection(after.classes[:1]) else None
    return None


def _is_alike(before: Stretch, after: Stretch, start: int) -> bool:
    """Whether the same classes follow each other, one nominal being as good as another."""
    pairs = zip(before.classes[start:], after.classes, strict=False)
    return all(left is right or NOMINAL.issuperset((left, right)) for left, right in pairs)


def _retraced(before: Stretch, after: Stretch) -> int | None:
    """Accept "the duke of anjou | the duke of burgundy", "of the | of norway"."""
    size = len(before.keys)
    if after.classes[0] is _PREP and before.classes[-1] is _DET:
        return size - 2 if before.keys[-2:-1] == after.keys[:1] else None
    if after.classes[0] is not _DET or before.classes[0] is not _Q:
        return None
    for start in range(size - 3, max(0, size - 2 - _LONGEST_PHRASE), -1):
        if list(before.keys[start : start + 2]) == list(after.keys[:2]):
            return start if _PREP in before.classes[start:] else None
    return None


def _same_place(before: Stretch, after: Stretch, start: int) -> bool:
    first = (before.keys[start], after.keys[0])
    return first[0] == first[1] or before.classes[start] is _DET or _WHERE.issuperset(first)


def _is_noun_phrase(before: Stretch, start: int) -> bool:
    inside = start + 1
    if before.classes[start] is _PREP and _class(before, inside) is _DET:
        inside += 1
    return inside < len(before.keys) and NOMINAL.issuperset(before.classes[inside:])


def _noun_phrase_end(after: Stretch) -> int:
    """Return where the noun phrase ends that begins a stretch; 0 if none does."""
    at = 2 if after.classes[0] is _PREP and _class(after, 1) is _DET else 1
    start = at
    while at < len(after.keys) and after.classes[at] in NOMINAL:
        at += 1
    return at if at > start else 0


def _is_said_anew(before: Stretch, after: Stretch) -> bool:
    """Whether two words meet of which only one can be meant: "will | should", "eight | nine"."""
    last, first = before.keys[-1], after.keys[0]
    kind = before.classes[-1]
    if last == first or kind is not after.classes[0]:
        return False
    if kind in (_NUMBER, _DAY, _MONTH):
        return _is_other_value(before, after)
    if kind is _AUX:
        return FINITE.issuperset((last, first)) and _is_other_auxiliary(before, first)
    if kind is _PREP:
        return first in _WHERE and last in (_WHERE if is_question(before) else _NO_ADVERBS)
    if kind is _QUANTITY:
        return first not in _MORE and _class(after, 1) in NOMINAL
    opens = len(before.keys) == 1 or before.keys[-2] in LINKS or before.keys[-2] == "that"
    return _PERSONS.issuperset((last, first)) and opens and _class(after, 1) in VERBAL


def _is_other_owner(before: Stretch, after: Stretch) -> bool:
    """Whether one owner takes another's place: "bach's | handel's"."""
    nouns = {before.classes[-1], after.classes[0]} <= {_NAME, _NOUN}
    return nouns and before.keys[-1].endswith("'s") and after.keys[0].endswith("'s")


def _is_other_auxiliary(before: Stretch, first: str) -> bool:
    asked = _class(before, len(before.keys) - 2) in (_Q, _NOUN, _NAME, _SUBJECT)
    return asked and (first not in BE or _is_plain(before))


def _is_plain(before: Stretch) -> bool:
    """Whether no clause can end here that a "was" goes on with: "what he is | was"."""
    return _Q not in before.classes or before.classes[-2] is _Q


def _is_other_value(before: Stretch, after: Stretch) -> bool:
    """Whether one number, day or month takes another's place, and neither is part of a row."""
    kind = before.classes[-1]
    last, first = before.keys[-1], after.keys[0]
    row = kind in (_class(before, len(before.keys) - 2), _class(after, 1))
    listed = _at(after, 1) in _GOING_ON or _at(before, len(before.keys) - 2) in _GOING_ON
    if row or listed or not _SCALES.isdisjoint((last, first, _at(after, 1))):
        return False
    return len(after.keys) > 1 if kind is _NUMBER and last not in _TENS else kind is not _NUMBER


def _noun(before: Stretch, after: Stretch) -> int | None:
    """Accept "kansas er nebraska" and "as governor er president" in a question."""
    if len(before.keys) < 2 or not is_question(before):  # noqa: PLR2004 - a question and a noun
        return None
    pair = (before.classes[-1], after.classes[0])
    start = len(before.keys) - 1
    if pair == (_NAME, _NAME):
        return whole_name(before, after, start)
    single = _class(after, 1) not in (_NOUN, _NAME) and before.classes[-2] in _BEFORE_NOUNS
    if pair == (_NOUN, _NOUN) and single:
        return start
    passive = pair == (_PAST, _PAST) and before.classes[-2] is _AUX
    if passive and _class(after, 1) in (_PREP, None):
        return start
    verbs = VERBS.issuperset((before.keys[-1], after.keys[0]))
    asks = before.classes[-2] in (_NOUN, _NAME) and _class(after, 1) in (_DET, _NAME, _NOUN)
    return start if verbs and asks else None


def _class(stretch: Stretch, at: int) -> WordClass | None:
    return stretch.classes[at] if 0 <= at < len(stretch.classes) else None


def _at(stretch: Stretch, at: int) -> str:
    keys: Sequence[str] = stretch.keys
    return keys[at] if 0 <= at < len(keys) else ""
