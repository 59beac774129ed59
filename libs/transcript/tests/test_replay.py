"""Replaying the changes over the words gives the output, or says which change does not fit."""

from __future__ import annotations

import pytest

from emend_transcript import (
    Change,
    ReplayError,
    Token,
    Word,
    WordFlag,
    apply_change,
    initial_tokens,
    replay,
)

WORDS = (
    Word(0, "um", 0, 100),
    Word(1, "two", 100, 200),
    Word(2, "-", 200, 200, flags=WordFlag.MARK | WordFlag.GLUED),
    Word(3, "five", 200, 300, flags=WordFlag.GLUED),
)


def change(
    sequence: int,
    at: int,
    before: tuple[Token, ...],
    after: tuple[Token, ...],
    rule: str = "a.rule",
) -> Change:
    first, last = before[0].first, before[-1].last
    return Change(sequence, "stage", rule, 1, at, first, last, before, after)


def test_before_any_change_there_is_one_token_for_each_word() -> None:
    assert initial_tokens(WORDS) == [
        Token("um", 0, 0),
        Token("two", 1, 1),
        Token("-", 2, 2, glued=True, kind="punctuation"),
        Token("five", 3, 3, glued=True),
    ]


def test_positions_count_in_what_the_earlier_changes_left() -> None:
    um, *number = initial_tokens(WORDS)
    figure = Token("2-5", 1, 3, kind="entity:range")
    changes = [change(0, 0, (um,), ()), change(1, 0, tuple(number), (figure,))]
    assert replay(changes, WORDS) == (figure,)


def test_a_change_that_does_not_fit_says_what_stands_there() -> None:
    wrong = change(7, 0, (Token("uh", 0, 0),), (), rule="filler.word")
    with pytest.raises(ReplayError) as refused:
        apply_change(initial_tokens(WORDS), wrong)
    assert refused.value.change == wrong
    assert str(refused.value) == (
        "change 7 (filler.word) replaces 'uh' at 0, but 'um' stands there"
    )
