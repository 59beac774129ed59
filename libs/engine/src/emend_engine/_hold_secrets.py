"""Which last words of an unfinished text may be the beginning of something identifying.

"my card number is" and "four one one one" in one part, the rest in the next: neither part alone
tells what was said. What is redacted is held back from where it is announced or begins, through
marks and over several voices, since a listener may say "okay" between the digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._pii.announcements import phrases_in
from emend_engine._pii.shapes import PLACE_WORDS, is_telling
from emend_engine._pii.spoken import SPOKEN
from emend_engine._stages._word_set import word_set
from emend_transcript import WordFlag, Words

MOST_HELD_SECRET = 64
"""Words held back at most where the profile redacts: an IBAN that is read out, and its cue."""

_GAP = 4
"""So many other words may stand between the digits of a number: "okay go ahead"."""

_CUE_REACH = 8
"""How many words lie at most between what announces a number and the number."""

_JOINTS = word_set("dot at underscore dash hyphen plus slash colon point")
_NO_LETTERS = frozenset(("a", "i"))
_AFTER_NAMES = _JOINTS | PLACE_WORDS
_NAMES_AHEAD = 3
"""Words that may be a mailbox's name ahead of its first joint, or a street's ahead of its kind."""

_NEXT = 4
_WEAK = frozenset(("phone", "email", "birth", "ip", "vehicle"))
"""These are announced by everyday words ("call", "mail", "born"), and follow soon."""

_MARK, _GLUED = int(WordFlag.MARK), int(WordFlag.GLUED)


def first_of_secret(words: Words) -> int:
    """Return where words begin that must wait, lest half of something identifying is shown.

    The number of words where none must.
    """
    earliest = max(0, len(words) - MOST_HELD_SECRET)
    last = words[earliest:]
    keys = [word.text.lower() for word in last]
    marks = [bool(word.flags & _MARK) for word in last]
    start = _announced(keys, _begun(keys, marks))
    while 0 < start < len(last) and last[start].flags & _GLUED:
        start -= 1
    return earliest + start


def _begun(keys: Sequence[str], marks: Sequence[bool]) -> int:
    """Return where the last run of digits, letters and joints begins, if the text ends with it."""
    start, gap = len(keys), 0
    for at in range(len(keys) - 1, -1, -1):
        if _is_piece(keys[at]) and not marks[at]:
            start, gap = at, 0
        elif not marks[at]:
            gap += 1
            if gap > _GAP:
                break
    if start < len(keys) and keys[start] in _AFTER_NAMES:
        start = max(0, start - _NAMES_AHEAD)
    return start


def _is_piece(key: str) -> bool:
    if len(key) == 1:
        return key not in _NO_LETTERS
    return key in SPOKEN or key in _JOINTS or key in PLACE_WORDS or is_telling(key)


def _announced(keys: Sequence[str], start: int) -> int:
    """Return where the phrase begins that announces what begins at a position, or may come."""
    phrases = phrases_in(keys, start - 2 * _CUE_REACH, len(keys))
    for at in sorted(phrases, reverse=True):
        phrase = phrases[at]
        reach = _NEXT if phrase.subject in _WEAK else _CUE_REACH
        if phrase.subject != "other" and start - at - 1 <= reach:
            start = min(start, at + 1 - phrase.words)
    return max(start, 0)
