"""What may go on is held back, so that a cut anywhere leaves no trace in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import (
    MOST_HELD,
    PROFILES,
    Vocabulary,
    build_lexicon,
    held_back,
    process,
    vocabulary_from_dict,
)
from emend_transcript import Segment, Word, from_text, joined

LECTURE = replace(
    PROFILES["lecture"],
    stages=("loops", "fillers", "repeats", "corrections", "lexicon", "itn", "pii"),
)
"""Punctuation is left out: a sentence may well end elsewhere where the text ends elsewhere."""
OWN: Vocabulary = vocabulary_from_dict(
    {"name": "own", "terms": [{"text": "lotus garden press", "display_as": "Lotus Garden Press"}]}
)
LEXICON = build_lexicon(OWN)

CARRIERS = (
    "students walked towards mountains",
    "people gathered beside rivers",
    "teachers spoke about silence",
    "children carried water home",
)
PHRASES = (
    "two thousand five",
    "nineteen ninety five",
    "twenty five percent",
    "three hundred and twelve dollars",
    "chapter two verse forty seven",
    "july twenty fifth",
    "five point two kilometers",
    "ten thirty a m",
    "four one five five five five one two one two",
    "lotus garden press",
    "bhagavad gita",
    "um",
    "uh um",
    "the the",
    "of the of the",
)


def corrected(words: Sequence[Word]) -> str:
    """Return the words as one text, corrected."""
    if not words:
        return ""
    again = [word._replace(index=at) for at, word in enumerate(words)]
    segment = Segment(again[0].start_ms, again[-1].end_ms, 0, len(again) - 1)
    return joined(process(again, [segment], LECTURE, lexicon=LEXICON, language="en").tokens)


def in_parts(words: Sequence[Word], cuts: Sequence[int]) -> str:
    """Return the text of words that came in parts, each with what the one before held back."""
    texts: list[str] = []
    held: Sequence[Word] = ()
    edges = [0, *sorted(cuts), len(words)]
    for first, end in pairwise(edges):
        part = [*held, *words[first:end]]
        count = 0 if end == len(words) else held_back(part, LECTURE, LEXICON, "en")
        assert count <= MOST_HELD
        texts.append(corrected(part[: len(part) - count]))
        held = part[len(part) - count :]
    return " ".join(filter(None, texts))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4, unique=True),
    st.permutations(CARRIERS),
    st.data(),
)
def test_a_text_in_any_parts_reads_as_in_one(
    phrases: list[str], carriers: list[str], data: st.DataObject
) -> None:
    spoken = zip(carriers, phrases, strict=False)
    text = " ".join(f"{carrier} {phrase}" for carrier, phrase in spoken) + " everybody rested"
    words = from_text(text, "en").words
    cuts = data.draw(st.lists(st.integers(1, len(words) - 1), max_size=4, unique=True))
    assert in_parts(words, cuts) == corrected(words)


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_cut_within_a_phrase_leaves_no_trace(phrase: str) -> None:
    words = from_text(f"{CARRIERS[0]} {phrase} {CARRIERS[1]}", "en").words
    whole = corrected(words)
    assert [in_parts(words, [cut]) for cut in range(1, len(words))] == [whole] * (len(words) - 1)


@pytest.mark.parametrize("cut", range(6, 9))
def test_what_is_being_taken_back_waits_for_what_replaces_it(cut: int) -> None:
    words = from_text("students arrived on tuesday no wait on wednesday morning", "en").words
    assert in_parts(words, [cut]) == corrected(words)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", 0),
        ("teachers spoke about silence", 0),
        ("they met near two thousand", 2),
        ("we met in two thousand.", 0),
        ("she published with lotus garden", 2),
        ("he works like a clown and um", 4),
    ],
)
def test_what_is_held_back(text: str, held: int) -> None:
    found = held_back(from_text(text, "en").words, LECTURE, LEXICON, "en")
    assert found == held


def test_the_verbatim_profile_holds_nothing() -> None:
    assert held_back(from_text("in two thousand").words, PROFILES["verbatim"]) == 0


def test_another_voice_is_not_held() -> None:
    words = [Word(0, "two", 0, 1, speaker="A"), Word(1, "hello", 1, 2, speaker="B")]
    assert held_back(words, LECTURE, LEXICON, "en") == 0


def test_no_word_is_cut_from_the_mark_or_half_that_is_glued_to_it() -> None:
    words = from_text("twenty-five twenty-five twenty-five twenty-five twenty-five", "en").words
    count = held_back(words, LECTURE, LEXICON, "en")
    assert 0 < count <= MOST_HELD
    assert not words[len(words) - count].is_glued


@given(st.lists(st.sampled_from(["one", "um", "the", "-", ".", "gita", "no", "wait"]), max_size=40))
def test_never_more_than_the_most_is_held(said: list[str]) -> None:
    assert held_back(from_text(" ".join(said), "en").words, LECTURE, LEXICON, "en") <= MOST_HELD
