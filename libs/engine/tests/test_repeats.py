"""Which repeats are stumbles, and which are meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from emend_engine import Profile, process
from emend_transcript import Segment, Word, joined


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the the mind", "the mind"),
        ("The the mind", "The mind"),
        ("and and and we sit", "and we sit"),
        ("the, the mind", "the mind"),
        ("I think I think we sit", "I think we sit"),
        ("in the in the morning", "in the morning"),
        ("I want to, I want to sit", "I want to sit"),
        ("we went to we went to school", "we went to school"),
        ("the the cat the the cat sits", "the cat sits"),
        ("the um the mind", "the mind"),
        ("we walked walked home", "we walked home"),
        ("what is the name of the what is the name of the man", "what is the name of the man"),
        ("th- the mind", "the mind"),
        ("Th- the mind", "The mind"),
        ("a rec- recogniser hears", "a recogniser hears"),
        ("s- s- so we sit", "so we sit"),
        ("w-we sit", "we sit"),
        ("th the mind", "the mind"),
        ("s s so we sit", "so we sit"),
        ("I think that we should we should", "I think that we should"),
        ("b-b-but we sit", "but we sit"),
        ("p-p-please sit", "please sit"),
        ("the pre- the president sits", "the president sits"),
        ("I—I think so", "I think so"),
        ("I don't, I don't know", "I don't know"),
        ("where is, where is the key", "where is the key"),
        ("is it a a apple", "is it an apple"),
        ("it\u2019s it\u2019s late", "it\u2019s late"),
        ("THE THE HOUSE IS OPEN", "THE HOUSE IS OPEN"),
        ("I think I I would say so", "I think I would say so"),
        ("I think he he is wrong", "I think he is wrong"),
        ("I know they they are here", "I know they are here"),
        ("and I said I I don't know", "and I said I don't know"),
        ("I guess we we we can go", "I guess we can go"),
        ("like she she was there", "like she was there"),
    ],
)
def test_a_stumble_goes_and_the_first_stays(
    corrected: Callable[[str], str], said: str, written: str
) -> None:
    assert corrected(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "very very good",
        "the book that that man had had",
        "no no no",
        "gave her her book",
        "again and again and again",
        "more and more and more",
        "neti neti",
        "Oṃ śāntiḥ śāntiḥ śāntiḥ",
        "not this not this",
        "what it is is a question",
        "slowly slowly",
        "two two four",
        "We sat. We sat",
        "Is it the end? The end of all.",
        "they won, they won, they won",
        "Duran Duran sang",
        "all I have I have from her",
        "we re-read and co-construct a t-test",
        "pre- and post-war",
        "it is not the air the air is what it rides on",
        "nobody is ready for it it is a mystery",
        "I love you you are kind",
        "it is not I I am here",
        "plan b but not plan c",
        "a two- or three-day walk",
        "again and again we sit and again and again we sit",
    ],
)
def test_emphasis_grammar_and_mantras_stay(corrected: Callable[[str], str], said: str) -> None:
    assert corrected(said) == said


def test_two_speakers_may_say_the_same() -> None:
    words = [Word(0, "the", 0, 300, speaker="A"), Word(1, "the", 300, 600, speaker="B")]
    segments = (Segment(0, 300, 0, 0, speaker="A"), Segment(300, 600, 1, 1, speaker="B"))
    assert joined(process(words, segments, Profile("repeats", 1, ("repeats",))).tokens) == "the the"
