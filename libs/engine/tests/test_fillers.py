"""Which hesitations go, with which marks, and which sounds stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from emend_engine import Profile, find_profile, process, process_transcript
from emend_transcript import Segment, Word, from_text, joined

FILLERS = Profile("fillers", 1, ("fillers",))


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
        ("He was, uh,, gone.", "He was gone."),
        ("- Um, the house", "- The house"),
        ("it was a um apple", "it was an apple"),
        ("An uh house", "A house"),
        ("it is an um union", "it is a union"),
        ("plan a um is good", "plan a is good"),
        ('He said, um, "No."', 'He said, "No."'),
        ("they are worm-like, um, then", "they are worm-like then"),
        ("UM, I THINK, UH, SO", "I THINK SO"),
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
    result = process(words, segments, FILLERS)
    assert joined(result.tokens) == "um die the the Ecke"


def test_a_filler_at_the_edge_of_a_turn_leaves_the_other_speaker_alone() -> None:
    words = [
        Word(0, "Um", 0, 300, speaker="A"),
        Word(1, "yes", 300, 600, speaker="B"),
    ]
    segments = (Segment(0, 300, 0, 0, speaker="A"), Segment(300, 600, 1, 1, speaker="B"))
    result = process(words, segments, FILLERS)
    assert joined(result.tokens) == "yes"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("It was, you know, a long day.", "It was a long day."),
        ("You know, it was late.", "It was late."),
        ("I mean, it was late.", "It was late."),
        ("It was late, you know.", "It was late."),
        ("it was um you know uh late", "it was late"),
        ("It was, like, a joke.", "It was a joke."),
        ("It was, um, kind of, uh, late.", "It was late."),
        ("we er sat down", "we sat down"),
    ],
)
def test_a_phrase_between_marks_or_sounds_goes(
    corrected: Callable[[str], str], said: str, written: str
) -> None:
    assert corrected(said) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("it was you know a long day", "it was a long day"),
        ("the you know the car", "the car"),
        ("we kind of like it", "we like it"),
        ("it is sort of hot", "it is hot"),
        ("it was like really hot", "it was really hot"),
        ("he like went home", "he went home"),
    ],
)
def test_without_marks_the_neighbours_tell_where_the_profile_wants_it(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, find_profile("call")) == written
    assert corrected(said, find_profile("lecture")) == said


@pytest.mark.parametrize(
    "said",
    [
        "you know the answer",
        "as you know the bus was late",
        "do you know him",
        "the truth is you know the answer",
        "It is hard, you know?",
        "i mean it",
        "he is a kind of person i admire",
        "that was kind of you",
        "what kind of music is it",
        "people like him are rare",
        "we like it",
        "i like fried fish",
        "the er nurse came to the er",
        "to err is human",
        "use matlab, matlab, or python",
    ],
)
def test_a_phrase_with_a_meaning_stays(corrected: Callable[[str, Profile], str], said: str) -> None:
    call = replace(find_profile("call"), stages=("fillers",))
    assert corrected(said, call) == said


def _in_language(text: str, language: str) -> str:
    profile = replace(find_profile("call"), stages=("fillers",))
    return joined(process_transcript(from_text(text, language), profile).tokens)


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        ("hi", "mind ko, matlab, calm karna hai", "mind ko calm karna hai"),
        ("hi-IN", "hmm haan theek hai", "haan theek hai"),
        ("hi", "iska matlab kya hai", "iska matlab kya hai"),
        ("hi", "मन को, मतलब, शांत करना है", "मन को शांत करना है"),
        ("de", "das ist ähm um die Ecke", "das ist um die Ecke"),
        ("fr", "c'est euh tard", "c'est tard"),
    ],
)
def test_every_language_has_its_own_fillers(language: str, said: str, written: str) -> None:
    assert _in_language(said, language) == written


def test_pauses_say_what_commas_say() -> None:
    texts = ["we", "sat", "you", "know", "down"]
    starts = [0, 400, 1_100, 1_400, 2_100]
    words = [Word(at, t, starts[at], starts[at] + 300) for at, t in enumerate(texts)]
    segments = (Segment(0, 2_400, 0, 4),)
    result = process(words, segments, FILLERS)
    assert joined(result.tokens) == "we sat down"
    assert [change.rule for change in result.changes] == ["fillers.phrase"]
