"""Recognisers' loops are cut, chants are not, and silence says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import Profile, find_profile, process, process_transcript
from emend_transcript import Segment, Word, from_text, joined

LOOPS = Profile("loops", 1, ("loops",))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("we sit " + "and then " * 9 + "we rise", "we sit and then we rise"),
        ("so so so so so it ends", "so it ends"),
        ("the end. " * 5 + "Well.", "the end. Well."),
        ("one by one they all came to sit with us " * 5, "one by one they all came to sit with us"),
        ("it was it was it was it was it was it", "it was it"),
        ("Thanks. Thanks, thanks. Thanks thanks.", "Thanks."),
        ("go go go go go stop stop stop stop stop", "go stop"),
    ],
)
def test_what_is_said_more_than_four_times_at_once_is_said_once(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, LOOPS) == written


@pytest.mark.parametrize(
    "said",
    [
        "so so so so it ends",
        "zero zero zero zero zero zero seven",
        "5 5 5 5 5 5 5",
        "x x x x x x",
        "one by one they all came up to sit with us " * 4,
    ],
)
def test_what_may_be_meant_stays(corrected: Callable[[str, Profile], str], said: str) -> None:
    assert corrected(said, LOOPS) == said.strip()


def test_a_lecture_may_chant_where_a_call_may_not() -> None:
    said = from_text("hare krishna " * 20 + "we sing")
    lecture = replace(find_profile("lecture"), stages=("loops",))
    call = replace(find_profile("call"), stages=("loops",))
    assert len(process_transcript(said, lecture).tokens) == 42
    result = process_transcript(said, call)
    assert joined(result.tokens) == "hare krishna we sing"
    assert [(change.rule, change.reason) for change in result.changes] == [
        ("loops.ngram", "said 20 times in a row")
    ]


def test_a_loop_ends_where_another_speaks() -> None:
    words = [Word(at, "yes", at, at, speaker="AB"[at >= 3]) for at in range(9)]
    segments = (Segment(0, 3, 0, 2, speaker="A"), Segment(3, 9, 3, 8, speaker="B"))
    result = process(words, segments, LOOPS)
    assert [result.words[token.first].speaker for token in result.tokens] == ["A"] * 3 + ["B"]


def _timed(text: str, word_ms: int, confidence: float | None = None) -> list[Word]:
    return [
        Word(at, word, at * word_ms, (at + 1) * word_ms, confidence)
        for at, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "word_ms", "confidence", "written"),
    [
        ("thanks for watching", 9_000, None, ""),
        ("thanks for watching", 10, 0.9, ""),
        ("thanks for watching", 300, 0.2, ""),
        ("thanks for watching", 300, 0.9, "thanks for watching"),
        ("Subtitles by the Amara.org community", 5_000, None, ""),
        ("captions by Jane Doe", 5_000, None, ""),
        ("i say thanks for watching today", 9_000, None, "i say thanks for watching today"),
    ],
)
def test_courtesies_of_captions_go_where_nobody_spoke(
    text: str, word_ms: int, confidence: float | None, written: str
) -> None:
    words = _timed(text, word_ms, confidence)
    segments = (Segment(0, words[-1].end_ms, 0, len(words) - 1),)
    assert joined(process(words, segments, LOOPS).tokens) == written


def test_invented_times_say_nothing_about_silence() -> None:
    result = process_transcript(from_text("thanks for watching"), LOOPS)
    assert result.changes == ()


@given(st.lists(st.sampled_from(["a", "b", "and", ","]), max_size=120))
def test_afterwards_no_loop_is_left(said: list[str]) -> None:
    once = joined(process_transcript(from_text(" ".join(said)), LOOPS).tokens)
    assert joined(process_transcript(from_text(once), LOOPS).tokens) == once


@given(
    size=st.integers(11, 40),
    times=st.integers(5, 9),
    before=st.integers(0, 60),
    after=st.integers(0, 60),
)
def test_a_loop_of_up_to_forty_words_is_cut_wherever_it_begins(
    size: int, times: int, before: int, after: int
) -> None:
    opening, closing = [f"b{at}" for at in range(before)], [f"a{at}" for at in range(after)]
    loop = [f"w{at % 31}" for at in range(size)]
    result = process_transcript(from_text(" ".join([*opening, *loop * times, *closing])), LOOPS)
    assert joined(result.tokens).split() == [*opening, *loop, *closing]
