"""Applying a stage's edits: the one place where tokens change and changes are recorded."""

from __future__ import annotations

from emend_engine._context import Edit, Edits
from emend_engine._errors import LostWordsError, OverlappingEditsError
from emend_transcript import Change, Token, Tokens


def apply_edits(
    tokens: Tokens, edits: Edits, stage: str, sequence: int
) -> tuple[list[Token], list[Change]]:
    """Return the tokens after the edits, and one change for each, numbered from ``sequence``.

    A change's position counts in the tokens as the earlier changes left them.

    Raises:
        OverlappingEditsError: the edits are not ascending, or reach beyond the tokens.
        LostWordsError: an edit's new tokens point outside the words that it replaces.
    """
    edited: list[Token] = []
    changes: list[Change] = []
    done = 0
    for edit in edits:
        end = edit.at + edit.count
        if edit.at < done or end > len(tokens) or edit.count < 0:
            raise OverlappingEditsError(stage, edit.rule.name, edit.at)
        edited.extend(tokens[done : edit.at])
        before = tuple(tokens[edit.at : end])
        first, last = _range(tokens, edit, before)
        _check_sources(edit, first, last, stage)
        changes.append(_change(edit, before, (first, last), (sequence, stage, len(edited))))
        sequence += 1
        edited.extend(edit.after)
        done = end
    edited.extend(tokens[done:])
    return edited, changes


def _change(
    edit: Edit, before: tuple[Token, ...], words: tuple[int, int], place: tuple[int, str, int]
) -> Change:
    sequence, stage, at = place
    return Change(
        sequence,
        stage,
        edit.rule.name,
        edit.rule.version,
        at,
        words[0],
        words[1],
        before,
        edit.after,
        edit.confidence,
        edit.alternatives,
        edit.reason,
    )


def _range(tokens: Tokens, edit: Edit, before: tuple[Token, ...]) -> tuple[int, int]:
    if before:
        return before[0].first, before[-1].last
    if edit.at < len(tokens):
        return tokens[edit.at].first, tokens[edit.at].first - 1
    last = tokens[-1].last if tokens else -1
    return last + 1, last


def _check_sources(edit: Edit, first: int, last: int, stage: str) -> None:
    reached = first - 1
    for token in edit.after:
        if token.first <= reached or token.last > last or token.last < token.first - 1:
            message = (
                f"stage {stage}: {edit.rule.name} makes {token.text!r} of the words "
                f"{token.first} to {token.last}, where it may use {reached + 1} to {last}"
            )
            raise LostWordsError(message)
        reached = max(reached, token.last)
