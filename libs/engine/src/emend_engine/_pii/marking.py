"""Turns findings into tokens: one for each thing found, cut out of a word where it must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from emend_engine._context import Context, Edit, same_voice
from emend_engine._pii.findings import Finding
from emend_engine._pii.line import Line
from emend_transcript import Token, Tokens, joined

KIND = "entity:"
"""A token's kind is this and the rule's name: ``entity:pii.card``."""

_Cuts: TypeAlias = dict[int, list[tuple[int, int, int]]]
"""For each token the stretches that are found in it: from, to, number of the finding."""

_NOTHING = -1


def edits_for(
    findings: Iterable[Finding], line: Line, tokens: Tokens, context: Context
) -> Iterator[Edit]:
    """Yield an edit for each finding, or for several that share a word."""
    for group in _sharing(findings, line):
        cuts = _cuts(group, line, tokens)
        first, last = min(cuts), max(cuts)
        before = tuple(tokens[first : last + 1])
        after = tuple(_tokens(group, cuts, before, first, context))
        if after != before:
            _, _, rule, confidence, reason = group[0]
            yield Edit(first, len(before), after, rule, confidence, reason)


def _sharing(findings: Iterable[Finding], line: Line) -> Iterator[list[Finding]]:
    group: list[Finding] = []
    reached = -1
    for finding in findings:
        units = line.units_at(finding.start, finding.end)
        if group and units[0].first > reached:
            yield group
            group = []
        group.append(finding)
        reached = units[-1].last
    if group:
        yield group


def _cuts(group: Sequence[Finding], line: Line, tokens: Tokens) -> _Cuts:
    cuts: _Cuts = {}
    for number, finding in enumerate(group):
        for unit in line.units_at(finding.start, finding.end):
            for at in range(unit.first, unit.last + 1):
                start, end = 0, len(tokens[at].text)
                if unit.exact:
                    start = max(finding.start - unit.start, start)
                    end = min(finding.end - unit.start, end)
                cuts.setdefault(at, []).append((start, end, number))
    return cuts


def _tokens(
    group: Sequence[Finding], cuts: _Cuts, before: Tokens, first: int, context: Context
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
