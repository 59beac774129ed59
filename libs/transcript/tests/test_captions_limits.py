"""Captions keep their limits on any timed words: no durations, overlaps, long words, no spaces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import Header, Result, Segment, Word, WordFlag, initial_tokens
from emend_transcript.captions import CaptionSettings, check_captions, cut_captions

HEADER = Header("1", "lecture@1", "p", "l", "i")
PATIENT = CaptionSettings(max_delay_ms=10**9)
GLUED = int(WordFlag.GLUED)

LATIN = st.sampled_from(["a", "the", "om,", "mind.", "Swami", "25", "well-being", "w" * 41])
WIDE = st.sampled_from(["字", "日本語", "。", "ありがとう"])
SPOKEN = st.tuples(
    LATIN.map(lambda text: (text, 0)) | WIDE.map(lambda text: (text, GLUED)),
    st.integers(0, 1_500),
    st.integers(0, 2_500),
    st.sampled_from([None, None, "Ann", "Bob"]),
)


def spoken(drawn: list[tuple[tuple[str, int], int, int, str | None]]) -> Result:
    """Return words that start one after another, each as long as it likes."""
    words: list[Word] = []
    at = 0
    for (text, flags), step, length, speaker in drawn:
        at += step
        words.append(Word(len(words), text, at, at + length, speaker=speaker, flags=flags))
    segments = [
        Segment(one.start_ms, one.end_ms, one.index, one.index, one.speaker) for one in words
    ]
    return Result(tuple(words), tuple(segments), tuple(initial_tokens(words)), (), HEADER)


@settings(max_examples=100, deadline=None)
@given(st.lists(SPOKEN, min_size=1, max_size=60))
def test_every_limit_holds_and_nothing_is_lost(
    drawn: list[tuple[tuple[str, int], int, int, str | None]],
) -> None:
    result = spoken(drawn)
    captions = cut_captions(result, PATIENT)
    assert check_captions(captions, PATIENT) == []
    shown = "".join("".join(one.lines) for one in captions).replace(" ", "")
    assert sorted(shown) == sorted("".join(word.text for word in result.words))
    assert all(one.start_ms >= 0 for one in captions)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOKEN, min_size=1, max_size=60))
def test_captions_follow_each_other_and_none_begins_before_it_is_spoken(
    drawn: list[tuple[tuple[str, int], int, int, str | None]],
) -> None:
    result = spoken(drawn)
    captions = cut_captions(result)
    starts = {word.start_ms for word in result.words}
    assert all(later.start_ms - one.end_ms >= 80 for one, later in pairwise(captions))
    assert all(one.start_ms >= min(starts) for one in captions)
    assert {one.limit for one in check_captions(captions)} <= {"min_ms", "characters_per_second"}


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOKEN, min_size=1, max_size=40))
def test_a_caption_holds_one_speaker_s_words(
    drawn: list[tuple[tuple[str, int], int, int, str | None]],
) -> None:
    result = spoken(drawn)
    said: dict[str | None, str] = {}
    for word in result.words:
        said[word.speaker] = said.get(word.speaker, "") + word.text
    shown: dict[str | None, str] = {}
    for one in cut_captions(result):
        text = "".join(one.lines).replace(" ", "")
        shown[one.speaker] = shown.get(one.speaker, "") + text
    assert shown == said
