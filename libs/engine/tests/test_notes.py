"""Notes of what is heard go from a talk to be read, and stay in captions and verbatim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import Profile, check_result, find_profile, process, process_transcript
from emend_transcript import Segment, Word, from_text, joined

NOTES = Profile("notes", 1, ("notes",))
PIECES = ("[Music]", "(laughs)", "(", ")", "[", "]", "♪", ">>", "*coughs*", "so", "Yes.", ",", "“")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("[Music] hello there", "hello there"),
        ("[Music]", ""),
        ("He left. (laughs) That is all.", "He left. That is all."),
        ("so we go (laughter) on", "so we go on"),
        ("He paused, [applause], and left.", "He paused, and left."),
        ("(Applause.) Thank you.", "Thank you."),
        ("[*] and [BLANK_AUDIO] so", "and so"),
        ("[upbeat music playing] so", "so"),
        ("[inaudible 00:12] and then", "and then"),
        ("[speaking Hindi] and then", "and then"),
        ("(speaking in a foreign language) so", "so"),
        ("♪ la la la ♪ hello", "hello"),
        ("♪♪ hello", "hello"),
        ("*clears throat* so *coughs* we begin", "so we begin"),
        ("<unk> yes <|endoftext|>", "yes"),
        ("“[laughs] Yes,” he said.", "“Yes,” he said."),
        (">> how are you >> i am fine", "how are you i am fine"),
    ],
)
def test_a_note_goes(said: str, written: str) -> None:
    assert _noted(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "the value (see page two) is ten",
        "the sound (a bell) rang",
        "two things (music, rain) are heard",
        "[PHONE] is my number",
        "[sic] and [1] and f(x)",
        "(the cat)",
        "4 >> 2",
        "** bold ** and * one",
        "<b>bold</b>",
        "( music",
        "music and laughter",
    ],
)
def test_what_is_speech_stays(said: str) -> None:
    assert _noted(said) == said


def test_captions_and_verbatim_keep_notes_that_a_lecture_and_a_call_drop() -> None:
    said = "Welcome to all. [Music] That is right."
    kept = {name: _with(find_profile(name), said) for name in ("caption", "verbatim")}
    dropped = {name: _with(find_profile(name), said) for name in ("lecture", "call")}
    assert set(kept.values()) == {said}
    assert set(dropped.values()) == {"Welcome to all. That is right."}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("[MUSIC PLAYING] so we begin", "[MUSIC PLAYING] So we begin."),
        ("*clears throat* so we um begin", "*clears throat* So we begin."),
        ("[BLANK_AUDIO]", "[BLANK_AUDIO]"),
        (">> how are you >> i am fine", ">> How are you? >> I am fine."),
    ],
)
def test_captions_keep_a_note_as_one_mark(said: str, written: str) -> None:
    result = process_transcript(from_text(said), find_profile("caption"))
    check_result(result)
    assert joined(result.tokens) == written
    assert _with(find_profile("caption"), written) == written


def test_a_chant_between_two_notes_stays_in_a_lecture() -> None:
    said = "♪ om namah shivaya ♪ so we begin ♪ la la ♪ now"
    lecture = replace(find_profile("lecture"), stages=("notes",))
    assert _with(lecture, said) == "om namah shivaya so we begin now"


def test_a_talk_between_two_songs_stays() -> None:
    talk = " ".join(f"word{number}" for number in range(13))
    assert _noted(f"♪ {talk} ♪") == talk


def test_a_note_reaches_over_no_change_of_speaker() -> None:
    texts = ("♪", "la", "hello", "♪")
    words = [Word(at, text, at * 100, at * 100 + 90) for at, text in enumerate(texts)]
    segments = [Segment(0, 190, 0, 1, speaker="a"), Segment(200, 390, 2, 3, speaker="b")]
    assert joined(process(words, segments, NOTES).tokens) == "la hello"


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_every_word_of_a_note_is_accounted_for_whatever_stands_around_it(said: list[str]) -> None:
    result = process_transcript(from_text(" ".join(said)), NOTES)
    check_result(result)
    assert len(result.tokens) <= len(result.words)


def _noted(said: str) -> str:
    return _with(NOTES, said)


def _with(profile: Profile, said: str) -> str:
    return joined(process_transcript(from_text(said), profile).tokens)
