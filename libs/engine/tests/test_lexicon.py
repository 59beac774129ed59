"""Known terms are written as their vocabulary says, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from emend_engine import (
    Term,
    Vocabulary,
    build_lexicon,
    check_result,
    find_profile,
    process_transcript,
)
from emend_engine.plain import correct
from emend_transcript import Transcript, joined

_CLINIC = Vocabulary(
    "clinic",
    1,
    (
        Term("bhagavad gita", "Bhagavad Gītā", ("bug of odd geeta",)),
        Term("postgresql", "PostgreSQL", ("post gress q l", "postgres")),
        Term("mri", "MRI"),
        Term("IT", case_sensitive=True),
        Term("KPI"),
        Term("type 2 diabetes", "Type 2 diabetes"),
    ),
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the bhagavad gita and the upanishads", "the Bhagavad Gita and the Upanishads"),
        ("i know i'm here", "I know I'm here"),
        ("on monday in may", "on Monday in May"),
        ("krishna's flute", "Krishna's flute"),
        ("the path of karma yoga", "the path of Karma Yoga"),
        ("shankara, the teacher of vedanta.", "Shankara, the teacher of Vedanta."),
    ],
)
def test_names_are_capitalised(corrected: Callable[[str], str], said: str, written: str) -> None:
    assert corrected(said) == written


@pytest.mark.parametrize(
    "said", ["you may come", "they march", "an august man", "karma and yoga", "GITA"]
)
def test_ordinary_words_and_existing_capitals_stay(
    corrected: Callable[[str], str], said: str
) -> None:
    assert corrected(said) == said


def test_the_longest_phrase_wins(spoken: Callable[..., Transcript]) -> None:
    terms = tuple(map(Term, ("York", "New York", "New York Times")))
    lexicon = build_lexicon(Vocabulary("papers", 1, terms))
    result = process_transcript(
        spoken("the new york times of new york"), find_profile("lecture"), lexicon=lexicon
    )
    assert joined(result.tokens) == "the New York Times of New York"
    assert [len(change.after) for change in result.changes] == [3, 2]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the bhagavad gita's first verse", "the Bhagavad Gītā's first verse"),
        ("Bhagavad-Gita", "Bhagavad Gītā"),
        ("read the bug of odd geeta, please", "read the Bhagavad Gītā, please"),
        ("BHAGAVAD GITA", "BHAGAVAD GĪTĀ"),
        ("in post gress q l we trust", "in PostgreSQL we trust"),
        ("Postgresql", "PostgreSQL"),
        ("an mri, an Mri", "an MRI, an MRI"),
        ("IT is it", "IT is it"),
        ("every k p i's value", "every KPI's value"),
    ],
)
def test_a_vocabulary_of_ones_own_is_followed(said: str, written: str) -> None:
    assert correct(said, _CLINIC) == written
    assert correct(written, _CLINIC) == written


def test_each_written_word_points_at_the_words_it_was_heard_as(
    spoken: Callable[..., Transcript],
) -> None:
    lexicon = build_lexicon(_CLINIC)
    said = spoken("the bug of odd geeta")
    result = process_transcript(said, find_profile("lecture"), lexicon=lexicon)
    check_result(result)
    assert [(token.text, token.first, token.last) for token in result.tokens] == [
        ("the", 0, 0),
        ("Bhagavad", 1, 3),
        ("Gītā", 4, 4),
    ]
    assert [change.rule for change in result.changes] == ["lexicon.phrase"]


def test_the_higher_priority_wins_and_then_the_later_vocabulary() -> None:
    low = Vocabulary("low", 1, (Term("gita", "low", priority=10),))
    high = Vocabulary("high", 1, (Term("gita", "high", priority=20),))
    later = Vocabulary("later", 1, (Term("gita", "later", priority=20),))
    assert build_lexicon(high, low).exact["gita"].display == "high"
    assert build_lexicon(high, later).exact["gita"].display == "later"
    assert build_lexicon(later, high).exact["gita"].display == "high"


def test_equal_vocabularies_have_equal_digests_and_any_difference_shows() -> None:
    one, two = Vocabulary("a", 1, (Term("a"),)), Vocabulary("b", 1, (Term("b", "B"),))
    lexicons = [
        build_lexicon(),
        build_lexicon(one),
        build_lexicon(one, two),
        build_lexicon(two, one),
        build_lexicon(one, built_in=False),
        build_lexicon(Vocabulary("a", 2, one.terms)),
        build_lexicon(Vocabulary("a", 1, (Term("a", sounds_like=("b",)),))),
    ]
    assert build_lexicon(one, two).digest == lexicons[2].digest
    assert len({lexicon.digest for lexicon in lexicons}) == len(lexicons)


def test_terms_of_ones_own_are_found_in_every_language() -> None:
    assert correct("das postgres und die mri", _CLINIC) == "das PostgreSQL und die MRI"
