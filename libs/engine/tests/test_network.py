"""The network gives the same scores wherever its input is cut, and knows what it is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine._punctuator.features import UNKNOWN, WordClass, word_class, word_features
from emend_engine._punctuator.model import model, score_questions
from emend_engine._punctuator.network import score, score_all
from emend_engine._punctuator.reading import Question


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3_000))
def test_scores_do_not_depend_on_what_is_out_of_reach(seed: int, length: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.integers(0, 9, (3, length), np.int32)
    network = model().network
    whole = score(network, rows)
    middle = length // 2
    low, high = max(0, middle - network.reach), min(length, middle + network.reach + 1)
    alone = score(network, rows[:, low:high])
    assert (whole.marks[middle] == alone.marks[middle - low]).all()
    assert (whole.cases[middle] == alone.cases[middle - low]).all()


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.one_of(st.integers(0, 40), st.integers(900, 2_100)), min_size=1, max_size=12),
)
def test_sequences_scored_together_have_the_scores_that_each_has_alone(
    seed: int, lengths: list[int]
) -> None:
    random = np.random.default_rng(seed)
    sequences = [random.integers(0, 9, (3, length), np.int32) for length in lengths]
    network = model().network
    for rows, together in zip(sequences, score_all(network, sequences), strict=True):
        alone = score(network, rows)
        assert (together.marks == alone.marks).all()
        assert (together.cases == alone.cases).all()


def test_every_product_stays_exact_in_32_bit_floats() -> None:
    network = model().network
    products = [network.first, network.marks, network.cases]
    products += [product for block in network.blocks for product in (block.wide, block.deep)]
    for product in products:
        assert (product.weights == np.rint(product.weights)).all()
        assert np.abs(product.weights).sum(axis=0).max() * 127 < 2**24


def test_no_word_at_all_has_no_scores() -> None:
    assert score(model().network, np.zeros((3, 0), np.int32)).marks.shape == (0, 4)
    assert score_questions([]) == []
    assert score_questions([Question((("hello",),), ends=True)])[0].marks.shape == (1, 4)


def test_a_possessive_that_no_list_has_is_known_by_its_word() -> None:
    vocabulary = {"badger": 7, "it's": 8, "it": 9}
    numbers = [
        word_features(word, vocabulary, frozenset()).word
        for word in ("badger's", "Badger’s", "it's", "'s", "stoat's")  # noqa: RUF001
    ]
    assert numbers == [7, 7, 8, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(("written", "meant"), [("dont", "don't"), ("thats", "that's")])
def test_a_short_form_without_its_apostrophe_is_read_as_one_with_it(
    written: str, meant: str
) -> None:
    questions = [Question((("well", form, "it"),), ends=True) for form in (written, meant)]
    bare, spelled = score_questions(questions)
    assert (bare.marks == spelled.marks).all()


def test_a_words_spelling_gives_its_class() -> None:
    names = {"london"}
    classes = {
        "london": WordClass.NAME,
        "london's": WordClass.NAME,
        "it's": WordClass.CLITIC,
        "0000": WordClass.NUMBER,
        "0rd": WordClass.MIXED,
        "bob@example.com": WordClass.ADDRESS,
        "naïve": WordClass.FOREIGN,
        "house": WordClass.PLAIN,
        "a": WordClass.LETTER,
        "%": WordClass.SIGN,
    }
    assert {word: word_class(word, names) for word in classes} == classes
