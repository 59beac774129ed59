"""Which last words of an unfinished text must wait for what comes next.

A transcript comes in parts, and a part may end within a phrase: "two thousand" and then
"five". Words that could go on so are held back and stand before the next part. What counts is
what a word could begin, not what it says here, so that the answer needs no look ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from emend_engine._context import SENTENCE_MARKS
from emend_engine._hold_secrets import first_of_secret
from emend_engine._itn.english_calendar import HALVES_OF_DAY, MONTHS
from emend_engine._itn.english_labels import CHAPTERS, LABELS, PHONE_CUES, VERSES
from emend_engine._itn.english_money import PLAIN_CURRENCIES
from emend_engine._itn.english_scripture import BIBLE, SCRIPTURES
from emend_engine._itn.english_units import PLAIN_SIGNS
from emend_engine._itn.finding import PLAIN_TRIGGERS
from emend_engine._itn.languages import OTHER_SCRIPTS, READERS
from emend_engine._lexicon import BUILT_IN, Lexicon
from emend_engine._profiles import Profile
from emend_engine._stages._cues import may_go_on_as_cue
from emend_engine._stages._english_repeats import FUNCTION_WORDS
from emend_engine._stages._filler_words import ALL_SOUNDS, FIRST_WORDS
from emend_engine._stages._word_set import word_set
from emend_transcript import WordFlag, Words

MOST_HELD = 12
"""Words held back at most; a longer run of digits, say, is cut after all."""

_SEEN = 24
"""Words looked at; some more, since marks are among them."""
_GAP = 2
"""So many other words may stand between two of a number ("chapter two and verse seven")."""
_CUE_WORDS = 4
"""A cue ("i mean to say") began at most so many words ago …"""
_TAKEN_BACK = 6
"""… and takes back at most so many before it."""
_FILLER_WORDS = 2
"""A filler among so many last words may go on: "you" as "you know", "um" as "um uh"."""
_REPEATED = 3
"""Words of the longest phrase that is said again by stumbling."""

_LONGEST_TERM = 6

_MARK, _GLUED = int(WordFlag.MARK), int(WordFlag.GLUED)


def _words_of(phrases: Sequence[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(form for phrase in phrases for word in phrase for form in (word, f"{word}s"))


_NUMBERS = (
    PLAIN_TRIGGERS
    | OTHER_SCRIPTS
    | MONTHS
    | LABELS
    | CHAPTERS
    | VERSES
    | SCRIPTURES
    | BIBLE
    | PHONE_CUES
    | _words_of([*PLAIN_CURRENCIES, *PLAIN_SIGNS, *HALVES_OF_DAY])
    | word_set("percent per cent cents at dot o'clock am pm bc ad bce ce past quarter half")
) - word_set("of the to a an i and is it was")
"""What numbers, dates, times, sums and addresses are made of."""


def held_back(
    words: Words, profile: Profile, lexicon: Lexicon = BUILT_IN, language: str | None = None
) -> int:
    """Return how many words at the end must wait for what comes next; 0 where it is a whole.

    Looks at the last voice alone, but for what a profile redacts. The words before them can be
    corrected as they are: what comes does not change them, as far as the phrases go that this
    module knows.
    """
    if not words or not profile.stages:
        return 0
    redacts = {"pii", "redaction"}.issubset(profile.stages)
    first = min(
        _first_of_phrase(words, profile, lexicon, language),
        first_of_secret(words) if redacts else len(words),
    )
    while first < len(words) and words[first].flags & _GLUED:
        first += 1
    return len(words) - first


def _first_of_phrase(words: Words, profile: Profile, lexicon: Lexicon, language: str | None) -> int:
    """Return where the words begin that may be the first of a longer phrase or number."""
    if words[-1].text in SENTENCE_MARKS:
        return len(words)
    spoken = _spoken(words)
    keys = [words[at].text.lower() for at in spoken]
    spoken_in = (words[-1].language or language or profile.language)[:2].lower()
    start = _start(keys, profile, lexicon, spoken_in)
    if start == len(keys):
        return len(words)
    earliest = len(words) - MOST_HELD
    if spoken[start] >= earliest:
        return spoken[start]
    inside = (at for at in range(start, len(keys)) if spoken[at] >= earliest)
    clear = (spoken[at] for at in inside if _clear_of_phrases(keys, at, lexicon) == at)
    return next(clear, earliest)


def _spoken(words: Words) -> list[int]:
    """Return where the last words of the last voice stand, without marks, in order."""
    voice = words[-1][5:8]
    found: list[int] = []
    for at in range(len(words) - 1, max(-1, len(words) - 1 - _SEEN), -1):
        word = words[at]
        if word[5:8] != voice or word.text in SENTENCE_MARKS:
            break
        if not word.flags & _MARK:
            found.append(at)
    return found[::-1]


def _start(keys: Sequence[str], profile: Profile, lexicon: Lexicon, language: str) -> int:
    """Return where the first phrase that may go on begins, clear of the phrases before."""
    stages = frozenset(profile.stages)
    starts = [len(keys)]
    if "lexicon" in stages:
        starts.append(_term(keys, lexicon))
    if language in READERS and stages & {"itn", "pii"}:
        starts.append(_number(keys, len(keys)))
    if language == "en" and stages & {"fillers", "corrections", "repeats"}:
        starts.append(_disfluency(keys))
    return _clear_of_phrases(keys, min(starts), lexicon)


def _clear_of_phrases(keys: Sequence[str], start: int, lexicon: Lexicon) -> int:
    """Move a cut to the left until it stands within no term, number or repeated phrase."""
    moved = True
    while moved and 0 < start < len(keys):
        before = start
        if any(map(_is_number, keys[start : start + _GAP + 1])):
            start = min(start, _number(keys, start))
        moved = start < before
        for at in range(max(0, start - _LONGEST_TERM), start):
            reach = lexicon.lengths.get(keys[at], 0)
            if at + reach > start or _repeats_across(keys, at, start):
                start, moved = at, True
                break
    return start


def _repeats_across(keys: Sequence[str], at: int, cut: int) -> bool:
    """Whether a phrase from ``at`` is said twice, and the cut stands within the two."""
    return any(
        at + 2 * size > cut and keys[at : at + size] == keys[at + size : at + 2 * size]
        for size in range(1, _REPEATED + 1)
    )


def _term(keys: Sequence[str], lexicon: Lexicon) -> int:
    """Return where a term begins that is longer than what is left of the text."""
    for at, key in enumerate(keys):
        if lexicon.lengths.get(key, 0) > len(keys) - at:
            return at
    return len(keys)


def _number(keys: Sequence[str], end: int) -> int:
    """Return where the last run of words before ``end`` begins of which numbers are made."""
    start, gap = end, 0
    for at in range(end - 1, -1, -1):
        if _is_number(keys[at]):
            start, gap = at, 0
        else:
            gap += 1
            if gap > _GAP:
                break
    return start


@lru_cache(maxsize=16_384)
def _is_number(key: str) -> bool:
    return key in _NUMBERS or any(map(str.isdigit, key))


def _disfluency(keys: Sequence[str]) -> int:
    """Return where what may yet be taken back or said again begins."""
    count = len(keys)
    start = count
    if keys and (keys[-1] in FUNCTION_WORDS or keys[-1].endswith("-")):
        start = count - _REPEATED
    for at in range(max(0, count - _CUE_WORDS), count):
        if may_go_on_as_cue(keys, at):
            start = min(start, at - _TAKEN_BACK)
        elif keys[at] in ALL_SOUNDS and at >= count - _FILLER_WORDS:
            start = min(start, at - _REPEATED)
        elif keys[at] in FIRST_WORDS and at >= count - _FILLER_WORDS:
            start = min(start, at)
    return max(start, 0)
