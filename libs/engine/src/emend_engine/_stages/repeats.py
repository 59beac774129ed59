"""Removes stumbles: "the the", "I think I think", "th- the"; one is kept."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import islice
from operator import eq
from types import MappingProxyType

from emend_engine._context import (
    Context,
    Edits,
    with_plain_apostrophes,
)
from emend_engine._rules import RULES, Rule
from emend_engine._stages._articles import with_articles
from emend_engine._stages._deletion import deletion
from emend_engine._stages._partial_words import find_partials
from emend_engine._stages._stumbles import is_stumble, only_soft_marks
from emend_transcript import Tokens

_WORD = RULES["repeats.word"]
_PHRASE = RULES["repeats.phrase"]
_PARTIAL = RULES["repeats.partial"]
_WHY: Mapping[Rule, tuple[float, str]] = MappingProxyType(
    {
        _WORD: (0.9, "said twice at once"),
        _PHRASE: (0.9, "said twice at once"),
        _PARTIAL: (0.9, "broken off and said again"),
    }
)
_LONGEST_PHRASE = 8
_NEAR = 2 * _LONGEST_PHRASE + 2
"""So many tokens back a word is looked for that may begin the same phrase."""


def repeats(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of words and phrases said again at once, and of broken-off words.

    Emphasis ("very very"), grammar ("that that", "had had"), mantras, names, numbers and
    whatever stands across the end of a sentence stay.
    """
    context = with_plain_apostrophes(context)
    removed = {at: _PARTIAL for span in find_partials(tokens, context) for at in range(*span)}
    if removed or _may_repeat(tokens, context.keys):
        removed |= _repeated(tokens, context, removed)
    edits = [
        deletion(tokens, (first, first + count), context, removed[first], *_WHY[removed[first]])
        for first, count in _runs(sorted(removed))
    ]
    return with_articles(edits, tokens, context)


def _may_repeat(tokens: Tokens, keys: Sequence[str]) -> bool:
    """Whether any phrase stands twice in a row, marks apart; cheap."""
    if len(set(keys)) == len(keys):
        return False
    spoken = [key for key, token in zip(keys, tokens, strict=True) if token[4] != "punctuation"]
    return any(
        b"\1" * size in bytes(map(eq, spoken, islice(spoken, size, None)))
        for size in range(1, min(_LONGEST_PHRASE, len(spoken) // 2) + 1)
    )


def _repeated(tokens: Tokens, context: Context, skipped: Container[int]) -> dict[int, Rule]:
    keys = context.keys
    kept: list[int] = []
    spoken: list[int] = []
    removed: dict[int, Rule] = {}
    places: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if at in skipped:
            continue
        kept.append(at)
        if token.kind == "punctuation":
            continue
        near = at - places.get(keys[at], -_NEAR - 1) <= _NEAR
        places[keys[at]] = at
        spoken.append(at)
        size = _repeat_before(tokens, spoken, kept, context) if near else 0
        while size:
            cut = kept.index(spoken[-size - 1], max(0, len(kept) - 2 * size - 2)) + 1
            removed |= dict.fromkeys(kept[cut:], _WORD if size == 1 else _PHRASE)
            del kept[cut:], spoken[-size:]
            size = _repeat_before(tokens, spoken, kept, context)
    return removed


def _repeat_before(tokens: Tokens, spoken: list[int], kept: list[int], context: Context) -> int:
    """Return how many words at the end only repeat those before them; usually none."""
    keys = context.keys
    key = keys[spoken[-1]]
    for size in range(1, min(_LONGEST_PHRASE, len(spoken) // 2) + 1):
        if keys[spoken[-1 - size]] != key:
            continue
        earlier, later = spoken[-2 * size : -size], spoken[-size:]
        if (
            [keys[at] for at in earlier] == [keys[at] for at in later]
            and is_stumble(tokens, earlier, later, spoken, context)
            and only_soft_marks(tokens, kept, (earlier, later), context)
        ):
            return size
    return 0


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs
