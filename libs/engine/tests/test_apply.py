"""Edits are applied in one place, in order, and nothing else is accepted."""

from __future__ import annotations

import pytest

from emend_engine import Edit, LostWordsError, OverlappingEditsError, Rule
from emend_engine._apply import apply_edits
from emend_transcript import Token, Word, initial_tokens, replay

RULE = Rule("test.rule", 3)


def words(text: str) -> list[Word]:
    return [Word(at, one, at * 100, at * 100 + 90) for at, one in enumerate(text.split())]


def test_every_edit_is_a_change_at_the_place_that_the_earlier_ones_left() -> None:
    said = words("um two three the the end")
    tokens = initial_tokens(said)
    edits = [
        Edit(0, 1, (), RULE),
        Edit(1, 2, (Token("23", 1, 2),), RULE, 0.5, "why", ("2 3",)),
        Edit(6, 0, (Token(".", 6, 5, glued=True),), RULE),
    ]
    after, changes = apply_edits(tokens, edits, "test", 7)
    assert [token.text for token in after] == ["23", "the", "the", "end", "."]
    assert [(one.sequence, one.at, one.first, one.last) for one in changes] == [
        (7, 0, 0, 0),
        (8, 0, 1, 2),
        (9, 4, 6, 5),
    ]
    assert replay(changes, said) == tuple(after)
    assert (changes[1].rule, changes[1].version, changes[1].stage) == ("test.rule", 3, "test")
    assert (changes[1].confidence, changes[1].alternatives) == (0.5, ("2 3",))


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(1, 2, (), RULE), Edit(2, 1, (), RULE)],
        [Edit(2, 1, (), RULE), Edit(0, 1, (), RULE)],
        [Edit(2, 2, (), RULE)],
        [Edit(0, -1, (), RULE)],
    ],
)
def test_edits_that_overlap_run_backwards_or_leave_the_text_are_refused(
    edits: list[Edit],
) -> None:
    with pytest.raises(OverlappingEditsError, match=r"stage test: the edit of test\.rule"):
        apply_edits(initial_tokens(words("a b c")), edits, "test", 0)


@pytest.mark.parametrize(
    "after",
    [
        (Token("x", 0, 0),),
        (Token("x", 1, 2),),
        (Token("x", 1, 1), Token("y", 1, 1)),
    ],
)
def test_a_token_may_only_come_from_the_words_it_replaces(after: tuple[Token, ...]) -> None:
    with pytest.raises(LostWordsError, match="where it may use"):
        apply_edits(initial_tokens(words("a b c")), [Edit(1, 1, after, RULE)], "test", 0)
