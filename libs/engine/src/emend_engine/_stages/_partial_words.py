"""Finds words broken off and said again: "th- the", "rec- recogniser", "s- s- so"."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import HYPHENS, Context, is_english, same_voice
from emend_engine._stages._english_repeats import FUNCTION_WORDS
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

BARE_FRAGMENTS = word_set("th wh w s t st sh b")
"""Beginnings that recognisers write without a hyphen; no words themselves."""

GATE = HYPHENS | BARE_FRAGMENTS


def find_partials(tokens: Tokens, context: Context) -> list[tuple[int, int]]:
    """Return the ranges of tokens that only begin the word after them, in ascending order."""
    keys = context.keys
    if GATE.isdisjoint(keys):
        return []
    found: list[tuple[int, int]] = []
    for at in range(len(keys) - 2, -1, -1):
        if keys[at] in HYPHENS:
            span = _hyphenated(tokens, at, found, context)
        elif keys[at] in BARE_FRAGMENTS:
            span = _bare(tokens, at, found, context)
        else:
            continue
        if span:
            found.append(span)
    return found[::-1]


def _hyphenated(
    tokens: Tokens, at: int, found: list[tuple[int, int]], context: Context
) -> tuple[int, int] | None:
    """Accept "th- the" and "w-we"; not "re-read", "co-construct" or "t-test"."""
    if at == 0 or not tokens[at].glued or not tokens[at - 1].text.isalpha():
        return None
    after = at + 1
    if tokens[after].text == "," and after + 1 < len(tokens):
        after += 1
    longer = _with_its_start(context.keys, at - 1, after)
    if longer and same_voice(context, tokens[at - 1], tokens[longer]):
        return at - 1, longer
    left, right = context.keys[at - 1], context.keys[after]
    stutters = _stutters(left, right) or _goes_on_stuttering(context.keys, at, found)
    if tokens[after].glued and not stutters:
        return None
    if left == right and after == at + 1 and left in FUNCTION_WORDS:
        return (at - 1, after) if is_english(context, tokens[at]) else None
    return (at - 1, after) if _begins(tokens, (at - 1, after), found, context) else None


def _with_its_start(keys: Sequence[str], at: int, after: int) -> int:
    """Return where "second" stands in ``in the (sec- in the) second``; 0 if it is not so."""
    for size in range(3, 0, -1):
        start, end = at - size, after + size
        if (
            start >= 0
            and list(keys[start:at]) == list(keys[after:end])
            and (end < len(keys) and keys[end] != keys[at] and keys[end].startswith(keys[at]))
        ):
            return end
    return 0


def _stutters(fragment: str, word: str) -> bool:
    return len(fragment) <= 2 and word in FUNCTION_WORDS  # noqa: PLR2004 - "th-the"


def _goes_on_stuttering(keys: Sequence[str], at: int, found: list[tuple[int, int]]) -> bool:
    """Whether the same letters stand once more on either side: "p-p-please"."""
    again = bool(found) and found[-1][0] == at + 1
    said = keys[at - 1]
    before = at > 2 and keys[at - 2] in HYPHENS and keys[at - 3] == said  # noqa: PLR2004 - "p-"
    return len(said) <= 2 and (again or before)  # noqa: PLR2004 - "th-th-thanks"


def _bare(
    tokens: Tokens, at: int, found: list[tuple[int, int]], context: Context
) -> tuple[int, int] | None:
    """Accept "th the", and "s s so" but not "plan b but"."""
    keys, after = context.keys, at + 1
    again = bool(found) and found[-1][0] == after and keys[after] == keys[at]
    twice = len(keys[at]) > 1 or again or (at > 0 and keys[at - 1] == keys[at])
    function = again or keys[after] in FUNCTION_WORDS or keys[after] == "so"
    if not twice or not function or tokens[at].kind == "punctuation":
        return None
    return (at, after) if _begins(tokens, (at, after), found, context) else None


def _begins(
    tokens: Tokens, span: tuple[int, int], found: list[tuple[int, int]], context: Context
) -> bool:
    """Whether the word after the span begins with the fragment, or is a fragment like it."""
    at, after = span
    fragment, word = context.keys[at], context.keys[after]
    again = bool(found) and found[-1][0] == after
    longer = len(word) > len(fragment) or (again and word == fragment)
    spoken = tokens[after].kind != "punctuation" and is_english(context, tokens[at])
    same = longer and word.startswith(fragment) and spoken
    return same and same_voice(context, tokens[at], tokens[after])
