"""Finds scores without a word between: "beat them two nil", "the score was ten six"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.english_labels import SCORE_CUES
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

_COST = 1.0
_AFTER_A_SCORE = word_set("in at on to and against after yesterday but so when with")
_NEAR = 8
_MOST_GOALS = 20
_NAMED = (("score", "was"), ("score", "is"), ("score", "at"), ("final", "score"))


def _sets(speech: Speech, at: int) -> Iterator[Found]:
    """Find the sets of a match: "six four six three"."""
    sets: list[str] = []
    end = at
    while speech.kinds[end] == speech.kinds[end + 1] == Kind.DIGIT:
        games = speech.values[end], speech.values[end + 1]
        if max(games) not in (6, 7) or min(games) > 6 or not speech.follows(end + 1):  # noqa: PLR2004
            break
        sets.append(f"{games[0]}-{games[1]}")
        end += 2
    if len(sets) > 1 and _is_game(speech, at):
        yield Found(at, end, "score", Verbatim(" ".join(sets)), _COST)


def find_scores(speech: Speech, at: int) -> Iterator[Found]:
    """Yield the score at a position; "nil" needs a game nearby, two numbers the word itself."""
    low = read_below_hundred(speech, at)
    nil = speech.keys[at] == "nil"
    if low is None and not nil:
        return
    end = low.end if low else at + 1
    first = low.value if low else 0
    if not speech.follows(end):
        return
    yield from _sets(speech, at)
    if speech.keys[end] == "nil":
        if first < _MOST_GOALS and _is_game(speech, at):
            yield Found(at, end + 1, "score", Verbatim(f"{first}-0"), _COST)
        return
    high = read_below_hundred(speech, end)
    if high is None or nil or (speech.follows(high.end) and speech.kinds[high.end]):
        return
    if _are_goals(speech, at, high) and _is_game(speech, at):
        yield Found(at, high.end, "score", Verbatim(f"{first}-{high.value}"), _COST)
        return
    named = any(speech.matches(at - 2, words) for words in _NAMED if at > 1)
    if named and speech.kinds[at] != Kind.NONE:
        yield Found(at, high.end, "score", Verbatim(f"{first}-{high.value}"), _COST)


def _are_goals(speech: Speech, at: int, high: Number) -> bool:
    """Whether two digits are the score of a game, and nothing is counted: "won four one in"."""
    digits = speech.kinds[at] == Kind.DIGIT and high.end == at + 2 and high.value < 10  # noqa: PLR2004
    after = speech.key_after(high.end)
    return digits and (not after or after in _AFTER_A_SCORE)


def _is_game(speech: Speech, at: int) -> bool:
    return not SCORE_CUES.isdisjoint(speech.keys[max(0, at - _NEAR) : at])
