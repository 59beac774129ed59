"""How the scores of single words become the marks of sentences."""

from __future__ import annotations

import numpy as np
import pytest

from emend_engine._punctuator.decision import Mark, decided

NEUTRAL = (0.0, 0.0, 0.0, 0.0)


def _evidence(*likeliest: Mark) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return scores in which these marks win by a little."""
    return np.eye(4, dtype=np.float32)[list(likeliest)] * np.float32(0.5)


def test_a_turn_that_ends_has_a_mark_there_and_one_that_goes_on_need_not() -> None:
    words = ["he", "came"]
    evidence = _evidence(Mark.NONE, Mark.COMMA)
    assert decided(words, evidence, NEUTRAL, ends=True) == [Mark.NONE, Mark.STOP]
    assert decided(words, evidence, NEUTRAL, ends=False) == [Mark.NONE, Mark.COMMA]


@pytest.mark.parametrize(
    ("words", "mark"),
    [(["where", "is", "he"], Mark.QUESTION), (["he", "is", "here"], Mark.STOP)],
)
def test_the_build_of_a_sentence_decides_between_a_question_and_a_statement(
    words: list[str], mark: Mark
) -> None:
    for likeliest in (Mark.STOP, Mark.QUESTION):
        evidence = _evidence(Mark.NONE, Mark.NONE, likeliest)
        assert decided(words, evidence, NEUTRAL, ends=True)[-1] == mark


def test_only_the_last_sentence_is_asked_how_it_is_built() -> None:
    words = ["where", "is", "he", "he", "is", "here"]
    likeliest = [Mark.NONE, Mark.NONE, Mark.STOP, Mark.NONE, Mark.NONE, Mark.STOP]
    marks = decided(words, _evidence(*likeliest), NEUTRAL, ends=True)
    assert (marks[2], marks[5]) == (Mark.QUESTION, Mark.STOP)


def test_a_bias_moves_what_wins() -> None:
    evidence = _evidence(Mark.NONE, Mark.STOP)
    assert decided(["well", "yes"], evidence, (0.0, 1.0, 0.0, 0.0), ends=True)[0] == Mark.COMMA


def test_a_place_where_no_mark_may_stand_gets_none() -> None:
    evidence = _evidence(Mark.STOP, Mark.STOP)
    evidence[0, Mark.COMMA :] = -np.inf
    assert decided(["new", "york"], evidence, NEUTRAL, ends=True) == [Mark.NONE, Mark.STOP]
