"""Writes spoken cardinals and years in digits: "two thousand five" to 2005."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import (
    HYPHENS,
    Context,
    Edit,
    Edits,
    Rule,
    is_capitalised,
    starts_sentence,
)
from emend_engine._profiles import NumberStyle
from emend_engine._stages._cardinals import Number, read_numbers
from emend_engine._stages._english_numbers import (
    CLOCK,
    COUNTED,
    DECIMAL_POINT,
    FRACTIONS,
    JOINT,
    LABELS,
    ORDINALS,
    PLURALS,
    RANGES,
    TRIGGERS,
    Kind,
)
from emend_engine._stages._number_runs import Run, is_numeric, key_at, read_run
from emend_transcript import Token, Tokens

_CARDINAL = Rule("itn.cardinal")
_YEAR = Rule("itn.year")
_MILLION = 10**6
_TWO_DIGITS = 10


def numbers(tokens: Tokens, context: Context) -> Edits:
    """Propose digits for the cardinals and years whose reading is beyond doubt.

    Ordinals, decimals, fractions, times of day, counting ("one two three") and idioms keep
    their words, and so do small numbers that stand alone.
    """
    small = context.profile.numbers.digits_from < _TWO_DIGITS
    if TRIGGERS.isdisjoint(context.keys) and not (small and any(map(is_numeric, context.keys))):
        return ()
    edits: list[Edit] = []
    at = 0
    while at < len(tokens):
        run = read_run(tokens, at, context)
        if run is None:
            at += 1
            continue
        for group in read_numbers(run.items) or ():
            edits += _edits(tokens, run, group, context)
        at = run.places[-1] + 1
    return edits


def _edits(tokens: Tokens, run: Run, group: Sequence[Number], context: Context) -> list[Edit]:
    if not group:
        return []
    first, last = run.places[group[0].start], run.places[group[-1].end - 1]
    if not _may_be_digits(tokens, first, last, context):
        return []
    if len(group) == 1:
        return _cardinal(tokens, run, group[0], context)
    year = _year(group, first, last, context)
    if year is None:
        return []
    token = _token(tokens, first, last, str(year), "entity:year")
    return [Edit(first, last - first + 1, (token,), _YEAR, 0.9, "two pairs of digits: a year")]


def _cardinal(tokens: Tokens, run: Run, number: Number, context: Context) -> list[Edit]:
    style = context.profile.numbers
    first, last = run.places[number.start], run.places[number.end - 1]
    if number.end - number.start == 1:
        small = number.value < style.digits_from
        if small and not _is_labelled(first, last, context):
            return []
    final = run.items[number.end - 1]
    text = _written(number.value, style)
    if final.kind == Kind.SCALE and final.value >= _MILLION:
        multiplier, rest = divmod(number.value, final.value)
        if rest == 0 and multiplier < style.group_from:
            if run.items[number.start].kind == Kind.ARTICLE:
                return []
            last, text = run.places[number.end - 2], str(multiplier)
    token = _token(tokens, first, last, text, "entity:cardinal")
    return [Edit(first, last - first + 1, (token,), _CARDINAL, 0.95, "a number in words")]


def _token(tokens: Tokens, first: int, last: int, text: str, kind: str) -> Token:
    return Token(text, tokens[first].first, tokens[last].last, tokens[first].glued, kind)


def _written(value: int, style: NumberStyle) -> str:
    if value < style.group_from:
        return str(value)
    return f"{value:,}".replace(",", style.group_mark)


def _year(group: Sequence[Number], first: int, last: int, context: Context) -> int | None:
    """Return the year that two pairs of digits make: "nineteen eighty four", "twenty oh five"."""
    if len(group) != 2:  # noqa: PLR2004 - a year is spoken in two pairs
        return None
    century, rest = group[0].value, group[1].value
    counting = rest == century + 1
    fits = 13 <= century <= 20 and (rest <= 99) and (group[1].oh or rest >= 10)  # noqa: PLR2004 - 1300 to 2099
    doubtful = key_at(context, last + 1) in COUNTED or key_at(context, first - 1) in CLOCK
    return century * 100 + rest if fits and not counting and not doubtful else None


def _is_labelled(first: int, last: int, context: Context) -> bool:
    """Whether a number is one label's own: "chapter two", but not "chapter two and three"."""
    in_range = key_at(context, last + 1) in RANGES and is_numeric(key_at(context, last + 2))
    return key_at(context, first - 1) in LABELS and not in_range


def _may_be_digits(tokens: Tokens, first: int, last: int, context: Context) -> bool:
    """Whether nothing around a number says that it is only a piece of something else."""
    before, after = key_at(context, first - 1), key_at(context, last + 1)
    beyond = key_at(context, last + 2)
    joined = beyond if after in HYPHENS and last + 2 < len(tokens) else after
    if joined in ORDINALS | PLURALS or is_numeric(after) or is_numeric(before):
        return False
    if after == DECIMAL_POINT and is_numeric(beyond):
        return False
    if before == DECIMAL_POINT and is_numeric(key_at(context, first - 2)):
        return False
    if after == JOINT and (beyond in ORDINALS or key_at(context, last + 3) in FRACTIONS):
        return False
    if before in FRACTIONS and context.keys[first] == "a":
        return False
    capitalised = is_capitalised(tokens[first].text)
    return not capitalised or starts_sentence(tokens, first, context)
