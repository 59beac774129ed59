"""Known names get their capitals and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from emend_engine import BUILT_IN, build_lexicon, find_profile, process_transcript
from emend_transcript import Transcript, joined


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
    lexicon = build_lexicon(["York", "New York", "New York Times"])
    result = process_transcript(
        spoken("the new york times of new york"), find_profile("lecture"), lexicon=lexicon
    )
    assert joined(result.tokens) == "the New York Times of New York"
    assert [len(change.after) for change in result.changes] == [3, 2]


def test_equal_terms_have_equal_digests_whatever_their_order() -> None:
    assert build_lexicon(["A b", "C"]).digest == build_lexicon(["C", "A b", "C"]).digest
    assert build_lexicon(["A b"]).digest != build_lexicon(["A B"]).digest


def test_the_built_in_terms_change_only_case() -> None:
    phrases = [phrase for found in BUILT_IN.phrases.values() for phrase in found]
    assert len(phrases) > 300
    assert all(" ".join(one.display).lower() == " ".join(one.keys) for one in phrases)
