"""Which hesitations go, with which marks, and which sounds stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from emend_engine import find_profile, process
from emend_transcript import Segment, Word, joined


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("um hello there", "hello there"),
        ("Um, so we begin", "So we begin"),
        ("Um, uh, so we begin", "So we begin"),
        ("I, um, think so.", "I think so."),
        ("I, um think so.", "I, think so."),
        ("so um, we sit", "so we sit"),
        ("and then, um.", "and then."),
        ("and then um. Next", "and then. Next"),
        ("We sit. Um, then we rise.", "We sit. Then we rise."),
        ("Hmm. Yes.", "Yes."),
        ("uh um erm", ""),
        ("we uhh sit ummm still", "we sit still"),
        ('He said, "Um, no"', 'He said, "No"'),
        ("I was— uh, going", "I was going"),
    ],
)
def test_a_filler_goes_with_its_marks(
    corrected: Callable[[str], str], said: str, written: str
) -> None:
    assert corrected(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "uh-huh, that is right",
        "uh huh that is right",
        "uh-oh",
        "mm-hmm",
        "the songs of Um Kulthum",
        "the UH campus",
        "umbrella",
        'he only said "um"',
        "5 mm of rain",
        "er is not a filler here",
    ],
)
def test_what_only_looks_like_a_filler_stays(corrected: Callable[[str], str], said: str) -> None:
    assert corrected(said) == said


def test_a_german_um_is_a_word() -> None:
    words = [
        Word(at, text, at * 300, at * 300 + 280, language="de")
        for at, text in enumerate(("um", "die", "the", "the", "Ecke"))
    ]
    segments = (Segment(0, 1480, 0, 4, language="de"),)
    result = process(words, segments, find_profile("lecture"))
    assert joined(result.tokens) == "um die the the Ecke"


def test_a_filler_at_the_edge_of_a_turn_leaves_the_other_speaker_alone() -> None:
    words = [
        Word(0, "Um", 0, 300, speaker="A"),
        Word(1, "yes", 300, 600, speaker="B"),
    ]
    segments = (Segment(0, 300, 0, 0, speaker="A"), Segment(300, 600, 1, 1, speaker="B"))
    result = process(words, segments, find_profile("lecture"))
    assert joined(result.tokens) == "yes"
