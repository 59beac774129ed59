"""Finds where number words stand together, across hyphens and the "and" within a number."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._context import HYPHENS, Context, is_english, same_voice
from emend_engine._stages._english_numbers import (
    ARTICLE,
    JOINT,
    NUMBER_WORDS,
    OHS,
    Kind,
    NumberWord,
)
from emend_transcript import Tokens

_Item = tuple[NumberWord, int]
_AND = NumberWord(Kind.JOINT, 0)
_SCALES = (Kind.HUNDRED, Kind.SCALE)
_YEAR_STARTS = (*range(13, 20), 20)


class Run(NamedTuple):
    """Number words that follow each other; ``places`` are their positions in the tokens."""

    items: list[NumberWord]
    places: list[int]


def read_run(tokens: Tokens, at: int, context: Context) -> Run | None:
    """Return the run that begins at a position, as far as one voice carries it."""
    first = _first(context, at)
    if first is None or not is_english(context, tokens[at]):
        return None
    run = Run([first], [at])
    while True:
        found = _next(tokens, run.items[-1], run.places[-1], context)
        if not found or not same_voice(context, tokens[at], tokens[found[-1][1]]):
            return run
        run.items.extend(item for item, _ in found)
        run.places.extend(place for _, place in found)


def key_at(context: Context, at: int) -> str:
    """Return the key at a position; empty outside the text."""
    return context.keys[at] if 0 <= at < len(context.keys) else ""


def is_numeric(key: str) -> bool:
    """Whether a key is a number word or begins with a figure."""
    return key in NUMBER_WORDS or key[:1].isdigit()


def _first(context: Context, at: int) -> NumberWord | None:
    key = context.keys[at]
    if key == ARTICLE:
        following = NUMBER_WORDS.get(key_at(context, at + 1))
        return NumberWord(Kind.ARTICLE, 1) if following and following.kind in _SCALES else None
    return NUMBER_WORDS.get(key)


def _next(tokens: Tokens, last: NumberWord, place: int, context: Context) -> list[_Item]:
    """Return the item that continues a run, with the joint before it; empty where it ends."""
    at = _after_hyphen(tokens, place + 1)
    key = key_at(context, at)
    item = NUMBER_WORDS.get(key)
    if item:
        return [(item, at)]
    beyond = _after_hyphen(tokens, at + 1)
    item = NUMBER_WORDS.get(key_at(context, beyond))
    if item is None:
        return []
    if key == JOINT and last.kind in _SCALES:
        return [(_AND, at), (item, beyond)]
    if key in OHS and last.value in _YEAR_STARTS and item.kind == Kind.UNIT:
        return [(NumberWord(Kind.OH, 0), at), (item, beyond)]
    if key == "," and last.kind == Kind.SCALE and key_at(context, beyond + 1) == "hundred":
        return [(_AND, at), (item, beyond)]
    return []


def _after_hyphen(tokens: Tokens, at: int) -> int:
    hyphenated = at + 1 < len(tokens) and tokens[at].text in HYPHENS and tokens[at].glued
    return at + 1 if hyphenated and tokens[at + 1].glued else at
