"""Finds scores without a word between: "beat them two nil", "the score was ten six"."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.digits import read_digits
from emend_engine._itn.english_callings import RACES
from emend_engine._itn.english_labels import SCORE_CUES
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_two_digits
from emend_engine._itn.policies import PLAIN
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Verbatim
from emend_engine._stages._word_set import word_set

_COST = 1.0
_NOTHING = ("nil", "nothing", "zip")
_AFTER_A_SCORE = word_set("in at on to and against after yesterday but so when with")
_NEAR = 8
_MOST_GOALS = 20
_MINUTES = 60
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
    nil = speech.keys[at] in _NOTHING
    if low is None and not nil:
        return
    end = low.end if low else at + 1
    first = low.value if low else 0
    if not speech.follows(end):
        return
    yield from _sets(speech, at)
    if speech.keys[end] in _NOTHING:
        if first < _MOST_GOALS and _is_game(speech, at):
            yield Found(at, end + 1, "score", Verbatim(f"{first}-0"), _COST)
        return
    high = read_below_hundred(speech, end)
    if high is None or nil or (speech.follows(high.end) and speech.kinds[high.end]):
        return
    goals = _are_goals(speech, at, high) and _is_game(speech, at)
    named = any(speech.matches(at - 2, words) for words in _NAMED if at > 1)
    if goals or _are_points(speech, at, first, high) or (named and speech.kinds[at]):
        yield Found(at, high.end, "score", Verbatim(f"{first}-{high.value}"), _COST)


def find_race_times(speech: Speech, at: int) -> Iterator[Found]:
    """Yield how long a race took: "in two oh three forty five", 2:03:45."""
    near = speech.keys[max(0, at - _NEAR) : at]
    hour = speech.kinds[at] == Kind.DIGIT and speech.key_before(at) in ("in", "of", "was")
    if not hour or RACES.isdisjoint(near):
        return
    minute = _sixty(speech, at + 1)
    second = _sixty(speech, minute.end) if minute else None
    if minute and second:
        text = f"{speech.values[at]}:{minute.value:02}:{second.value:02}"
        yield Found(at, second.end, "score", Verbatim(text), _COST)


def _sixty(speech: Speech, at: int) -> Number | None:
    """Read "oh three" or "forty five"."""
    if not speech.follows(at):
        return None
    if speech.keys[at] in ("oh", "o") and speech.kinds[at + 1] == Kind.DIGIT:
        return Number(speech.values[at + 1], at + 2)
    number = read_two_digits(speech, at)
    return number if number and number.value < _MINUTES else None


def _are_goals(speech: Speech, at: int, high: Number) -> bool:
    """Whether two digits are the score of a game, and nothing is counted: "won four one in"."""
    digits = speech.kinds[at] == Kind.DIGIT and high.end == at + 2 and high.value < 10  # noqa: PLR2004
    after = speech.key_after(high.end)
    return digits and (not after or after in _AFTER_A_SCORE)


def _are_points(speech: Speech, at: int, first: int, high: Number) -> bool:
    """Whether two numbers are the points of a game: "they lost twenty one fourteen"."""
    after = speech.key_after(high.end)
    ends = not after or after in _AFTER_A_SCORE
    up = (
        speech.key_before(at) in ("up", "down") and "series" in speech.keys[high.end : high.end + 4]
    )
    year = first in (19, 20) or min(first, high.value) < 10  # noqa: PLR2004 - "won nineteen ninety nine"
    return up or (ends and not year and speech.key_before(at) in SCORE_CUES)


def find_records(speech: Speech, at: int) -> Iterator[Found]:
    """Yield wins and losses: "a ten and five record", 10-5."""
    won = read_below_hundred(speech, at)
    if won is None or not speech.follows(won.end) or speech.keys[won.end] != "and":
        return
    lost = read_below_hundred(speech, won.end + 1) if speech.follows(won.end + 1) else None
    if lost is None:
        return
    season = speech.matches(lost.end, ("this", "season")) or speech.matches(
        lost.end, ("on", "the", "season")
    )
    if speech.follows(lost.end) and (season or speech.keys[lost.end] == "record"):
        yield Found(at, lost.end, "score", Verbatim(f"{won.value}-{lost.value}"), _COST)


def find_averages(speech: Speech, at: int) -> Iterator[Found]:
    """Yield batting averages: "batting three oh five", .305."""
    told = speech.key_before(at) in ("batting", "bats", "batted") or (
        speech.key_before(at) in ("of", "is", "was")
        and speech.keys[max(0, at - 3) : at - 1] == ["batting", "average"]
    )
    for digits in read_digits(speech, at, 3, PLAIN):
        hitter = speech.key_after(digits.end) in ("hitter", "hitters")
        if len(digits.text) == 3 and (told or hitter):  # noqa: PLR2004 - thousandths
            yield Found(at, digits.end, "score", Verbatim(f".{digits.text}"), _COST)


def _is_game(speech: Speech, at: int) -> bool:
    return not SCORE_CUES.isdisjoint(speech.keys[max(0, at - _NEAR) : at])
