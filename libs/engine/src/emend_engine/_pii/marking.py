"""Turns findings into tokens: one for each thing found, cut out of a word where it must be."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from emend_engine._context import Context, Edit, same_voice
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_engine._rules import Rule
from emend_transcript import Token, Tokens, joined

KIND = "entity:"
"""A token's kind is this and the rule's name: ``entity:pii.card``."""

_NOTHING = -1


class Found(NamedTuple):
    """Something identifying in the tokens."""

    cuts: tuple[tuple[int, int, int], ...]
    """The tokens it is in, and from which character to which."""
    rule: Rule
    confidence: float
    reason: str
    shared: bool
    """Several voices may have said it together."""


def locate(finding: Finding, line: Line, tokens: Tokens, *, shared: bool) -> Found:
    """Return where in the tokens that is which was found in a line."""
    cuts: list[tuple[int, int, int]] = []
    for unit in line.units_at(finding.start, finding.end):
        for at in range(unit.first, unit.last + 1):
            start, end = 0, len(tokens[at].text)
            if unit.exact:
                start = max(finding.start - unit.start, start)
                end = min(finding.end - unit.start, end)
            cuts.append((at, start, end))
    return Found(tuple(cuts), finding.rule, finding.confidence, finding.reason, shared)


def choose(found: Iterable[Found]) -> list[Found]:
    """Return what was found in order; of what overlaps the surest, and of that the longest.

    What one voice says alone goes before what several make together: they may only repeat.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    chosen: list[Found] = []
    for one in sorted(found, key=_preference):
        if not any(_is_taken(taken.get(at, ()), start, end) for at, start, end in one.cuts):
            chosen.append(one)
            for at, start, end in one.cuts:
                insort(taken.setdefault(at, []), (start, end))
    return sorted(chosen)


def edits_for(found: Iterable[Found], tokens: Tokens, context: Context) -> Iterator[Edit]:
    """Yield an edit for each thing found, or for several that are entangled."""
    for group in _entangled(found):
        cuts: dict[int, list[tuple[int, int, int]]] = {}
        for number, one in enumerate(group):
            for at, start, end in one.cuts:
                insort(cuts.setdefault(at, []), (start, end, number))
        first, last = min(cuts), max(cuts)
        before = tuple(tokens[first : last + 1])
        after = tuple(_tokens(group, cuts, before, first, context))
        if after != before:
            _, rule, confidence, reason, _ = group[0]
            yield Edit(first, len(before), after, rule, confidence, reason)


def _preference(found: Found) -> tuple[bool, float, int, tuple[tuple[int, int, int], ...]]:
    return found.shared, -found.confidence, -len(found.cuts), found.cuts


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(taken, (start, end))
    before, after = taken[max(place - 1, 0) : place], taken[place : place + 1]
    return any(other > start for _, other in before) or any(other < end for other, _ in after)


def _entangled(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Group what shares a word, or lies between the words of another voice's number."""
    group: list[Found] = []
    reached = -1
    for one in found:
        if group and one.cuts[0][0] > reached:
            yield group
            group = []
        group.append(one)
        reached = max(reached, one.cuts[-1][0])
    if group:
        yield group


def _tokens(
    group: Sequence[Found],
    cuts: Mapping[int, Sequence[tuple[int, int, int]]],
    before: Tokens,
    first: int,
    context: Context,
) -> Iterator[Token]:
    pieces: list[tuple[int, Token]] = []
    voice = 0
    for at, token in enumerate(before, start=first):
        voice += at > first and not same_voice(context, before[at - first - 1], token)
        for number, piece in _pieces(token, cuts.get(at, ())):
            key = number + voice * len(group) if number != _NOTHING else _NOTHING
            pieces.append((key, piece))
    for key, same in groupby(pieces, key=_key):
        found = [piece for _, piece in same]
        if key == _NOTHING:
            yield from found
        else:
            kind = KIND + group[key % len(group)].rule.name
            opening, closing = found[0], found[-1]
            yield Token(joined(found), opening.first, closing.last, opening.glued, kind)


def _pieces(token: Token, cuts: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, Token]]:
    """Cut a token. The first thing found in it keeps its words; what surrounds it has none."""
    if not cuts:
        yield _NOTHING, token
        return
    text, first, last, glued, kind = token
    done = 0
    source = (first, last)
    for start, end, number in cuts:
        if start > done:
            place = (first, first - 1) if source == (first, last) else source
            yield _NOTHING, Token(text[done:start], *place, glued or done > 0, kind)
        yield number, Token(text[start:end], *source, glued or start > 0, kind)
        source = (last + 1, last)
        done = end
    if done < len(text):
        yield _NOTHING, Token(text[done:], *source, glued=True, kind=kind)


def _key(piece: tuple[int, Token]) -> int:
    return piece[0]
